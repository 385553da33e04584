"""Layers in order of importance, each solved and frozen before the next."""

import numpy as np

from allocator.solvers.measure import values
from allocator.solvers.model import Model
from allocator.solvers.shares import close_share
from allocator.solvers.sums import Stage, close
from allocator.solvers.watch import Watch
from allocator.system import NONE, Ended, Ints, Reached, System, Value


def staged(system: System, model: Model, watch: Watch) -> tuple[Ints, tuple[Reached, ...]]:
    """The options chosen (placements,), rising, and what was reached in each layer."""
    stage = Stage(model, model.complete(np.zeros(model.columns, np.int64)))
    ends: list[tuple[Value, Ended, float]] = []
    for at, layer in enumerate(system.layers):
        began = watch.seconds
        if layer.share is None:
            closed = close(stage, at, watch)
            bound: Value = closed.bound + layer.constant
            stage, ended = closed.stage, closed.ended
        else:
            stage, bound, ended = close_share(stage, layer.share, watch)
        ends.append((bound, ended, watch.seconds - began))
        if watch.effort.progress is not None:
            watch.effort.progress(told(system, stage, at, ends[-1]))
    chosen = options(stage)
    worth = values(system, chosen)
    return chosen, tuple(
        Reached(layer.name, layer.unit, value, *end) for layer, value, end in zip(system.layers, worth, ends, strict=True)
    )


def options(stage: Stage) -> Ints:
    """The options that the stage's plan chooses; (placements,), rising."""
    return np.sort(stage.model.option[(stage.x > 0) & (stage.model.option != NONE)])


def told(system: System, stage: Stage, at: int, end: tuple[Value, Ended, float]) -> Reached:
    """A layer as it stands, for progress."""
    return Reached(system.layers[at].name, system.layers[at].unit, values(system, options(stage))[at], *end)
