"""What the tiny worlds of each rule that judges one placement are about: its values at and beside every boundary."""

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.make import weeks

World = dict[str, list[dict[str, Any]]]
Emphasis = Callable[[World, Random], None]

DAY = dt.timedelta(days=1)
_SHUT = ((33, 33), (33, 34), (36, 36), (37, 37), (38, 38), (39, 39), (39, 40), (40, 41))
"""First and last week of some time away, or closed."""


def some(chance: Random, words: Sequence[Any], least: int = 0) -> tuple[Any, ...]:
    """Any of the words, at least so many, in their order."""
    drawn = chance.sample(words, chance.randint(least, len(words)))
    return tuple(word for word in words if word in drawn)


def beside(chance: Random, day: dt.date) -> dt.date:
    """The day, the one before, or the one after."""
    return day + chance.choice((-1, 0, 1)) * DAY


def supervisors(made: World, chance: Random, most: int = 2, sites: tuple[str, ...] = ("A", "B")) -> None:
    made["courses"][0]["supervisor_professions"] = ("nurse",)
    made["supervisors"] = [{"supervisor": f"v{at}", "sites": sites, "profession": "nurse"} for at in range(1, chance.randint(1, most) + 1)]


def below(made: World, chance: Random) -> None:
    """One of the sites lies below the other, or below a third, or neither does."""
    made["sites"] += [{"site": "C", "municipality": "5530", "settings": ("home",)}]
    child, parent = chance.choice((("A", ""), ("A", "B"), ("B", "A"), ("B", "C"), ("A", "C")))
    made["sites"]["ABC".index(child)]["parent"] = parent
    if (child, parent) == ("A", "B") and chance.random() < 0.5:
        made["sites"][1]["parent"] = "C"


def _period(made: World, chance: Random) -> None:
    names = [row["period"] for row in made["periods"]]
    made["courses"][0]["periods"] = some(chance, names)
    for row in made["needs"]:
        row["periods"] = some(chance, names) if chance.random() < 0.5 else ()
    for row in made["offers"]:
        if chance.random() < 0.5:
            row |= {"period": "", "weeks": weeks(*chance.choice(((34, 36), (34, 37), (35, 36), (36, 38), (37, 39), (34, 40))))}


def _agreement(made: World, chance: Random) -> None:
    below(made, chance)
    made["courses"].append(made["courses"][0] | {"course": "c2", "institution": "I2", "programme": "msn"})
    made["needs"][1]["course"] = chance.choice(("c1", "c2"))
    made["agreements"] = []
    for _ in range(chance.randint(1, 3)):
        window = chance.choice(made["periods"])
        party = chance.choice(({"municipality": "5501"}, {"municipality": "5530"}, {"site": "A"}, {"site": "B"}, {"site": "C"}))
        days = {"first_day": beside(chance, window["first_day"]), "last_day": beside(chance, window["last_day"])}
        dated = {name: day for name, day in days.items() if chance.random() < 0.6}
        made["agreements"].append({"institution": chance.choice(("I1", "I1", "I2")), "programme": chance.choice(("", "bsn", "msn")), **party, **dated})


def _region(made: World, chance: Random) -> None:
    pairs = [(area, town) for area in "XYZ" for town in ("5501", "5530") if chance.random() < 0.4]
    made["areas"] = [{"area": area, "municipality": town, "level": chance.choice(("primary", "secondary"))} for area, town in pairs]
    made["courses"].append(made["courses"][0] | {"course": "c2"})
    made["needs"][1]["course"] = "c2"
    for row in made["courses"]:
        row["areas"] = some(chance, ("X", "Y", "Z"))
    for row in made["students"]:
        row["areas"] = some(chance, ("X", "Y")) if chance.random() < 0.5 else ()


def _setting(made: World, chance: Random) -> None:
    for row in [*made["courses"], *made["needs"]]:
        row["settings"] = some(chance, ("home", "ward", "clinic")) if chance.random() < 0.3 else chance.choice((("home",), ("ward", "clinic")))
    for row in made["sites"]:
        row["settings"] = chance.choice((("home",), ("ward",), ("clinic",), ("home", "ward")))


def _supervised(made: World, chance: Random) -> None:
    supervisors(made, chance, sites=chance.choice(((), (), ("A",), ("B",), ("A", "B"))))
    made["courses"].append(made["courses"][0] | {"course": "c2", "supervisor_professions": ()})
    made["needs"][0]["course"] = chance.choice(("c1", "c1", "c2"))


def _profession(made: World, chance: Random) -> None:
    supervisors(made, chance)
    made["courses"][0]["supervisor_professions"] = some(chance, ("nurse", "doctor", "social worker"), chance.choice((0, 1, 1)))
    for row in made["supervisors"]:
        row["profession"] = chance.choice(("nurse", "doctor", "social worker"))


def _competence(made: World, chance: Random) -> None:
    supervisors(made, chance, 3, chance.choice((("A",), ("A", "B"))))
    ects, years = chance.choice((0, 10, 10)), chance.choice((0, 2, 3))
    made["courses"][0] |= {"supervisor_ects": ects, "supervisor_years": years}
    for row in made["supervisors"]:
        row |= {"ects": max(0, ects + chance.choice((-1, 0, 1))), "years": max(0, years + chance.choice((-1, -0.5, 0, 1)))}
        row["sites"] = chance.choice((("A",), ("B",), ("A", "B")))


def _presence(made: World, chance: Random) -> None:
    supervisors(made, chance)
    for row in made["supervisors"]:
        row["away"] = some(chance, weeks(33, 41)) if chance.random() < 0.3 else weeks(*chance.choice(_SHUT))


def _doors(made: World, chance: Random) -> None:
    """Car, licence and access."""
    for row in made["students"]:
        row |= {name: chance.random() < 0.5 for name in ("car", "licence", "accessible")}
    for row in made["sites"]:
        row |= {"needs_car": chance.random() < 0.7, "needs_licence": chance.random() < 0.7, "accessible": chance.random() < 0.4}


def _distance(made: World, chance: Random) -> None:
    made["travel"], made["specials"] = [], []
    for row in made["students"]:
        bounds = {90}
        row |= {"car": chance.random() < 0.7, "licence": chance.random() < 0.7, "origin": row["student"], "accepts_far": chance.random() < 0.2}
        if chance.random() < 0.4:
            row["accepts_minutes"] = chance.choice((60, 89, 90, 91, 120))
            bounds.add(row["accepts_minutes"])
        if chance.random() < 0.5:
            made["specials"].append({"student": row["student"], "criterion": "care", **_granted(made, chance)})
            bounds.add(made["specials"][-1]["minutes"] or 90)
        for site in ("A", "B"):
            for mode in some(chance, ("car", "public", "bicycle"), 1):
                bound = chance.choice(sorted(bounds))
                minutes = chance.choice((bound - 1, bound, bound + 1, bound + 1, None))
                made["travel"].append({"origin": row["student"], "site": site, "mode": mode, "minutes": minutes})


def _granted(made: World, chance: Random) -> dict[str, Any]:
    window = chance.choice(made["periods"])
    until = chance.choice((None, None, beside(chance, window["first_day"]), window["last_day"]))
    return {"status": chance.choice(("granted", "granted", "applied", "refused")), "minutes": chance.choice((30, 60, None)), "until": until}


def _conflict(reasons: tuple[str, ...], parties: str) -> Emphasis:
    def emphasis(made: World, chance: Random) -> None:
        below(made, chance)
        supervisors(made, chance)
        made["conflicts"] = []
        for _ in range(chance.randint(2, 5)):
            window = chance.choice(made["periods"])
            days = (_months_before(window["first_day"], 6), window["first_day"])
            ended = chance.choice((None, beside(chance, days[0]), beside(chance, days[1]), window["last_day"]))
            party = chance.choice(parties)
            tie = {"supervisor": chance.choice(made["supervisors"])["supervisor"]} if party == "v" else {"site": party}
            made["conflicts"].append({"student": chance.choice(made["students"])["student"], "reason": chance.choice(reasons), "ended": ended, **tie})

    return emphasis


def _months_before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, 28))


def _offered(made: World, chance: Random) -> None:
    other = {"course": "c2", "institution": "I2", "programme": "msn", "profession": "doctor", "year": chance.choice((None, 1, 3))}
    made["courses"].append(made["courses"][0] | other)
    made["needs"][1]["course"] = "c2"
    for row in made["offers"]:
        row |= {"status": chance.choice(("confirmed", "offered", "offered", "requested", "withdrawn")), "institution": chance.choice(("", "", "I1", "I2"))}
        row |= {"programmes": some(chance, ("bsn", "msn")), "professions": some(chance, ("nurse", "doctor"))}
        row["years"] = some(chance, (1, 2, 3)) if chance.random() < 0.5 else ()


def _answered(made: World, chance: Random) -> None:
    for row in made["offers"]:
        row |= {"answer_by": chance.choice((None, beside(chance, dt.date(2026, 6, 1)), dt.date(2026, 5, 31))), "status": chance.choice(("offered", "offered", "confirmed", "requested"))}


def _closed(made: World, chance: Random) -> None:
    below(made, chance)
    for row in made["sites"]:
        row["closed"] = weeks(*chance.choice(_SHUT))


BARRED: dict[str, Emphasis] = {
    "period": _period, "agreement": _agreement, "region": _region, "setting": _setting, "supervised": _supervised, "profession": _profession,
    "competence": _competence, "presence": _presence, "licence": _doors, "car": _doors, "access": _doors, "distance": _distance,
    "employer": _conflict(("employer", "employer", "relative"), "ABCv"), "relative": _conflict(("relative", "patient", "other", "employer"), "ABCv"),
    "named_supervisor": _conflict(("relative", "patient", "other", "employer"), "Avv"), "offered": _offered, "answered": _answered, "closed": _closed,
}
"""Rules that judge one placement."""
