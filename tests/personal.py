"""What the tiny worlds are about in which a student's own past, papers and promises matter: their values at and beside every boundary."""

import datetime as dt
from random import Random

from tests.emphasis import Emphasis, World, beside, some

_SETTINGS = ("home", "ward", "clinic")


def settings(made: World, chance: Random) -> None:
    """Sites with one or two settings, and courses and needs that now and then ask for some."""
    for row in made["sites"]:
        row["settings"] = chance.choice((("home",), ("ward",), ("home", "ward"), ("ward", "clinic")))
    for row in [*made["courses"], *made["needs"]]:
        row["settings"] = some(chance, _SETTINGS, 1) if chance.random() < 0.4 else ()


def _progression(made: World, chance: Random) -> None:
    settings(made, chance)
    made["history"] = [
        {"student": student, "setting": chance.choice((*_SETTINGS, "home", "ward", "")), "passed": chance.random() < 0.8}
        for student in ("s1", "s1", "s1", "s2", "s2") if chance.random() < 0.95
    ]


def _new_site(made: World, chance: Random) -> None:
    made["sites"] += [{"site": "C", "municipality": "5530", "settings": ("home",)}]
    made["sites"][0]["parent"] = chance.choice(("", "B", "C"))
    made["history"] = [
        {"student": student, "site": site, "passed": chance.random() < 0.5} for student in ("s1", "s2") for site in ("", *"AABBC") if chance.random() < 0.4
    ]
    asked = [{"site": "A"}, {"site": "A"}, {"site": "B"}, {"site": "B"}, {"site": "C"}, {"municipality": "5501"}, {"setting": "home"}]
    made["wishes"] = [{"student": student, "rank": rank, **chance.choice(asked)} for student in ("s1", "s2") for rank in some(chance, (1, 2, 3, 9, 10))]


def _clearance(made: World, chance: Random) -> None:
    made["courses"][0]["clearances"] = some(chance, ("police", "tb"), 1)
    made["courses"].append(made["courses"][0] | {"course": "c2", "clearances": some(chance, ("tb", "mrsa"))})
    made["needs"][0]["course"] = chance.choice(("c1", "c1", "c2"))
    made["clearances"] = []
    for student in ("s1", "s2"):
        for kind in ("police", "police", "tb", "tb", "mrsa"):
            day = chance.choice(made["periods"])["first_day"]
            dated = {name: beside(chance, day) for name in ("first_day", "last_day") if chance.random() < 0.5}
            made["clearances"] += [{"student": student, "kind": kind, **dated}] if chance.random() < 0.6 else []


def _own_found(made: World, chance: Random) -> None:
    made["courses"].append(made["courses"][0] | {"course": "c2", "programme": chance.choice(("bsn", "msn")), "year": chance.choice((None, 1, 2, 3))})
    made["needs"][0]["course"] = chance.choice(("c1", "c2", "c2"))
    made["areas"] = [{"area": chance.choice("XY"), "municipality": town, "level": "secondary"} for town in ("5501", "5530") if chance.random() < 0.7]
    for row in made["offers"]:
        row |= {"found_by": chance.choice(("", "s1", "s1", "s2")), "answer_by": chance.choice((None, beside(chance, dt.date(2026, 6, 1)), dt.date(2026, 5, 31)))}


def _home_first(made: World, chance: Random) -> None:
    made["courses"].append(made["courses"][0] | {"course": "c2", "home_bound": True})
    made["needs"][0]["course"] = chance.choice(("c1", "c2"))
    for row in made["students"]:
        row |= {"home": chance.choice(("5501", "5530", "")), "study": chance.choice(("full-time", "part-time", "decentralised", "decentralised"))}


def _special(made: World, chance: Random) -> None:
    made["areas"] = [{"area": area, "municipality": town, "level": "secondary"} for area in "XY" for town in ("5501", "5530") if chance.random() < 0.6]
    made["specials"], made["travel"] = [], []
    for row in made["students"]:
        row |= {"origin": row["student"], "accepts_minutes": chance.choice((None, None, 29, 30, 31, 60))}
        for criterion in some(chance, ("care", "illness", "sport"), 1):
            until = chance.choice((None, None, None, beside(chance, chance.choice(made["periods"])["first_day"])))
            gives = {"area": chance.choice(("", "X", "Y")), "minutes": chance.choice((None, None, 30, 60)), "until": until}
            made["specials"].append({"student": row["student"], "criterion": criterion, "status": chance.choice(("granted", "granted", "applied")), **gives})
        for site in "AB":
            minutes = chance.choice((None, 29, 30, 31, 31, 59, 60, 61))
            made["travel"].append({"origin": row["student"], "site": site, "mode": "public", "minutes": minutes})


PERSONAL: dict[str, Emphasis] = {"progression": _progression, "new_site": _new_site, "clearance": _clearance, "own_found": _own_found, "home_first": _home_first, "special": _special}
"""Rules that judge one placement by what is known of its student."""
