"""The ladder of solvers: System → Answer."""

import numpy as np

from allocator.solvers.build import build
from allocator.solvers.components import parts
from allocator.solvers.flow import flow
from allocator.solvers.measure import values
from allocator.solvers.staged import Staged
from allocator.solvers.watch import Watch
from allocator.system import NONE, Answer, Effort, Ended, Ints, Layer, Reached, Share, System, Value


def solve(system: System, effort: Effort | None = None) -> Answer:
    """The best plan of a System, layer by layer, each with a proved bound.

    Which plan comes out depends on the System alone, unless the effort names a clock or is stopped.
    """
    watch = Watch(effort or Effort())
    return flow(system, watch) or by_rows(system, watch)


def by_rows(system: System, watch: Watch) -> Answer:
    """The plan by linear and mixed-integer programs, part by part: for every shape of System."""
    model, alive = build(system)
    model = model.restrict((model.option == NONE) | alive[model.option])
    shares = tuple(layer.share for layer in system.layers)
    found = [model.part(part) for part in parts(model, tuple(share for share in shares if share is not None))]
    searches = [Staged(part, tuple(_within(share, part.option) for share in shares)) for part in found]
    for search in searches:
        for at in search.run(watch):
            if watch.effort.progress is not None:
                watch.effort.progress(_told(system.layers[at], at, searches))
    chosen = np.sort(np.concatenate([np.empty(0, np.int64), *(search.options for search in searches)]))
    worth = values(system, chosen)
    return Answer(chosen, tuple(_reached(layer, at, worth[at], searches) for at, layer in enumerate(system.layers)), "highs")


def _within(share: Share | None, options: Ints) -> Share | None:
    """The share, where it has something to do with these options."""
    return share if share is not None and np.isin(share.option, options).any() else None


def _told(layer: Layer, at: int, searches: list[Staged]) -> Reached:
    """A layer as it stands, for progress."""
    value = _joined(layer, [search.reached(at)[0] for search in _concerned(layer, at, searches)], ())
    return _reached(layer, at, value, searches)


def _reached(layer: Layer, at: int, value: Value, searches: list[Staged]) -> Reached:
    """A layer's report: the bounds of all parts; one that a later search brought to its bound is proved after all."""
    mine = _concerned(layer, at, searches)
    bound = _joined(layer, [search.reached(at)[1] for search in mine], value)
    ends = [search.ends[at] for search in mine if at < len(search.ends)]
    why = max((Ended.EFFORT, *(end[1] for end in ends)), key=list(Ended).index)
    return Reached(layer.name, layer.unit, value, bound, Ended.PROVED if value == bound else why, sum(end[2] for end in ends))


def _concerned(layer: Layer, at: int, searches: list[Staged]) -> list[Staged]:
    """The parts that have something to do with a layer: for a share one at the most."""
    return [search for search in searches if layer.share is None or search.shares[at] is not None]


def _joined(layer: Layer, values: list[Value], none: Value) -> Value:
    """A layer's value from those of the parts; `none` for a share that no option has to do with."""
    if layer.share is not None:
        return values[0] if values else none
    return layer.constant + sum(value for value in values if isinstance(value, int))
