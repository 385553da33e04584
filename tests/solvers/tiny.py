"""Random tiny Systems with every shape of Limit and Layer, from a seed."""

import numpy as np

from allocator.system import Layer, Limit, Price, Share, System


def tiny(seed: int) -> System:
    """A System of up to five needs and about a dozen options, small enough to try every plan."""
    rng = np.random.default_rng(seed)
    needs = int(rng.integers(1, 6))
    options = int(rng.integers(1, 2 + 3 * needs))
    need = np.sort(rng.integers(0, needs, options))
    layers = tuple(_layer(rng, options) for _ in range(int(rng.integers(1, 5))))
    sums = [at for at, layer in enumerate(layers) if layer.share is None]
    limits = tuple(_limit(rng, options, sums) for _ in range(int(rng.integers(0, 5))))
    return System(need, needs, limits, layers)


def simple(seed: int) -> System:
    """A System that is a flow: sites with places, nested in areas with ceilings; sum layers only."""
    rng = np.random.default_rng(seed)
    needs, sites = int(rng.integers(1, 6)), int(rng.integers(1, 5))
    options = int(rng.integers(1, 2 + 3 * needs))
    need, site = np.sort(rng.integers(0, needs, options)), rng.integers(0, sites, options)
    area = rng.integers(0, 2, sites)[site]
    every = np.arange(options)
    limits = [Limit(every, site, most=rng.integers(0, 3, sites)), Limit(every, area, most=rng.integers(0, 4, 2))]
    limits.append(Limit(every, need % 2, most=rng.integers(0, 4, 2)))
    layers = tuple(_sum(rng, options) for _ in range(int(rng.integers(1, 5))))
    return System(need, needs, tuple(limits[: int(rng.integers(0, 4))]), layers)


def _layer(rng: np.random.Generator, options: int) -> Layer:
    if rng.random() < 0.25:
        groups = int(rng.integers(1, 4))
        members = int(rng.integers(0, 2 * options + 1))
        share = Share(rng.integers(0, options, members), rng.integers(0, groups, members), rng.integers(1, 5, groups))
        return Layer("share", "students", share=share)
    return _sum(rng, options)


def _sum(rng: np.random.Generator, options: int) -> Layer:
    kind = rng.integers(0, 5)
    if kind == 0:
        return Layer("placed", "students", costs=np.full(options, -1), constant=int(rng.integers(0, 9)))
    if kind == 1:
        return Layer("hash", "units", costs=rng.integers(1, 2**20, options))
    if kind == 2:
        return Layer("none", "units", constant=int(rng.integers(0, 9)))
    return Layer("sum", "units", costs=rng.integers(-9, 4, options), constant=int(rng.integers(-9, 9)))


def _limit(rng: np.random.Generator, options: int, sums: list[int]) -> Limit:
    groups, members = int(rng.integers(1, 4)), int(rng.integers(0, 2 * options + 1))
    option, group = rng.integers(0, options, members), rng.integers(0, groups, members)
    price = Price(int(rng.choice(sums)), int(rng.integers(0, 4))) if sums and rng.random() < 0.5 else None
    kind = rng.integers(0, 4)
    least = rng.integers(0, 5, groups) if kind >= 2 else None
    most = rng.integers(0, 6, groups) if kind != 2 or rng.random() < 0.3 else None
    weight = None if rng.random() < 0.5 else rng.integers(-2 if least is None else 1, 5, members)
    units = rng.integers(1, 4, groups) if rng.random() < 0.5 else None
    return Limit(option, group, most, least, weight, units, or_none=price is None or bool(rng.random() < 0.5), price=price)


def knotty(seed: int) -> System:
    """A System whose linear programs are far from its plans: options that exclude each other in pairs, around odd rings."""
    rng = np.random.default_rng(seed)
    needs = int(rng.integers(5, 7))
    need = np.repeat(np.arange(needs), 2)
    options = len(need)
    pairs = np.array([(first, second) for first in range(options) for second in range(first) if rng.random() < 0.35]).reshape(-1, 2)
    knots = Limit(pairs.ravel(), np.repeat(np.arange(len(pairs)), 2), most=np.ones(len(pairs), int))
    weights = Limit(np.arange(options), need % 2, most=rng.integers(3, 9, 2), weight=rng.integers(1, 4, options))
    coarse = (Layer(f"layer{at}", "units", costs=-10 * rng.integers(1, 2 + at, options)) for at in range(3))
    last = Layer("hash", "marks", costs=rng.integers(1, 2**20, options))
    return System(need, needs, (knots, weights), (*coarse, last))
