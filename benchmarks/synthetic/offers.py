"""Offers: fewer places than students near the large campuses, more in the districts."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.cases import Case
from benchmarks.synthetic.dice import Dice, Ladder, parts
from benchmarks.synthetic.places import Place, apart_km
from benchmarks.synthetic.programmes import BLOCK, FIRST, LAST, SERVED, WINDOWS, iso
from benchmarks.synthetic.sites import Field, Unit
from benchmarks.synthetic.students import People

BY_WEEKS = 0.08
LEAST_TWO = 0.10
STATUSES = (("confirmed", 0.50), ("offered", 0.42), ("requested", 0.05), ("withdrawn", 0.03))
YEARS = 0.06
CENTRAL = 0.85
NEIGHBOUR_KM = 60.0

Wanted = tuple[str, str, str]


@dataclass(frozen=True)
class _Lot:
    """Places that one unit offers to one profession in one window."""

    unit: Unit
    wanted: Wanted
    places: int


def offers(case: Case, seed: int, made: People, sites: Field) -> list[dict[str, Any]]:
    """Rows of the table offers; about `supply` places that count for each need."""
    dice = Dice(seed, "offers")
    by_setting: dict[str, dict[str, list[Unit]]] = {}
    for unit in sites.units:
        for setting in unit.row["settings"]:
            by_setting.setdefault(setting, {}).setdefault(unit.place.number, []).append(unit)
    short = {place.number: dice.spread(*case.short) for place in case.places}
    rows: list[dict[str, Any]] = []
    for wanted, whose in made.wanted.items():
        units, by_home = by_setting.get(wanted[1], {}), Counter[str]()
        for (home, _), count in whose.items():
            by_home[home] += count
        users = _users(case, whose)
        targets = _targets(case, by_home, units, short)
        for number, places in targets.items():
            rows += [_offer(lot, users if dice.chance(case.bound) else {}, dice) for lot in _lots(case, wanted, units[number], places, dice)]
    return _named(rows)


def _targets(case: Case, by_home: Counter[str], units: dict[str, list[Unit]], short: dict[str, float]) -> dict[str, int]:
    """Places by municipality: near large campuses by what is short there, elsewhere by demand and size.

    Some more than the supply says, because not every offer will count.
    """
    counting = sum(share for status, share in STATUSES if status in ("offered", "confirmed"))
    total, scale = round(case.supply * sum(by_home.values()) / counting), case.supply / 1.1 / counting
    pressed = [place for place in case.places if _pressed(case, place) and place.number in units]
    near = {place.number: round(by_home[place.number] * (1 - short[place.number]) * scale) for place in pressed}
    left = [place for place in case.places if place.number in units and place.number not in near]
    weights = [CENTRAL * by_home[place.number] + place.population / 6_000 for place in left]
    rest = parts(max(0, total - sum(near.values())), weights)
    return near | {place.number: places for place, places in zip(left, rest, strict=True)}


def _pressed(case: Case, place: Place) -> bool:
    return place.population >= case.pressed and any(place.number in sender.campuses for sender in case.senders)


def _lots(case: Case, wanted: Wanted, units: list[Unit], places: int, dice: Dice) -> list[_Lot]:
    """The municipality's places, dealt out to its units in handfuls."""
    handfuls: list[tuple[int, int]] = []
    ladder = Ladder(range(len(units)), [unit.size for unit in units])
    while places > 0:
        handfuls.append((dice.weighted(ladder), min(places, dice.one(case.chunk))))
        places -= handfuls[-1][1]
    held: Counter[int] = Counter()
    for i, count in handfuls:
        held[i] += count
    return [_Lot(units[i], wanted, count) for i, count in sorted(handfuls if case.apart else held.items())]


def _users(case: Case, whose: Counter[tuple[str, str]]) -> dict[str, Ladder[str]]:
    """For each municipality the institutions whose students live within 60 km of it, by their number."""
    distances, index = apart_km(case.places), {place.number: i for i, place in enumerate(case.places)}
    found: dict[str, Counter[str]] = {}
    for (home, institution), count in whose.items():
        for i in np.flatnonzero(distances[index[home]] <= NEIGHBOUR_KM):
            found.setdefault(case.places[int(i)].number, Counter())[institution] += count
    return {number: Ladder(list(users), list(users.values())) for number, users in found.items()}


def _offer(lot: _Lot, users: dict[str, Ladder[str]], dice: Dice) -> dict[str, Any]:
    profession, setting, window = lot.wanted
    by_weeks = window != "part-time" and dice.chance(BY_WEEKS)
    first, last, _ = WINDOWS[window]
    wide = by_weeks and lot.places >= 2
    return {
        "offer": "",
        "site": lot.unit.row["site"],
        "period": "" if by_weeks else window,
        "weeks": tuple(iso(week) for week in (_all_weeks(first) if wide else range(first, last + 1))) if by_weeks else (),
        "professions": () if len(SERVED[setting]) > 1 and dice.chance(0.08) else (profession,),
        "programmes": (),
        "years": (2, 3) if profession == "sykepleie" and setting != "sykehjem" and dice.chance(YEARS) else (),
        "institution": dice.weighted(users[lot.unit.place.number]) if lot.unit.place.number in users else "",
        "places": lot.places,
        "least": 2 if lot.places >= 3 and dice.chance(LEAST_TWO) else None,
        "status": dice.weighted(_STATUS),
        "answer_by": None,
    }


def _all_weeks(week: int) -> range:
    """Every week of the block in which a week lies."""
    moved = (week - FIRST) // BLOCK * BLOCK
    return range(FIRST + moved, LAST + moved + 1)


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gives every offer an id: site, window, and a number where a site has several."""
    seen: Counter[str] = Counter()
    for row in rows:
        name = f"{row['site']}:{row['period'] or 'weeks'}"
        seen[name] += 1
        row["offer"] = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return sorted(rows, key=lambda row: row["offer"])


_STATUS = Ladder([status for status, _ in STATUSES], [share for _, share in STATUSES])
