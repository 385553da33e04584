"""Which person of a team supervises whom: named after the solve, loads evened out.

A team's capacity is counted from the first to the last week of each placement, so its placements are intervals. Intervals that
nowhere exceed the number of free hands can always be dealt out one by one (an interval graph needs no more colours than its
fullest point). Where a team is over its capacity at a price, they are dealt so that in every week the hands differ by one at
most: then nobody is over capacity while a colleague has a hand free (equitable colouring of unimodular hypergraphs, de Werra 1971).
"""

import numpy as np

from allocator.system import NONE, Ints, Options


def name_supervisors(options: Options) -> Ints:
    """(placements,) the position in supervisors of the person for each chosen option; NONE where it has no team.

    Whoever stays where the plan before had her, with the same team, keeps her supervisor, if the others can still be dealt out.
    """
    named = np.full(len(options), NONE, dtype=np.int64)
    span, order = _spans(options), np.lexsort((options.need, options["periods"]["last_day"], options["periods"]["first_day"]))
    supervisors, before = options.table("supervisors"), _before(options)
    for team in np.unique(options.team[options.team != NONE]):
        members = np.flatnonzero(supervisors["team"] == team)
        mine = order[options.team[order] == team]
        kept = np.where(np.isin(before[mine], members), np.searchsorted(members, before[mine]), NONE)
        named[mine] = members[_dealt(span[mine], supervisors["capacity"][members], kept)]
    return named


def _before(options: Options) -> Ints:
    """(placements,) the position of the supervisor of the plan before, NONE where the place is another."""
    previous, needs = options.table("previous"), len(options.words["needs"])
    columns = {name: np.full(needs, NONE) for name in ("offer", "period", "supervisor")}
    for name, column in columns.items():
        column[previous["need"]] = previous[name]
    offer, period, supervisor = (column[options.need] for column in columns.values())
    return np.where((offer == options.offer) & (period == options.period), supervisor, NONE)


def _spans(options: Options) -> Ints:
    """(placements, 2): first week and the week after the last."""
    span = options["periods"]["span"]
    weeks = span.shape[1]
    return np.stack([span.argmax(axis=1), weeks - span[:, ::-1].argmax(axis=1)], axis=1) if weeks else np.zeros((len(span), 2), dtype=np.int64)


def _dealt(spans: Ints, capacity: Ints, kept: Ints | None = None) -> Ints:
    """(placements,) which member gets each interval; intervals sorted by start. kept: (placements,) who is to keep it, NONE for nobody."""
    load = np.zeros((len(capacity), int(spans.max(initial=0))), dtype=np.int64)
    given = np.zeros(len(capacity), dtype=np.int64)
    dealt = np.full(len(spans), NONE, dtype=np.int64) if kept is None else kept.copy()
    for holder, (start, end) in zip(dealt, spans, strict=True):
        if holder != NONE:
            load[holder, start:end] += 1
            given[holder] += 1
    over = (load > capacity[:, None]).any()
    for at in np.flatnonzero(dealt == NONE):
        start, end = spans[at]
        free = np.flatnonzero((load[:, start:end] < capacity[:, None]).all(axis=1))
        if over or len(free) == 0:
            return _evenly(spans, capacity) if kept is None else _dealt(spans, capacity)
        member = free[np.lexsort((free, given[free] / capacity[free]))[0]]
        load[member, start:end] += 1
        given[member] += 1
        dealt[at] = member
    return dealt if not over else _dealt(spans, capacity)


def _evenly(spans: Ints, capacity: Ints) -> Ints:
    """Intervals dealt to hands so that in every week two hands differ by one at most; each member has `capacity` hands."""
    hands = np.repeat(np.arange(len(capacity)), capacity)
    if len(hands) == 0:
        return np.zeros(len(spans), dtype=np.int64)
    hand = np.arange(len(spans)) % len(hands)
    uneven = True
    while uneven:
        uneven = False
        for one in range(len(hands)):
            for other in range(one):
                mine = np.flatnonzero((hand == one) | (hand == other))
                if not _balanced(spans[mine], hand[mine] == one):
                    hand[mine] = np.where(_halved(spans[mine]), one, other)
                    uneven = True
    return hands[hand]


def _balanced(spans: Ints, side: Ints) -> bool:
    change = np.zeros(int(spans.max(initial=0)) + 1, dtype=np.int64)
    np.add.at(change, spans[:, 0], np.where(side, 1, -1))
    np.add.at(change, spans[:, 1], np.where(side, -1, 1))
    return bool((np.abs(np.cumsum(change)) <= 1).all())


def _halved(spans: Ints) -> Ints:
    """(intervals,) a side for each, so that in every week the two sides differ by one at most.

    The ends of all intervals, in order, are paired off; the ends of a pair, and the two ends of an interval, get opposite signs.
    Two pairings together make even cycles, so this always goes up; a start with sign + puts its interval on the first side.
    """
    count = len(spans)
    points = np.argsort(np.concatenate([spans[:, 0] * 2 + 1, spans[:, 1] * 2]), kind="stable")
    partner = np.empty(2 * count, dtype=np.int64)
    partner[points[0::2]], partner[points[1::2]] = points[1::2], points[0::2]
    sign = np.zeros(2 * count, dtype=np.int64)
    for begin in range(count):
        end = begin
        while sign[end] == 0:
            across = (end + count) % (2 * count)
            sign[end], sign[across] = 1, -1
            end = int(partner[across])
    return sign[:count] > 0
