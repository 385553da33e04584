"""A plan's sight of one need, told as an Account."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np

from allocator.explain.account import Account, Given, Near, Open, Shut, Wished
from allocator.explain.sight import Seen, Sight
from allocator.rules import HEADINGS
from allocator.system import NO_JOURNEY, NONE, Bools, Ints, Options


def account(sight: Sight, need: int) -> Account:
    """What a need got, and why."""
    options, seen = sight.formulated.options, sight.seen(need)
    words, needs = options.words, options.table("needs")
    held = sight.held(need)
    course = int(needs["course"][need])
    return Account(
        need=words["needs"][need], student=words["students"][needs["student"][need]], course=words["courses"][course],
        institution=words["institutions"][options.table("courses")["institution"][course]],
        given=_given(sight, need) if len(held) else None,
        sites=len(np.unique(seen.options["sites"].row)), offers=seen.count, shut=tuple(_shut(sight, seen, need)), left=seen.where(seen.allowed),
        open=tuple(_open(sight, need)), wishes=tuple(_wishes(sight, seen, need)), near=_near(sight, seen),
    )


def site_name(sight: Sight, site: int) -> str:
    """The name of a site, or its id where it has none."""
    row = sight.plan.problem.tables["sites"].iloc[site]
    return str(row["name"] or row["site"])


def town_name(sight: Sight, town: int) -> str:
    """The name of a municipality, or its number where it has none."""
    row = sight.plan.problem.tables["municipalities"].iloc[town]
    return str(row["name"] or row["municipality"])


def ranks(options: Options) -> Ints:
    """(options,) the rank of the dearest wish that each option of one need fulfils, NONE where none."""
    found = np.full(len(options), NONE, dtype=np.int64)
    if len(options):
        wishes = options.table("wishes")
        mine = np.flatnonzero(wishes["student"] == options["students"].row[0])
        for row in mine[np.argsort(-wishes["rank"][mine], kind="stable")]:
            found[fulfils(options, int(row))] = wishes["rank"][row]
    return found


def fulfils(options: Options, row: int) -> Bools:
    """(options,) which of them a wish is about."""
    wishes, sites = options.table("wishes"), options["sites"]
    site, town, setting = (int(wishes[name][row]) for name in ("site", "municipality", "setting"))
    found = (sites["above"] == site).any(axis=1) & (site != NONE)
    found |= (sites["municipality"] == town) & (town != NONE)
    return np.asarray(found | sites["settings"][:, setting] if setting != NONE else found)


def _given(sight: Sight, need: int) -> Given:
    option = sight.formulated.options.take(sight.held(need))
    rank = int(ranks(option)[0])
    rows = sight.plan.placements
    placed: Any = rows[rows["need"] == option.words["needs"][need]].to_dict("records")[0]
    site, town = int(option["sites"].row[0]), int(option["municipalities"].row[0])
    return Given(
        offer=str(placed["offer"]), site=str(placed["site"]), site_name=site_name(sight, site), municipality=option.words["municipalities"][town],
        municipality_name=town_name(sight, town), period=str(placed["period"]), first_day=_day(placed["first_day"]), last_day=_day(placed["last_day"]),
        minutes=_minutes(int(placed["minutes"])), estimated=bool(placed["estimated"]), supervisor=str(placed["supervisor"]),
        wish=None if rank == NONE else rank,
    )


def _day(value: object) -> dt.date:
    return dt.date.fromisoformat(str(value)[:10])


def _minutes(minutes: int) -> int | None:
    return None if minutes >= NO_JOURNEY else minutes


def _shut(sight: Sight, seen: Seen, need: int) -> Iterator[Shut]:
    """The rules that shut something, in the order in which reasons are told."""
    first: dict[str, int] = {}
    for code, count in zip(sight.formulated.reasons.codes, sight.formulated.reasons.first[need], strict=True):
        first[code] = first.get(code, 0) + int(count)
    codes = np.array([rule.code for rule in seen.rules])
    allowed = np.isin(seen.places, seen.places[seen.allowed])
    for code, heading in sorted({(rule.code, rule.heading) for rule in seen.rules}, key=lambda one: (list(HEADINGS).index(one[1]), list(codes).index(one[0]))):
        alone = seen.where(~seen.shut[:, codes != code].any(axis=1) & ~allowed)
        if alone or first.get(code, 0):
            yield Shut(code, heading, first.get(code, 0), alone)


def _open(sight: Sight, need: int) -> Iterator[Open]:
    """The offers that are allowed and were not given: the wished first, then the nearest."""
    options, mine = sight.formulated.options, sight.allowed(need)
    full, rank = full_by(sight, need), ranks(options.take(mine))
    held = sight.held(need)
    given = {(int(options.offer[one]), int(options.period[one])) for one in held}
    places: dict[tuple[int, int], list[int]] = {}
    for at, option in enumerate(mine):
        places.setdefault((int(options.offer[option]), int(options.period[option])), []).append(at)
    found = []
    for place, rows in places.items():
        if place not in given:
            roomy = [at for at in rows if not full[at]]
            at = min(roomy or rows, key=lambda row: (len(full[row]), row))
            layer = _layer(sight, int(mine[at]), int(held[0])) if roomy and len(held) else ""
            found.append(_told(sight, int(mine[at]), int(rank[at]), full[at], layer))
    yield from sorted(found, key=lambda one: (one.wish is None, one.wish or 0, one.minutes is None, one.minutes or 0, one.offer, one.period))


def full_by(sight: Sight, need: int) -> list[tuple[str, ...]]:
    """(options of the need,) the rules that leave no room for each, beside what the others have."""
    mine, held = sight.allowed(need), sight.held(need)
    found: list[dict[str, None]] = [{} for _ in mine]
    for crowd in sight.crowds:
        for at in np.flatnonzero(crowd.full(mine, held)):
            found[at][crowd.rule.code] = None
    return [tuple(codes) for codes in found]


def _layer(sight: Sight, option: int, held: int) -> str:
    """The first goal by which what was given is better; "" where it shows in no cost of these two alone."""
    for layer in sight.formulated.system.layers:
        if layer.costs is not None and layer.costs[option] != layer.costs[held]:
            return layer.name if layer.costs[option] > layer.costs[held] else ""
    return ""


def _told(sight: Sight, option: int, rank: int, full: tuple[str, ...], layer: str) -> Open:
    options = sight.formulated.options
    one = options.take(np.array([option]))
    own, others = _filled(sight, option)
    site = int(one["sites"].row[0])
    return Open(
        offer=options.words["offers"][options.offer[option]], site=options.words["sites"][site], site_name=site_name(sight, site),
        municipality_name=town_name(sight, int(one["municipalities"].row[0])), period=options.words["periods"][options.period[option]],
        minutes=_minutes(int(options.minutes[option])), wish=None if rank == NONE else rank,
        places=int(one["offers"]["places"][0]), own=own, others=others, full=full, layer=layer,
    )


def _filled(sight: Sight, option: int) -> tuple[int, int]:
    """How many have a place of the same offer in weeks that meet the option's: of its institution, and of others."""
    options = sight.formulated.options
    placed, weeks = options.take(sight.chosen), options.table("periods")["weeks"]
    beside = (placed.offer == options.offer[option]) & (weeks[placed.period] & weeks[options.period[option]]).any(axis=1)
    same = placed["institutions"].row == options.take(np.array([option]))["institutions"].row
    return int((beside & same).sum()), int((beside & ~same).sum())


def _near(sight: Sight, seen: Seen) -> Near | None:
    """The nearest place that nothing but the distance shuts."""
    distance = np.array([rule.code == "distance" for rule in seen.rules], bool)
    alone = ~seen.shut[:, ~distance].any(axis=1) & seen.shut[:, distance].any(axis=1) & (seen.options.minutes < NO_JOURNEY)
    if not alone.any():
        return None
    at = np.flatnonzero(alone)[np.argmin(seen.options.minutes[alone])]
    site = int(seen.options["sites"].row[at])
    return Near(seen.options.words["sites"][site], site_name(sight, site), int(seen.options.minutes[at]))


def _wishes(sight: Sight, seen: Seen, need: int) -> Iterator[Wished]:
    """What became of each wish."""
    options = sight.formulated.options
    wishes, mine = options.table("wishes"), options.take(sight.allowed(need))
    own = np.flatnonzero(wishes["student"] == options.table("needs")["student"][need])
    full, held = full_by(sight, need), options.take(sight.held(need))
    for row in own[np.argsort(wishes["rank"][own], kind="stable")]:
        rank, what = int(wishes["rank"][row]), _what(sight, int(row))
        asked, open_ = fulfils(seen.options, int(row)), np.flatnonzero(fulfils(mine, int(row)))
        roomy = [at for at in open_ if not full[at]]
        if len(held) and fulfils(held, int(row))[0]:
            yield Wished(rank, what, "placed")
        elif not asked.any():
            yield Wished(rank, what, "nothing")
        elif not len(open_):
            yield Wished(rank, what, "shut", _fewest(seen, asked))
        elif roomy:
            at = int(sight.allowed(need)[roomy[0]])
            yield Wished(rank, what, "better", (), _layer(sight, at, int(sight.held(need)[0])) if len(held) else "")
        else:
            yield Wished(rank, what, "full", min((full[at] for at in open_), key=len))


def _fewest(seen: Seen, asked: Bools) -> tuple[str, ...]:
    """The rules that shut the one of these options that fewest rules shut."""
    at = min(np.flatnonzero(asked), key=lambda row: (int(seen.shut[row].sum()), int(row)))
    return tuple(dict.fromkeys(rule.code for rule, shut in zip(seen.rules, seen.shut[at], strict=True) if shut))


def _what(sight: Sight, row: int) -> str:
    wishes, words = sight.formulated.options.table("wishes"), sight.formulated.options.words
    if wishes["site"][row] != NONE:
        return site_name(sight, int(wishes["site"][row]))
    if wishes["municipality"][row] != NONE:
        return town_name(sight, int(wishes["municipality"][row]))
    return words["settings"][int(wishes["setting"][row])]
