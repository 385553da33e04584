"""A goal's value, decided by hand, from both sides."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from allocator.check import describe
from allocator.formulate import formulate
from allocator.goals import Goal
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rules.distance import Distance
from allocator.system import Price
from tests.rules.together import chosen
from tests.solvers.brute import value


def values(goal: Goal, term: Problem, *placements: str) -> Mapping[str, Any]:
    """The value of each sublayer for these placements ("need offer period supervisor"); both halves must say the same.

    What is beyond the daily limit is a far placement for those who accept it; nothing is shut.
    """
    far = Distance(price=Price("far"))
    term = term.replace(policy=Policy(rules=(far,), goals=(goal,), layers=(goal.code, "far")))
    formulated = formulate(term)
    positions = tuple(chosen(formulated, *placements).tolist())
    layers = formulated.system.layers[:-1]
    costs = {one.name: value(formulated.system, at, positions) for at, one in enumerate(layers)}
    rows = [dict(zip(("need", "offer", "period", "supervisor"), [*one.split(), ""], strict=False)) for one in placements]
    placed = describe(term, pd.DataFrame(rows, columns=["need", "offer", "period", "supervisor"]))
    measured = goal.measure(placed, term.tables)
    assert all((one.share is not None) == goal.even for one in layers)
    assert all(one.costs is None or one.costs.dtype == np.int64 for one in layers)
    assert {str(name): one if isinstance(one, tuple) else int(one) for name, one in measured.items()} == costs
    assert next(iter(costs)) == goal.code
    return costs
