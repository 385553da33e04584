"""One more placed by a chain of moves: a need goes where there is room, the next takes its place, until one without a place has one."""

import numpy as np

from allocator.solvers.model import Model
from allocator.system import NONE, Bools, Ints


def chain(model: Model, x: Ints) -> Ints | None:
    """The plan (columns,) with one need more, found by moving each need at most once; None where no such chain is found.

    The chains are searched breadth first, as augmenting paths are (Berge 1957), but only a plan that keeps every row is given.
    """
    states, met = [x], np.zeros(int(model.need.max(initial=0)) + 1, bool)
    for state in states:
        room = _fits(model, state)
        placed = np.zeros(len(met), bool)
        placed[model.need[(state > 0) & (model.need != NONE)]] = True
        for column in np.flatnonzero(room & ~placed[model.need]):
            found = _moved(model, state, int(column))
            if found is not None:
                return found
        moves = np.flatnonzero(room & placed[model.need] & ~met[model.need])
        _, first = np.unique(model.need[moves], return_index=True)
        for column in moves[first]:
            met[model.need[column]] = True
            found = _moved(model, state, int(column))
            states += [found] if found is not None else []
    return None


def _fits(model: Model, x: Ints) -> Bools:
    """(columns,) options for which there is room beside the plan, but for the need's own placement."""
    left = np.where(model.one, np.inf, model.high - model.times(x))
    tight = model.value > left[model.row]
    return np.asarray((np.bincount(model.col, weights=tight, minlength=model.columns) == 0) & (x == 0) & (model.option != NONE))


def _moved(model: Model, x: Ints, column: int) -> Ints | None:
    """The plan with a need at a column, and nowhere else, if that keeps every row."""
    moved = np.where(model.need == model.need[column], 0, x)
    moved[column] = 1
    moved = model.complete(moved)
    return moved if model.holds(moved) else None
