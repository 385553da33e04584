"""A first plan: each need, the one with most to gain first, takes its cheapest option that still fits."""

import numpy as np

from allocator.solvers.grouped import Floats
from allocator.solvers.model import Model
from allocator.system import NONE, Ints


def greedy(model: Model, cost: Ints, known: Ints) -> Ints:
    """A plan x (columns,) that holds; cost: (columns,), options that cost nothing or more are not taken; known: options to take first.

    Groups that are empty or big enough stay empty, so that no plan half done is ever illegal.
    """
    gain = np.flatnonzero((model.option != NONE) & (cost < 0))
    order = gain[np.lexsort((gain, cost[gain], ~np.isin(model.option[gain], known)))]
    starts, room = model.starts, _room(model)
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


def _room(model: Model) -> Floats:
    """How much each row lets in; (rows,). Where a breach is only counted, all; where a group may be switched on at a price, as if on."""
    counted = np.zeros(model.rows, bool)
    counted[model.slack[model.slack != NONE]] = True
    open_ = np.zeros(model.columns, bool)
    open_[model.col[counted[model.row]]] = True
    entries = (open_ & (model.switch != NONE))[model.col]
    room = np.where(counted, np.inf, model.high)
    np.subtract.at(room, model.row[entries], np.minimum(model.value[entries], 0))
    return room
