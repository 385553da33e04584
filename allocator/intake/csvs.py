"""CSV files as people save them: records with the line on which each begins, and a fault for each quotation mark never closed."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import cast

from allocator.intake.csvtext import decoded, delimiter, line_at
from allocator.intake.faults import Fault, Note, fault
from allocator.intake.sheets import MOST_COLUMNS, Cell, Reading, Refused, require_size, sheet_of
from allocator.text import Text

MOST_LINES = 2_000_000  # twice what Excel can hold, blank ones included

_PROTECTED = frozenset("'" + letter for letter in "=+-@\t\r")
_END = "\0"  # a line of its own that no file holds, since a file with NUL is refused

_EMPTY = Text(nb="Filen er tom.", en="The file is empty.")
_EMPTY_TODO = Text(nb="Fyll den ut med kolonneoverskrifter og rader, eller fjern den.", en="Fill it with a header and rows, or remove it.")
_QUOTE = Text(
    nb="Her åpnes et anførselstegn som ikke lukkes der cellen slutter.",
    en="A quotation mark opens here and is not closed where the cell ends.",
)
_QUOTE_TODO = Text(nb="Lukk anførselstegnet, eller fjern det.", en="Close the quotation mark, or remove it.")
_LONG = Text(nb="En celle i linjen er for lang.", en="A cell of the line is too long.")
_LONG_TODO = Text(nb="Kontroller at filen har linjeskift etter hver rad.", en="Check that the file has a line break after each row.")
_LINES = Text(nb="Filen har {found} linjer; grensen er {most}.", en="The file has {found} lines; the limit is {most}.")
_LINES_TODO = Text(
    nb="Slett tomme linjer, eller del tabellen i flere filer.",
    en="Delete empty lines, or split the table into several files.",
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
    text, notes = decoded(raw, shown)
    mark, text = delimiter(text)
    _require_few(text, mark)
    rows, numbers, faults, stray = _records(text, mark, shown)
    if faults:
        return [], faults, notes
    cells = map(_unprotected, rows) if any(start in text for start in _PROTECTED) else rows
    sheet, faults = sheet_of(shown, name, cast(Iterable[list[Cell]], cells), numbers)
    if not sheet.rows:
        raise Refused(_EMPTY.of(), _EMPTY_TODO.of(), "empty")
    require_size(len(sheet.rows), max(map(_width, sheet.rows)), 0)
    return [sheet], faults, notes + ([Note(shown, _STRAY.of(), len(stray), tuple(stray))] if stray else [])


def _require_few(text: str, mark: str) -> None:
    """Nothing, if neither the lines nor the cells are more than the memory should hold."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n") + 1
    if lines > MOST_LINES:
        raise Refused(_LINES.of(found=lines, most=MOST_LINES), _LINES_TODO.of(), "size")
    require_size(0, 0, text.count(mark))


def _records(text: str, mark: str, shown: str) -> tuple[list[list[str]], Iterable[int], list[Fault], list[int]]:
    """The records, the line on which each begins, faults, and the lines with stray quotation marks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        rows = []
    if rows and reader.line_num == len(rows):  # a record a line: most files, in half the time
        return rows, range(1, len(rows) + 1), [], []
    return _one_by_one(list(io.StringIO(text, newline="")), mark, shown)


def _one_by_one(lines: list[str], mark: str, shown: str) -> tuple[list[list[str]], list[int], list[Fault], list[int]]:
    rows: list[list[str]] = []
    numbers: list[int] = []
    faults: list[Fault] = []
    stray: list[int] = []
    for begin, end, strict in _strictly(lines, mark):
        row = strict if strict is not None else _as_excel(lines[begin - 1 : end], mark, begin)
        if row is None:
            faults.append(_unclosed(lines[begin - 1 : end], mark, begin, shown))
        else:
            rows.append(row)
            numbers.append(begin)
            stray += [begin] if strict is None else []
    return rows, numbers, faults, stray


def _strictly(lines: list[str], mark: str) -> Iterator[tuple[int, int, list[str] | None]]:
    """Each record with its first and last line; None for its cells if its quotation marks are not as they should be."""
    reader = csv.reader(lines, delimiter=mark, strict=True)
    begin = 1
    while True:
        row: list[str] | None = None
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            pass  # the reader goes on with the next line
        yield begin, reader.line_num, row
        begin = reader.line_num + 1


def _as_excel(record: list[str], mark: str, begin: int) -> list[str] | None:
    """The cells of one line with stray quotation marks, as in `"Kari" Hansen;1`; None if a mark swallows the line's end."""
    if len(record) > 1:
        return None
    try:
        found = list(csv.reader([record[0], _END], delimiter=mark))
    except csv.Error as error:  # a cell beyond csv.field_size_limit
        raise Refused(_LONG.of(), _LONG_TODO.of(), "size", row=begin) from error
    return found[0] if len(found) == 2 else None


def _unclosed(record: list[str], mark: str, begin: int, shown: str) -> Fault:
    """The fault at the line on which the first bad quotation mark of the record opens, which need not be its first line."""
    text = "".join(record)
    end = re.escape(mark)
    cell = re.compile(rf'(?>"[^"]*(?:""[^"]*)*")(?=[{end}\r\n]|\Z)|(?!")[^{end}]*')
    at = 0
    while at < len(text) and (found := cell.match(text, at)):
        at = found.end() + 1
    value = re.split(r"[\r\n]", text[at : at + 80])[0]
    return fault(shown, _QUOTE.of(), _QUOTE_TODO.of(), row=begin + line_at(text, at) - 1, value=value, code="quote")


def _width(row: list[Cell]) -> int:
    """How many columns the row uses; counted only where it may matter, since most rows are short."""
    return max((at for at, cell in enumerate(row, 1) if cell), default=0) if len(row) > MOST_COLUMNS else len(row)


def _unprotected(row: list[str]) -> list[str]:
    """The cells without the apostrophe that we write before text that a spreadsheet would take for a formula."""
    return [cell[1:] if cell[:1] == "'" and "'" + cell.lstrip("'")[:1] in _PROTECTED else cell for cell in row]
