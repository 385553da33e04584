"""What every file is turned into: sheets of raw cells with the row numbers people see, and how large they may be."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allocator.intake.faults import Fault, Note, fault
from allocator.text import Message, Text

Cell = str | float | int | bool | dt.datetime | dt.date | None

MOST_BYTES = 150_000_000  # of a file as it lies on the disk
MOST_ROWS = 300_000  # of a sheet, up to the last row in use
MOST_COLUMNS = 1_000  # of a sheet, up to the last column in use
MOST_CELLS = 10_000_000  # rows × columns: every reader holds the whole rectangle in memory
MOST_NAMED = 1_000  # faulty cells of a sheet that are named one by one; the rest are counted

ERRORS = frozenset({
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!",
    "#BUSY!", "#UNKNOWN!", "#GETTING_DATA",
    "#I/T", "#NAVN?", "#VERDI!", "#OVERFLYT!",  # what a Norwegian Excel writes into a csv
})

_ROWS = Text(nb="Arket har {found} rader; grensen er {most}.", en="The sheet has {found} rows; the limit is {most}.")
_COLUMNS = Text(nb="Arket har {found} kolonner; grensen er {most}.", en="The sheet has {found} columns; the limit is {most}.")
_CELLS = Text(nb="Arket har {found} celler; grensen er {most}.", en="The sheet has {found} cells; the limit is {most}.")
_SHRINK = Text(
    nb="Slett det som står nedenfor og til høyre for tabellen, eller del tabellen i flere filer.",
    en="Delete what stands below and to the right of the table, or split the table into several files.",
)
_ERROR = Text(nb="Celle {cell} har en feilverdi ({value}).", en="Cell {cell} holds an error value ({value}).")
_ERROR_TODO = Text(nb="Rett formelen, eller tøm cellen.", en="Mend the formula, or clear the cell.")
_MORE = Text(
    nb="Arket har {count} feilverdier i alt; de første {named} er nevnt.",
    en="The sheet has {count} error values; the first {named} are named.",
)


@dataclass(frozen=True)
class Sheet:
    """The cells of one table as they stand in a file, not yet interpreted.

    file: the file as the user knows it: "offers.csv" or "term.xlsx [Plasser]"
    name: what may name the table: the stem of the csv ("offers-senja") or the name of the sheet ("Plasser")
    rows: headings, header and rows in file order, ragged, without the blank ones; None and "" are blank, text is as typed
    numbers: (rows,) the row number that the file itself shows, from 1; for a csv the line on which the record begins
    """

    file: str
    name: str
    rows: list[list[Cell]]
    numbers: list[int]


Reading = tuple[list[Sheet], list[Fault], list[Note]]


class Refused(Exception):
    """A file or sheet that cannot be read; caught where the name of the file is known, never let out of the intake."""

    def __init__(self, what: Message, todo: Message, code: str, *, row: int = 0, value: str | None = None) -> None:
        super().__init__(code)
        self.what, self.todo, self.code, self.row, self.value = what, todo, code, row, value

    def fault(self, file: str) -> Fault:
        """The refusal as a fault of that file."""
        return fault(file, self.what, self.todo, row=self.row, value=self.value, code=self.code)


def sheet_of(file: str, name: str, rows: Iterable[list[Cell]], numbers: Iterable[int]) -> tuple[Sheet, list[Fault]]:
    """The sheet without blank rows, and a fault for each error value, which itself becomes blank."""
    sheet = Sheet(file, name, [], [])
    found: list[tuple[int, str, str]] = []
    for row, number in zip(rows, numbers, strict=True):
        errors = [] if ERRORS.isdisjoint(row) else [at for at, cell in enumerate(row) if cell in ERRORS]
        found += [(number, letters(at), str(row[at])) for at in errors]
        kept = [None if at in errors else cell for at, cell in enumerate(row)] if errors else row
        if not _blank(kept):
            sheet.rows.append(kept)
            sheet.numbers.append(number)
    return sheet, error_faults(file, found, len(found))


def error_faults(file: str, cells: Iterable[tuple[int, str, str]], count: int) -> list[Fault]:
    """A fault for each error value (row, column letter, value), up to MOST_NAMED, then one that says how many there are."""
    named = [
        fault(file, _ERROR.of(cell=f"{column}{row}", value=value), _ERROR_TODO.of(), row=row, column=column, value=value, code="error_cell")
        for row, column, value in list(cells)[:MOST_NAMED]
    ]
    more = [fault(file, _MORE.of(count=count, named=MOST_NAMED), _ERROR_TODO.of(), code="error_cell")]
    return named + (more if count > MOST_NAMED else [])


def require_size(rows: int, columns: int, cells: int) -> None:
    """Nothing, if a sheet of so many rows and columns may be read.

    Raises
    ------
    Refused
        A limit is crossed; code "size".
    """
    for text, found, most in ((_ROWS, rows, MOST_ROWS), (_COLUMNS, columns, MOST_COLUMNS), (_CELLS, cells, MOST_CELLS)):
        if found > most:
            raise Refused(text.of(found=found, most=most), _SHRINK.of(), "size")


def letters(at: int) -> str:
    """The column's letters as a spreadsheet shows them, from its position: 0 is A, 26 is AA."""
    return (letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def position(column: str) -> int:
    """The column's position from its letters: A is 0, AA is 26."""
    at = 0
    for letter in column.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _blank(row: Sequence[Cell]) -> bool:
    """Whether nothing but blanks stands in the row; 0 and no are not blank."""
    for cell in row:  # noqa: SIM110  the loop takes a third of the time of `any`, and most rows end it at once
        if cell.strip() if isinstance(cell, str) else cell is not None:
            return False
    return True
