"""The cheapest repair: what more would place those who stand without, found by optimisation and then solved again.

Bounds may be exceeded at a price for each unit, and possibilities that one thing shuts may be opened at a price. So the question is a System
like any other, whose one layer is what the repair costs, and the solvers prove its answer under the prices that are stated.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from allocator import solvers
from allocator.explain.bounds import Bound, owners
from allocator.explain.change import Change, Kind
from allocator.explain.sight import Seen, Sight
from allocator.explain.tell import site_name
from allocator.rules import Rule
from allocator.solvers.grouped import Grouped, grouped
from allocator.solvers.memory import Memory
from allocator.system import NO_JOURNEY, NONE, Effort, Ints, Layer, Limit, Options, Price, System


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What a repair may cost, in points: a student without a place costs `student`, and nothing dearer than that is ever proposed.

    most: no bound is raised by more than this
    place, ceiling, quota: one more; supervisor: one more person with room for one; minute: each minute beyond the daily limit;
    clearance, agreement, period: documents handed in, an agreement, another window for one student
    """

    most: int = 3
    student: int = 100
    place: int = 10
    supervisor: int = 15
    ceiling: int = 5
    quota: int = 5
    minute: int = 2
    clearance: int = 10
    agreement: int = 25
    period: int = 30


_BOUND_PRICE = {"offer": "place", "team": "supervisor", "site": "ceiling", "municipality": "ceiling", "quota": "quota"}
_OPENED: tuple[tuple[Kind, str], ...] = (
    ("supervisor", "supervisor"), ("clearance", "clearance"), ("agreement", "agreement"), ("period", "period"), ("minutes", "distance"),
)
"""What opens a possibility, and the heading or code of the rules that alone shut it."""


@dataclass(frozen=True)
class Proposal:
    """What the optimisation proposes.

    raised: bounds and by how much; opened: what to open to whom; placed: how many then have a place; cost: in points; proved: whether no
    repair of this kind is cheaper, all told with those who still stand without
    """

    raised: tuple[tuple[Bound, int], ...]
    opened: tuple[Change, ...]
    placed: int
    cost: int
    proved: bool


@dataclass(frozen=True)
class _Opened:
    """Possibilities that one thing shuts: options, and for each its price (options,) and the change that opens it."""

    options: Options
    price: Ints
    changes: tuple[Change | None, ...]


def proposal(sight: Sight, prices: Prices) -> Proposal:
    """The cheapest repair of a plan's shortage under these prices."""
    every = _every(sight, prices)
    limits, bounds = _limits(sight, every.options, prices)
    kept = np.isin(np.arange(len(every.options)), _as_before(sight, every.options))
    layers = (
        Layer("repair", "points", costs=every.price - prices.student, constant=prices.student * sight.formulated.system.needs),
        Layer("kept", "placements", costs=-kept.astype(np.int64)),
    )
    system = System(every.options.need, sight.formulated.system.needs, limits, layers)
    answer = solvers.solve(system, Effort(), Memory(), np.flatnonzero(kept))
    raised = _raised(limits, bounds, answer.chosen, len(every.options))
    opened = [every.changes[at] for at in answer.chosen]
    unplaced = sight.formulated.system.needs - len(answer.chosen)
    cost = int(answer.reached[0].value) - prices.student * unplaced  # type: ignore[arg-type]
    return Proposal(raised, tuple(one for one in opened if one), len(answer.chosen), cost, answer.reached[0].proved)


def _every(sight: Sight, prices: Prices) -> _Opened:
    """What is allowed, for nothing, and what could be opened to those who stand without, at its price; sorted by need."""
    allowed = sight.formulated.options
    parts = [_Opened(allowed, np.zeros(len(allowed), np.int64), (None,) * len(allowed))]
    without = np.setdiff1d(np.arange(sight.formulated.system.needs), allowed.need[sight.chosen])
    parts += [one for need in without for one in _openings(sight, int(need), prices)]
    options = _joined([one.options for one in parts])
    price = np.concatenate([one.price for one in parts])
    changes = [one for part in parts for one in part.changes]
    kept = np.flatnonzero(price < prices.student)
    order = kept[np.argsort(options.need[kept], kind="stable")]
    return _Opened(options.take(order), price[order], tuple(changes[at] for at in order))


def _openings(sight: Sight, need: int, prices: Prices) -> Iterator[_Opened]:
    """What one thing alone shuts for a need, by what opens it: one option for each offer and window."""
    seen = sight.seen(need, every=True)
    for kind, words in _OPENED:
        rules = np.array([rule.code == words or rule.heading == words for rule in seen.rules], bool)
        alone = ~seen.shut[:, ~rules].any(axis=1) & seen.shut[:, rules].any(axis=1) & (seen.options.minutes < NO_JOURNEY)
        alone &= ~np.isin(seen.places, seen.places[seen.allowed])
        _, first = np.unique(seen.places[alone], return_index=True)
        at = np.flatnonzero(alone)[first]
        if len(at):
            options = seen.options.take(at)
            options = replace(options, team=np.full(len(at), NONE, options.team.dtype)) if kind == "supervisor" else options
            yield _Opened(options, _price(sight, kind, seen, at, prices), tuple(_change(sight, kind, seen, int(one)) for one in at))


def _price(sight: Sight, kind: Kind, seen: Seen, at: Ints, prices: Prices) -> Ints:
    if kind != "minutes":
        return np.full(len(at), getattr(prices, kind), np.int64)
    limit = next((getattr(rule, "minutes", 0) for rule in seen.rules if rule.code == "distance" and sight.concerned(rule, seen.options).all()), 0)
    return np.asarray(np.maximum(seen.options.minutes[at].astype(np.int64) - limit, 1) * prices.minute)


def _change(sight: Sight, kind: Kind, seen: Seen, at: int) -> Change:
    words, site = seen.options.words, int(seen.options["sites"].row[at])
    need, offer, period = (words[name][column[at]] for name, column in (
        ("needs", seen.options.need), ("offers", seen.options.offer), ("periods", seen.options.period),
    ))  # fmt: skip
    minutes = int(seen.options.minutes[at]) if kind == "minutes" else 0
    return Change(kind, need, offer, words["sites"][site], site_name(sight, site), period, minutes=minutes)


def _limits(sight: Sight, options: Options, prices: Prices) -> tuple[tuple[Limit, ...], list[list[Bound | None]]]:
    """The counting rules that must hold over these options: what can be raised at a price, the rest as it is; and whose each group is."""
    made: list[Limit] = []
    whose: list[list[Bound | None]] = []
    for rule in sight.plan.problem.policy.rules:
        if rule.price is None and type(rule).limits is not Rule.limits:
            part = np.flatnonzero(sight.concerned(rule, options))
            for at, limit in enumerate(rule.limits(options.take(part))):
                whole = replace(limit, option=part[limit.option])
                for bounds, one in _priced(options, rule, at, whole, prices):
                    made.append(one)
                    whose.append(bounds)
    return tuple(made), whose


def _priced(options: Options, rule: Rule, at: int, limit: Limit, prices: Prices) -> Iterator[tuple[list[Bound | None], Limit]]:
    """A Limit taken apart by whether, and at what price, its groups can be raised."""
    plain: Grouped = grouped(limit)
    bounds: list[Bound | None] = [None] * plain.groups
    if limit.most is not None and rule.code in ("places", "supervision", "ceiling", "quota"):
        for group in np.unique(plain.group):
            mine = plain.option[plain.group == group]
            found = next(owners(options, rule, at, mine, np.full(len(mine), group), plain.most), None)
            bounds[group] = Bound(found[0], found[1]) if found else None
    kinds = [_BOUND_PRICE[one.kind] if one else "" for one in bounds]
    for kind in sorted(set(kinds)):
        own = np.array([one == kind for one in kinds], bool)
        member = own[limit.group]
        weight = None if limit.weight is None else limit.weight[member]
        cut = replace(limit, option=limit.option[member], group=limit.group[member], weight=weight, units=None, price=None)
        if kind and limit.most is not None:
            yield [one if mine else None for one, mine in zip(bounds, own, strict=True)], replace(cut, price=Price(0, getattr(prices, kind)))
            cut = replace(cut, most=limit.most + prices.most)
        yield [], cut


def _raised(limits: tuple[Limit, ...], bounds: list[list[Bound | None]], chosen: Ints, options: int) -> tuple[tuple[Bound, int], ...]:
    """By how much each bound is exceeded: in its fullest group."""
    taken = np.zeros(options, np.int64)
    taken[chosen] = 1
    found: Counter[Bound] = Counter()
    for limit, whose in zip(limits, bounds, strict=True):
        if limit.price is not None:
            plain = grouped(limit)
            over = plain.loads(taken) - plain.most
            for group in np.flatnonzero(over > 0):
                bound = whose[group]
                if bound is not None:
                    found[bound] = max(found[bound], int(over[group]))
    return tuple(sorted(found.items(), key=lambda one: (one[0].kind, one[0].row)))


def _as_before(sight: Sight, options: Options) -> Ints:
    """The positions of the plan's placements among these options."""
    plan = sight.formulated.options.take(sight.chosen)
    offers, periods, teams = (int(one.max(initial=0)) + 2 for one in (options.offer, options.period, options.team))

    def keys(one: Options) -> Ints:
        return np.asarray(((one.need.astype(np.int64) * offers + one.offer) * periods + one.period) * teams + one.team)

    return np.flatnonzero(np.isin(keys(options), keys(plan)))


def _joined(parts: list[Options]) -> Options:
    names = [one.name for one in fields(Options) if one.name not in ("tables", "words", "personal")]
    made: dict[str, Any] = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return replace(parts[0], personal=True, **made)
