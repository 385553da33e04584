"""What comes out: who goes where, who got no place and why, and what is proved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from allocator.problem import Problem
from allocator.system import Ended, Reached
from allocator.text import Lang, Text, number

PLACEMENTS = (
    "need", "student", "institution", "course", "site", "offer", "period", "first_day", "last_day", "supervisor", "far", "minutes", "estimated",
)
"""The columns of placements, in order."""

_PLACED = Text("{placed} av {needs} har fått plass, {unplaced} står uten.", "{placed} of {needs} are placed, {unplaced} are not.")
_PROVED = Text("bevist best", "proved best")
_OPEN = Text("grense {bound}", "bound {bound}")


@dataclass(frozen=True, eq=False)
class Plan:
    """A selection of the options, and how it came about.

    problem: what was asked; a plan is enough alone
    placements: one row a placement, columns PLACEMENTS, sorted by need
    unplaced: one row a need without a place: need, student, institution, course, considered, left, nearest (minutes of the
    nearest place allowed but for distance, NA if none), and for each rule how many options it was the first to shut out
    reached: value and proved bound of each layer; ended: why the search ended; solver: which one
    run: provenance as plain values (versions, seed, digests)
    """

    problem: Problem
    placements: pd.DataFrame
    unplaced: pd.DataFrame
    reached: tuple[Reached, ...]
    ended: Ended
    solver: str
    run: Mapping[str, Any] = field(default_factory=dict)

    def say(self, lang: Lang = "nb") -> str:
        """Placed, unplaced, each layer with its value and bound."""
        placed, unplaced = len(self.placements), len(self.unplaced)
        lines = [_PLACED.say(lang, placed=placed, needs=placed + unplaced, unplaced=unplaced)]
        for one in self.reached:
            bound = _PROVED.say(lang) if one.proved else _OPEN.say(lang, bound=_value(one.bound, lang))
            lines.append(f"  {one.layer}: {_value(one.value, lang)} {one.unit} ({bound})")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.say("en")


def _value(value: Any, lang: Lang) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"{chosen}/{of}" for chosen, of in value)
    return number(value, lang)
