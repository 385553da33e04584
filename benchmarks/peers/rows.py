"""The compact model: a System of one layer as columns and rows, with what cannot bind left out and equal rows merged.

This is how somebody who knows mixed-integer programs would write it. It is made here from the System alone and shares nothing
with our solvers, so that a fault in theirs is not repeated in the peers'.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from allocator.system import Bools, Ints, Limit, System

Floats = npt.NDArray[np.float64]
_ENDLESS = 2**40


@dataclass(frozen=True)
class Rows:
    """Integral columns from 0 to `top`, the options first; rows low <= sum <= high.

    cost, top: (columns,); row, col, value: (entries,), sorted by row; low, high: (rows,); constant: of the objective
    """

    cost: Ints
    top: Ints
    row: Ints
    col: Ints
    value: Ints
    low: Floats
    high: Floats
    constant: int

    @property
    def starts(self) -> Ints:
        """Where each row's entries begin; (rows + 1,)."""
        return np.searchsorted(self.row, np.arange(len(self.low) + 1))


@dataclass(frozen=True)
class _Part:
    """Some rows and the columns that they bring; col counts from the first of these columns where it is below zero."""

    row: Ints
    col: Ints
    value: Ints
    low: Floats
    high: Floats
    cost: Ints
    top: Ints


def rows(system: System) -> Rows:
    """The compact model of a System of one layer."""
    layer = system.layers[0]
    cost = [np.zeros(system.options, np.int64) if layer.costs is None else np.asarray(layer.costs, np.int64)]
    top, parts, columns, count = [np.ones(system.options, np.int64)], [], system.options, 0
    groups = [_Groups(limit, system) for limit in system.limits]
    for part in (_one_each(system), *(made for limit in groups for made in _parts(limit))):
        col = np.where(part.col < 0, columns - 1 - part.col, part.col)
        parts.append((part.row + count, col, part.value, part.low, part.high))
        cost.append(part.cost)
        top.append(part.top)
        columns, count = columns + len(part.cost), count + len(part.low)
    row, col, value, low, high = (np.concatenate(each) for each in zip(*parts, strict=True))
    top[0][_alone(groups, system.options)] = 0
    order = np.argsort(row, kind="stable")
    made = Rows(np.concatenate(cost), np.concatenate(top), row[order], col[order], value[order], low, high, layer.constant)
    return _merged(made)


def _one_each(system: System) -> _Part:
    """At most one option for each need."""
    found, row = np.unique(system.need, return_inverse=True)
    every, none = np.arange(system.options), np.zeros(0, np.int64)
    return _Part(row, every, np.ones(len(every), np.int64), np.full(len(found), -np.inf), np.ones(len(found)), none, none)


class _Groups:
    """A Limit with repeated members added up and every bound there; potential: (groups,) the most a group could weigh."""

    def __init__(self, limit: Limit, system: System) -> None:
        self.price, self.or_none, self.groups = limit.price, limit.or_none, limit.groups
        weight = np.ones(len(limit.option), np.int64) if limit.weight is None else np.asarray(limit.weight, np.int64)
        keys, at = np.unique(np.asarray(limit.group, np.int64) * system.options + limit.option, return_inverse=True)
        self.weight = np.bincount(at, weights=weight, minlength=len(keys)).astype(np.int64)
        self.group, self.option = np.divmod(keys, max(1, system.options))
        self.most = np.full(self.groups, _ENDLESS) if limit.most is None else np.asarray(limit.most, np.int64)
        self.least = np.zeros(self.groups, np.int64) if limit.least is None else np.asarray(limit.least, np.int64)
        self.units = np.ones(self.groups, np.int64) if limit.units is None else np.asarray(limit.units, np.int64)
        pairs, at = np.unique(self.group * system.needs + system.need[self.option], return_inverse=True)
        heaviest = np.zeros(len(pairs), np.int64)
        np.maximum.at(heaviest, at, self.weight)
        self.potential = np.bincount(pairs // max(1, system.needs), weights=heaviest, minlength=self.groups).astype(np.int64)

    def members(self, groups: Bools) -> tuple[Ints, Ints, Ints]:
        """The entries of the marked groups: row (counted among them), col, value."""
        inside = groups[self.group]
        return (np.cumsum(groups) - 1)[self.group[inside]], self.option[inside], self.weight[inside]


def _parts(limit: _Groups) -> Iterator[_Part]:
    over, under = limit.potential > limit.most, (limit.least > 0) & (limit.potential > 0)
    cost = 0 if limit.price is None else limit.price.cost
    if over.any():
        yield _ceiling(limit, over, cost)
    if limit.price is not None and not limit.or_none:
        under = limit.least > 0
        yield _floor(limit, under, cost)
    elif under.any():
        yield _switched(limit, under, cost)


def _ceiling(limit: _Groups, groups: Bools, cost: int) -> _Part:
    """Load <= most; at a price, load - surplus <= most."""
    row, col, value = limit.members(groups)
    count = int(groups.sum())
    high, low = limit.most[groups].astype(float), np.full(count, -np.inf)
    if not limit.price:
        return _Part(row, col, value, low, high, np.zeros(0, np.int64), np.zeros(0, np.int64))
    each = np.arange(count)
    surplus = (limit.potential - limit.most)[groups]
    return _Part(np.r_[row, each], np.r_[col, -1 - each], np.r_[value, np.full(count, -1)], low, high, cost * limit.units[groups], surplus)


def _floor(limit: _Groups, groups: Bools, cost: int) -> _Part:
    """Load + lack >= least, where an empty group lacks too."""
    row, col, value = limit.members(groups)
    each, count = np.arange(int(groups.sum())), int(groups.sum())
    entries = np.r_[row, each], np.r_[col, -1 - each], np.r_[value, np.ones(count, np.int64)]
    return _Part(*entries, limit.least[groups].astype(float), np.full(count, np.inf), cost * limit.units[groups], limit.least[groups])


def _switched(limit: _Groups, groups: Bools, cost: int) -> _Part:
    """A switch for each group: load <= potential x switch, and load + lack >= least x switch; lack only at a price."""
    row, col, value = limit.members(groups)
    each, count = np.arange(int(groups.sum())), int(groups.sum())
    least, potential = limit.least[groups], limit.potential[groups]
    entries = [(row, col, value), (each, -1 - each, -potential), (row + count, col, value), (each + count, -1 - each, -least)]
    costs, tops = [np.zeros(count, np.int64)], [np.ones(count, np.int64)]
    if limit.price is not None:
        entries.append((each + count, -1 - count - each, np.ones(count, np.int64)))
        costs.append(cost * limit.units[groups])
        tops.append(least)
    low, high = np.r_[np.full(count, -np.inf), np.zeros(count)], np.r_[np.zeros(count), np.full(count, np.inf)]
    rows_, cols, values = (np.concatenate(each_) for each_ in zip(*entries, strict=True))
    return _Part(rows_, cols, values, low, high, np.concatenate(costs), np.concatenate(tops))


def _alone(limits: list[_Groups], options: int) -> Bools:
    """Options that break a limit all alone, because nothing in their group weighs less than nothing; (options,)."""
    dead = np.zeros(options, bool)
    for limit in limits:
        if limit.price is None:
            signed = np.zeros(limit.groups, bool)
            signed[limit.group[limit.weight < 0]] = True
            dead[limit.option[(limit.weight > limit.most[limit.group]) & ~signed[limit.group]]] = True
    return dead


def _merged(model: Rows) -> Rows:
    """Rows with the same entries become one with the tighter bounds."""
    marks = np.random.default_rng(1).integers(1, 2**62, (2, len(model.cost)), np.int64)
    sums = np.zeros((2, len(model.low)), np.int64)
    for mark, total in zip(marks, sums, strict=True):
        np.add.at(total, model.row, mark[model.col] * model.value)
    _, first, same = np.unique(sums, axis=1, return_index=True, return_inverse=True)
    low, high = np.full(len(first), -np.inf), np.full(len(first), np.inf)
    np.maximum.at(low, same.ravel(), model.low)
    np.minimum.at(high, same.ravel(), model.high)
    kept = np.isin(np.arange(len(model.low)), first)
    at, inside = np.cumsum(kept) - 1, kept[model.row]
    order = same.ravel()[np.flatnonzero(kept)]
    return Rows(
        model.cost, model.top, at[model.row[inside]], model.col[inside], model.value[inside], low[order], high[order], model.constant
    )
