"""One linear program kept warm, over any number of columns.

HiGHS is handed the columns that are likely to matter. After each run all others are priced by the rows' prices, a few of each
need that would pay are handed over as well, and HiGHS goes on from where it stood, until none would pay. The bound is
Lagrange's: it is worked out from the prices over ALL columns, so it holds whatever the prices, optimal or not
(Geoffrion 1974; columns by price: Dantzig and Wolfe 1960, for one huge program "sifting": Bixby and others 1992).
"""

from dataclasses import dataclass

import numpy as np

from allocator.solvers.grouped import Floats
from allocator.solvers.highs import STATUS, loaded, run
from allocator.solvers.model import Model
from allocator.solvers.watch import Watch
from allocator.system import NONE, Bools, Ints

_WHOLE = 20_000
"""Up to so many columns HiGHS has them all."""

_LIKELY = 12
"""How many of each need's cheapest columns HiGHS has from the start."""

_MORE = 20
"""How many columns of each need are handed over after a run."""

_FEW = 0.01
"""Below this part of the columns, new ones are taken in by the primal simplex, which starts where it stood; else by the dual one."""

_PAYS = 1e-5
"""A column pays when its reduced cost is below minus this."""

_DUAL, _PRIMAL = 1, 4


@dataclass(frozen=True)
class Duals:
    """What a linear program gave: x (columns,), reduced costs (columns,), row prices (rows,), a bound, and whether it is optimal."""

    x: Floats
    reduced: Floats
    prices: Floats
    bound: float
    solved: bool


class Relaxation:
    """A linear program that stays warm: solve, change its costs, add rows, solve again."""

    def __init__(self, model: Model, cost: Ints, x: Ints, watch: Watch, prices: Floats | None = None) -> None:
        """x: a plan that keeps all rows, (columns,); prices: (rows,) known from a program like this one: both say which columns are likely."""
        self.model, self.watch, self._cost, self._starts = model, watch, cost.astype(float), model.starts
        reduced = self._cost if prices is None else self._cost - model.transposed(prices)
        inside = np.ones(model.columns, bool) if model.columns <= _WHOLE else (model.need == NONE) | (x > 0) | cheapest(model.need, reduced, _LIKELY)
        self._inside, self._at = inside, np.flatnonzero(inside)
        self._solver = loaded(model.select(inside), cost[inside], np.zeros(len(self._at), bool), watch)

    def solve(self, iterations: int | None = None) -> Duals:
        """Solves, or stops after so many iterations; the bound and the reduced costs hold for whatever prices came back."""
        if iterations is not None:
            self._solver.setOptionValue("simplex_iteration_limit", iterations)
        while True:
            duals = self._run()
            if not duals.solved:
                return duals
            pays = np.flatnonzero(~self._inside & (duals.reduced < -_PAYS))
            if not len(pays):
                return duals
            self._hand_over(pays[cheapest(self.model.need[pays], duals.reduced[pays], _MORE)])

    def price(self, cost: Ints) -> None:
        """Changes the costs; (columns,)."""
        self._cost = cost.astype(float)
        self._solver.setOptionValue("simplex_strategy", _DUAL)
        self._solver.changeColsCost(len(self._at), np.arange(len(self._at), dtype=np.int32), self._cost[self._at])

    def add(self, col: Ints, row: Ints, value: Ints, low: Floats, high: Floats) -> None:
        """Adds rows; `row` counts from 0 among the new ones and rises."""
        self.model = self.model.with_rows(col, row, value, low, high)
        self._starts = self.model.starts
        place = np.full(self.model.columns, NONE)
        place[self._at] = np.arange(len(self._at))
        order = np.argsort(row, kind="stable")
        order = order[self._inside[col[order]]]
        starts = np.searchsorted(row[order], np.arange(len(low)))
        entries = (starts.astype(np.int32), place[col[order]].astype(np.int32), value[order].astype(float))
        self._solver.addRows(len(low), low, high, len(order), *entries)

    def drop(self, rows: Bools) -> None:
        """Takes rows out; (rows,)."""
        at = np.flatnonzero(rows).astype(np.int32)
        self._solver.deleteRows(len(at), at)
        self.model = self.model.take_rows(~rows)
        self._starts = self.model.starts

    def _run(self) -> Duals:
        """One run of HiGHS, and what it says of all columns."""
        status = run(self._solver, self.watch)
        solution, model = self._solver.getSolution(), self.model
        prices = np.asarray(solution.row_dual) if solution.dual_valid else np.zeros(model.rows)
        prices = np.where(np.isfinite(prices), prices, 0.0)
        prices = np.where(np.isinf(model.high), np.maximum(prices, 0.0), prices)
        prices = np.where(np.isinf(model.low), np.minimum(prices, 0.0), prices)
        self.watch.relied.priced(model, prices)
        reduced, bound = _priced(model, self._cost, prices)
        x = np.zeros(model.columns)
        if len(solution.col_value):
            x[self._at] = solution.col_value
        return Duals(x, reduced, prices, bound, status == STATUS.kOptimal)

    def _hand_over(self, columns: Ints) -> None:
        size = self._starts[columns + 1] - self._starts[columns]
        starts = np.cumsum(size) - size
        entries = np.repeat(self._starts[columns] - starts, size) + np.arange(size.sum())
        bounds = np.zeros(len(columns)), self.model.top[columns].astype(float)
        matrix = starts.astype(np.int32), self.model.row[entries].astype(np.int32), self.model.value[entries].astype(float)
        self._solver.addCols(len(columns), self._cost[columns], *bounds, len(entries), *matrix)
        self._solver.setOptionValue("simplex_strategy", _PRIMAL if len(columns) < _FEW * len(self._at) else _DUAL)
        self._inside[columns] = True
        self._at = np.r_[self._at, columns]


def _priced(model: Model, cost: Floats, prices: Floats) -> tuple[Floats, float]:
    """Reduced costs (columns,) and Lagrange's bound at these prices (rows,), without rounding errors.

    Prices are rounded to multiples of a power of two; from there on all is integers, and exact even where sums on the way pass
    64 bits, for those wrap around and the results fit. Entries that are no integers (of cuts) may each be off by one such
    multiple, which is taken off the bound.
    """
    side = np.where(prices > 0, np.where(np.isinf(model.low), 0.0, model.low), np.where(np.isinf(model.high), 0.0, model.high))
    rough = cost - model.transposed(prices)
    largest = max(2.0**30, np.abs(cost).max(initial=0), np.abs(prices).max(initial=0), np.abs(rough).max(initial=0), np.abs(prices * side).sum() * 2.0**-20)
    largest = max(largest, abs(float(prices @ side)), abs(float(np.minimum(rough, 0.0) @ model.top)))
    fine = 2.0 ** (60 - int(np.ceil(np.log2(largest))))
    whole = np.rint(prices * fine).astype(np.int64)
    broken = model.value != np.rint(model.value)
    product = np.where(broken, 0, whole[model.row] * np.rint(model.value).astype(np.int64))
    product[broken] = np.rint(whole[model.row[broken]] * model.value[broken]).astype(np.int64)
    total = np.concatenate([np.zeros(1, np.int64), np.cumsum(product)])
    reduced = np.rint(cost * fine).astype(np.int64) - (total[model.starts[1:]] - total[model.starts[:-1]])
    ends = side != np.rint(side)
    bound = (whole * np.where(ends, 0, np.rint(side)).astype(np.int64)).sum() + np.rint(whole[ends] * side[ends]).astype(np.int64).sum()
    bound += (np.minimum(reduced, 0) * model.top).sum() - int(broken.sum()) - int(ends.sum())
    return reduced / fine, float(bound) / fine


def cheapest(need: Ints, cost: Floats, count: int) -> Bools:
    """Which columns are among the cheapest so many of their need; (columns,)."""
    order = np.lexsort((cost, need))
    sorted_ = need[order]
    first = np.searchsorted(sorted_, sorted_)
    kept = np.zeros(len(need), bool)
    kept[order] = np.arange(len(need)) - first < count
    return kept

