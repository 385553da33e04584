"""A plan made or changed by hand: placements from a csv or a workbook, or every fault in it at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from allocator.errors import InputError
from allocator.intake.amounts import Bad, date
from allocator.intake.cells import Sheet, read
from allocator.intake.faults import Fault, fault
from allocator.intake.headers import HEADING_LINES
from allocator.intake.kinds import cleaned, identifier
from allocator.intake.known import Known
from allocator.intake.naming import column_of, fold
from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.text import Text, show

COLUMNS = ("need", "offer", "period", "supervisor")
"""What is read; supervisor may be lacking."""

_REQUIRED = COLUMNS[:3]
_TABLE = {"need": "needs", "offer": "offers", "period": "periods", "supervisor": "supervisors", "student": "students", "site": "sites"}
_DAYS = ("first_day", "last_day")
_SHEETS = frozenset(map(fold, ("placements", "plasseringer", "plassering", "plan")))

_NO_SHEET = Text("Arbeidsboken har ikke noe ark som heter «Plasseringer».", "The workbook has no sheet called “Placements”.")
_NO_SHEET_TODO = Text("Gi arket med plasseringene det navnet.", "Give the sheet with the placements that name.")
_NO_HEADER = Text("Finner ikke kolonneoverskriftene {words} i de {lines} første radene.", "The header words {words} are not in the first {lines} rows.")
_NO_HEADER_TODO = Text("Ta utgangspunkt i placements.csv eller plan.xlsx fra en lagret plan.", "Start from placements.csv or plan.xlsx of a saved plan.")
_TWICE_COLUMN = Text("Kolonnen «{word}» finnes to ganger.", "The column “{word}” occurs twice.")
_TWICE_COLUMN_TODO = Text("Behold den ene.", "Keep one of them.")
_BLANK = Text("Cellen er tom.", "The cell is blank.")
_BLANK_TODO = Text("Fyll den ut, eller slett raden hvis studenten ikke skal ha plass.", "Fill it, or delete the row if the student is to have no place.")
_UNKNOWN = Text("«{value}» finnes ikke i tabellen «{table}».", "“{value}” is not in the table “{table}”.")
_MEANT = Text("Mente du «{near}»?", "Did you mean “{near}”?")
_USE_KNOWN = Text("Bruk en id derfra.", "Use an id from it.")
_TWICE = Text("«{value}» har alt fått plass i rad {first}.", "“{value}” already has a place in row {first}.")
_TWICE_TODO = Text("Behold én rad for hvert behov.", "Keep one row for each need.")
_OTHERWISE = Text(
    "Her står «{value}», men etter {what} «{key}» skal det stå «{right}».",
    "This says “{value}”, but by the {what} “{key}” it should be “{right}”.",
)
_OTHERWISE_TODO = Text(
    "Bare behov, tilbud, periode og veileder avgjør plasseringen. Rett den av dem som er feil, eller tøm denne cellen.",
    "Only need, offer, period and supervisor decide the placement. Mend the one that is wrong, or clear this cell.",
)


def read_placements(path: str | Path, problem: Problem) -> pd.DataFrame:
    """The placements of a csv or workbook: columns need, offer, period, supervisor ("" for none), text, in the order of the file.

    A workbook has them in the sheet "Placements" or "Plasseringer", or in its only sheet. Header words in either language; other
    columns are passed over, but student, site and days must agree with the ids.
    Raises InputError with every fault: file, row, column, what to do.
    """
    where = Path(path)
    sheets, faults, _ = read(where, where.name)
    sheet = _sheet(sheets, where.name, faults)
    if sheet is None:
        raise InputError(faults)
    table = _Table(sheet)
    found = table.faults or [*_unknown(table, problem), *_twice(table), *_contradictions(table, problem)]
    faults += sorted(found, key=lambda one: one.row)
    if faults:
        raise InputError(faults)
    return pd.DataFrame({name: pd.Series(table.values(name), dtype="str") for name in COLUMNS})


class _Table:
    """The rows of a sheet by column, each cell read; what cannot be read is a fault."""

    def __init__(self, sheet: Sheet) -> None:
        self.file, self.faults = sheet.file, []
        at = next((at for at, row in enumerate(sheet.rows[:HEADING_LINES]) if len(_where(row).keys() & set(_REQUIRED)) > 1), None)
        self.header = sheet.rows[at] if at is not None else []
        self.where = _where(self.header)
        if missing := [name for name in _REQUIRED if name not in self.where]:
            words = tuple(_header(name) for name in missing)
            self.faults.append(fault(self.file, _NO_HEADER.of(words=words, lines=HEADING_LINES), _NO_HEADER_TODO.of(), code="header"))
            return
        for name, position in self.where.items():
            if any(_name(cell) == name for cell in self.header[position + 1 :]):
                self._fault(sheet.numbers[at or 0], name, _TWICE_COLUMN.of(word=_header(name)), _TWICE_COLUMN_TODO.of(), "column_twice")
        body = range((at or 0) + 1, len(sheet.rows))
        self.numbers = [sheet.numbers[row] for row in body]
        self.cells = {name: [self._cell(sheet.numbers[row], name, sheet.rows[row]) for row in body] for name in self.where}

    def values(self, name: str) -> list[Any]:
        """The cells of a column, "" for blank; all blank where there is no such column."""
        return self.cells.get(name, [""] * len(self.numbers))

    def fault(self, row: int, name: str, what: Any, todo: Any, code: str) -> Fault:
        """A fault of the row at that position."""
        column, value = str(self.header[self.where[name]]), show(self.cells[name][row], "nb")
        return fault(self.file, what, todo, row=self.numbers[row], column=column, value=value, code=code)

    def _cell(self, number: int, name: str, row: list[Any]) -> Any:
        typed = row[self.where[name]] if self.where[name] < len(row) else None
        try:
            cell = cleaned(typed) if isinstance(typed, str) else typed
            if cell is None or cell == "":
                if name in _REQUIRED:
                    self._fault(number, name, _BLANK.of(), _BLANK_TODO.of(), "required")
                return ""
            return (date if name in _DAYS else identifier)(cell)[0]
        except Bad as bad:
            self._fault(number, name, bad.what, bad.todo, "type", typed)
            return ""

    def _fault(self, number: int, name: str, what: Any, todo: Any, code: str, value: Any = None) -> None:
        self.faults.append(fault(self.file, what, todo, row=number, column=str(self.header[self.where[name]]), value=value, code=code))


def _sheet(sheets: list[Sheet], file: str, faults: list[Fault]) -> Sheet | None:
    """The sheet with the placements; the faults of other sheets are dropped, and one is added where there is none."""
    named = [sheet for sheet in sheets if fold(sheet.name) in _SHEETS] or (sheets if len(sheets) == 1 else [])
    if named:
        faults[:] = [one for one in faults if one.file in (named[0].file, file)]
        return named[0]
    if not faults:
        faults.append(fault(file, _NO_SHEET.of(), _NO_SHEET_TODO.of(), code="table"))
    return None


def _where(row: Iterable[Any]) -> dict[str, int]:
    """The first position of each column that is known."""
    found: dict[str, int] = {}
    for position, cell in enumerate(row):
        if name := _name(cell):
            found.setdefault(name, position)
    return found


def _name(cell: Any) -> str:
    """The column that a header word means; a site's or need's word is tried in its own table."""
    for name in (*COLUMNS, "student", "site"):
        if isinstance(cell, str) and cell and column_of(_TABLE[name], cell) == name:
            return name
    return column_of("periods", cell) if isinstance(cell, str) and column_of("periods", cell) in _DAYS else ""


def _header(name: str) -> Text:
    return next(column.header for column in ROWS[_TABLE.get(name, "periods")].columns() if column.name == name)


def _unknown(table: _Table, problem: Problem) -> list[Fault]:
    faults = []
    for name in COLUMNS:
        known = Known(problem.tables[_TABLE[name]][name])
        for row, value in enumerate(table.values(name)):
            if value and value not in known:
                near = known.nearest(value)
                what = _UNKNOWN.of(value=value, table=ROWS[_TABLE[name]].title)
                faults.append(table.fault(row, name, what, _MEANT.of(near=near) if near else _USE_KNOWN.of(), "unknown"))
    return faults


def _twice(table: _Table) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for row, value in enumerate(table.values("need")):
        at = first.setdefault(value, row)
        if at != row:
            faults.append(table.fault(row, "need", _TWICE.of(value=value, first=str(table.numbers[at])), _TWICE_TODO.of(), "duplicate"))
    return faults


def _contradictions(table: _Table, problem: Problem) -> list[Fault]:
    """A student, site or day that is changed by hand while the id that decides it is not."""
    faults = []
    for name, (key, right) in _decided(problem).items():
        for row, (value, by) in enumerate(zip(table.values(name), table.values(key), strict=True)):
            if value != "" and by in right and value != right[by]:
                what = _OTHERWISE.of(value=value, what=_lower(_header(key)), key=by, right=right[by])
                faults.append(table.fault(row, name, what, _OTHERWISE_TODO.of(), "contradiction"))
    return faults


def _decided(problem: Problem) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """By which id each further column is decided, and how."""
    needs, offers, periods = (problem.tables[name] for name in ("needs", "offers", "periods"))
    days = {name: [day.date() for day in periods[name]] for name in _DAYS}
    return {
        "student": ("need", dict(zip(needs["need"], needs["student"], strict=True))),
        "site": ("offer", dict(zip(offers["offer"], offers["site"], strict=True))),
        **{name: ("period", dict(zip(periods["period"], values, strict=True))) for name, values in days.items()},
    }


def _lower(word: Text) -> Text:
    return Text(word.nb.lower(), word.en.lower())


