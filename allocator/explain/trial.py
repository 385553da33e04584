"""What a change would do, found by solving again beside the plan; nothing is said of a change that was not."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from allocator.beside import beside
from allocator.explain.sight import settled
from allocator.explain.wanted import Wanted
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.solver import Solver
from allocator.system import Value

Placed = tuple[str, str]
"""An offer and a period."""


@dataclass(frozen=True)
class Cost:
    """A layer's value in the plan and after the change; layers with the same value are left out."""

    layer: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Outcome:
    """What came of a change when it was solved again.

    placed: the offer and period that each need has after, where it has one; costs: the layers that changed, most important first
    moved, lost, gained: how many other needs have another place, have lost theirs, have got one; proved: whether every layer that decides
    who is placed, how well, and with how few changes was proved best again
    """

    placed: dict[str, Placed] = field(repr=False)
    costs: tuple[Cost, ...]
    moved: int
    lost: int
    gained: int
    proved: bool


class Trials:
    """A plan that is asked about many changes: each is solved on a warm solver, as near the plan as its quality allows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        asked = beside(plan.problem, plan)
        self.problem = asked.replace(policy=asked.policy.with_goal(Wanted(), above=asked.policy.layers[0]))
        self.solved = 0
        self._solver = Solver(self.problem)
        self._before = plan if settled(plan) else None

    def solve(self, problem: Problem, need: str = "") -> Outcome:
        """What came of a problem made of `self.problem`; `need`, if given, is not counted among the others."""
        after, before = self._solve(problem), self._base()
        values = {one.layer: one.value for one in before.reached}
        told = [one for one in after.reached if one.layer in values and not _drawn(one.layer) and one.layer != "changes"]
        costs = tuple(Cost(one.layer, values[one.layer], one.value) for one in told if one.value != values[one.layer])
        had, has = _places(before), _places(after)
        others = [one for one in {*had, *has} if one != need]
        return Outcome(
            has, costs,
            moved=sum(one in had and one in has and had[one] != has[one] for one in others),
            lost=sum(one in had and one not in has for one in others), gained=sum(one in has and one not in had for one in others),
            proved=all(one.proved for one in after.reached if not _drawn(one.layer)),
        )

    def insisting(self, need: str, offers: tuple[Placed, ...]) -> Problem:
        """The problem in which a need is placed at one of these offers before anything else counts."""
        wanted = Wanted(need=need, places=offers)
        policy = self.problem.policy
        return self.problem.replace(policy=replace(policy, goals=tuple(wanted if one.code == wanted.code else one for one in policy.goals)))

    def _solve(self, problem: Problem) -> Plan:
        self.solved += 1
        return self._solver.solve(problem)

    def _base(self) -> Plan:
        """The plan, or where it is not settled the one that the same search now finds beside it."""
        if self._before is None:
            self._before = self._solve(self.problem)
        return self._before


def _drawn(layer: str) -> bool:
    """Whether a layer is about the draw: it says nothing of quality."""
    return layer.partition(":")[0] in ("lottery", "hash")


def _places(plan: Plan) -> dict[str, Placed]:
    rows: pd.DataFrame = plan.placements
    return {need: (offer, period) for need, offer, period in np.asarray(rows[["need", "offer", "period"]], dtype=object).tolist()}
