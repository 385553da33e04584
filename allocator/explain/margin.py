"""A System like one whose best plan is known, but for a bound or two, solved again from that plan.

It is the proof of the solvers with less in front of it: no search for a plan to begin with, because one is at hand. Layers are closed in
their order, those that fit together at weights that outweigh all that comes after (so that the sum orders plans as the layers do). Where
Lagrange's bound, rounded up to a whole unit, is what the plan at hand has, a layer is closed; where it is less, one more is placed by a
chain of moves. The last layer is closed by `least`, as in the solvers. Where that is not enough, nothing is claimed, and all is left to `solve`.

A part whose bounds were only raised, and none of which had a price in the proof of the plan at hand, is not solved at all: a row
without a price does not enter Lagrange's bound, which therefore stays what it was, and the plan still reaches it (`Known.stands`).
"""

from dataclasses import dataclass, field, replace

import numpy as np

from allocator.explain.chain import chain
from allocator.solvers.build import open_model
from allocator.solvers.components import parts
from allocator.solvers.measure import values
from allocator.solvers.memory import Known, digest
from allocator.solvers.model import Model
from allocator.solvers.relaxation import Relaxation
from allocator.solvers.relied import Relied
from allocator.solvers.stage import Stage
from allocator.solvers.sums import least, up
from allocator.solvers.watch import Watch
from allocator.system import NONE, Effort, Ended, Ints, System

_LARGEST = 4_000_000
"""Coefficients above this are not put into one sum: linear programs lose digits."""


@dataclass
class Margins:
    """What is known of the parts of a System, so that parts that differ in a bound are closed from the plan at hand.

    solved: how many parts were closed by linear programs; spared: how many stood as they were
    """

    effort: Effort
    parts: dict[bytes, Known] = field(default_factory=dict)
    solved: int = 0
    spared: int = 0

    def close(self, system: System, known: Ints) -> Ints | None:
        """The best plan of a System, as positions of its options, or None where none is proved.

        known: (placements,) options of the best plan of a System that differs in a bound or two.
        """
        if any(layer.share is not None for layer in system.layers):
            return None
        chosen = [np.empty(0, np.int64)]
        for options, part in parts(system):
            mine = self._part(part, np.flatnonzero(np.isin(options, known)))
            if mine is None:
                return None
            chosen.append(options[mine])
        return np.sort(np.concatenate(chosen))

    def _part(self, part: System, known: Ints) -> Ints | None:
        model = _model(part)
        key = digest(part)
        before = self.parts.get(key)
        if before is not None and before.stands(model):
            self.spared += 1
            return before.chosen
        x = _kept(model, known)
        if x is None:
            return None
        watch = Watch(self.effort)
        watch.relied = Relied()
        plan = _closed(Stage(replace(model, costs=_sums(model)), x), watch)
        if plan is None:
            return None
        self.solved += 1
        found = np.sort(model.option[(plan > 0) & (model.option != NONE)])
        if before is None:
            layers = tuple((one, one, Ended.PROVED, 0.0) for one in values(part, found))
            self.parts[key] = Known(tuple(limit.most for limit in part.limits), model, found, layers, watch.relied)
        return found


def _model(part: System) -> Model:
    """The Model of a part, as the solvers make it."""
    model = open_model(part)
    return replace(model, mark=np.arange(model.rows))


def _kept(model: Model, known: Ints) -> Ints | None:
    """The plan (columns,), less one placement where it no longer holds, with that need elsewhere if there is room; None where that is not enough."""
    x = np.zeros(model.columns, np.int64)
    x[np.isin(model.option, known)] = 1
    x = model.complete(x)
    if model.holds(x):
        return x
    over = model.times(x) > model.high
    found, order = list[Ints](), _sums(model)
    for column in np.flatnonzero((x > 0) & (model.option != NONE) & (np.bincount(model.col, weights=over[model.row], minlength=model.columns) > 0)):
        less = x.copy()
        less[column] = 0
        less = model.complete(less)
        found += [less] if model.holds(less) else []
        for other in np.flatnonzero(model.need == model.need[column]):
            moved = less.copy()
            moved[other] = 1
            moved = model.complete(moved)
            found += [moved] if other != column and model.holds(moved) else []
    return min(found, key=lambda one: tuple(order @ one), default=None)


def _sums(model: Model) -> Ints:
    """The layers put together where one sum orders plans as they do; (sums, columns)."""
    made = [model.costs[-1]]
    for cost in model.costs[-2::-1]:
        weight = 1 + _range(model, made[-1])
        together = cost * weight + made[-1]
        alone = len(made) == 1 or np.abs(together).max(initial=0) > _LARGEST or weight > _LARGEST
        made = [*made, cost] if alone else [*made[:-1], together]
    return np.stack(made[::-1])


def _range(model: Model, cost: Ints) -> int:
    """How far apart two plans can be in a sum at most."""
    ends = []
    for sign in (1, -1):
        dearest = np.zeros(int(model.need.max(initial=0)) + 1, np.int64)
        mine = model.need != NONE
        np.maximum.at(dearest, model.need[mine], np.maximum(sign * cost[mine], 0))
        ends.append(int(dearest.sum()) + int((np.maximum(sign * cost[~mine], 0) * model.top[~mine]).sum()))
    return sum(ends)


def _closed(stage: Stage, watch: Watch) -> Ints | None:
    """The best plan (columns of the stage's model,), every layer proved; None where one is not."""
    model, last = stage.model, len(stage.model.costs) - 1
    for at in range(last):
        cost = model.costs[at]
        bound = up(Relaxation(stage.rows(), cost, stage.x, watch).solve().bound)
        while bound < int(cost @ stage.x):
            better = chain(model, stage.x) if at == 0 else None
            if better is None or int(cost @ better) >= int(cost @ stage.x):
                return None
            stage = replace(stage, x=better)
        stage = stage.freeze(at)
    done = least(stage, model.costs[last], watch)
    whole = done.stage
    x = np.zeros(model.columns, np.int64)
    x[np.isin(model.option, whole.options) & (model.option != NONE)] = 1
    return model.complete(x) if done.ended is Ended.PROVED else None
