"""Counting by week without a group for every week: windows that meet in the same weeks are counted together.

For two windows W34-W41 and W38-W45 there are three kinds of week: those of the first alone, of both, of the second alone.
One group for each kind counts the same as one for each week; `units` says how many weeks it stands for.
"""

from typing import Literal

import numpy as np

from allocator.system import NONE, Bools, Ints, Limit, Options


def by_week(options: Options, option: Ints, owner: Ints, most: Ints, weeks: Literal["weeks", "span"] = "weeks") -> Limit:
    """At most `most` options of each owner in any week; NONE in `owner` or `most`: no bound.

    option: (members,) positions among `options`; owner: (members,) what each fills (a site, a team …), a position in `most`
    (owners,); weeks: those that a period names, or its "span" from the first of them to the last.
    """
    bounded = np.flatnonzero((owner != NONE) & (most[owner] != NONE)) if len(most) else np.zeros(0, dtype=np.int64)
    option, owner = option[bounded], owner[bounded]
    period = options.period[option]
    kinds, counts = _kinds(options.table("periods")[weeks], period)
    size = kinds.sum(axis=0)
    of_period = np.nonzero(kinds.T)[1]
    many = size[period]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    kind = of_period[np.repeat((np.cumsum(size) - size)[period], many) + within]
    group = (np.repeat(owner, many) * len(counts) + kind).astype(np.int32)
    return Limit(
        option=np.repeat(option, many).astype(np.int32), group=group,
        most=np.repeat(np.maximum(most, 0), len(counts)), units=np.tile(counts, len(most)),
    )


def _kinds(weeks: Bools, period: Ints) -> tuple[Bools, Ints]:
    """The distinct kinds of week: (kinds, periods) which of the periods in use a kind has, and (kinds,) how many weeks it stands for."""
    used = weeks & np.isin(np.arange(len(weeks)), period)[:, None]
    kinds, counts = np.unique(used.T, axis=0, return_counts=True)
    busy = kinds.any(axis=1)
    return kinds[busy], counts[busy]
