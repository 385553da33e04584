"""Layers in order of importance, each solved and frozen before the next."""

from collections.abc import Iterator

import numpy as np

from allocator.solvers.bundle import bundled, close
from allocator.solvers.greedy import greedy
from allocator.solvers.measure import values
from allocator.solvers.model import Model
from allocator.solvers.shares import close_share
from allocator.solvers.stage import Stage
from allocator.solvers.watch import Watch
from allocator.system import Ended, Ints, Layer, Reached, System, Value

End = tuple[Value, Ended, float]


def staged(system: System, model: Model, watch: Watch) -> tuple[Ints, tuple[Reached, ...]]:
    """The options chosen (placements,), rising, and what was reached in each layer."""
    stage = Stage(model, greedy(model, _wanted(system, model)))
    ends: list[End] = []
    while len(ends) < len(system.layers):
        for after, end in _next(system, stage, len(ends), watch):
            stage = after
            ends.append(end)
            if watch.effort.progress is not None:
                watch.effort.progress(_told(system, stage, len(ends) - 1, end))
    worth = values(system, stage.options)
    return stage.options, tuple(_reached(layer, value, end) for layer, value, end in zip(system.layers, worth, ends, strict=True))


def _reached(layer: Layer, value: Value, end: End) -> Reached:
    """A layer's report; one that a later search brought to its bound is proved after all."""
    bound, ended, seconds = end
    return Reached(layer.name, layer.unit, value, bound, Ended.PROVED if value == bound else ended, seconds)


def _wanted(system: System, model: Model) -> Ints:
    """What the first sum layers together say of each column; (columns,). Placing somebody is good where they say nothing."""
    sums = [layer.share is None for layer in system.layers]
    stop = sums.index(False) if False in sums else len(sums)
    layers, weights = bundled(model.costs, 0, stop) if stop else (range(0), np.ones(0, np.int64))
    return np.asarray(weights @ model.costs[layers.start : layers.stop]) if stop else np.full(model.columns, -1)


def _next(system: System, stage: Stage, at: int, watch: Watch) -> Iterator[tuple[Stage, End]]:
    """Closes the next layer, or a bundle of sum layers; after each the stage and how it ended."""
    share, began = system.layers[at].share, watch.seconds
    if share is not None:
        stage, bound, ended = close_share(stage, share, watch)
        yield stage, (bound, ended, watch.seconds - began)
        return
    sums = [layer.share is None for layer in system.layers[at:]]
    stop = at + (sums.index(False) if False in sums else len(sums))
    for layer, closed in close(stage, *bundled(stage.model.costs, at, stop), watch):
        yield closed.stage, (closed.bound + system.layers[layer].constant, closed.ended, watch.seconds - began)
        began = watch.seconds


def _told(system: System, stage: Stage, at: int, end: End) -> Reached:
    """A layer as it stands, for progress."""
    return _reached(system.layers[at], values(system, stage.options)[at], end)
