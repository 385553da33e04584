"""What a plan is worth, in integers: the referee inside the solvers. No solver's own figure is ever reported."""

from fractions import Fraction

import numpy as np

from allocator.solvers.grouped import Grouped, every
from allocator.system import Ints, Share, System, Value


def values(system: System, chosen: Ints) -> tuple[Value, ...]:
    """The value of each layer for a plan.

    chosen: positions of options. A sum layer's value is its constant, its costs and the priced breaches that name it.
    """
    taken = np.zeros(system.options, np.int64)
    taken[chosen] = 1
    priced = np.zeros(len(system.layers), np.int64)
    for limit in every(system):
        if limit.price is not None:
            priced[int(limit.price.layer)] += limit.price.cost * int((limit.units * missed(limit, taken)).sum())
    return tuple(
        shared(layer.share, taken)
        if layer.share is not None
        else int(layer.constant + (0 if layer.costs is None else np.dot(np.asarray(layer.costs, np.int64), taken)) + extra)
        for layer, extra in zip(system.layers, priced, strict=True)
    )


def missed(limit: Grouped, taken: Ints) -> Ints:
    """The units above `most` and below `least` in each group; (groups,). An empty group misses nothing if it may be empty."""
    load = limit.loads(taken)
    lacking = np.where(limit.least > 0, np.maximum(limit.least - load, 0), 0)
    if limit.or_none:
        lacking[load == 0] = 0
    return np.asarray(np.maximum(load - limit.most, 0) + lacking)


def shared(share: Share, taken: Ints) -> tuple[tuple[int, int], ...]:
    """The pairs (chosen, of), sorted by their quotient."""
    pairs = np.unique(np.c_[share.group, share.option].astype(np.int64), axis=0)
    counts = np.bincount(pairs[:, 0], weights=taken[pairs[:, 1]], minlength=len(share.of))
    return ranked([(int(count), int(of)) for count, of in zip(counts, share.of, strict=True)])


def ranked(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The pairs sorted by their quotient, smallest first; equal quotients by the pair, so that the order is one."""
    return tuple(sorted(pairs, key=lambda pair: (Fraction(*pair), pair)))


def holds(system: System, chosen: Ints) -> bool:
    """Whether a plan keeps every Limit without a price and gives each need at most one option."""
    taken = np.zeros(system.options, np.int64)
    taken[chosen] = 1
    one_each = len(np.unique(system.need[chosen])) == len(chosen)
    return one_each and all(limit.price is not None or not missed(limit, taken).any() for limit in every(system))
