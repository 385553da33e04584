"""A goal's value, decided by hand, from both sides."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from allocator.check import describe
from allocator.formulate import formulate
from allocator.goals import Goal
from allocator.policy import Policy
from allocator.problem import Problem
from tests.rules.together import chosen


def values(goal: Goal, term: Problem, *placements: str) -> Mapping[str, int]:
    """The value of each sublayer for these placements ("need offer period supervisor"); both halves must say the same."""
    formulated = formulate(term.replace(policy=Policy(rules=(), goals=(goal,), layers=(goal.code,))))
    positions = chosen(formulated, *placements)
    layers = [one for one in formulated.system.layers if one.costs is not None]
    costs = {one.name: int(np.sum(one.costs[positions])) + one.constant for one in layers if one.costs is not None}
    rows = [dict(zip(("need", "offer", "period", "supervisor"), [*one.split(), ""], strict=False)) for one in placements]
    placed = describe(term, pd.DataFrame(rows, columns=["need", "offer", "period", "supervisor"]))
    measured = goal.measure(placed, term.tables)
    assert all(one.costs is not None and one.costs.dtype == np.int64 for one in layers)
    assert {str(name): int(value) for name, value in measured.items()} == costs
    assert next(iter(costs)) == goal.code
    return costs
