"""Every plan of a tiny System, one by one, in plain Python: what the solvers are held against.

Nothing here is shared with the solvers: limits and layers are counted again from the words of `system.py`.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from allocator.system import Layer, Limit, System


def plans(system: System) -> Iterator[tuple[int, ...]]:
    """Every choice of at most one option for each need that keeps the limits that must hold."""
    menus: dict[int, list[int | None]] = {}
    for option, need in enumerate(system.need.tolist()):
        menus.setdefault(need, [None]).append(option)
    for picks in product(*menus.values()):
        plan = tuple(sorted(pick for pick in picks if pick is not None))
        if legal(system, plan):
            yield plan


def legal(system: System, plan: tuple[int, ...]) -> bool:
    """Whether a plan gives each need at most one option and keeps every limit without a price."""
    needs = [int(system.need[option]) for option in plan]
    return len(set(needs)) == len(needs) and all(limit.price is not None or breaches(limit, plan) == 0 for limit in system.limits)


def breaches(limit: Limit, plan: tuple[int, ...]) -> int:
    """The units above `most` and below `least`, over all groups."""
    loads, chosen = [0] * limit.groups, set(plan)
    weights = [1] * len(limit.option) if limit.weight is None else limit.weight.tolist()
    for option, group, weight in zip(limit.option.tolist(), limit.group.tolist(), weights, strict=True):
        loads[group] += weight if option in chosen else 0
    total = 0
    for group, load in enumerate(loads):
        units = 1 if limit.units is None else int(limit.units[group])
        if limit.most is not None:
            total += units * max(0, load - int(limit.most[group]))
        if limit.least is not None and not (limit.or_none and load == 0):
            total += units * max(0, int(limit.least[group]) - load)
    return total


def value(system: System, at: int, plan: tuple[int, ...]) -> object:
    """A layer's value for a plan: an int, or the sorted pairs of a share."""
    layer = system.layers[at]
    if layer.share is not None:
        return pairs(layer, plan)
    costs = 0 if layer.costs is None else sum(int(layer.costs[option]) for option in plan)
    priced = [(limit, limit.price) for limit in system.limits if limit.price is not None and limit.price.layer == at]
    return layer.constant + costs + sum(price.cost * breaches(limit, plan) for limit, price in priced)


def pairs(layer: Layer, plan: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """The pairs (chosen, of), smallest quotient first."""
    assert layer.share is not None
    share = layer.share
    members = set(zip(share.group.tolist(), share.option.tolist(), strict=True))
    found = [(sum((group, option) in members for option in plan), int(of)) for group, of in enumerate(share.of)]
    return tuple(sorted(found, key=lambda pair: (Fraction(*pair), pair)))


def rank(system: System, plan: tuple[int, ...]) -> tuple[object, ...]:
    """What plans are compared by: smaller is better, layer by layer."""
    return tuple(key(value(system, at, plan)) for at in range(len(system.layers)))


def best(system: System) -> tuple[object, ...]:
    """The rank of the best plan."""
    return min(rank(system, plan) for plan in plans(system))


def key(worth: object) -> object:
    """What a layer's value is compared by: smaller is better."""
    return tuple(-Fraction(*pair) for pair in worth) if isinstance(worth, tuple) else worth
