"""Sites: units of the municipalities' services, scaled by population; larger nursing homes have wards below them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from benchmarks.cases import Case
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.places import Place
from benchmarks.synthetic.programmes import FIRST, LAST, UNITS, iso

BEDS_PER_1000 = 6.3
"""Nursing-home places for each 1,000 inhabitants; by municipality 4.2 to 12.6."""
BEDS_LEAST, BEDS_MOST = 4.2, 12.6
WARD_BEDS = 24
NEEDS_CAR, NEEDS_LICENCE = 0.30, 0.45
ACCESSIBLE = 0.55
CLOSED = 0.03
PRIVATE = 0.05

_SLUGS = {"psykisk helse og rus": "psykisk-helse"}
_CAMPUS_ALWAYS = ("NAV", "barnevern", "helsestasjon", "fysioterapi", "ergoterapi", "rehabilitering", "legekontor")


@dataclass(frozen=True)
class Unit:
    """A site that can take students: its row, its municipality, and how large it is beside others of its kind."""

    row: dict[str, Any]
    place: Place
    size: float


@dataclass(frozen=True)
class Field:
    """All sites: the rows, and of these the units that take students."""

    rows: list[dict[str, Any]]
    units: list[Unit]


def field(case: Case, seed: int) -> Field:
    """About as many sites as the case asks for; every municipality has at least one."""
    dice = Dice(seed, "sites")
    rows: list[dict[str, Any]] = []
    units: list[Unit] = []
    campuses = {number for sender in case.senders for number in sender.campuses}
    shorts = Counter(place.short for place in case.places)
    for place, count in zip(case.places, _counts(case), strict=True):
        name = place.short if shorts[place.short] == 1 else f"{place.short}-{place.number}"
        for site, unit in _municipality(place, name, _kinds(count, place.number in campuses), dice):
            rows.append(site)
            units += [Unit(site, place, unit)] if unit else []
    return Field(rows, units)


def _counts(case: Case) -> list[int]:
    """Sites by municipality: the number of people to the power of 0.8, so that the small have some as well."""
    weights = [place.population**0.8 for place in case.places]
    scale = case.sites / sum(weights)
    return [max(1, round(scale * weight)) for weight in weights]


def _kinds(count: int, campus: bool) -> list[str]:
    kinds = [UNITS[i % len(UNITS)] for i in range(count)]
    missing = [kind for kind in _CAMPUS_ALWAYS if kind not in kinds] if campus else []
    return kinds[: max(count - len(missing), 3)] + missing


def _municipality(place: Place, name: str, kinds: list[str], dice: Dice) -> list[tuple[dict[str, Any], float]]:
    """The sites of one municipality with the size of those that take students, 0 for those that only hold others."""
    made: list[tuple[dict[str, Any], float]] = []
    homes = kinds.count("sykehjem")
    beds = place.population * dice.spread(BEDS_LEAST, 2 * BEDS_PER_1000 - BEDS_LEAST) / 1000
    seen: Counter[str] = Counter()
    parent: dict[str, Any] | None = None
    for kind in kinds:
        seen[kind] += 1
        row = _site(place, name, kind, seen[kind], dice)
        if kind == "sykehjem" and homes >= 4:
            ward = (seen[kind] - 1) % 3
            if ward == 0 or parent is None:
                parent = row
                made.append((row, 0.0))
                continue
            row |= {"parent": parent["site"], "lat": parent["lat"], "lon": parent["lon"], "site": f"{parent['site']}-avd-{ward}"}
            row |= {"name": f"{parent['name']}, avdeling {ward}", "orgnr": parent["orgnr"]}
        made.append((row, max(1.0, beds / max(homes, 1) / WARD_BEDS) if kind == "sykehjem" else dice.spread(0.7, 2.0)))
    return made


def _site(place: Place, name: str, kind: str, number: int, dice: Dice) -> dict[str, Any]:
    home_care = kind == "hjemmesykepleie"
    settings = [kind]
    if kind == "sykehjem" and place.population < 2_500:
        settings.append("hjemmesykepleie")
    elif kind == "sykehjem" and dice.chance(0.12):
        settings.append("rehabilitering")
    needs_car = home_care and dice.chance(NEEDS_CAR)
    spread = spread_km(place)
    return {
        "site": f"{name}-{_SLUGS.get(kind, kind)}-{number}",
        "name": f"{place.centre} {kind} {number}",
        "orgnr": f"1{dice.between(0, 99_999_999):08d}",
        "municipality": place.number,
        "owner": "privat" if dice.chance(PRIVATE) else "kommune",
        "settings": tuple(settings),
        "parent": "",
        "lat": round(place.lat + dice.spread(-spread, spread) / 111.2, 3),
        "lon": round(place.lon + dice.spread(-spread, spread) / 42.0, 3),
        "ceiling": None,
        "needs_car": needs_car,
        "needs_licence": needs_car or (home_care and dice.chance(NEEDS_LICENCE)),
        "accessible": dice.chance(ACCESSIBLE),
        "closed": _closed(dice),
        "tps": dice.chance(0.1),
    }


def spread_km(place: Place) -> float:
    """How far from the centre people live and work, north or east: far in the country, and again in the largest towns."""
    return 14.0 if place.population < 20_000 else 7.0 + place.population / 60_000


def _closed(dice: Dice) -> tuple[str, ...]:
    if not dice.chance(CLOSED):
        return ()
    first = dice.between(FIRST, LAST - 1)
    return (iso(first), iso(first + 1))
