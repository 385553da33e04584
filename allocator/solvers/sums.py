"""One sum layer: the least cost among the plans that give up nothing of the layers before.

A linear program gives a bound and, for each column, what choosing it would cost at least (its reduced cost). A plan that
costs no more than the best one known can have no column whose reduced cost is above the gap between that plan and the
bound: the cost of any plan is at least the bound plus the reduced costs of what it chooses. So those columns are dropped,
for this layer and all later ones, and nothing is lost; it holds for any row prices, optimal or not.

Frozen layers are not rows of the MIP (a dense row makes its presolve explode) but weights in its objective. A plan that
keeps them has the same weighted cost but for a constant, so the bound stays true whatever the weights are; only if the
plan found gives up something of a frozen layer were they too small, and then they grow.
"""

from dataclasses import dataclass, replace

import numpy as np

from allocator.solvers.grouped import Floats
from allocator.solvers.highs import Duals, Relaxation, mip
from allocator.solvers.model import Model
from allocator.solvers.watch import Watch
from allocator.system import Bools, Ended, Ints

_LARGEST = 10**7
"""Coefficients above this make HiGHS's duals unsafe (solver notes: 1e9 gave NaN and a false proof)."""


@dataclass(frozen=True)
class Stage:
    """Where the search stands: the model that is left, the best plan x (columns,), and the layers frozen at its values."""

    model: Model
    x: Ints
    frozen: tuple[int, ...] = ()

    def restrict(self, keep: Bools) -> "Stage":
        """The same without the other columns, which the plan does not use."""
        if keep.all():
            return self
        return replace(self, model=self.model.restrict(keep), x=self.x[keep])

    @property
    def kept(self) -> Ints:
        """The values of the frozen layers, without constants."""
        return np.asarray(self.model.costs[list(self.frozen)] @ self.x)


@dataclass(frozen=True)
class Closed:
    """A layer that is done: the stage after it, its bound (without the constant), and how it ended."""

    stage: Stage
    bound: int
    ended: Ended


def close(stage: Stage, layer: int, watch: Watch) -> Closed:
    """Finds and freezes the least value of a sum layer."""
    cost = stage.model.costs[layer]
    if not cost.any():
        return Closed(replace(stage, frozen=(*stage.frozen, layer)), 0, Ended.PROVED)
    duals, weights = _relaxed(stage, cost, watch)
    bound, ended = _up(duals.bound), watch.why() or Ended.EFFORT
    reduced, reach = duals.reduced, 0
    while bound < int(cost @ stage.x) and not watch.why():
        gap = int(cost @ stage.x) - duals.bound
        reach = _reach(reduced, gap, stage.model)
        part = reduced <= reach + 0.5
        part |= stage.x > 0
        tried = _search(stage.restrict(part), layer, weights, watch)
        stage = _adopt(stage, part, tried.stage.x, layer)
        bound = max(bound, min(tried.bound, _up(duals.bound + reach)))
        if tried.ended is not Ended.PROVED or reach >= gap:
            ended = tried.ended
            break
    value = int(cost @ stage.x)
    ended = Ended.PROVED if bound >= value else watch.why() or Ended.EFFORT
    keep = (reduced <= value - duals.bound + 0.5) | (stage.x > 0)
    done = replace(stage, frozen=(*stage.frozen, layer)).restrict(keep)
    return Closed(done, min(bound, value), ended)


def _relaxed(stage: Stage, cost: Ints, watch: Watch) -> tuple[Duals, Ints]:
    """The duals of the linear program with the frozen layers as rows, and what a unit of each frozen layer is worth there."""
    relaxation = Relaxation(_with_frozen(stage), cost, watch)
    duals = relaxation.solve()
    worth = -duals.prices[stage.model.rows :]
    return duals, np.floor(worth + 1e-6).astype(np.int64) + 2


def _with_frozen(stage: Stage) -> Model:
    costs = stage.model.costs[list(stage.frozen)]
    row, col = np.nonzero(costs)
    return stage.model.with_rows(col, row, costs[row, col], np.full(len(costs), -np.inf), stage.kept.astype(float))


def _reach(reduced: Floats, gap: float, model: Model) -> float:
    """How dear a column may be to be tried first: all that the gap allows, or the cheapest few columns."""
    few = max(3000, int((model.option >= 0).sum() // 4))
    within = np.sort(reduced[reduced <= gap])
    return float(gap) if len(within) <= 2 * few else min(float(gap), float(within[few]))


def _search(stage: Stage, layer: int, weights: Ints, watch: Watch) -> Closed:
    """The MIP of a stage with the frozen layers as weights; weights grow until they hold."""
    model, kept = stage.model, stage.kept
    cost = model.costs[layer]
    frozen = model.costs[list(stage.frozen)]
    while True:
        total = cost + weights @ frozen
        if np.abs(total).max(initial=0) > _LARGEST:
            found = mip(_with_frozen(stage), cost, stage.x, watch, watch.effort.nodes)
            bound = found.bound
        else:
            found = mip(model, total, stage.x, watch, watch.effort.nodes)
            bound = found.bound - float(weights @ kept)
        if found.x is None:
            return Closed(stage, _up(bound), found.ended)
        over = frozen @ found.x > kept
        if not over.any():
            break
        weights = np.where(over, weights * 4, weights)
    return Closed(replace(stage, x=found.x), _up(bound), found.ended)


def _adopt(stage: Stage, part: Bools, x: Ints, layer: int) -> Stage:
    """The stage with the plan x of some columns, if it is better: by the frozen layers first, then by this one."""
    whole = np.zeros(stage.model.columns, np.int64)
    whole[part] = x
    order = [*stage.frozen, layer]
    old, new = (tuple(stage.model.costs[order] @ plan) for plan in (stage.x, whole))
    return replace(stage, x=whole) if new < old else stage


def _up(bound: float) -> int:
    """The least integer that a bound allows, rounding noise forgiven."""
    return -(2**60) if not np.isfinite(bound) else int(np.ceil(bound - 1e-4 - 1e-9 * abs(bound)))
