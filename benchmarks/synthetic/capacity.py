"""What bounds an offer from within: supervisors, and ceilings of sites and municipalities."""

from collections import Counter
from typing import Any

from benchmarks.synthetic.dice import Dice, Ladder
from benchmarks.synthetic.programmes import FIRST, LAST, PROGRAMMES, WINDOWS, iso, running
from benchmarks.synthetic.sites import Field

QUALIFIED = (0.35, 0.50)
"""Supervisors with 10 ECTS of supervision education, lowest and highest share [EST]."""
UNSTAFFED = 0.12
TWO_STUDENTS = 0.20
AWAY = 0.13
YEARS = (2, 10, 10, 10)
"""Work experience in years, rounded; the same for all of a site, as are the weeks of leave: supervisors who are alike count together."""
COVER = (0.95, 1.60)
TWO_SITES = 0.04
SITE_CEILING = 0.45
MUNICIPALITY_CEILING = 0.15

Peak = dict[str, Counter[str]]


def peaks(offers: list[dict[str, Any]]) -> Peak:
    """The most students that each site's offers allow at a time, by profession ("" for any)."""
    weekly: dict[tuple[str, str], Counter[int]] = {}
    for offer in offers:
        first, last = _run(offer)
        for profession in offer["professions"] or ("",):
            at = weekly.setdefault((offer["site"], profession), Counter())
            at.update({week: offer["places"] for week in range(first, last + 1)})
    found: Peak = {}
    for (site, profession), at in weekly.items():
        found.setdefault(site, Counter())[profession] = max(at.values())
    return found


def _run(offer: dict[str, Any]) -> tuple[int, int]:
    if offer["period"]:
        return WINDOWS[offer["period"]][:2]
    weeks = [running(week) for week in offer["weeks"]]
    return min(weeks), max(weeks)


def supervisors(seed: int, sites: Field, peak: Peak) -> list[dict[str, Any]]:
    """Rows of the table supervisors: enough for most of what a site offers, some with leave, some sites without a name."""
    dice = Dice(seed, "supervisors")
    qualified = dice.spread(*QUALIFIED)
    rows: list[dict[str, Any]] = []
    for unit in sites.units:
        site = unit.row["site"]
        if site not in peak or dice.chance(UNSTAFFED):
            continue
        number, alike = 0, (dice.one(YEARS), _stretch(dice))
        for profession, places in sorted(peak[site].items()):
            for _ in range(max(1, round(places * dice.spread(*COVER)))):
                number += 1
                who = (f"{site}-v{number}", _profession(profession, unit.row, dice))
                rows.append(_supervisor(who, unit.row, 10 if dice.chance(qualified) else 0, alike, dice))
    return rows


_ACCEPTED = {one.profession: one.supervisors for one in PROGRAMMES.values() if one.supervisors}


def _profession(wanted: str, site: dict[str, Any], dice: Dice) -> str:
    """A profession that may supervise what is offered, now and then another one of the site."""
    if wanted == "medisin":
        return "lege"
    if wanted == "" or dice.chance(0.06):
        return "vernepleier" if "bofellesskap" in site["settings"] else "sykepleier"
    return dice.weighted(Ladder(_ACCEPTED[wanted], [4, 1, 1][: len(_ACCEPTED[wanted])]))


def _supervisor(who: tuple[str, str], site: dict[str, Any], ects: int, alike: tuple[int, tuple[str, ...]], dice: Dice) -> dict[str, Any]:
    return {
        "supervisor": who[0],
        "sites": (site["site"], site["parent"]) if site["parent"] and dice.chance(TWO_SITES) else (site["site"],),
        "profession": who[1],
        "ects": ects,
        "years": alike[0],
        "capacity": 2 if dice.chance(TWO_STUDENTS) else 1,
        "away": alike[1] if dice.chance(AWAY) else (),
    }


def _stretch(dice: Dice) -> tuple[str, ...]:
    """The weeks in which a site sends somebody on leave or on a course."""
    first = dice.one(range(FIRST, LAST, 4))
    return tuple(iso(week) for week in range(first, first + dice.one((2, 4))))


def bound(seed: int, sites: Field, peak: Peak) -> None:
    """Sets the ceilings of sites: somewhat below the sum of what they offer to all; of nursing homes with wards as well."""
    dice = Dice(seed, "ceilings")
    below: Counter[str] = Counter()
    for unit in sites.units:
        places = sum(peak.get(unit.row["site"], Counter()).values())
        below[unit.row["parent"]] += places
        if places >= 3 and dice.chance(SITE_CEILING):
            unit.row["ceiling"] = max(2, round(places * dice.spread(0.75, 1.0)))
    for row in sites.rows:
        if below[row["site"]] >= 4:
            row["ceiling"] = max(3, round(below[row["site"]] * dice.spread(0.75, 0.95)))


def municipal_ceilings(seed: int, sites: Field, peak: Peak) -> dict[str, int]:
    """Ceilings of some small municipalities, by number."""
    dice = Dice(seed, "municipal ceilings")
    most: Counter[str] = Counter()
    for unit in sites.units:
        most[unit.place.number] += sum(peak.get(unit.row["site"], Counter()).values())
    return {
        number: max(3, round(places * dice.spread(0.6, 0.9)))
        for number, places in sorted(most.items()) if 5 <= places <= 40 and dice.chance(MUNICIPALITY_CEILING)
    }
