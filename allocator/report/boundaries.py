"""The boundaries of municipalities from a user's own file: GeoJSON (RFC 7946), longitude and latitude, a feature a municipality."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from allocator.errors import InputError
from allocator.intake.faults import Fault, fault
from allocator.text import Message, Text

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude in degrees, point by point."""

Boundaries = Mapping[str, tuple[Ring, ...]]
"""The rings of each municipality, by its number."""

NUMBERS = ("municipality", "kommunenummer", "kommunenr", "kommune", "knr")
"""The properties that may hold the municipality's number, in any case."""
_MOST = 20  # faults that are listed

_UNREAD = Text("Grensefilen {file} kan ikke leses som GeoJSON.", "The boundary file {file} cannot be read as GeoJSON.")
_FORM = Text(
    "Bruk en FeatureCollection med Polygon eller MultiPolygon for hver kommune.",
    "Use a FeatureCollection with a Polygon or MultiPolygon for each municipality."
)
_NUMBERLESS = Text("Område {at} har ikke noe kommunenummer.", "Area {at} has no municipality number.")
_NUMBER = Text("Gi området egenskapen «kommunenummer» med fire sifre.", "Give the area the property “kommunenummer” with four digits.")
_SHAPE = Text("Område {at} er ikke et flatt område med lengde- og breddegrader.", "Area {at} is not a flat area in longitudes and latitudes.")
_DEGREES = Text(
    "Lagre filen i EPSG:4326 (lengdegrad, breddegrad), ikke i meter.", "Save the file in EPSG:4326 (longitude, latitude), not in metres."
)
_NOBODY = Text("Ingen av kommunene i planen finnes i {file}.", "None of the municipalities of the plan is in {file}.")
_OTHER = Text("Bruk en fil for området planen gjelder.", "Use a file of the area that the plan is about.")


def read_boundaries(path: Path, towns: frozenset[str]) -> Boundaries:
    """The rings of each of the municipalities `towns` that the file has; others are left out.

    Raises InputError with every fault: no GeoJSON, an area without a number or in metres, or none of the municipalities.
    """
    try:
        features = json.loads(path.read_bytes().decode("utf-8-sig"))["features"]
        named = [(_number(one), one) for one in features]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError([_fault(path, _UNREAD.of(file=path.name), _FORM)]) from error
    found: dict[str, tuple[Ring, ...]] = {}
    faults: list[Fault] = []
    for at, (number, feature) in enumerate(named, 1):
        if not number:
            faults.append(_fault(path, _NUMBERLESS.of(at=at), _NUMBER))
        elif number in towns:
            try:
                found[number] = found.get(number, ()) + tuple(_rings(feature["geometry"]))
            except (ValueError, KeyError, TypeError, IndexError):
                faults.append(_fault(path, _SHAPE.of(at=at), _DEGREES))
    if not found and not faults:
        faults.append(_fault(path, _NOBODY.of(file=path.name), _OTHER))
    if faults:
        raise InputError(faults[:_MOST])
    return found


def _fault(path: Path, said: Message, todo: Text) -> Fault:
    return fault(path.name, said, todo.of(), code="boundaries")


def _number(feature: Any) -> str:
    """The four digits of a feature, "" where it has none."""
    known = {str(name).casefold(): value for name, value in (feature["properties"] or {}).items()}
    word = next((str(known[name]).strip() for name in NUMBERS if known.get(name) is not None), "")
    return word.zfill(4) if word.isdecimal() and len(word) <= 4 else ""


def _rings(geometry: Any) -> Iterator[Ring]:
    """The rings of a Polygon or MultiPolygon. Raises ValueError where it is something else or lies outside the earth."""
    kind, parts = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(kind)
    for polygon in [parts] if kind == "Polygon" else parts:
        for ring in polygon:
            points = tuple((float(point[0]), float(point[1])) for point in ring)
            if len(points) < 4 or not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points):
                raise ValueError(kind)
            yield points
