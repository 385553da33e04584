"""What is wrong with a term, and where: said so that a coordinator can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from allocator.text import Lang, Message, Text

_WHERE = Text(nb="rad {row}", en="row {row}")
_COLUMN = Text(nb="kolonne «{column}»", en="column “{column}”")


@dataclass(frozen=True)
class Fault:
    """One fault of the input.

    file: the file as the user knows it, with the sheet after it for a workbook ("term.xlsx [Plasser]")
    row: the row number that the file itself shows, from 1; 0 where the fault concerns no single row
    column: the header as written in the file; "" where the fault concerns no single column
    value: the cell as typed; None where there is none
    what: what is wrong; todo: what to do about it
    code: a short stable word for programs ("type", "unknown", "duplicate" …)
    """

    file: str
    what: Message
    todo: Message
    row: int = 0
    column: str = ""
    value: str | None = None
    code: str = "fault"

    def say(self, lang: Lang) -> str:
        """One line: file, row, column: what is wrong. What to do."""
        where = [self.file]
        where += [_WHERE.say(lang, row=str(self.row))] if self.row else []
        where += [_COLUMN.say(lang, column=self.column)] if self.column else []
        return f"{', '.join(where)}: {self.what.say(lang)} {self.todo.say(lang)}".strip()

    def as_json(self, lang: Lang) -> Mapping[str, Any]:
        """The fault as plain values, for `--json`."""
        return {
            "file": self.file, "row": self.row or None, "column": self.column or None, "value": self.value,
            "code": self.code, "what": self.what.say(lang), "todo": self.todo.say(lang),
        }


@dataclass(frozen=True)
class Note:
    """A safe repair or a default that was used: said, never hidden."""

    file: str
    what: Message
    count: int = 1
    rows: tuple[int, ...] = field(default=())

    def say(self, lang: Lang) -> str:
        """One line: file: what was done, how often."""
        times = f" (×{self.count})" if self.count > 1 else ""
        return f"{self.file}: {self.what.say(lang)}{times}"


_EXACT = 2**53
"""Whole numbers below this are what they seem to be as floating-point numbers."""


def fault(  # noqa: PLR0913 (the parts of a place are told one by one)
    file: str, what: Message, todo: Message, *, row: int = 0, column: str = "", value: object = None, code: str = "fault"
) -> Fault:
    """A fault; the value is kept as text as it was typed, shortened to 80 characters: in a workbook every number has decimals."""
    typed = int(value) if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT else value
    shown = None if typed is None else str(typed)[:80]
    return Fault(file, what, todo, row, column, shown, code)
