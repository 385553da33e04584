"""Parts of a System that have nothing to do with each other.

Needs that can never stand in each other's way, however they are placed, are apart. Where every layer is a sum, a plan is best
layer by layer exactly where each part's plan is: adding the same on both sides changes no order. So each part is solved alone.
A share looks at all its groups together; the needs of its groups then count as one part.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from allocator.solvers.grouped import Grouped, distinct, every
from allocator.system import Ints, Layer, Limit, Share, System


def parts(system: System) -> Iterator[tuple[Ints, System]]:
    """Each part as the positions of its options, rising, and a System of them; the part with fewest options first.

    Groups that no plan can break are left out. Those without members, that only cost, come with the first part.
    """
    limits = [limit.take(limit.binding(system.need)[limit.group]) for limit in every(system)]
    label = _labels(system, limits)[system.need]
    _, first, part, size = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    members = [_sorted(limit, part) for limit in limits]
    order = np.argsort(part, kind="stable")
    starts = np.r_[0, np.cumsum(size)]
    begun = False
    for at in np.lexsort((first, size)).tolist() or [None]:
        options = np.arange(0) if at is None else order[starts[at] : starts[at + 1]]
        yield options, _part(system, limits, members, options, at, not begun)
        begun = True


def _labels(system: System, limits: list[Grouped]) -> Ints:
    """The least need that each need is joined to; (needs,)."""
    pairs, groups = [np.empty((0, 2), np.int64)], 0
    for limit in limits:
        keys = distinct(limit.group.astype(np.int64) * system.needs + system.need[limit.option])
        pairs.append(np.stack([keys // max(system.needs, 1) + groups, keys % max(system.needs, 1)], axis=1))
        groups += limit.groups
    for layer in system.layers:
        if layer.share is not None:
            needs = np.unique(system.need[layer.share.option])
            pairs.append(np.stack([np.full(len(needs), groups), needs], axis=1))
            groups += 1
    group, need = np.concatenate(pairs).T
    return _joined(group, need, groups, system.needs)


def _joined(group: Ints, need: Ints, groups: int, needs: int) -> Ints:
    """Labels fall along groups and along each other until none moves."""
    label = np.arange(needs)
    while True:
        least = np.full(groups, needs)
        np.minimum.at(least, group, label[need])
        lower = label.copy()
        np.minimum.at(lower, need, least[group])
        np.minimum.at(lower, label, lower)
        lower = lower[lower]
        if (lower == label).all():
            return label
        label = lower


def _sorted(limit: Grouped, part: Ints) -> tuple[Ints, Ints]:
    """The limit's members, part by part, and where each part's begin."""
    mine = part[limit.option]
    order = np.argsort(mine, kind="stable")
    return order, np.searchsorted(mine[order], np.arange(int(part.max(initial=0)) + 2))


def _part(system: System, limits: list[Grouped], members: list[tuple[Ints, Ints]], options: Ints, at: int | None, first: bool) -> System:
    place = np.zeros(system.options, np.int32)
    place[options] = np.arange(len(options), dtype=np.int32)
    own = []
    for limit, (order, starts) in zip(limits, members, strict=True):
        mine = np.empty(0, np.int64) if at is None else order[starts[at] : starts[at + 1]]
        used = np.unique(limit.group[mine])
        empty = np.setdiff1d(np.flatnonzero(limit.least > 0), limit.group) if first and not limit.or_none else np.empty(0, np.int64)
        groups = np.r_[used, empty].astype(np.int64)
        rest = {"most": limit.most[groups], "least": limit.least[groups], "units": limit.units[groups], "or_none": limit.or_none, "price": limit.price}
        own.append(Limit(place[limit.option[mine]], np.searchsorted(used, limit.group[mine]), weight=limit.weight[mine], **rest))
    needs, need = np.unique(system.need[options], return_inverse=True)
    return System(need, len(needs), tuple(own), tuple(_layer(layer, options, place) for layer in system.layers))


def _layer(layer: Layer, options: Ints, place: Ints) -> Layer:
    share = None if layer.share is None else _share(layer.share, options, place)
    return replace(layer, costs=None if layer.costs is None else np.asarray(layer.costs)[options], constant=0, share=share)


def _share(share: Share, options: Ints, place: Ints) -> Share | None:
    """The share, where it has something to do with these options."""
    inside = np.isin(share.option, options)
    return Share(place[share.option[inside]], share.group[inside], share.of) if inside.any() else None
