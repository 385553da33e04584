"""CSV files as people save them: any of their encodings and delimiters, lines numbered as an editor numbers them."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import cast

from allocator.intake.faults import Fault, Note, fault
from allocator.intake.sheets import MOST_CELLS, MOST_COLUMNS, Cell, Reading, Refused, require_size, sheet_of
from allocator.text import Text

LONGEST_LINE = 1_000_000  # characters; csv would make up to a million cells of it
MOST_LINES = 2_000_000  # twice what Excel can hold, blank ones included
_SAMPLE = 20  # lines with text among which the header is sought; it stands in the first 15 (design.md §6)
_DELIMITERS = (";", "\t", ",")

# The first that fits decides; UTF-32 before UTF-16, whose mark is its beginning.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_CONTROL = ("".join(map(chr, range(0x80, 0xA0))), re.compile(r"[\x80-\x9f]"))
# æ ø å Ø of Mac Roman, å ø of MS-DOS and the pairs of UTF-8, as cp1252 shows them: valid there, but in no Norwegian word.
_GARBLED = ("¾¿Œ†›¯Ã", re.compile(r"[^\W\d_][¾¿]|[^\W\d_][Œ†›][a-z]|¯[a-z]|Ã[¦¸¥†˜…]"))
_WORD = re.compile(r"[^\s;,\"]+")
_QUOTED = re.compile(r'"[^"]*"')
_EXCEL_SEP = re.compile(r'"?sep=([^"\s]|\t)"?[;,\t]*[\r\n]*', re.IGNORECASE)
_TIGHT_COMMA = re.compile(r"(?<!\d),(?!\s)|,(?![\s\d])")
_PROTECTED = frozenset("'" + letter for letter in "=+-@\t\r")
_END = "\0"  # a line of its own that no file holds, since a file with NUL is refused

_SAVE = Text(
    nb="Åpne filen der den ble laget, og lagre den som «CSV UTF-8».",
    en="Open the file where it was made, and save it as “CSV UTF-8”.",
)
_LETTERS = Text(
    nb="Bokstaver som æ, ø og å lar seg ikke lese: Filen er lagret i et gammelt tegnsett (Mac eller MS-DOS) eller i flere om hverandre.",
    en="Letters such as æ, ø and å cannot be read: the file is saved in an old character set (Mac or MS-DOS) or in several at once.",
)
_NUL = Text(
    nb="Linjen inneholder NUL-tegn: Filen er skadet eller er ikke ren tekst.",
    en="The line holds NUL characters: the file is damaged or not plain text.",
)
_EMPTY = Text(nb="Filen er tom.", en="The file is empty.")
_EMPTY_TODO = Text(nb="Fyll den ut med kolonneoverskrifter og rader, eller fjern den.", en="Fill it with a header and rows, or remove it.")
_QUOTE = Text(
    nb="Her åpnes et anførselstegn som ikke lukkes der cellen slutter.",
    en="A quotation mark opens here and is not closed where the cell ends.",
)
_QUOTE_TODO = Text(nb="Lukk anførselstegnet, eller fjern det.", en="Close the quotation mark, or remove it.")
_LONG = Text(
    nb="Linjen er for lang til å være en rad i en tabell: {found} tegn.",
    en="The line is too long for a row of a table: {found} characters.",
)
_LONG_TODO = Text(nb="Kontroller at filen har linjeskift etter hver rad.", en="Check that the file has a line break after each row.")
_LINES = Text(nb="Filen har {found} linjer; grensen er {most}.", en="The file has {found} lines; the limit is {most}.")
_LINES_TODO = Text(
    nb="Slett tomme linjer, eller del tabellen i flere filer.",
    en="Delete empty lines, or split the table into several files.",
)
_CP1252 = Text(
    nb="Lest som Windows-1252, siden filen ikke er lagret som UTF-8.",
    en="Read as Windows-1252, since the file is not saved as UTF-8.",
)
_STRAY = Text(
    nb="Anførselstegn midt i en celle er lest slik Excel leser dem.",
    en="Quotation marks within a cell were read as Excel reads them.",
)


def parse(raw: bytes, shown: str, name: str) -> Reading:
    """The one sheet of a csv file; none, but faults, where its quotation marks cannot be trusted.

    Raises
    ------
    Refused
        No table can be read from it: "encoding", "nul", "empty", "size".
    """
    text, notes = _decoded(raw, shown)
    if (at := text.find("\0")) >= 0:
        raise Refused(_NUL.of(), _SAVE.of(), "nul", row=_line(text, at))
    lines = _lines(text)
    records, faults, stray = _records(lines, _delimiter(lines), shown)
    if faults:
        return [], faults, notes
    rows = map(_unprotected, records.values()) if "'" in text else records.values()
    sheet, faults = sheet_of(shown, name, cast(Iterable[list[Cell]], rows), records)
    if not sheet.rows:
        raise Refused(_EMPTY.of(), _EMPTY_TODO.of(), "empty")
    require_size(len(sheet.rows), max(map(_width, sheet.rows)), 0)
    return [sheet], faults, notes + ([Note(shown, _STRAY.of(), len(stray), tuple(stray))] if stray else [])


def _decoded(raw: bytes, shown: str) -> tuple[str, list[Note]]:
    """The text by BOM, else UTF-8, else cp1252; guessing at more encodings is wrong more often than right."""
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "")
    try:
        text, notes = _strict(raw, marked or "utf-8"), []
    except Refused:
        if marked:
            raise
        text, notes = _strict(raw, "cp1252"), [Note(shown, _CP1252.of())]
    rare, wrong = _GARBLED if notes else _CONTROL
    found = wrong.search(text) if any(letter in text for letter in rare) else None  # `in` takes a hundredth of the time
    if found:
        word = next(word for word in _WORD.finditer(text, max(0, found.start() - 30)) if word.end() > found.start())
        raise Refused(_LETTERS.of(), _SAVE.of(), "encoding", row=_line(text, found.start()), value=word[0])
    return text.removeprefix("\ufeff"), notes


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = _line(raw[: error.start].decode("latin-1"), error.start)
        raise Refused(_LETTERS.of(), _SAVE.of(), "encoding", row=row) from error


def _line(text: str, at: int) -> int:
    """The physical line, from 1, on which the character at that position stands."""
    return len(_NEWLINE.findall(text[:at])) + 1


def _lines(text: str) -> list[str]:
    """The physical lines with their ends; unlike str.splitlines, no other character ends a line."""
    found = text.count("\n") + text.count("\r") - text.count("\r\n")
    if found > MOST_LINES:
        raise Refused(_LINES.of(found=found, most=MOST_LINES), _LINES_TODO.of(), "size")
    lines = list(io.StringIO(text, newline=""))
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE:
        raise _too_long(longest, list(map(len, lines)).index(longest) + 1)
    return lines


def _too_long(found: int, row: int) -> Refused:
    return Refused(_LONG.of(found=found), _LONG_TODO.of(), "size", row=row)


def _delimiter(lines: list[str]) -> str:
    """The delimiter of the line that most likely is the header; Excel's `sep=` line is obeyed and made blank.

    That line is the first whose delimiter most of the lines below use too: a heading has none, or has one by
    chance. Commas in prose (", ") and in decimals are counted only where nothing better is found.
    """
    if lines and (told := _EXCEL_SEP.fullmatch(lines[0])):
        lines[0] = "\n"
        return told[1]
    head = "".join(islice((line for line in lines if line.strip(" \t\r\n;,")), _SAMPLE))
    sample = [line for line in _NEWLINE.split(_QUOTED.sub("", head)) if line.strip()]
    loose = [{mark: line.count(mark) for mark in _DELIMITERS} for line in sample]
    tight = [count | {",": len(_TIGHT_COMMA.findall(line))} for count, line in zip(loose, sample, strict=True)]
    return _shared(tight) or _shared(loose) or _most(tight) or _most(loose) or _DELIMITERS[0]


def _shared(counts: list[dict[str, int]]) -> str:
    """The delimiter of the first line with one that at least half of the lines below use as well; "" if there is none."""
    for at, count in enumerate(counts[:-1], 1):
        for mark in sorted(_DELIMITERS, key=lambda mark: -count[mark]):
            below = sum(line[mark] > 0 for line in counts[at:])
            if count[mark] and 2 * below >= len(counts) - at:
                return mark
    return ""


def _most(counts: list[dict[str, int]]) -> str:
    """The delimiter that occurs most often in a line; "" if none occurs."""
    found = {mark: max((count[mark] for count in counts), default=0) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: found[mark])
    return best if found[best] else ""


def _records(lines: list[str], delimiter: str, shown: str) -> tuple[dict[int, list[str]], list[Fault], list[int]]:
    """The records that are not empty by the line on which they begin, faults, and the lines with stray quotation marks."""
    records: dict[int, list[str]] = {}
    faults: list[Fault] = []
    stray: list[int] = []
    cells = 0
    for begin, end, strict in _read(lines, delimiter):
        row = strict if strict is not None else _as_excel(lines[begin - 1 : end], delimiter, begin)
        if row is None:
            faults.append(_unclosed(lines[begin - 1 : end], delimiter, begin, shown))
        elif row:
            records[begin] = row
            cells += len(row)
            stray += [begin] if strict is None else []
            if cells > MOST_CELLS:
                require_size(0, 0, cells)
    return records, faults, stray


def _read(lines: list[str], delimiter: str) -> Iterator[tuple[int, int, list[str] | None]]:
    """Each record with its first and last line; None for its cells if its quotation marks are not as they should be."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begin = 1
    while True:
        row: list[str] | None = None
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            pass
        yield begin, reader.line_num, row
        begin = reader.line_num + 1


def _as_excel(record: list[str], delimiter: str, begin: int) -> list[str] | None:
    """The cells of one line with stray quotation marks, as in `"Kari" Hansen;1`; None if a mark swallows the line's end."""
    if len(record) > 1:
        return None
    try:
        found = list(csv.reader([record[0], _END], delimiter=delimiter))
    except csv.Error as error:
        raise _too_long(len(record[0]), begin) from error  # a cell beyond csv.field_size_limit
    return found[0] if len(found) == 2 else None


def _unclosed(record: list[str], delimiter: str, begin: int, shown: str) -> Fault:
    """The fault at the line on which the first bad quotation mark of the record opens, which need not be its first line."""
    text = "".join(record)
    mark = re.escape(delimiter)
    cell = re.compile(rf'(?>"[^"]*(?:""[^"]*)*")(?=[{mark}\r\n]|\Z)|(?!")[^{mark}]*')
    at = 0
    while at < len(text) and (found := cell.match(text, at)):
        at = found.end() + 1
    value = _NEWLINE.split(text[at : at + 80])[0]
    return fault(shown, _QUOTE.of(), _QUOTE_TODO.of(), row=begin + _line(text, at) - 1, value=value, code="quote")


def _width(row: list[Cell]) -> int:
    """How many columns the row uses; counted only where it may matter, since most rows are short."""
    return max((at for at, cell in enumerate(row, 1) if cell), default=0) if len(row) > MOST_COLUMNS else len(row)


def _unprotected(row: list[str]) -> list[str]:
    """The cells without the apostrophe that we write before text that a spreadsheet would take for a formula."""
    return [cell[1:] if cell[:2] in _PROTECTED else cell for cell in row]
