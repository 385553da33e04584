"""scipy's linear_sum_assignment: every place of a site becomes a column of its own."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from allocator.system import NONE, System
from benchmarks.peers.simple import Sites, sites
from benchmarks.peers.task import Task

LARGEST = 60_000_000
"""Cells of the cost matrix above which it would not fit beside the rest in ordinary memory."""


def states(system: System) -> str:
    """Sites with places, and a matrix that fits."""
    found = sites(system)
    if isinstance(found, str):
        return found
    cells = system.needs * (int(np.minimum(found.places, system.needs).sum()) + system.needs)
    return f"a matrix of {cells:,} cells" if cells > LARGEST else ""


def solve(task: Task) -> None:
    """The best plan, which proves itself: its value is the bound."""
    found = sites(task.system)
    assert isinstance(found, Sites)
    system, costs = task.system, task.costs
    cheap = np.lexsort((-costs,))  # dearest first, so that the cheapest of several options is written last
    matrix = np.zeros((system.needs, len(found.places)))
    option = np.full(matrix.shape, NONE)
    placed = cheap[found.site[cheap] != NONE]
    matrix[system.need[placed], found.site[placed]] = np.minimum(costs[placed], 0)
    option[system.need[placed], found.site[placed]] = placed
    free, own = np.full(system.needs, NONE), np.zeros(system.needs)
    loose = cheap[found.site[cheap] == NONE]
    free[system.need[loose]], own[system.need[loose]] = loose, np.minimum(costs[loose], 0)
    slot = np.repeat(np.arange(len(found.places)), np.minimum(found.places, system.needs))
    rows, columns = linear_sum_assignment(np.c_[matrix[:, slot], np.diag(own)])
    chosen = []
    for need, column in zip(rows.tolist(), columns.tolist(), strict=True):
        at = int(option[need, slot[column]] if column < len(slot) else free[need] if column - len(slot) == need else NONE)
        if at != NONE and costs[at] < 0:
            chosen.append(at)
    value = system.layers[0].constant + int(costs[chosen].sum())
    task.plan(chosen, value)
