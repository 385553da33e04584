"""One table between typing and validation: values by column, and where each was typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from allocator.intake.faults import Fault, fault
from allocator.rows import Row
from allocator.text import Message

MADE = ""  # the file of a row that no file holds


@dataclass(frozen=True)
class Repaired:
    """The rows of one part, read column by column; None is blank, or could not be read (`faulty`: row positions by column)."""

    file: str
    numbers: list[int]
    written: Mapping[str, str]
    typed: Mapping[str, list[Any]]
    values: Mapping[str, list[Any]]
    faulty: Mapping[str, set[int]]


@dataclass(frozen=True)
class Draft:
    """All rows of one table, of whatever files.

    files, numbers: (rows,) where each row stands; written: the header as typed, by file and column
    typed, values: (rows,) by column, every column of the table; faulty: row positions about which all is said already, by column
    """

    row: type[Row]
    files: list[str]
    numbers: list[int]
    written: Mapping[tuple[str, str], str]
    typed: Mapping[str, list[Any]]
    values: Mapping[str, list[Any]]
    faulty: Mapping[str, set[int]]

    @classmethod
    def of(cls, row: type[Row], parts: Iterable[Repaired]) -> "Draft":
        """The parts after one another; what a part does not have is blank, and already said where it is required."""
        names = [column.name for column in row.columns()]
        nothing: dict[str, list[Any]] = {name: [] for name in names}
        draft = cls(row, [], [], {}, typed=nothing, values=nothing, faulty={name: set() for name in names})
        for part in parts:
            draft = draft.extended(part)
        return draft

    def extended(self, part: Repaired) -> "Draft":
        """The same draft with the rows of a part after its own."""
        size, more = len(self), len(part.numbers)
        blank: list[Any] = [None] * more
        faulty = {name: set(found) for name, found in self.faulty.items()}
        for column in self.row.columns():
            absent = column.required and column.name not in part.values
            faulty[column.name] |= set(range(size, size + more)) if absent else {size + at for at in part.faulty.get(column.name, ())}
        return replace(
            self,
            files=self.files + [part.file] * more,
            numbers=self.numbers + part.numbers,
            written={**self.written, **{(part.file, name): word for name, word in part.written.items()}},
            typed={name: cells + part.typed.get(name, blank) for name, cells in self.typed.items()},
            values={name: cells + part.values.get(name, blank) for name, cells in self.values.items()},
            faulty=faulty,
        )

    def made(self, rows: Sequence[Mapping[str, Any]]) -> "Draft":
        """The same draft with rows that no file holds."""
        values = {name: [row.get(name) for row in rows] for name in self.values}
        return self.extended(Repaired(MADE, [0] * len(rows), {}, values, values, {})) if rows else self

    def kept(self, rows: Sequence[int]) -> "Draft":
        """The same draft with these rows alone (rows,), rising."""
        place = {at: new for new, at in enumerate(rows)}
        return replace(
            self,
            files=[self.files[at] for at in rows],
            numbers=[self.numbers[at] for at in rows],
            typed={name: [cells[at] for at in rows] for name, cells in self.typed.items()},
            values={name: [cells[at] for at in rows] for name, cells in self.values.items()},
            faulty={name: {place[at] for at in found if at in place} for name, found in self.faulty.items()},
        )

    def filled(self, **columns: list[Any]) -> "Draft":
        """The same draft with the values of some columns replaced."""
        return replace(self, values={**self.values, **columns})

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.row.table

    def fault(self, at: int, column: str, what: Message, todo: Message, code: str) -> Fault:
        """A fault of one cell (or, with column "", of one row)."""
        typed = self.typed[column][at] if column else None
        value = None if typed == "" else typed
        word = self.written.get((self.files[at], column), column)
        return fault(self.files[at], what, todo, row=self.numbers[at], column=word, value=value, code=code)

    def where(self, at: int) -> tuple[str, str]:
        """File and row number, for a message about another row."""
        return self.files[at], str(self.numbers[at])
