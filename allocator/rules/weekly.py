"""Counting by week without a group for every week: windows that meet in the same weeks are counted together.

For two windows W34-W41 and W38-W45 there are three kinds of week: those of the first alone, of both, of the second alone.
One group for each kind counts the same as one for each week; `units` says how many weeks it stands for. Where a breach is
forbidden and not counted, the fullest kinds say it all: who keeps within the bound in the weeks of both does so in the others.
"""

from typing import Literal

import numpy as np

from allocator.system import NONE, Bools, Ints, Limit, Options, Price


def by_week(
    options: Options, option: Ints, owner: Ints, most: Ints, *, price: Price | None, weeks: Literal["weeks", "span"] = "weeks"
) -> Limit:
    """At most `most` options of each owner in any week; NONE in `owner` or `most`: no bound.

    option: (members,) positions among `options`; owner: (members,) what each fills (a site, a team …), a position in `most`
    (owners,); price: the rule's own; weeks: those that a period names, or its "span" from the first of them to the last.
    """
    bounded = np.flatnonzero((owner != NONE) & (most[owner] != NONE)) if len(most) else np.zeros(0, dtype=np.int64)
    option, owner = option[bounded], owner[bounded]
    periods = options.table("periods")[weeks]
    width = max(len(periods), 1)
    pairs, pair_of = np.unique(owner.astype(np.int64) * width + options.period[option], return_inverse=True)
    owners, period = np.divmod(pairs, width)
    holder, met, units = _kinds(owners, period, periods)
    if price is None:
        full = ~_within(holder, met)
        holder, met, units = holder[full], met[full], units[full]
    first = np.searchsorted(holder, owners)
    pair, group = spread(first, np.searchsorted(holder, owners, side="right") - first)
    meets = met[group, period[pair]]
    pair, group = pair[meets], group[meets]
    many = np.bincount(pair, minlength=len(pairs))
    at, place = spread((np.cumsum(many) - many)[pair_of], many[pair_of])
    return Limit(option=option[at].astype(np.int32), group=group[place].astype(np.int32), most=np.maximum(most[holder], 0), units=units)


def _kinds(owner: Ints, period: Ints, weeks: Bools) -> tuple[Ints, Bools, Ints]:
    """The kinds of week of each owner, from its pairs (owner, period), sorted.

    Returns owner (kinds,), sorted; which of the owner's periods meet in the kind (kinds, periods); how many weeks it stands for.
    """
    owners, at = np.unique(owner, return_inverse=True)
    own = np.zeros((len(owners), len(weeks)), dtype=bool)
    own[at, period] = True
    sets, of_owner = np.unique(own, axis=0, return_inverse=True)
    found = [np.unique((weeks & one[:, None]).T, axis=0, return_counts=True) for one in sets]
    busy = [(kinds[kinds.any(axis=1)], counts[kinds.any(axis=1)]) for kinds, counts in found]
    size = np.array([len(counts) for _, counts in busy], dtype=np.int64)
    holder, place = spread((np.cumsum(size) - size)[of_owner.ravel()], size[of_owner.ravel()])
    empty = np.zeros((0, len(weeks)), dtype=bool)
    kinds, counts = np.concatenate([empty, *(one for one, _ in busy)]), np.concatenate([np.zeros(0, np.int64), *(one for _, one in busy)])
    return owners[holder], kinds[place], counts[place]


def _within(holder: Ints, met: Bools) -> Bools:
    """(kinds,) whether all that meet in a kind of week also meet in another one of the same owner."""
    inside = np.zeros(len(holder), dtype=bool)
    for apart in range(1, int(np.bincount(holder).max(initial=1)) if len(holder) else 1):
        near, far = np.arange(len(holder) - apart), np.arange(apart, len(holder))
        same = holder[near] == holder[far]
        near, far = near[same], far[same]
        inside[near] |= ~(met[near] & ~met[far]).any(axis=1)
        inside[far] |= ~(met[far] & ~met[near]).any(axis=1)
    return inside


def spread(first: Ints, many: Ints) -> tuple[Ints, Ints]:
    """Runs written out: each run's own position, and first, first + 1, … so many of them; two of (sum of many,)."""
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(np.arange(len(many)), many), np.repeat(first, many) + within
