"""The text of a csv file from its bytes, and the delimiter that it uses: found by rule, never by statistics."""

import codecs
import io
import re
from itertools import islice

from allocator.intake.faults import Note
from allocator.intake.sheets import Refused
from allocator.text import Text

_SAMPLE = 20  # lines with text among which the header is sought; it stands in the first 15 (design.md §6)
_DELIMITERS = (";", "\t", ",")

# The first that fits decides; UTF-32 before UTF-16, whose mark is its beginning.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
# What only a wrong encoding shows, after the characters that each of its matches has one of: to look for those first takes a hundredth of
# the time. Control characters in Unicode; in cp1252 the æ ø å Ø of Mac Roman, the å ø of MS-DOS and the pairs of UTF-8 within a word.
_CONTROL = ("".join(map(chr, range(0x80, 0xA0))), re.compile(r"[\x80-\x9f]"))
_GARBLED = ("¾¿Œ†›¯Ã", re.compile(r"[^\W\d_][¾¿]|[^\W\d_][Œ†›][a-z]|¯[a-z]|Ã[¦¸¥†˜…]"))
_WORD = re.compile(r"[^ \t\r\n;,\"]+")  # not \s, which has a control character too
_QUOTED = re.compile(r'"[^"]*"')
_EXCEL_SEP = re.compile(r'"?sep=([^"\s]|\t)"?[;,\t]*(?=[\r\n]|\Z)', re.IGNORECASE)
_TIGHT_COMMA = re.compile(r"(?<!\d),(?!\s)|,(?![\s\d])")

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
_CP1252 = Text(
    nb="Lest som Windows-1252, siden filen ikke er lagret som UTF-8.",
    en="Read as Windows-1252, since the file is not saved as UTF-8.",
)


def decoded(raw: bytes, shown: str) -> tuple[str, list[Note]]:
    """The text by BOM, else as UTF-8, else as cp1252, which is noted; guessing at more encodings is wrong more often than right.

    Raises
    ------
    Refused
        "encoding": none of them, or a word that no one writes; "nul": not a text.
    """
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "")
    notes: list[Note] = []
    try:
        text = _strict(raw, marked or "utf-8")
    except Refused:
        if marked:
            raise
        text, notes = _strict(raw, "cp1252"), [Note(shown, _CP1252.of())]
    if (at := text.find("\0")) >= 0:
        raise Refused(_NUL.of(), _SAVE.of(), "nul", row=line_at(text, at))
    _require_words(text, *(_GARBLED if notes else _CONTROL))
    return text.removeprefix("\ufeff"), notes


def line_at(text: str, at: int) -> int:
    """The physical line, from 1, on which the character at that position stands."""
    return len(_NEWLINE.findall(text[:at])) + 1


def delimiter(text: str) -> tuple[str, str]:
    """The delimiter of the line that most likely is the header, and the text with Excel's `sep=` line, which is obeyed, made blank.

    That line is the first whose delimiter the lines below use too: a heading has none, or has one by chance.
    There, commas in prose (", ") and in decimals are counted only where nothing better is found.
    """
    if told := _EXCEL_SEP.match(text):
        return told[1], text[told.end() :]
    lines = (line for line in io.StringIO(text, newline="") if line.strip(" \t\r\n;,"))
    sample = [line for line in _NEWLINE.split(_QUOTED.sub("", "".join(islice(lines, _SAMPLE)))) if line.strip()]
    loose = [{mark: line.count(mark) for mark in _DELIMITERS} for line in sample]
    tight = [count | {",": len(_TIGHT_COMMA.findall(line))} for count, line in zip(loose, sample, strict=True)]
    return _shared(tight, loose) or _shared(loose, loose) or _most(tight) or _most(loose) or _DELIMITERS[0], text


def _shared(counts: list[dict[str, int]], loose: list[dict[str, int]]) -> str:
    """The delimiter of the first line with one that the next line and half of all below have as well; "" if there is none."""
    for at, count in enumerate(counts[:-1], 1):
        for mark in sorted(_DELIMITERS, key=lambda mark: -count[mark]):
            below = [line[mark] > 0 for line in loose[at:]]
            if count[mark] and below[0] and 2 * sum(below) >= len(below):
                return mark
    return ""


def _most(counts: list[dict[str, int]]) -> str:
    """The delimiter that occurs most often in a line; "" if none occurs."""
    found = {mark: max((count[mark] for count in counts), default=0) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: found[mark])
    return best if found[best] else ""


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = line_at(raw[: error.start].decode("latin-1"), error.start)
        raise Refused(_LETTERS.of(), _SAVE.of(), "encoding", row=row) from error


def _require_words(text: str, rare: str, wrong: re.Pattern[str]) -> None:
    """Nothing, if the text shows no sign of a wrong encoding."""
    found = wrong.search(text) if any(letter in text for letter in rare) else None
    if found:
        word = next(word for word in _WORD.finditer(text, max(0, found.start() - 30)) if word.end() > found.start())
        raise Refused(_LETTERS.of(), _SAVE.of(), "encoding", row=line_at(text, found.start()), value=word[0])
