"""What students bring along: wishes, conflicts, special considerations, earlier placements, documents, friends."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from benchmarks.cases import Case
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.places import Place, apart_km
from benchmarks.synthetic.programmes import PROGRAMMES, Programme
from benchmarks.synthetic.sites import Field
from benchmarks.synthetic.students import People

WISHES = 0.62
EMPLOYER, RELATIVE, NAMED = 0.08, 0.04, 0.02
APPLIED, GRANTED = 0.09, 0.65
CLEARED = 0.97
TOGETHER = 0.02
CRITERIA = ("child_shared", "child_sole", "illness", "pregnancy", "sport", "student_office")


class Near:
    """The sites nearest to a home that a programme can use."""

    def __init__(self, case: Case, sites: Field, most: int = 25) -> None:
        distances = apart_km(case.places)
        at: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for unit in sites.units:
            for setting in unit.row["settings"]:
                at.setdefault((unit.place.number, setting), []).append(unit.row)
        self._at, self._most = at, most
        self._order = {place.number: [case.places[int(i)].number for i in distances[k].argsort(kind="stable")] for k, place in enumerate(case.places)}
        self._found: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def sites(self, home: Place, programme: Programme) -> list[dict[str, Any]]:
        """Rows of sites, those of the nearest municipalities first; at most `most`."""
        key = (home.number, programme.code)
        if key not in self._found:
            found = (row for number in self._order[home.number] for setting in programme.settings for row in self._at.get((number, setting), ()))
            self._found[key] = [row for row, _ in zip(found, range(self._most), strict=False)]
        return self._found[key]


def _each(made: People) -> Iterator[tuple[str, Programme, Place]]:
    for student, programme, home in zip(made.students, made.programmes, made.homes, strict=True):
        yield student["student"], programme, home


def wishes(seed: int, made: People, near: Near) -> list[dict[str, Any]]:
    """One to five wishes: sites nearby, the home municipality, a setting."""
    dice = Dice(seed, "wishes")
    rows: list[dict[str, Any]] = []
    for student, programme, home in _each(made):
        if not dice.chance(WISHES):
            continue
        named = dice.some(near.sites(home, programme), dice.between(1, 5))
        for rank, site in enumerate(named, 1):
            draw = dice.number()
            kind = "municipality" if draw < 0.2 else "setting" if draw < 0.28 and len(programme.settings) > 1 else "site"
            value = {"municipality": site["municipality"], "setting": site["settings"][0], "site": site["site"]}[kind]
            rows.append({"student": student, "rank": rank, "site": "", "municipality": "", "setting": "", kind: value})
    return rows


def conflicts(seed: int, made: People, near: Near, supervisors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where students work or worked, where relatives are, and supervisors they may not have."""
    dice = Dice(seed, "conflicts")
    at: dict[str, list[str]] = {}
    for row in supervisors:
        at.setdefault(row["sites"][0], []).append(row["supervisor"])
    rows: list[dict[str, Any]] = []
    for student, programme, home in _each(made):
        sites = near.sites(home, programme)[:8]
        for reason, probability in (("employer", EMPLOYER), ("relative", RELATIVE), ("other", NAMED)):
            if not sites or not dice.chance(probability):
                continue
            site = dice.one(sites)["site"]
            row = {"student": student, "site": site, "supervisor": "", "reason": reason, "ended": None}
            if reason == "employer" and dice.chance(0.5):
                row["ended"] = dt.date(2026, 1, 1) + dt.timedelta(days=dice.between(0, 210))
            if reason == "other" and site in at:
                row |= {"site": "", "supervisor": dice.one(at[site])}
            rows.append(row)
    return rows


def specials(seed: int, made: People) -> list[dict[str, Any]]:
    """Applications for a special place: code and outcome."""
    dice = Dice(seed, "specials")
    rows: list[dict[str, Any]] = []
    for student, _, _ in _each(made):
        if dice.chance(APPLIED):
            criterion = dice.one(CRITERIA)
            granted = dice.chance(GRANTED)
            rows.append({
                "student": student, "criterion": criterion, "value": dice.between(0, 16) if criterion.startswith("child") else None,
                "status": "granted" if granted else dice.one(("applied", "refused")), "area": "",
                "minutes": dice.one((45, 60)) if granted and dice.chance(0.5) else None,
                "until": dt.date(2027, 6, 30) if granted else None,
            })
    return rows


def history(seed: int, made: People, near: Near) -> list[dict[str, Any]]:
    """Earlier placements of students beyond their first year."""
    dice = Dice(seed, "history")
    first = PROGRAMMES["SYK1"]
    rows: list[dict[str, Any]] = []
    for student, programme, home in _each(made):
        sites = near.sites(home, first) if programme.profession == "sykepleie" and programme.year > 1 else []
        if sites and dice.chance(0.6):
            site = dice.one(sites)
            far = dice.chance(0.08)
            rows.append({
                "student": student, "site": site["site"], "setting": "sykehjem", "municipality": site["municipality"], "term": "2026 spring",
                "minutes": dice.between(5, 80) if not far else dice.between(100, 200), "far": far, "passed": dice.chance(0.97),
            })
    return rows


def clearances(seed: int, made: People) -> list[dict[str, Any]]:
    """The documents that courses ask for; a few are missing or run out inside the term."""
    dice = Dice(seed, "clearances")
    rows: list[dict[str, Any]] = []
    for student, programme, _ in _each(made):
        for kind in programme.clearances:
            if dice.chance(CLEARED):
                last = dt.date(2026, 10, 1) if dice.chance(0.01) else None
                rows.append({"student": student, "kind": kind, "first_day": dt.date(2026, dice.between(2, 7), 1), "last_day": last})
    return rows


def companions(seed: int, made: People) -> list[dict[str, Any]]:
    """A few pairs of one course and home who go together, near each other, or apart."""
    dice = Dice(seed, "companions")
    alike: dict[tuple[str, str], list[str]] = {}
    for row in made.students:
        alike.setdefault((row["course"], row["home"]), []).append(row["student"])
    rows: list[dict[str, Any]] = []
    for students in alike.values():
        for one, other in zip(students[::2], students[1::2], strict=False):
            if dice.chance(TOGETHER):
                kind = dice.one(("together", "near", "near", "apart"))
                rows += [{"group": f"{one}+", "student": student, "kind": kind} for student in (one, other)]
    return rows
