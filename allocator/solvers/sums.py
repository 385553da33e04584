"""Sum layers: the least cost among the plans that give up nothing of the layers before.

A linear program gives a bound and, for each column, what choosing it would cost at least (its reduced cost). A plan that
costs no more than the best one known can have no column whose reduced cost is above the gap between that plan and the
bound: the cost of any plan is at least the bound plus the reduced costs of what it chooses. So those columns are dropped,
for this layer and all later ones, and nothing is lost; it holds for any row prices, optimal or not.
"""

from dataclasses import dataclass, replace

import numpy as np

from allocator.solvers.halves import half_cuts
from allocator.solvers.highs import mip, root
from allocator.solvers.relaxation import Duals, Relaxation, cheapest
from allocator.solvers.stage import Stage
from allocator.solvers.watch import Watch
from allocator.system import NONE, Bools, Ended, Ints

_LARGEST = 10**7
"""Coefficients above this make HiGHS's duals unsafe (1e9 gave NaN and a false proof)."""

_DENSE = 60_000
"""Entries in rows of frozen layers above which they are kept as weights instead: dense rows make HiGHS's presolve explode."""

_WIDE = 4_000
"""Cuts with more entries serve the linear program alone, for the same reason."""

_ROUNDS = 4
"""How often cuts are looked for."""

_HALF = 0.01
"""The part of the gap that a round of cuts by halves must close to be followed by another."""

_PATIENCE = 40
"""So many rounds of cuts by halves may pass without one that was worth it; among very many columns, or at a whole unit, fewer."""

_HASTE = 8

_USELESS = 200
"""So many cuts without a price are taken out again."""

_WORTH = 0.1
"""The part of the gap that a round of cuts must close to be followed by another."""

_MANY = 30_000
"""Above so many columns cuts are looked for among the cheapest only, and after a first search."""

_TRIED = 8
"""How many of each need's cheapest columns make the MIP that is tried first."""

_NEVER = -(2**60)


@dataclass(frozen=True)
class Closed:
    """A search that is done: the stage after it, the bound of its cost, and how it ended.

    proofs: costs (columns,) and the duals for them; edge: the last of them holds for plans that cost less than this.
    """

    stage: Stage
    bound: int
    ended: Ended
    proofs: tuple[tuple[Ints, Duals], ...] = ()
    edge: float = np.inf

    def worth(self, x: Ints) -> int:
        """What a plan costs here."""
        return int(self.proofs[-1][0] @ x) if self.proofs else 0

    def dear(self, x: Ints | None = None) -> Bools:
        """The columns that no plan has that is as good as x (columns,), by default the one found; (columns,)."""
        x = self.stage.x if x is None else x
        proofs = self.proofs if self.worth(x) < self.edge else self.proofs[:-1]
        gone = [duals.reduced > int(cost @ x) - duals.bound + 0.5 for cost, duals in proofs]
        return np.asarray(np.logical_or.reduce([np.zeros(len(x), bool), *gone]))


def least(stage: Stage, cost: Ints, watch: Watch, relaxation: Relaxation | None = None, *, cutting: bool = True, enough: int | None = None) -> Closed:
    """The plan of least `cost` (columns,) that keeps the frozen layers.

    relaxation: one that is loaded already; cutting: whether to look for all cuts before the tree, or for those by halves alone
    enough: the search may end once the bound is so high, whatever the plan costs
    """
    if not cost.any():
        return Closed(stage, 0, Ended.PROVED)
    relaxation = relaxation or Relaxation(stage.rows(), cost, stage.x, watch)
    plain = relaxation.solve()
    stage = _rounded(stage, cost, plain)
    unit = None if enough is None else 1.0
    value = int(cost @ stage.x)
    stage, plain = halved(stage, relaxation, plain, _HALF * (value - plain.bound), unit, enough=value if enough is None else min(enough, value))
    stage, bound = _rounded(stage, cost, plain), up(plain.bound)
    if enough is not None and bound >= enough:
        value = int(cost @ stage.x)
        return Closed(stage, min(bound, value), Ended.PROVED if bound >= value else Ended.EFFORT, ((cost, plain),))
    if len(cost) > _MANY:
        stage, bound, _ = _searched(stage, cost, (plain, np.inf), bound, watch)
        value = int(cost @ stage.x)
        stage, plain = halved(stage, relaxation, plain, _HALF * (value - plain.bound), unit, enough=value)
        stage, bound = _rounded(stage, cost, plain), max(bound, up(plain.bound))
    sharp, edge, rounds = plain, np.inf, _ROUNDS if cutting else 0
    for turn in range(rounds):
        if bound >= int(cost @ stage.x) or watch.why():
            break
        before = sharp.bound
        stage, sharp, limit = _sharpened(stage, relaxation, cost, watch, sharp)
        edge = min(edge, limit)
        bound = max(bound, min(up(sharp.bound), up(edge)))
        if turn == 0 or _within(sharp, cost, stage).sum() <= 2 * _few(cost):
            stage, bound, _ = _searched(stage, cost, (sharp, edge), bound, watch)
        if sharp.bound - before < _WORTH * (int(cost @ stage.x) - before):
            break
    stage, bound, ended = _searched(stage, cost, (sharp, edge), bound, watch, whole=True)
    value = int(cost @ stage.x)
    ended = Ended.PROVED if bound >= value else watch.why() or ended
    return Closed(stage, min(bound, value), ended, ((cost, plain), (cost, sharp)), edge)


def sought(stage: Stage, cost: Ints, relaxation: Relaxation) -> Ints:
    """A good plan by `cost` (columns,), from the linear program and the columns that are cheapest in it alone; nothing is proved."""
    relaxation.price(cost)
    duals = relaxation.solve()
    return _searched(_rounded(stage, cost, duals), cost, (duals, np.inf), up(duals.bound), relaxation.watch)[0].x


def halved(stage: Stage, relaxation: Relaxation, duals: Duals, worth: float, unit: float | None = None, *, enough: int | None = None) -> tuple[Stage, Duals]:
    """The stage with cuts by halves, and the linear program with them, until rounds on end do not raise the bound by `worth`.

    unit: what the costs are all multiples of: a bound that is one is seldom raised further; enough: a bound that will do.
    """
    stalled, first = 0, len(stage.cuts.high)
    while duals.solved and (enough is None or up(duals.bound) < enough):
        settled = unit is not None and abs(duals.bound / unit - round(duals.bound / unit)) < _HALF
        if stalled >= (_HASTE if settled or relaxation.model.columns > _MANY else _PATIENCE):
            break
        cuts = half_cuts(relaxation.model, duals.x, relaxation.watch.relied)
        if not len(cuts.high):
            break
        before = duals.bound
        relaxation.add(cuts.col, cuts.row, cuts.value, np.full(len(cuts.high), -np.inf), cuts.high)
        stage, duals = replace(stage, cuts=stage.cuts + cuts), relaxation.solve()
        stalled = 0 if duals.bound > before + worth else stalled + 1
        stage, duals = _purged(stage, relaxation, duals, first)
    return stage, duals


def _purged(stage: Stage, relaxation: Relaxation, duals: Duals, first: int) -> tuple[Stage, Duals]:
    """The stage without the cuts from `first` on that have no price, once they are many."""
    count = len(stage.cuts.high)
    useless = np.zeros(relaxation.model.rows, bool)
    useless[len(useless) - count + first :] = duals.prices[len(useless) - count + first :] == 0
    if np.count_nonzero(useless) < _USELESS:
        return stage, duals
    relaxation.drop(useless)
    return replace(stage, cuts=stage.cuts.take(~useless[len(useless) - count :])), replace(duals, prices=duals.prices[~useless])


def _rounded(stage: Stage, cost: Ints, duals: Duals) -> Stage:
    """The stage with the linear program's own plan, where that is one and better."""
    x = stage.model.complete(np.rint(duals.x).astype(np.int64))
    return stage.adopt(np.ones(stage.model.columns, bool), x, cost) if stage.model.holds(x) else stage


def _sharpened(stage: Stage, relaxation: Relaxation, cost: Ints, watch: Watch, duals: Duals) -> tuple[Stage, Duals, float]:
    """The stage with a better plan and more cuts, the duals with them, and the edge: they hold for plans that cost less.

    Among very many columns cuts are looked for in the cheapest; a plan with any other column costs as much as the edge.
    """
    near, reach = np.ones(len(cost), bool), np.inf
    if len(cost) > _MANY:
        reach = max(int(cost @ stage.x) - duals.bound + 1, float(np.partition(duals.reduced, _MANY)[_MANY]))
        near = (duals.reduced <= reach) | (stage.x > 0)
    part = stage.restrict(near)
    found, cuts, edge = root(part.model, part.rows(widest=_WIDE), cost[near], watch)
    if found is not None:
        stage = stage.adopt(near, found, cost)
    cuts = replace(cuts, col=np.flatnonzero(near)[cuts.col])
    relaxation.add(cuts.col, cuts.row, cuts.value, np.full(len(cuts.high), -np.inf), cuts.high)
    sharp = relaxation.solve()
    return replace(stage, cuts=stage.cuts + cuts), sharp, min(edge, duals.bound + reach)


def _searched(stage: Stage, cost: Ints, cut: tuple[Duals, float], bound: int, watch: Watch, *, whole: bool = False) -> tuple[Stage, int, Ended]:
    """A MIP over the columns that may be in a better plan: the cheapest few, or the whole of what the gap allows."""
    if bound >= int(cost @ stage.x) or watch.why():
        return stage, bound, watch.why() or Ended.EFFORT
    sharp, edge = cut
    gap, within = int(cost @ stage.x) - sharp.bound, _within(sharp, cost, stage)
    reach = float(gap)
    if not whole and within.sum() > 2 * _few(cost):
        few = sharp.reduced < np.partition(sharp.reduced[within], _few(cost))[_few(cost)]
        tried = few | cheapest(stage.model.need, sharp.reduced, _TRIED) | (stage.model.need == NONE) | (stage.x > 0)
        reach = min(gap, float(sharp.reduced[within & ~tried].min(initial=np.inf)))
        within &= tried
    x, proved, ended = _search(stage.restrict(within), cost[within], sharp, watch)
    stage = stage.adopt(within, x, cost)
    if proved == -_NEVER and edge == np.inf:
        proved, ended = _NEVER, Ended.EFFORT  # no plan at all, though x is one and no cut speaks against it: not believed
    sure = min(proved, up(sharp.bound + reach), up(edge))
    return stage, max(bound, sure), ended


def _within(duals: Duals, cost: Ints, stage: Stage) -> Bools:
    """The columns that a better plan may have, and those of the plan; (columns,)."""
    return np.asarray((duals.reduced <= int(cost @ stage.x) - duals.bound + 0.5) | (stage.x > 0))


def _few(cost: Ints) -> int:
    """How many columns make a MIP that is tried first."""
    return max(3000, min(len(cost) // 4, _MANY // 2))


def _search(stage: Stage, cost: Ints, duals: Duals, watch: Watch) -> tuple[Ints, int, Ended]:
    """The MIP of a stage: the plan, a bound, how it ended.

    Where frozen layers are dense they are weights in the objective, not rows. A plan that keeps them has the same weighted
    cost but for a constant, so the bound is true whatever the weights; only if the plan found gives up something of a
    frozen layer were the weights too small, and then they grow, or become rows after all.
    """
    frozen, kept, nodes = stage.costs, stage.kept, watch.effort.nodes
    first = len(duals.prices) - len(stage.cuts.high) - len(kept)
    weights = np.floor(-duals.prices[first : first + len(kept)] + 1e-6).astype(np.int64) + 2
    while np.count_nonzero(frozen) > _DENSE:
        total = cost + weights @ frozen
        if np.abs(total).max(initial=0) > _LARGEST:
            break
        found = mip(stage.model, stage.rows(frozen=False, widest=_WIDE), total, stage.x, watch, nodes)
        over = frozen @ found.x > kept
        if not over.any():
            return found.x, up(found.bound - float(weights @ kept)), found.ended
        weights = np.where(over, weights * 4, weights)
    found = mip(stage.model, stage.rows(widest=_WIDE), cost, stage.x, watch, nodes)
    return found.x, up(found.bound), found.ended


def up(bound: float) -> int:
    """The least integer that a bound allows, rounding noise forgiven."""
    if not np.isfinite(bound):
        return -_NEVER if bound > 0 else _NEVER
    return int(np.ceil(bound - 1e-4 - min(1e-9 * abs(bound), 0.4)))


def least_possible(stage: Stage, cost: Ints) -> int:
    """A bound without any search: each need alone at its cheapest. Columns of no need only ever cost: they count breaches."""
    need, low = stage.model.need, np.minimum(cost, 0)
    cheapest = np.zeros(int(need.max(initial=0)) + 1, np.int64)
    np.minimum.at(cheapest, need[need != NONE], low[need != NONE])
    return int(cheapest.sum())
