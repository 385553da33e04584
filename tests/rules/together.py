"""A counting rule's table of situations, decided by hand: several placements at once, and how many units too many."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from allocator.formulate import Formulated, formulate
from allocator.problem import Problem
from allocator.rules import Rule
from allocator.system import NONE, Ints, Price
from tests.make import problem
from tests.plans import units
from tests.rules.alone import breaches
from tests.rules.far import alone


@dataclass(frozen=True)
class Case:
    """A situation: placements ("need offer period supervisor", the supervisor may be left out) and the units too many."""

    says: str
    units: int
    placements: tuple[str, ...]
    tables: dict[str, list[dict[str, Any]]]

    def __str__(self) -> str:
        return f"{self.says}: {self.units}"

    def judged(self, rule: Rule) -> tuple[int, int, bool]:
        """What the solver half charges at a price, what the checker half finds, and whether the solver half allows it as a must."""
        term = problem(**self.tables)
        policies = (alone(one) for one in (replace(rule, price=Price("x")), rule))
        priced, must = (formulate(term.replace(policy=policy)) for policy in policies)
        charged, barred = (_charged(one, chosen(one, *self.placements)) for one in (priced, must))
        return charged, found(rule, term.replace(policy=alone(rule)), *self.placements)["units"].sum(), barred == 0


def case(says: str, units: int, *placements: str, **tables: list[dict[str, Any]]) -> Case:
    """A situation with so many units too many; none is allowed."""
    return Case(says, units, placements, tables)


def found(rule: Rule, term: Problem, *placements: str) -> pd.DataFrame:
    """The breaches of these placements."""
    return breaches(rule, term, *(dict(zip(("need", "offer", "period", "supervisor"), [*one.split(), ""], strict=False)) for one in placements))


def chosen(formulated: Formulated, *placements: str) -> Ints:
    """The positions of the options that these placements are."""
    options, words = formulated.options, formulated.options.words
    teams = options.table("supervisors")["team"]
    at = []
    for one in placements:
        need, offer, period, *supervisor = one.split()
        team = teams[words["supervisors"].index(supervisor[0])] if supervisor else NONE
        asked = (words["needs"].index(need), words["offers"].index(offer), words["periods"].index(period), team)
        columns = (options.need, options.offer, options.period, options.team)
        here = np.logical_and.reduce([column == value for column, value in zip(columns, asked, strict=True)])
        at.append(int(np.flatnonzero(here)[0]))
    return np.array(sorted(at), dtype=np.int64)


def _charged(formulated: Formulated, positions: Ints) -> int:
    return int(units(formulated.system, "x", positions, np.zeros(len(formulated.options), dtype=np.int64), 1)[0])
