"""A first plan: each need, the one with most to gain first, takes its cheapest option that still fits."""

import numpy as np

from allocator.solvers.model import Model
from allocator.system import NONE, Ints


def greedy(model: Model, cost: Ints) -> Ints:
    """A plan x (columns,) that holds; cost: (columns,), options that cost nothing or more are not taken.

    Groups that are empty or big enough stay empty, so that no plan half done is ever illegal.
    """
    gain = np.flatnonzero((model.option != NONE) & (cost < 0))
    order = gain[np.lexsort((gain, cost[gain]))]
    starts, room = model.starts, np.where(_counted(model), np.inf, model.high)
    taken = np.zeros(model.columns, np.int64)
    done: set[int] = set()
    for column, need in zip(order.tolist(), model.need[order].tolist(), strict=True):
        if need in done:
            continue
        entries = slice(starts[column], starts[column + 1])
        rows, values = model.row[entries], model.value[entries]
        if (room[rows] >= values).all():
            room[rows] -= values
            taken[column] = 1
            done.add(need)
    plan = model.complete(taken)
    return plan if model.holds(plan) else model.complete(np.zeros(model.columns, np.int64))


def _counted(model: Model) -> Ints:
    """Whether each row's breach is counted by a column, so that it never says no; (rows,)."""
    counted = np.zeros(model.rows, bool)
    counted[model.slack[model.slack != NONE]] = True
    return counted
