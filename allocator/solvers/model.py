"""Rows and columns: a System as a mixed-integer program in arrays, and how to make it smaller without losing a plan."""

from dataclasses import dataclass, replace

import numpy as np

from allocator.solvers.grouped import Floats, summed
from allocator.system import NONE, Bools, Ints


@dataclass(frozen=True)
class Model:
    """Columns from 0 to `top`, rows between `low` and `high`, entries sorted by column.

    col, row, value: (entries,); low, high: (rows,); one: (rows,) whether the row gives a need its one option;
    family: (rows,) the Limit it comes from, NONE for none;
    mark: (rows,) the row's position in the Model that this one was cut from, NONE for a later one; of rows that became one, the tightest
    top, whole: (columns,) the bound, and whether it must be integral
    option, need: (columns,) NONE for the columns that count breaches or switch a group on
    tag: (columns,) the column's position in the Model that this one was cut from, NONE for a later one
    switch: (columns,) the row whose load switches the column on; slack: (columns,) the row whose breach the column counts
    costs: (layers, columns) integers; constants: (layers,)
    """

    col: Ints
    row: Ints
    value: Ints
    low: Floats
    high: Floats
    one: Bools
    family: Ints
    mark: Ints
    top: Ints
    whole: Bools
    option: Ints
    need: Ints
    tag: Ints
    switch: Ints
    slack: Ints
    costs: Ints
    constants: Ints

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.top)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.low)

    @property
    def starts(self) -> Ints:
        """Where each column's entries begin; (columns + 1,)."""
        return np.searchsorted(self.col, np.arange(self.columns + 1))

    def times(self, x: Ints) -> Ints:
        """The activity of each row at integral x; (rows,)."""
        return summed(self.row, self.value * x[self.col], self.rows)

    def transposed(self, y: Floats) -> Floats:
        """The price of each column at row prices y; (columns,)."""
        return np.asarray(np.bincount(self.col, weights=self.value * y[self.row], minlength=self.columns), np.float64)

    def holds(self, x: Ints) -> bool:
        """Whether integral x keeps every row and bound."""
        load = self.times(x)
        return bool(((x >= 0) & (x <= self.top)).all() and ((load >= self.low) & (load <= self.high)).all())

    def worth(self, x: Ints) -> Ints:
        """The value of each sum layer at integral x; (layers,)."""
        return np.asarray(self.constants + self.costs @ x)

    def complete(self, x: Ints) -> Ints:
        """The plan x (columns,) with the switches and breach counts that its options call for; the rest of x is kept."""
        x = np.where((self.switch == NONE) & (self.slack == NONE), x, 0)
        switched = np.flatnonzero(self.switch != NONE)
        x[switched] = self.times(x)[self.switch[switched]] > 0
        counted = np.flatnonzero(self.slack != NONE)
        load, at = self.times(x), self.slack[counted]
        breach = np.maximum(0, np.maximum(load[at] - self.high[at], self.low[at] - load[at]))
        own = self.row == self.slack[self.col]
        unit = np.ones(self.columns)
        unit[self.col[own]] = np.abs(self.value[own])
        x[counted] = np.ceil(breach / unit[counted])
        return x

    def activity(self) -> tuple[Floats, Floats]:
        """The least and the greatest that each row could be, one option at most for each need; two of (rows,)."""
        return -self._reach(-self.value), self._reach(self.value)

    def restrict(self, keep: Bools) -> "Model":
        """The model with these columns only (the others at 0), without the rows that can no longer bind."""
        return self.select(keep).tidy()

    def select(self, keep: Bools) -> "Model":
        """The model with these columns only and all its rows."""
        at = np.cumsum(keep) - 1
        entries = keep[self.col]
        return replace(
            self, col=at[self.col[entries]], row=self.row[entries], value=self.value[entries], costs=self.costs[:, keep],
            **{name: getattr(self, name)[keep] for name in ("top", "whole", "option", "need", "tag", "switch", "slack")},
        )  # fmt: skip

    def part(self, columns: Bools) -> "Model":
        """The model of these columns alone, with the rows that they are in; no other column is in those."""
        part = self.select(columns)
        return part.take_rows(np.bincount(part.row, minlength=self.rows) > 0)

    def tidy(self) -> "Model":
        """The model without rows that cannot bind and with equal rows merged: no plan is lost or gained."""
        least, most = self.activity()
        several = np.bincount(self.row, minlength=self.rows) > 1
        binds = np.where(self.one, several | (self.low > 0), (most > self.high) | (least < self.low))
        return self.take_rows(binds)._merged()

    def with_rows(self, col: Ints, row: Ints, value: Ints, low: Floats, high: Floats) -> "Model":
        """The model with more rows; `row` counts from 0 among the new ones."""
        cols, rows, values = np.r_[self.col, col], np.r_[self.row, row + self.rows], np.r_[self.value, value]
        order = np.argsort(cols, kind="stable")
        bounds = {"low": np.r_[self.low, low], "high": np.r_[self.high, high], "one": np.r_[self.one, np.zeros(len(low), bool)]}
        bounds |= {"family": np.r_[self.family, np.full(len(low), NONE)], "mark": np.r_[self.mark, np.full(len(low), NONE)]}
        return replace(self, col=cols[order], row=rows[order], value=values[order], **bounds)

    def with_columns(self, top: Ints, slack: Ints) -> "Model":
        """The model with more columns, integral and free of cost, each to count the breach of the row `slack`; no entries yet."""
        count, none = len(top), np.full(len(top), NONE)
        return replace(
            self, top=np.r_[self.top, top], whole=np.r_[self.whole, np.ones(count, bool)], option=np.r_[self.option, none],
            need=np.r_[self.need, none], tag=np.r_[self.tag, none], switch=np.r_[self.switch, none], slack=np.r_[self.slack, slack],
            costs=np.c_[self.costs, np.zeros((len(self.costs), count), np.int64)],
        )  # fmt: skip

    def with_entries(self, col: Ints, row: Ints, value: Ints) -> "Model":
        """The model with more entries."""
        none = np.empty(0)
        return self.with_rows(col, row - self.rows, value, none, none)

    def _reach(self, value: Ints) -> Floats:
        """Each row's greatest sum of `value` (entries,), one option at most for each need."""
        gain = np.maximum(value, 0) * self.top[self.col]
        alone = self.need[self.col] == NONE
        reach = np.bincount(self.row[alone], weights=gain[alone], minlength=self.rows)
        row, need, gain = self.row[~alone], self.need[self.col[~alone]], gain[~alone]
        if not len(row):
            return np.asarray(reach, np.float64)
        order = np.lexsort((need, row))
        row, need, gain = row[order], need[order], gain[order]
        first = np.flatnonzero(np.r_[True, (row[1:] != row[:-1]) | (need[1:] != need[:-1])])
        return np.asarray(reach + np.bincount(row[first], weights=np.maximum.reduceat(gain, first), minlength=self.rows))

    def take_rows(self, keep: Bools) -> "Model":
        """The model with these rows only; (rows,)."""
        at = np.r_[np.where(keep, np.cumsum(keep) - 1, NONE), NONE]
        entries = keep[self.row]
        return replace(
            self, col=self.col[entries], row=at[self.row[entries]], value=self.value[entries], low=self.low[keep],
            high=self.high[keep], one=self.one[keep], family=self.family[keep], mark=self.mark[keep], switch=at[self.switch], slack=at[self.slack],
        )  # fmt: skip

    def _merged(self) -> "Model":
        """Rows with the same entries become one with the tighter bounds; rows that count a breach stay apart by their column."""
        if not self.rows:
            return self
        marks = np.random.default_rng(20).integers(1, 2**62, (2, self.columns), np.int64)
        sums = np.zeros((2, self.rows), np.int64)
        for mark, total in zip(marks, sums, strict=True):
            np.add.at(total, self.row, mark[self.col] * self.value)
        _, first, same = np.unique(sums, axis=1, return_index=True, return_inverse=True)
        if len(first) == self.rows:
            return self
        low, high = np.full(len(first), -np.inf), np.full(len(first), np.inf)
        np.maximum.at(low, same.ravel(), self.low)
        np.minimum.at(high, same.ravel(), self.high)
        one = np.zeros(len(first), bool)
        np.logical_or.at(one, same.ravel(), self.one)
        tightest = np.lexsort((self.high, same.ravel()))
        mark = self.mark[tightest[np.searchsorted(same.ravel()[tightest], np.arange(len(first)))]]
        bounds = {"low": low[same.ravel()], "high": high[same.ravel()], "one": one[same.ravel()], "mark": mark[same.ravel()]}
        return replace(self, **bounds).take_rows(np.isin(np.arange(self.rows), first))
