"""Counting by week without a group for every week: windows that meet in the same weeks are counted together.

For two windows W34-W41 and W38-W45 there are three kinds of week: those of the first alone, of both, of the second alone.
One group for each kind counts the same as one for each week; `units` says how many weeks it stands for.
"""

import numpy as np

from allocator.system import NONE, Bools, Ints, Limit, Options


def patterns(options: Options, weeks: str) -> tuple[Bools, Ints, Ints]:
    """The distinct kinds of week.

    `weeks` is "weeks" (the weeks that a period names) or "span" (from the first of them to the last).
    Returns (kinds, periods) whether the windows of a kind are in use, (kinds,) how many weeks it stands for, and (options,) the period.
    """
    used = options.table("periods")[weeks].copy()
    used[np.setdiff1d(np.arange(len(used)), options.period)] = False
    kinds, counts = np.unique(used.T, axis=0, return_counts=True)
    busy = kinds.any(axis=1)
    return kinds[busy], counts[busy], options.period


def by_week(option: Ints, owner: Ints, kinds: tuple[Bools, Ints, Ints], most: Ints) -> Limit:
    """At most `most[owner]` options of each owner in any week; NONE in `most` or `owner`: no bound.

    option: (members,) positions; owner: (members,) what they fill (a site, a team …); kinds: from `patterns`.
    """
    meets, counts, period = kinds
    bounded = (owner != NONE) & (most[owner] != NONE)
    member, kind = np.nonzero(meets[:, period].T & bounded[:, None])
    wide = len(counts)
    keys, group = np.unique(owner[member].astype(np.int64) * max(wide, 1) + kind, return_inverse=True)
    return Limit(option=option[member], group=group, most=most[keys // max(wide, 1)], units=counts[keys % max(wide, 1)])
