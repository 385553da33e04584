"""What lies under a term: municipalities, coordinators, areas, agreements, and the roads and boats between towns."""

import datetime as dt
from typing import Any

from benchmarks.cases import Case
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.places import Place, apart_km
from benchmarks.synthetic.sites import Field, spread_km
from benchmarks.synthetic.students import People, origins_of

AGREED = 0.94
ENDING = 0.04
ONE_PROGRAMME = 0.04
ENDS_LATER = dt.date(2028, 7, 31)
ENDS_INSIDE = (dt.date(2026, 10, 30), dt.date(2026, 11, 15))

ROADS: tuple[tuple[str, str, str, int | None, int | None], ...] = (
    ("5501", "5530", "car", 135, 160), ("5501", "5530", "public", 75, None), ("5530", "5524", "car", 40, 45),
    ("5501", "5544", "car", 210, 240), ("5501", "5532", "car", 65, 75), ("5503", "1806", "car", 105, 120),
    ("1804", "1841", "car", 50, 55), ("1804", "1841", "public", 75, None), ("1804", "1840", "car", 75, 85),
    ("1804", "1833", "car", 195, 230), ("1833", "1824", "car", 75, 90), ("1865", "1860", "car", 60, 70),
    ("1870", "1866", "car", 25, 27), ("1804", "1865", "public", 210, None), ("1804", "1856", "car", None, None),
    ("1804", "1857", "car", None, None), ("1804", "1835", "car", None, None), ("1833", "1835", "car", None, None),
    ("1804", "1836", "car", None, None), ("1820", "1818", "car", 45, None), ("1820", "1818", "public", 60, None),
    ("5501", "5534", "car", 60, 60), ("5501", "5534", "public", 95, None), ("5501", "5536", "car", 95, None),
    ("5601", "5614", "car", None, None), ("5603", "5616", "car", None, None), ("5603", "5616", "public", 110, None),
    ("4601", "4627", "car", 25, 15), ("4601", "4627", "public", 35, None), ("0301", "3201", "public", 25, 15),
    ("0301", "3205", "public", 25, 20), ("0301", "3207", "public", 30, 25), ("5001", "5035", "public", 45, 33),
)
"""Roads and boats both ways: minutes and km one way, rounded and approximate; no minutes: no daily journey (ferries)."""


def municipalities(case: Case, ceilings: dict[str, int]) -> list[dict[str, Any]]:
    """Rows of the table municipalities, in order of their numbers."""
    return [
        {
            "municipality": place.number, "name": place.name, "county": place.county, "lat": place.lat, "lon": place.lon,
            "centrality": place.centrality, "coordinator": _coordinator(place), "ceiling": ceilings.get(place.number),
            "weight": {6: 3, 5: 2}.get(place.centrality or 0, 1), "last_used": "",
        }
        for place in case.places
    ]


_TOGETHER = {"5520": "Midt-Troms", "5522": "Midt-Troms", "5524": "Midt-Troms", "5526": "Midt-Troms", "5528": "Midt-Troms", "5530": "Midt-Troms"}


def _coordinator(place: Place) -> str:
    return _TOGETHER.get(place.number, place.name.split(" - ")[0])


def coordinators(case: Case) -> list[dict[str, Any]]:
    """One way in for every municipality, one for several where they work together; addresses are invented."""
    names = dict.fromkeys(_coordinator(place) for place in case.places)
    return [{"coordinator": name, "name": f"Praksiskoordinator {name}", "email": f"praksis{i}@example.no"} for i, name in enumerate(names, 1)]


def areas(case: Case) -> list[dict[str, Any]]:
    """Each county is an area, and a town's neighbours within 60 km belong to it in the second place."""
    rows = [{"area": place.county, "municipality": place.number, "level": "primary"} for place in case.places]
    return rows if len({row["area"] for row in rows}) > 1 else []


def agreements(case: Case, seed: int, made: People, sites: Field) -> list[dict[str, Any]]:
    """Each institution has agreements around its campuses and where its students live; a few end inside a window."""
    dice = Dice(seed, "agreements")
    homes: dict[str, set[str]] = {}
    for student, home in zip(made.students, made.homes, strict=True):
        homes.setdefault(student["institution"], set()).add(home.number)
    distances, index = apart_km(case.places), {place.number: i for i, place in enumerate(case.places)}
    private = [unit for unit in sites.units if unit.row["owner"] == "privat"]
    rows: list[dict[str, Any]] = []
    for sender in case.senders:
        near = {p.number for p in case.places if any(distances[index[campus], index[p.number]] <= case.reach for campus in sender.campuses)}
        for number in sorted(near | homes.get(sender.code, set())):
            if dice.chance(AGREED) or number in sender.campuses:
                campus = number in sender.campuses
                row = _agreement(sender.code, number, _programme(made, sender.code, campus, dice), dice)
                rows.append(row | {"last_day": ENDS_LATER} if campus else row)
        by_site = [unit for unit in private if unit.place.number not in near and dice.chance(0.15)]
        rows += [{**_agreement(sender.code, "", "", dice), "site": unit.row["site"]} for unit in by_site]
    return rows


def _programme(made: People, institution: str, campus: bool, dice: Dice) -> str:
    if campus or not dice.chance(ONE_PROGRAMME):
        return ""
    programmes: list[str] = [row["programme"] for row in made.courses.values() if row["institution"] == institution]
    return dice.one(programmes)


def _agreement(institution: str, municipality: str, programme: str, dice: Dice) -> dict[str, Any]:
    ends = dice.one(ENDS_INSIDE) if dice.chance(ENDING) else dice.one((dt.date(2027, 7, 31), ENDS_LATER, None))
    return {
        "institution": institution, "municipality": municipality, "site": "", "programme": programme,
        "first_day": dt.date(dice.one((2022, 2023, 2024, 2025)), 8, 1), "last_day": ends,
    }


def travel(case: Case) -> list[dict[str, Any]]:
    """The known roads between municipalities of the case, in both directions."""
    known = {place.number for place in case.places}
    return [
        {"origin": one, "site": "", "municipality": other, "mode": mode, "minutes": minutes, "km": km}
        for there, back, mode, minutes, km in ROADS if there in known and back in known
        for one, other in ((there, back), (back, there))
    ]


def origins(case: Case, seed: int) -> list[dict[str, Any]]:
    """The starting points of each municipality; the first of some has no coordinates, so its centre counts."""
    dice = Dice(seed, "origins")
    rows = []
    for place in case.places:
        spread = spread_km(place)
        for number in range(1, origins_of(place) + 1):
            blank = number == 1 and dice.chance(0.3)
            lat, lon = place.lat + dice.spread(-spread, spread) / 111.2, place.lon + dice.spread(-spread, spread) / 50.0
            point = {"lat": None, "lon": None} if blank else {"lat": round(lat, 3), "lon": round(lon, 3)}
            rows.append({"origin": f"{place.number}-{number}", "municipality": place.number, **point})
    return rows
