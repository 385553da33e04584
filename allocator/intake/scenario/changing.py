"""The tables of a problem while a scenario changes them: columns of plain values, and which rows point to which."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from allocator.intake.weeks import Calendar
from allocator.rows import ROWS, Column
from allocator.tables import Tables

Cells = dict[str, list[Any]]


class Changing:
    """The tables, row by row; None is blank. `touched`: for each table that is no longer what it was, the last step that touched it."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._read: dict[str, Cells] = {}
        self.step = 0
        self.touched: dict[str, int] = {}
        periods = tables["periods"]
        self.term = Calendar.of([day.date() for name in ("first_day", "last_day") for day in periods[name].tolist()])

    def table(self, name: str) -> Cells:
        """Every column of a table, as plain values."""
        if name not in self._read:
            frame = self._tables[name]
            self._read[name] = {str(column): [_plain(value) for value in frame[column].tolist()] for column in frame.columns}
        return self._read[name]

    def size(self, name: str) -> int:
        """How many rows a table has."""
        return len(self.table(name)[ROWS[name].columns()[0].name])

    def put(self, name: str, column: str, rows: Sequence[int], values: Sequence[Any]) -> None:
        """Puts values into some rows of a column."""
        cells = self.table(name)[column]
        for at, value in zip(rows, values, strict=True):
            cells[at] = value
        self.touched[name] = self.step

    def drop(self, name: str, rows: Iterable[int]) -> None:
        """Takes rows out of a table."""
        gone = set(rows)
        kept = {column: [value for at, value in enumerate(cells) if at not in gone] for column, cells in self.table(name).items()}
        self._read[name] = kept
        self.touched[name] = self.step

    def add(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Adds rows to a table; what a row does not say is blank."""
        for row in rows:
            for column, cells in self.table(name).items():
                cells.append(row.get(column))
        self.touched[name] = self.step

    def row(self, name: str, at: int) -> dict[str, Any]:
        """One row by column."""
        return {column: cells[at] for column, cells in self.table(name).items()}

    def name(self, table: str, at: int) -> str:
        """What people call a row: its key, or its number where the table has none."""
        return ", ".join(str(self.table(table)[name][at]) for name in ROWS[table].key) or str(at + 1)

    def frames(self) -> Mapping[str, pd.DataFrame]:
        """Every table, as `load` takes them."""
        return {name: self._frame(name) if name in self.touched else self._tables[name] for name in ROWS}

    def _frame(self, name: str) -> pd.DataFrame:
        return pd.DataFrame({column: pd.Series(cells, dtype=object) for column, cells in self.table(name).items()})


def pointing(table: str) -> list[Column]:
    """The columns of all tables that hold ids of this table."""
    return [column for row in ROWS.values() for column in row.columns() if column.refers == table]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return value or None
    if value is pd.NA or value is pd.NaT or value != value or value == "":
        return None
    return value.date() if isinstance(value, dt.datetime) else value
