"""One step of a scenario, as it was written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Verb = Literal["change", "remove", "insert", "more", "close", "policy"]
VERBS: tuple[Verb, ...] = get_args(Verb)


@dataclass(frozen=True)
class Step:
    """What is done to which rows.

    verb: what is done; table: to which table ("" for policy); where: to which of its rows, all where it is empty
    values: the new values by column, or the settings of the policy; in_all: numbers are meant for all the rows together
    rows: what is inserted; count: how many more; line: where it stands in the file, 0 where it was made in a program
    """

    verb: Verb
    table: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    in_all: bool = False
    rows: tuple[Mapping[str, Any], ...] = ()
    count: int = 0
    line: int = 0

    def as_json(self) -> dict[str, Any]:
        """The step as plain values, without what it does not say."""
        said = {"table": self.table, "where": dict(self.where), "set": dict(self.values), "in_all": self.in_all,
                "rows": [dict(row) for row in self.rows], "count": self.count}  # fmt: skip
        return {"verb": self.verb, **{name: _plain(value) for name, value in said.items() if value}}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value.item() if hasattr(value, "item") else value
