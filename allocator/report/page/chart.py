"""The map: municipalities as circles on the coastline, places used and free as areas.

Projected by the spherical transverse Mercator about the middle of what is shown (Snyder, Map Projections: A Working Manual, 1987, p. 58).
The land is Natural Earth's, which is in the public domain (see `reference/land.json`).
"""

import json
import math
from collections.abc import Iterable, Iterator
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
class Map:
    """What is drawn. land: one SVG path; circles: largest first."""

    title: str
    description: str
    width: int
    height: int
    land: str
    circles: tuple[Circle, ...]


def drawn(towns: pd.DataFrame, lang: Lang) -> Map | None:
    """The map of municipalities (columns name, lat, lon, places, used, free); None where fewer than two have a place on earth."""
    known = towns[towns["lat"].notna() & towns["lon"].notna()]
    if len(known) < 2:
        return None
    view = _View.around(known)
    most = max(1, *(int(one) for one in _whole(known)))
    spots = [(view.at(lat, lon), name, whole, used) for lat, lon, name, whole, used in zip(
        known["lat"], known["lon"], known["name"], _whole(known), known["used"], strict=True)]  # fmt: skip
    spots.sort(key=lambda one: (-one[2], one[1]))
    land = "".join(view.path(ring) for ring in _land() if view.meets(ring))
    about = " ".join([_DESCRIPTION.say(lang), *([_DASHED.say(lang)] if known["used"].isna().any() else [])])
    return Map(_TITLE.say(lang), about, WIDTH, view.height, land, tuple(_circles(spots, most, view.height)))


def _whole(towns: pd.DataFrame) -> list[int]:
    """Places: used and free where both are known, else those offered."""
    both = towns["used"] + towns["free"]
    return [int(places) if pd.isna(one) else int(one) for one, places in zip(both, towns["places"], strict=True)]


def _circles(spots: list[tuple[Point, str, int, Any]], most: int, height: int) -> Iterator[Circle]:
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
    def around(cls, towns: pd.DataFrame) -> "_View":
        south, north = float(towns["lat"].min()) - _ROOM / 2, float(towns["lat"].max()) + _ROOM / 2
        west, east = float(towns["lon"].min()) - _ROOM, float(towns["lon"].max()) + _ROOM
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
