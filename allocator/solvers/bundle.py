"""Sum layers that follow each other, seen together.

Layers that only count leave a linear program with no direction among thousands of equal columns. So first a scout looks for
a plan that is good in all layers of a bundle at once, with weights. Then each layer is closed in its order: the scout's
plan is mostly the best already, and a bound of that layer alone says so; where it does not, the layer is searched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from allocator.solvers.face import faced
from allocator.solvers.grouped import distinct
from allocator.solvers.relaxation import Duals, Relaxation
from allocator.solvers.stage import Cuts, Stage
from allocator.solvers.sums import Closed, halved, least, least_possible, sought, up
from allocator.solvers.watch import Watch
from allocator.system import Bools, Ended, Ints

_FACTOR = 12
_WIDEST = 4_000_000
"""The largest weighted coefficient of a bundle."""

_FINE = 20
"""A layer with more different costs than this tells many columns apart."""

_USUAL = 0.99
"""A hint is told apart up to what this part of the columns costs."""

_HALF = 0.1
"""The part of a unit that a round of cuts by halves must raise a bound by to be followed by another."""

_SLIGHT = 0.01
"""Below this part of a unit, rounding a bound up is not worth a row."""


def bundled(costs: Ints, first: int, stop: int) -> tuple[range, Ints]:
    """The layers from `first` that fit in one bundle, and their weights (layers in the bundle,)."""
    weights = np.ones(1, np.int64)
    for end in range(first + 2, stop + 1):
        wider = _weights(costs[first:end])
        if fine(costs[end - 2]) or np.abs(wider @ costs[first:end]).max(initial=0) > _WIDEST:
            break
        weights = wider
    return range(first, first + len(weights)), weights


def close(stage: Stage, layers: range, weights: Ints, watch: Watch, hint: int | None = None) -> Iterator[tuple[int, Closed]]:
    """Closes the layers of a bundle in order, each given those before; after each the layer and how it was closed.

    hint: a later layer that gives the first search a direction, where the bundle's own only count.
    """
    costs = stage.model.costs[layers.start : layers.stop] * weights[:, None]
    if watch.why():
        for at in layers:
            stage = stage.freeze(at)
            yield at, _ended(stage, at, Closed(stage, -(2**60), Ended.EFFORT), watch)
        return
    relaxation = Relaxation(stage.rows(), costs.sum(axis=0), stage.x, watch)
    if hint is not None:
        stage = _hinted(stage, costs.sum(axis=0), stage.model.costs[hint], relaxation)
    easy = []
    for step in range(len(layers) - 1):
        cost, duals = _asked(relaxation, costs[: step + 1])
        enough = int(cost @ stage.x)
        stage, duals = halved(stage, relaxation, duals, _HALF * float(weights[step]), float(weights[step]), enough=enough)
        easy.append((cost, duals))
    whole = _whole(easy, weights)
    relaxation.price(costs.sum(axis=0))
    relaxation.add(whole.col, whole.row, whole.value, np.full(len(whole.high), -np.inf), whole.high)
    stage = replace(stage, cuts=stage.cuts + whole)
    scouted = least(stage, costs.sum(axis=0), watch, relaxation)
    bundle = _Bundle(stage, costs, weights, relaxation, scouted, watch)
    stage, dear, proved = scouted.stage, np.zeros(len(stage.x), bool), True
    for step, at in enumerate(layers):
        proof = scouted if len(layers) == 1 else bundle.proof(stage, step, easy)
        stage = replace(stage, x=proof.stage.x).freeze(at)
        dear |= proof.dear()
        closed = _ended(stage, at, proof, watch)
        proved &= closed.ended is Ended.PROVED
        if step == len(layers) - 1:
            closed = replace(closed, stage=bundle.narrowed(stage, dear, list(zip(layers, easy, strict=False)) if proved else None))
        yield at, closed


def _hinted(stage: Stage, cost: Ints, hint: Ints, relaxation: Relaxation) -> Stage:
    """The stage with a plan that is good by `cost` (columns,), and among those by `hint` (columns,), as far as the weights can say."""
    cap = (_WIDEST // (int(np.abs(cost).max(initial=0)) + 1) - 1) // _FACTOR
    if cap < 1:
        return stage
    coarse = max(1, int(np.quantile(np.abs(hint), _USUAL)) // cap)
    both = cost * (_FACTOR * cap + 1) + np.clip(hint // coarse, -cap, cap)
    found = sought(stage, both, relaxation)
    return stage.adopt(np.ones(len(cost), bool), found, cost)


def _whole(easy: list[tuple[Ints, Duals]], weights: Ints) -> Cuts:
    """What each linear program says of all plans when rounded up to a whole unit of its last layer (half a student is none).

    Each weight is a multiple of the next, so that the weighted cost of the layers up to one is so many whole units of it.
    """
    cuts = Cuts()
    for (cost, duals), weight in zip(easy, weights.tolist(), strict=False):
        units, least_units = cost // weight, up(duals.bound / weight)
        if least_units * weight > duals.bound + weight * _SLIGHT:
            used = np.flatnonzero(units)
            cuts += Cuts(used, np.zeros(len(used), np.int64), -units[used].astype(float), np.array([-float(least_units)]))
    return cuts


def _ended(stage: Stage, at: int, proof: Closed, watch: Watch) -> Closed:
    """The layer as it is told: never a bound above the value, nor below what no search is needed for."""
    value, cost = int(stage.model.costs[at] @ stage.x), stage.model.costs[at]
    bound = min(value, max(proof.bound, least_possible(stage, cost)))
    return replace(proof, stage=stage, bound=bound, ended=Ended.PROVED if bound == value else watch.why() or Ended.EFFORT)


def _asked(relaxation: Relaxation, costs: Ints) -> tuple[Ints, Duals]:
    """The linear program for the weighted layers (layers, columns) together: the costs and the duals."""
    relaxation.price(costs.sum(axis=0))
    return costs.sum(axis=0), relaxation.solve()


@dataclass(frozen=True)
class _Bundle:
    """A bundle whose scout is back: the stage before it, the weighted costs (layers, columns), and the scout's linear program."""

    before: Stage
    costs: Ints
    weights: Ints
    relaxation: Relaxation
    scouted: Closed
    watch: Watch

    def proof(self, stage: Stage, step: int, easy: list[tuple[Ints, Duals]]) -> Closed:
        """One layer closed: by the linear program without the scout's cuts, or with them where they hold, or by a search."""
        value = int(self.costs[step] @ stage.x) // int(self.weights[step])
        closed = self._bound(stage, step, easy[step]) if step < len(easy) else self._last(stage, step)
        if closed.bound >= value:
            return closed
        valid = self._holds(stage, step)
        if valid:
            closed = self._bound(stage, step, _asked(self.relaxation, self.costs[: step + 1]))
            if closed.bound >= value:
                return closed
        return self._search(replace(stage, cuts=stage.cuts if valid else self.before.cuts), step)

    def _search(self, stage: Stage, step: int) -> Closed:
        """The layer searched: together with the layers before by weight, or with those as rows if the weights let one slip."""
        unit = int(self.weights[step])
        so_far = self.costs[: step + 1] // unit
        closed = least(replace(stage, frozen=self.before.frozen, held=self.before.held), so_far.sum(axis=0), self.watch, cutting=False)
        if (so_far[:-1] @ closed.stage.x == so_far[:-1] @ stage.x).all():
            bound = self._lone(stage, step, closed.bound * unit)
            return replace(closed, stage=replace(stage, x=closed.stage.x), bound=min(bound, int(so_far[-1] @ closed.stage.x)))
        return least(stage, so_far[-1], self.watch, cutting=False)

    def _bound(self, stage: Stage, step: int, proof: tuple[Ints, Duals]) -> Closed:
        """What a linear program for the layers up to this one says of this one.

        A plan that keeps the layers before has the same weighted cost in those but for a constant: what is left is this one's.
        """
        return Closed(stage, self._lone(stage, step, up(proof[1].bound)), Ended.PROVED, (proof,))

    def _last(self, stage: Stage, step: int) -> Closed:
        """What the scout says of the last layer."""
        return replace(self.scouted, stage=stage, bound=self._lone(stage, step, self.scouted.bound))

    def _lone(self, stage: Stage, step: int, bound: int) -> int:
        """What a bound for the weighted layers up to this one says of this one."""
        return -((int(self.costs[:step].sum(axis=0) @ stage.x) - bound) // int(self.weights[step]))

    def narrowed(self, stage: Stage, dear: Bools, easy: list[tuple[int, tuple[Ints, Duals]]] | None) -> Stage:
        """The stage without the columns that no plan as good has; the scout's cuts stay where they hold for such plans.

        easy: the layers before the last and what the linear programs said of them; None where not all layers are proved.
        """
        proofs = [(layer, *proof) for layer, proof in easy or ()]
        if self.scouted.worth(stage.x) < self.scouted.edge:
            dear = dear | self.scouted.dear(stage.x)
            proofs += [(stage.frozen[-1], *proof) for proof in self.scouted.proofs[-1:]]
        else:
            stage = replace(stage, cuts=self.before.cuts)
        left = ~dear | (stage.x > 0)
        return stage.restrict(left) if easy is None else faced(stage, proofs, len(self.before.held), left)

    def _holds(self, stage: Stage, step: int) -> bool:
        """Whether the scout's cuts hold for every plan that is no worse in the layers up to this one, whatever it is in the rest.

        Such a plan must be below the cuts' edge. A linear program bounds how dear the rest could be,
        for as long as that is not more work than to do without the cuts.
        """
        so_far, rest = self.costs[: step + 1].sum(axis=0), self.costs[step + 1 :].sum(axis=0)
        if self.scouted.edge == np.inf:
            return True
        dearest = Relaxation(self.before.rows(), so_far - rest, self.before.x, self.watch).solve(iterations=self.before.model.rows)
        return float(2 * (so_far @ stage.x)) - dearest.bound + 1 < self.scouted.edge


def fine(costs: Ints) -> bool:
    """Whether a layer's costs tell many columns apart, so that its reduced costs drop most of them: there a bundle ends."""
    return len(distinct(costs)) > _FINE


def _weights(costs: Ints) -> Ints:
    """One unit of a layer outweighs _FACTOR times the dearest option of all later ones together, and is a multiple of the next; (layers,)."""
    weights = np.ones(len(costs), np.int64)
    for at in range(len(costs) - 2, -1, -1):
        dearest = _FACTOR * int(np.abs(weights[at + 1 :] @ costs[at + 1 :]).max(initial=0))
        weights[at] = weights[at + 1] * (1 + dearest // weights[at + 1])
    return weights
