"""Layers in order of importance, each solved and frozen before the next, in one part of a System."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from allocator.solvers.bundle import bundled, close, fine
from allocator.solvers.greedy import greedy
from allocator.solvers.model import Model
from allocator.solvers.pooled import pooled
from allocator.solvers.shares import close_share, keep_share, shares_of
from allocator.solvers.stage import Stage
from allocator.solvers.sums import least_possible
from allocator.solvers.watch import Watch
from allocator.system import Ended, Ints, Share, Value

End = tuple[Value, Ended, float]
"""A layer's bound without its constant, why its search ended, and the seconds it took."""

Shares = tuple[Share | None, ...]


class Staged:
    """The search in one part: its plan x (columns of `model`,) and the ends of the layers that are closed so far."""

    def __init__(self, model: Model, shares: Shares, watch: Watch, known: Ints) -> None:
        """shares: (layers,) what each layer evens out in this part; None where it is a sum; known: options of a plan to begin with."""
        model = replace(model, mark=np.arange(model.rows))
        self.model, self.shares, self.ends = model, shares, list[End]()
        self._pool = None if watch.why() else pooled(model, shares)
        start = greedy(model, _wanted(model, shares), known)
        self._stage = Stage(model, start) if self._pool is None else Stage(self._pool.model, self._pool.down(start))

    @property
    def options(self) -> Ints:
        """The options that the plan chooses, rising."""
        return self._stage.options if self._pool is None else self._pool.up(self._stage).options

    def reached(self, layer: int) -> tuple[Value, Value]:
        """Value and bound of a layer as it stands, without its constant."""
        share = self.shares[layer]
        value = int(self._stage.model.costs[layer] @ self._stage.x) if share is None else shares_of(self._stage, share)
        if layer < len(self.ends):
            return value, self.ends[layer][0]
        return value, least_possible(self._stage, self._stage.model.costs[layer]) if share is None else value

    def run(self, watch: Watch) -> Iterator[int]:
        """Closes layer after layer; each as it is closed."""
        while len(self.ends) < len(self.shares):
            if self._pool is not None and len(self.ends) >= self._pool.layers:
                self._stage, self._pool = self._apart(self._pool.up(self._stage)), None
            for stage, end in self._next(len(self.ends), watch):
                self._stage = stage
                self.ends.append(end)
                yield len(self.ends) - 1

    def _apart(self, stage: Stage) -> Stage:
        """The stage where all alternatives are told apart, with what was reached so far kept."""
        for share in self.shares[: len(self.ends)]:
            stage = stage if share is None else keep_share(stage, share)
        return stage

    def _next(self, at: int, watch: Watch) -> Iterator[tuple[Stage, End]]:
        """Closes the next layer, or a bundle of sum layers; after each the stage and how it ended."""
        share, began = self.shares[at], watch.seconds
        if share is not None:
            stage, bound, ended = close_share(self._stage, share, watch)
            yield stage, (bound, ended, watch.seconds - began)
            return
        stop = _sums(self.shares, at, len(self.shares) if self._pool is None else self._pool.layers)
        layers, weights = bundled(self._stage.model.costs, at, stop)
        for _, closed in close(self._stage, layers, weights, watch, self._hint(layers)):
            yield closed.stage, (closed.bound, closed.ended, watch.seconds - began)
            began = watch.seconds

    def _hint(self, layers: range) -> int | None:
        """The next layer that tells many columns apart, where these do not."""
        costs, stop = self._stage.model.costs, len(self.shares) if self._pool is None else self._pool.layers
        if fine(costs[layers.stop - 1]):
            return None
        return next((at for at in range(layers.stop, stop) if self.shares[at] is None and fine(costs[at])), None)


def _sums(shares: Shares, first: int, stop: int) -> int:
    """Where the sum layers that begin with `first` end."""
    return next((at for at in range(first, stop) if shares[at] is not None), stop)


def _wanted(model: Model, shares: Shares) -> Ints:
    """What the first sum layers together say of each column; (columns,). Placing somebody is good where they say nothing."""
    stop = _sums(shares, 0, len(shares))
    if not stop:
        return np.full(model.columns, -1)
    layers, weights = bundled(model.costs, 0, stop)
    return np.asarray(weights @ model.costs[layers.start : layers.stop])
