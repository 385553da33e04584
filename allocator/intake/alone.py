"""A file with one table of its own, outside any term: confirmations, say."""

from pathlib import Path
from typing import Any

import pandas as pd

from allocator.errors import InputError
from allocator.intake.amounts import Bad
from allocator.intake.cells import Sheet, read
from allocator.intake.draft import Draft, Repaired
from allocator.intake.faults import Fault, fault
from allocator.intake.headers import HEADING_LINES
from allocator.intake.kinds import cleaned, reader
from allocator.intake.naming import fold
from allocator.intake.validate import validated
from allocator.rows import Column, Row
from allocator.tables import by_column
from allocator.text import Text

_NO_HEADER = Text("Finner ikke kolonneoverskriftene {words} i de {lines} første radene.", "The header words {words} are not in the first {lines} rows.")
_INSERT = Text("Sett inn en rad med dem.", "Insert a row with them.")


def read_alone(path: str | Path, row: type[Row]) -> pd.DataFrame:
    """The rows of a csv, or of the first sheet of a workbook that has the header words, as a typed frame in the order of the file.

    Columns are of text, choices, days and yes/no; those that are not known are passed over. Raises InputError with every fault.
    """
    where = Path(path)
    sheets, faults, _ = read(where, where.name)
    found = [(sheet, at) for sheet in sheets if (at := _header_at(sheet, row)) is not None]
    if not found:
        words = tuple(column.header for column in row.columns() if column.required)
        missing = fault(where.name, _NO_HEADER.of(words=words, lines=HEADING_LINES), _INSERT.of(), code="header")
        raise InputError(faults or [missing])
    part, wrong = _read(*found[0], row)
    draft = Draft.of(row, [part])
    values, more = validated(draft)
    if faults := sorted([*faults, *wrong, *more], key=lambda one: one.row):
        raise InputError(faults)
    return by_column(row, values)


def _header_at(sheet: Sheet, row: type[Row]) -> int | None:
    """The first row with every required header word."""
    required = {column.name for column in row.columns() if column.required}
    return next((at for at, cells in enumerate(sheet.rows[:HEADING_LINES]) if required <= set(_where(cells, row))), None)


def _where(cells: list[Any], row: type[Row]) -> dict[str, int]:
    words = {fold(word): column.name for column in row.columns() for word in (*column.aliases, column.name, column.header.nb, column.header.en)}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if isinstance(cell, str) and fold(cell) in words:
            found.setdefault(words[fold(cell)], at)
    return found


def _read(sheet: Sheet, at: int, row: type[Row]) -> tuple[Repaired, list[Fault]]:
    where, known = _where(sheet.rows[at], row), {column.name: column for column in row.columns()}
    body, numbers = sheet.rows[at + 1 :], sheet.numbers[at + 1 :]
    written = {name: str(sheet.rows[at][position]) for name, position in where.items()}
    typed = {name: [cells[position] if position < len(cells) else None for cells in body] for name, position in where.items()}
    values, faulty, faults = {}, {}, list[Fault]()
    for name, cells in typed.items():
        read_ = [_value(cell, known[name]) for cell in cells]
        values[name] = [value for value, _ in read_]
        faulty[name] = {nth for nth, (_, bad) in enumerate(read_) if bad}
        faults += [
            fault(sheet.file, bad.what, bad.todo, row=numbers[nth], column=written[name], value=cells[nth], code="type")
            for nth, (_, bad) in enumerate(read_) if bad
        ]
    return Repaired(sheet.file, numbers, written, typed, values, faulty), faults


def _value(cell: Any, column: Column) -> tuple[Any, Bad | None]:
    try:
        typed = cleaned(cell) if isinstance(cell, str) else cell
        return (None if typed is None or typed == "" else reader(column)(typed)[0]), None
    except Bad as bad:
        return None, bad
