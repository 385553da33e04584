"""Excel workbooks: every sheet with the row numbers that Excel shows, and a fault for each cell that no reader tells of."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from python_calamine import CalamineWorkbook, SheetTypeEnum

from allocator.intake.archives import examine
from allocator.intake.faults import Fault, fault
from allocator.intake.sheets import MOST_NAMED, Cell, Reading, Refused, Sheet, error_faults, require_size, sheet_of
from allocator.intake.sheetxml import Marks, broken
from allocator.text import Text

T = TypeVar("T")

_TIMES = frozenset({dt.time, dt.timedelta})
_UNVALUED = Text(nb="Formelen i celle {cell} er aldri beregnet.", en="The formula in cell {cell} has never been calculated.")
_UNVALUED_MORE = Text(
    nb="Arket har {count} formler som aldri er beregnet; de første {named} er nevnt.",
    en="The sheet has {count} formulas that have never been calculated; the first {named} are named.",
)
_UNVALUED_TODO = Text(nb="Åpne filen i Excel, og lagre den.", en="Open the file in Excel, and save it.")
_EMPTY = Text(nb="Arbeidsboken er tom.", en="The workbook is empty.")
_EMPTY_TODO = Text(nb="Fyll ut minst ett ark, eller fjern filen.", en="Fill at least one sheet, or remove the file.")


def parse(raw: bytes, shown: str) -> Reading:
    """The sheets of a workbook in its order, hidden ones too; a sheet that cannot be read is a fault, and the others are read.

    Raises
    ------
    Refused
        Nothing can be read from it: "bomb", "protected", "not_workbook", "empty".
    """
    marks = examine(raw)
    book = _told(lambda: CalamineWorkbook.from_filelike(io.BytesIO(raw)))
    if len(marks) != len(book.sheets_metadata):
        raise broken()
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for at, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet, found = _sheet(book, at, f"{shown} [{about.name}]", marks[at])
            sheets += [sheet] if sheet else []
            faults += found
    if not faults and not any(sheet.rows for sheet in sheets):
        raise Refused(_EMPTY.of(), _EMPTY_TODO.of(), "empty")
    return sheets, faults, []


def _sheet(book: CalamineWorkbook, at: int, label: str, marks: Marks | None) -> tuple[Sheet | None, list[Fault]]:
    """One sheet, or None with the reason among the faults."""
    faults: list[Fault] = []
    try:
        if marks is None:
            raise broken()
        faults = error_faults(label, marks.errors, marks.error_count) + _unvalued(label, marks)
        require_size(marks.rows, marks.columns, max(marks.cells, marks.rows * marks.columns))
        rows = _told(lambda: book.get_sheet_by_index(at).to_python(skip_empty_area=False))
    except Refused as refused:
        # an error value that calamine does not know makes it give up on the sheet: naming the cell is enough
        return None, faults if faults and refused.code != "size" else [*faults, refused.fault(label)]
    sheet, found = sheet_of(label, book.sheet_names[at], map(_plain, rows), range(1, len(rows) + 1))
    return sheet, sorted(faults + found, key=lambda fault: (not fault.row, fault.row))


def _unvalued(label: str, marks: Marks) -> list[Fault]:
    todo = _UNVALUED_TODO.of()
    named = [
        fault(label, _UNVALUED.of(cell=f"{column}{row}"), todo, row=row, column=column, code="formula_without_value")
        for row, column in marks.unvalued
    ]
    more = fault(label, _UNVALUED_MORE.of(count=marks.unvalued_count, named=MOST_NAMED), todo, code="formula_without_value")
    return named + ([more] if marks.unvalued_count > MOST_NAMED else [])


def _told(work: Callable[[], T]) -> T:
    """What calamine answers; whatever it raises becomes a refusal."""
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        raise broken() from error


def _plain(row: Sequence[Cell | dt.time | dt.timedelta]) -> list[Cell]:
    """The row with times of day and durations as text: no table has a column of them."""
    if _TIMES.isdisjoint(map(type, row)):  # nearly always, and 60,000 rows are worth a shortcut
        return cast(list[Cell], row)
    return [str(cell) if isinstance(cell, dt.time | dt.timedelta) else cell for cell in row]
