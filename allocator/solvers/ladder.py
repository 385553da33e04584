"""The ladder of solvers: System → Answer."""

from dataclasses import dataclass

import numpy as np

from allocator.solvers.build import open_model
from allocator.solvers.components import parts
from allocator.solvers.flow import flow
from allocator.solvers.measure import values
from allocator.solvers.memory import Known, Memory, digest
from allocator.solvers.relied import Relied
from allocator.solvers.staged import Staged
from allocator.solvers.watch import Watch
from allocator.system import Answer, Effort, Ended, Ints, Layer, Reached, System, Value


def solve(system: System, effort: Effort | None = None, memory: Memory | None = None, known: Ints | None = None) -> Answer:
    """The best plan of a System, layer by layer, each with a proved bound.

    Which plan comes out depends on the System alone, unless the effort names a clock or is stopped, or is spent before all is
    proved. memory: what is known of Systems like it, and learnt from this one; known: options of a plan to begin with.
    """
    watch = Watch(effort or Effort())
    return flow(system, watch) or by_rows(system, watch, memory, known)


def by_rows(system: System, watch: Watch, memory: Memory | None = None, known: Ints | None = None) -> Answer:
    """The plan by linear and mixed-integer programs, part by part: for every shape of System."""
    sums = [_Sum(layer, _least(system, layer)) for layer in system.layers]
    chosen = [np.empty(0, np.int64)]
    for options, part in parts(system):
        for at, least in enumerate(_least(part, layer) for layer in part.layers):
            sums[at].waiting -= least
        found = _part(part, np.flatnonzero(np.isin(options, [] if known is None else known)), watch, memory, sums)
        sums = [one.with_(*layer) for one, layer in zip(sums, found.layers, strict=True)]
        chosen.append(options[found.chosen])
    every = np.sort(np.concatenate(chosen))
    return Answer(every, tuple(one.reached(value) for one, value in zip(sums, values(system, every), strict=True)), "highs")


def _part(part: System, known: Ints, watch: Watch, memory: Memory | None, sums: "list[_Sum]") -> Known:
    """One part solved, or remembered where the plan for one like it still stands."""
    key = b"" if memory is None else digest(part)
    before = None if memory is None else memory.parts.get(key)
    if before is not None and before.equals(part):
        return before
    model = open_model(part)
    if before is not None and before.stands(model):
        return before
    watch.relied, began = Relied(), watch.seconds
    search = Staged(model, tuple(layer.share for layer in part.layers), watch, known)
    for at in search.run(watch):
        if watch.effort.progress is not None:
            watch.effort.progress(sums[at].with_(*search.reached(at), search.ends[at][1], watch.seconds - began).reached())
        began = watch.seconds
    bounds = tuple(limit.most for limit in part.limits)
    found = Known(bounds, model, search.options, tuple((*search.reached(at), end[1], end[2]) for at, end in enumerate(search.ends)), watch.relied)
    if memory is not None:
        memory.parts[key] = found
    return found


@dataclass
class _Sum:
    """What the parts closed so far make of a layer; `waiting`: a bound for what the parts still to come could add."""

    layer: Layer
    waiting: int
    value: int = 0
    bound: int = 0
    share: tuple[Value, Value] | None = None
    ended: Ended = Ended.EFFORT
    seconds: float = 0.0

    def with_(self, value: Value, bound: Value, ended: Ended, seconds: float) -> "_Sum":
        """The layer with one more part."""
        own = (value, bound) if isinstance(value, int) and isinstance(bound, int) else (0, 0)
        worst = max(self.ended, ended, key=list(Ended).index)
        share = (value, bound) if isinstance(value, tuple) else self.share
        return _Sum(self.layer, self.waiting, self.value + own[0], self.bound + own[1], share, worst, self.seconds + seconds)

    def reached(self, measured: Value | None = None) -> Reached:
        """The layer's report; measured: its value, where all parts are closed. What a later search brought to its bound is proved after all."""
        if self.layer.share is not None:
            value, bound = self.share or (measured or (), measured or ())
        else:
            value, bound = self.layer.constant + self.value, self.layer.constant + self.bound + self.waiting
        value = value if measured is None else measured
        return Reached(self.layer.name, self.layer.unit, value, bound, Ended.PROVED if value == bound else self.ended, self.seconds)


def _least(system: System, layer: Layer) -> int:
    """The least that a layer's costs could add up to, each need at its cheapest."""
    if layer.costs is None:
        return 0
    least = np.zeros(system.needs, np.int64)
    np.minimum.at(least, system.need, np.asarray(layer.costs, np.int64))
    return int(least.sum())
