"""What the XML of a sheet says and its reader keeps quiet about: error values, formulas never calculated, its true size.

calamine gives "" for both kinds of cell, and makes room for the whole rectangle from A1 to the last cell in use, so
all three must be known before it is let loose. The XML is searched in pieces of whole rows: no entity is ever
expanded, little is held in memory, and 60,000 rows take 0.2 s.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from allocator.intake.sheets import MOST_NAMED, Refused, letters, position
from allocator.text import Text

LONGEST_ROW = 64_000_000  # bytes of XML

_ROOT = re.compile(rb"<([\w.-]+:)?worksheet[\s>/]")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_ROW = re.compile(rb"""[^>]*?\sr\s*=\s*["'](\d+)["']""")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?/?>([^<]*)")
_TEXT_RESULT = re.compile(rb"""\st\s*=\s*["']str["']""")

_BROKEN = Text(nb="Arket lar seg ikke lese: Filen er skadet.", en="The sheet cannot be read: the file is damaged.")
_BROKEN_TODO = Text(nb="Åpne filen i Excel, og lagre den på nytt som .xlsx.", en="Open the file in Excel, and save it again as .xlsx.")


@dataclass(frozen=True)
class Marks:
    """What was found in one sheet.

    rows, columns: of the rectangle from A1 that holds every cell in use; 0 where it surely ends before row 100,000 and column AA
    cells: how many cells are in use
    errors: the first MOST_NAMED error values as (row, column letters, value), out of `error_count`
    unvalued: the first MOST_NAMED formulas without a value as (row, column letters), out of `unvalued_count`
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    errors: tuple[tuple[int, str, str], ...] = ()
    error_count: int = 0
    unvalued: tuple[tuple[int, str], ...] = ()
    unvalued_count: int = 0

    def __add__(self, other: "Marks") -> "Marks":
        """Both as one."""
        return Marks(
            rows=max(self.rows, other.rows),
            columns=max(self.columns, other.columns),
            cells=self.cells + other.cells,
            errors=(self.errors + other.errors)[:MOST_NAMED],
            error_count=self.error_count + other.error_count,
            unvalued=(self.unvalued + other.unvalued)[:MOST_NAMED],
            unvalued_count=self.unvalued_count + other.unvalued_count,
        )


class _Tags(NamedTuple):
    """How a sheet writes its tags: their namespace may have a prefix, most often none."""

    row: bytes
    row_end: bytes
    cell: bytes
    cell_end: bytes
    formula: bytes
    error_cell: re.Pattern[bytes]  # group 1: its attributes
    formula_cell: re.Pattern[bytes]  # group 1: its attributes
    used_cell: re.Pattern[bytes]  # groups: column letters, row
    placed: bytes  # a cell that says where it is, as all writers do but a few
    far: re.Pattern[bytes]  # it says a place beyond column Z or row 99,999


class _Block(NamedTuple):
    """Some whole rows of a sheet, and how many rows came before them."""

    xml: bytes
    before: int


def scan(chunks: Iterator[bytes]) -> Marks | None:
    """The marks of a worksheet from its XML; None if the XML is of something else (a chart, a list of strings).

    Raises
    ------
    Refused
        A row has no end; code "not_workbook".
    """
    first = next(chunks, b"")
    root = _ROOT.search(first)
    if root is None:
        for _ in chunks:  # whoever yields them checks each
            pass
        return None
    tags, marks, before = _tags(root[1] or b""), Marks(), 0
    for xml in _whole_rows(chain([first], chunks), tags.row_end):
        marks += _of(_Block(xml, before), tags, far=marks.columns > 0)
        before += xml.count(tags.row)
    return marks


def broken() -> Refused:
    """The refusal of a damaged workbook."""
    return Refused(_BROKEN.of(), _BROKEN_TODO.of(), "not_workbook")


def _tags(prefix: bytes) -> _Tags:
    start, escaped = b"<" + prefix, b"<" + re.escape(prefix)
    return _Tags(
        row=start + b"row", row_end=b"</" + prefix + b"row>",
        cell=start + b"c", cell_end=b"</" + prefix + b"c>",
        formula=start + b"f",
        error_cell=re.compile(escaped + rb"""c(\s(?:[^>]*?\s)?t\s*=\s*["']e["'][^>]*)(?<!/)>"""),
        formula_cell=re.compile(escaped + rb"c(\s[^>]*)?(?<!/)>\s*" + escaped + rb"f[\s/>]"),
        used_cell=re.compile(escaped + rb"""c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*(?<!/)>"""),
        placed=start + b'c r="',
        far=re.compile(rb'r="(?:[A-Za-z]{2,}\d|[A-Za-z]?\d{6})'),
    )


def _whole_rows(chunks: Iterable[bytes], row_end: bytes) -> Iterator[bytes]:
    """The same bytes cut where a row ends; only what follows the last row may be anything."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(row_end) + len(row_end)
        if cut >= len(row_end):
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LONGEST_ROW:
            raise broken()
    yield rest


def _of(block: _Block, tags: _Tags, *, far: bool) -> Marks:
    """The marks of one block; `far` if an earlier one reaches beyond column Z or row 99,999, so that rows are counted from there on."""
    xml = block.xml
    cells = xml.count(tags.cell_end)
    far = far or bool(tags.far.search(xml)) or xml.count(tags.placed) < cells
    rows, columns = _extent(block, tags) if far and cells else (0, 0)
    errors = list(_errors(block, tags)) if b'"e"' in xml or b"'e'" in xml else []
    unvalued = list(_unvalued(block, tags)) if tags.formula in xml else []
    return Marks(rows, columns, cells, tuple(errors[:MOST_NAMED]), len(errors), tuple(unvalued[:MOST_NAMED]), len(unvalued))


def _extent(block: _Block, tags: _Tags) -> tuple[int, int]:
    """The last row and the number of columns that cells in use reach; a cell that does not say where it is follows the one before."""
    used = tags.used_cell.findall(block.xml)
    rows = max((_number(row) for row in {row for _, row in used}), default=0)
    columns = max((position(column.decode()[:8]) + 1 for column in {column for column, _ in used}), default=0)
    if len(used) < block.xml.count(tags.cell_end):
        pieces = block.xml.split(tags.row)[1:]
        rows = max([rows, block.before + len(pieces)] + [_number(found[1]) for piece in pieces if (found := _ROW.match(piece))])
        columns = max([columns] + [piece.count(tags.cell) for piece in pieces])
    return rows, columns


def _number(digits: bytes) -> int:
    return int(digits[:12])  # more digits are beyond every limit anyway


def _errors(block: _Block, tags: _Tags) -> Iterator[tuple[int, str, str]]:
    for found in tags.error_cell.finditer(block.xml):
        value = _VALUE.search(block.xml, found.end(), block.xml.find(tags.cell_end, found.end()))
        yield *_address(block, found, tags), value[1].decode("utf-8", "replace") if value else "?"


def _unvalued(block: _Block, tags: _Tags) -> Iterator[tuple[int, str]]:
    """Formulas without a value; an empty text is a value where the cell says that it holds text."""
    for found in tags.formula_cell.finditer(block.xml):
        value = _VALUE.search(block.xml, found.end(), block.xml.find(tags.cell_end, found.end()))
        if not (value and (value[1].strip() or _TEXT_RESULT.search(found[1] or b""))):
            yield _address(block, found, tags)


def _address(block: _Block, cell: re.Match[bytes], tags: _Tags) -> tuple[int, str]:
    """Row and column letters: as the cell says, else as counted."""
    if place := _PLACE.search(cell[1] or b""):
        return _number(place[2]), place[1].decode().upper()
    start = block.xml.rfind(tags.row, 0, cell.start())
    told = _ROW.match(block.xml, start)
    row = _number(told[1]) if told else block.before + block.xml.count(tags.row, 0, cell.start())
    return row, letters(block.xml.count(tags.cell, max(start, 0), cell.start()))
