"""The map: municipalities as circles on the coastline, places used and free as areas; where their boundaries are given, as themselves.

Projected by the spherical transverse Mercator about the middle of what is shown (Snyder, Map Projections: A Working Manual, 1987, p. 58).
The land is Natural Earth's, which is in the public domain (see `reference/land.json`).
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import pandas as pd

from allocator.text import Lang, Text

WIDTH = 720
_TALLEST = 640
_LARGEST = 34  # radius of the municipality with most places
_LEAST = 2.5
_LETTER, _LINE = 8.2, 14  # a letter's width and a line's height
_ROOM = 0.35  # degrees around the municipalities

_TITLE = Text("Kart over kommunene med brukte og ledige plasser", "Map of the municipalities with places used and free")
_DESCRIPTION = Text(
    "Hver sirkel er en kommune. Arealet av hele sirkelen er plassene, det mørke feltet de brukte. Tallene står i tabellen under kartet.",
    "Each circle is a municipality. The area of the whole circle is its places, the dark part those used. The figures stand in the table below the map.",
)
_SHADED = Text(
    "Hver kommune er farget etter hvor mye av plassene som brukes, mørkest der alt er brukt. Tallene står i tabellen under kartet.",
    "Each municipality is shaded by how much of its places is used, darkest where all are. The figures stand in the table below the map.",
)
_UNBOUNDED = Text("Kommuner uten grenser i grensefilen er sirkler.", "Municipalities without boundaries in the file are circles.")
_GREY = Text("Grå områder er kommuner der tallene er skjult.", "Grey areas are municipalities whose figures are hidden.")
_KEY = {
    "bare": Text("ingen plasser", "no places"), "idle": Text("ingen er brukt", "none used"), "some": Text("under halvparten", "less than half"),
    "most": Text("halvparten eller mer", "half or more"), "full": Text("alle er brukt", "all used"), "unknown": Text("skjult", "hidden"),
}  # fmt: skip
_DASHED = Text("Stiplede, grå sirkler er kommuner der tallene er skjult.", "Dashed grey circles are municipalities whose figures are hidden.")
Point = tuple[float, float]


@dataclass(frozen=True)
class Circle:
    """A municipality on the map: middle, radius of its places and of those used (both 0 for neither), and its label, if there is room for it."""

    x: float
    y: float
    all: float
    used: float
    name: str
    label: Point | None
    hidden: bool


@dataclass(frozen=True)
class Area:
    """A municipality with its boundary: one SVG path, how it looks (a word of the key), and its label, if there is room for it."""

    path: str
    look: str
    name: str
    label: Point | None


@dataclass(frozen=True)
class Map:
    """What is drawn. land: one SVG path; circles: largest first; areas: municipalities whose boundary is known; key: look and words of the areas."""

    title: str
    description: str
    width: int
    height: int
    land: str
    circles: tuple[Circle, ...]
    areas: tuple[Area, ...] = ()
    key: tuple[tuple[str, str], ...] = ()


Spot = tuple[Point, str, int, Any]
"""Where a municipality is on the picture, its name, places, and how many are used."""


def drawn(towns: pd.DataFrame, lang: Lang, boundaries: Mapping[str, Sequence[Sequence[Point]]] | None = None) -> Map | None:
    """The map of municipalities (columns municipality, name, lat, lon, places, used, free); None where fewer than two have a place on earth.

    boundaries: rings of longitude and latitude by municipality; who has them is drawn as an area.
    """
    known = towns[towns["lat"].notna() & towns["lon"].notna()].reset_index(drop=True)
    if len(known) < 2:
        return None
    shown = {at: boundaries[town] for at, town in enumerate(known["municipality"]) if town in boundaries} if boundaries else {}
    edge = [point for rings in shown.values() for ring in rings for point in ring]
    view = _View.around([*known["lat"], *(lat for _, lat in edge)], [*known["lon"], *(lon for lon, _ in edge)])
    most = max(1, *(int(one) for one in _whole(known)))
    spots = [(view.at(lat, lon), name, whole, used) for lat, lon, name, whole, used in zip(
        known["lat"], known["lon"], known["name"], _whole(known), known["used"], strict=True)]  # fmt: skip
    areas = tuple(_areas([(spots[at], "".join(map(view.path, map(list, rings)))) for at, rings in shown.items()], view.height))
    round_ = sorted((one for at, one in enumerate(spots) if at not in shown), key=lambda one: (-one[2], one[1]))
    land = "".join(view.path(ring) for ring in _land() if view.meets(ring))
    looks = {area.look for area in areas}
    key = tuple((look, words.say(lang)) for look, words in _KEY.items() if look in looks)
    return Map(_TITLE.say(lang), _about(areas, round_, lang), WIDTH, view.height, land, tuple(_circles(round_, most, view.height)), areas, key)


def _about(areas: Sequence[Area], circles: Sequence[Spot], lang: Lang) -> str:
    """What the map shows, in whole sentences."""
    said = [_SHADED] if areas else [_DESCRIPTION]
    said += [_UNBOUNDED] if areas and circles else []
    said += [_GREY] if any(one.look == "unknown" for one in areas) else []
    said += [_DASHED] if any(pd.isna(used) for *_, used in circles) else []
    return " ".join(one.say(lang) for one in said)


def _areas(found: Sequence[tuple[Spot, str]], height: int) -> Iterator[Area]:
    """Areas with labels in their middle, where these hide no other."""
    taken: list[tuple[float, float, float, float]] = []
    for ((x, y), name, whole, used), path in found:
        short = name.partition(" - ")[0]
        spot = (round(x - len(short) * _LETTER / 2, 1), round(y + 5, 1))
        label = spot if _fits(_box(spot, short), taken, height) else None
        taken += [_box(label, short)] if label else []
        yield Area(path, _look(whole, used), short, label)


def _look(whole: int, used: Any) -> str:
    """How a municipality looks by how much of its places is used."""
    if pd.isna(used):
        return "unknown"
    if not whole:
        return "bare"
    share = int(used) / whole
    return "idle" if share == 0 else "full" if share >= 1 else "most" if share >= 0.5 else "some"


def _whole(towns: pd.DataFrame) -> list[int]:
    """Places: used and free where both are known, else those offered."""
    both = towns["used"] + towns["free"]
    return [int(places) if pd.isna(one) else int(one) for one, places in zip(both, towns["places"], strict=True)]


def _circles(spots: list[Spot], most: int, height: int) -> Iterator[Circle]:
    """Circles with labels, where these hide no other label and no circle's middle."""
    radii = [max(_LEAST, _LARGEST * math.sqrt(whole / most)) for _, _, whole, _ in spots]
    cores = [max(4.0, 0.8 * radius) for radius in radii]
    taken = [(x - core, y - core, x + core, y + core) for ((x, y), *_), core in zip(spots, cores, strict=True)]
    for ((x, y), name, whole, used), radius in zip(spots, radii, strict=True):
        inner = 0.0 if pd.isna(used) or not whole else _LARGEST * math.sqrt(min(int(used), whole) / most)
        short = name.partition(" - ")[0]
        label = next((spot for spot in _beside(x, y, radius, short) if _fits(_box(spot, short), taken, height)), None)
        taken += [_box(label, short)] if label else []
        yield Circle(round(x, 1), round(y, 1), round(radius, 1), round(inner, 1), short, label, bool(pd.isna(used)))


def _beside(x: float, y: float, radius: float, name: str) -> list[Point]:
    """Where a label may begin: right, left, below, above."""
    wide = len(name) * _LETTER
    spots = [(x + radius + 4, y + 5), (x - radius - 4 - wide, y + 5), (x - wide / 2, y + radius + _LINE), (x - wide / 2, y - radius - 5)]
    return [(round(one, 1), round(other, 1)) for one, other in spots]


def _box(spot: Point, name: str) -> tuple[float, float, float, float]:
    return spot[0], spot[1] - _LINE + 3, spot[0] + len(name) * _LETTER, spot[1] + 3


def _fits(box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]], height: int) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= WIDTH and bottom <= height
    return inside and all(right < one[0] or left > one[2] or bottom < one[1] or top > one[3] for one in taken)


@dataclass(frozen=True)
class _View:
    """A window on the earth: its middle meridian, the box in degrees, and how projected points become points of the picture."""

    middle: float
    box: tuple[float, float, float, float]
    left: float
    top: float
    scale: float
    height: int

    @classmethod
    def around(cls, lats: Sequence[float], lons: Sequence[float]) -> "_View":
        south, north = min(lats) - _ROOM / 2, max(lats) + _ROOM / 2
        west, east = min(lons) - _ROOM, max(lons) + _ROOM
        middle = (west + east) / 2
        edge = [_mercator(lat, lon, middle) for lat in (south, north, (south + north) / 2) for lon in (west, east, middle)]
        left, right = min(x for x, _ in edge), max(x for x, _ in edge)
        low, high = min(y for _, y in edge), max(y for _, y in edge)
        scale = min(WIDTH / (right - left), _TALLEST / (high - low))
        spare = (WIDTH / scale - (right - left)) / 2
        return cls(middle, (south - 1, north + 1, west - 6, east + 6), left - spare, high, scale, round((high - low) * scale))

    def at(self, lat: float, lon: float) -> Point:
        x, y = _mercator(lat, lon, self.middle)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def meets(self, ring: list[Point]) -> bool:
        """Whether the box of the ring meets that of the view."""
        lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
        return max(lats) > self.box[0] and min(lats) < self.box[1] and max(lons) > self.box[2] and min(lons) < self.box[3]

    def path(self, ring: list[Point]) -> str:
        """The ring as a closed path, in whole points; what lies far outside is pulled to the edge."""
        points = [(round(min(max(x, -99), WIDTH + 99)), round(min(max(y, -99), self.height + 99))) for x, y in (self.at(lat, lon) for lon, lat in ring)]
        kept = [points[0], *(one for before, one in pairwise(points) if one != before)]
        return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def _mercator(lat: float, lon: float, middle: float) -> Point:
    """Transverse Mercator on the unit sphere."""
    phi, away = math.radians(lat), math.radians(lon - middle)
    return math.atanh(math.cos(phi) * math.sin(away)), math.atan2(math.tan(phi), math.cos(away))


@cache
def _land() -> tuple[list[Point], ...]:
    file = resources.files("allocator.report") / "reference" / "land.json"
    return tuple(list(_ring(one)) for one in json.loads(file.read_text(encoding="utf-8"))["rings"])


def _ring(steps: Iterable[int]) -> Iterator[Point]:
    """Longitude and latitude in degrees."""
    lon = lat = 0
    for one, other in zip(*[iter(steps)] * 2, strict=True):
        lon, lat = lon + one, lat + other
        yield lon / 100, lat / 100
