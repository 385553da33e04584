"""The first layers joined into ONE weighted objective, so that solvers without layers can state it too.

A unit of a layer is worth ten times the dearest single option of the next one: placing somebody at risk before placing anybody,
placing anybody before ten times the longest journey. It is a weighted stand-in for the order of importance, and the same for all.
"""

from dataclasses import dataclass, replace

import numpy as np

from allocator.system import Ints, Layer, Price, System

TIMES = 10


@dataclass(frozen=True)
class Joined:
    """What everybody solves.

    system: one layer, the weighted sum; layered: the same layers apart, for a solver that takes them in order
    weights: (layers,) what a unit of each is worth
    """

    system: System
    layered: System
    weights: tuple[int, ...]

    def say(self) -> str:
        """The objective in words: weight x layer + ..."""
        return " + ".join(f"{weight:,} x {layer.name}" for weight, layer in zip(self.weights, self.layered.layers, strict=True))


def joined(system: System, count: int = 3) -> Joined:
    """The first `count` layers that are sums, as one; shares and later layers are left out, and what is priced in them."""
    kept = [at for at, layer in enumerate(system.layers) if layer.share is None][:count]
    if not kept:
        raise ValueError("No layer of this System is a sum.")
    order = {layer: at for at, layer in enumerate(kept)}
    limits = tuple(
        limit if limit.price is None else replace(limit, price=Price(order[int(limit.price.layer)], limit.price.cost))
        for limit in system.limits
        if limit.price is None or int(limit.price.layer) in order
    )
    layered = replace(system, limits=limits, layers=tuple(system.layers[at] for at in kept))
    weights = _weights(layered)
    costs = sum((weight * _costs(layered, at) for at, weight in enumerate(weights)), np.zeros(system.options, np.int64))
    constant = sum(weight * layer.constant for weight, layer in zip(weights, layered.layers, strict=True))
    priced = tuple(
        limit if limit.price is None else replace(limit, price=Price(0, limit.price.cost * weights[int(limit.price.layer)])) for limit in limits
    )
    one = Layer("joined", "points", costs=costs, constant=constant)
    return Joined(replace(layered, limits=priced, layers=(one,)), layered, weights)


def _weights(system: System) -> tuple[int, ...]:
    weights, worth = [1], 1
    for at in range(len(system.layers) - 1, 0, -1):
        dearest = int(np.abs(_costs(system, at)).max(initial=0))
        for limit in system.limits:
            if limit.price is not None and limit.price.layer == at:
                dearest = max(dearest, limit.price.cost * (1 if limit.units is None else int(limit.units.max(initial=0))))
        worth *= TIMES * max(1, dearest)
        weights.append(worth)
    return tuple(reversed(weights))


def _costs(system: System, at: int) -> Ints:
    costs = system.layers[at].costs
    return np.zeros(system.options, np.int64) if costs is None else np.asarray(costs, np.int64)
