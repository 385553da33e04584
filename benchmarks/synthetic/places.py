"""Where things lie: municipalities from the reference figures, and how far apart they are."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

FIGURES = Path(__file__).parents[2] / "data" / "figures"

_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Place:
    """A municipality: number, names, the coordinates of its centre (rounded) and its inhabitants; centrality None where not known."""

    number: str
    name: str
    county: str
    centre: str
    lat: float
    lon: float
    population: int
    centrality: int | None

    @property
    def short(self) -> str:
        """The centre's name as the beginning of an id: `Mo-i-Rana`."""
        return re.sub(r"\s+", "-", self.centre)


@cache
def north() -> tuple[Place, ...]:
    """The 80 municipalities of Nordland, Troms and Finnmark."""
    return _read("municipalities.csv")


@cache
def norway() -> tuple[Place, ...]:
    """Those of the north and 61 towns of the rest of the country."""
    return tuple(sorted(north() + _read("towns.csv"), key=lambda place: place.number))


def chosen(numbers: tuple[str, ...]) -> tuple[Place, ...]:
    """Some municipalities by number."""
    return tuple(place for place in norway() if place.number in numbers)


def apart_km(places: tuple[Place, ...]) -> npt.NDArray[np.float64]:
    """Great-circle distances between the centres in km; (places, places)."""
    lat = np.radians([place.lat for place in places])
    lon = np.radians([place.lon for place in places])
    north_south = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    east_west = np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    found: npt.NDArray[np.float64] = 2 * _EARTH_KM * np.arcsin(np.sqrt(north_south + np.cos(lat)[:, None] * np.cos(lat)[None, :] * east_west))
    return found


def _read(file: str) -> tuple[Place, ...]:
    with (FIGURES / file).open(encoding="utf-8", newline="") as lines:
        return tuple(_place(row) for row in csv.DictReader(lines))


def _place(row: dict[str, str]) -> Place:
    centrality = row.get("centrality")
    return Place(
        row["municipality"], row["name"], row["county"], row["centre"],
        float(row["lat"]), float(row["lon"]), int(row["population"]), int(centrality) if centrality else None,
    )
