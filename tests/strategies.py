"""Tiny random worlds, one emphasis a rule: the values that the rule reads lie at its boundaries and one step beside them.

A world is plain rows by table, small enough that every possible plan can be tried. `joined` puts thousands of worlds into one set of tables;
their ids get the world's number in front, so that nothing of one world ever meets another.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from allocator.rows import ROWS
from allocator.tables import Tables, frame
from tests.crowds import CROWDED, OTHER, far
from tests.emphasis import BARRED, World
from tests.personal import PERSONAL

WINDOWS = {
    "P1": (34, 35, 36), "P2": (36, 37, 38), "P3": (37, 38, 39), "P4": (34, 36, 38), "P5": (35, 37), "P6": (35,), "P7": (34, 40),
}
_CENTRES = {"5501": (69.65, 18.96), "5530": (69.23, 17.98)}


def world(code: str, chance: Random) -> World:
    """A tiny world for a rule (or for "goals" or "everything"), the same for the same state of `chance`."""
    crowded = code in CROWDED
    made = _plain(chance, needs=3 if crowded else 2, windows=2 if crowded else chance.choice((1, 2)), twice=crowded)
    (BARRED | PERSONAL | CROWDED | OTHER | {"housing": far})[code](made, chance)
    return made


def worlds(code: str, count: int, seed: int) -> list[World]:
    """So many worlds."""
    chance = Random(f"{code} {seed}")
    return [world(code, chance) for _ in range(count)]


def joined(many: Sequence[World]) -> Tables:
    """All the worlds in one set of tables, each id with the number of its world in front."""
    frames = {}
    for name, row in ROWS.items():
        named = {one.name for one in row.columns() if one.refers or one.name == "site" or {"areas", "groups"} & {one.owns, one.words}}
        ids = named | {one.name for one in row.columns() if row.key == (one.name,) or one.name.endswith("origin")}
        made = [row.model_construct(**_named(values, ids, at)) for at, one in enumerate(many) for values in one.get(name, [])]
        frames[name] = frame(row, made)
    return Tables.of(frames)


def _named(values: Mapping[str, Any], ids: set[str], at: int) -> dict[str, Any]:
    def own(value: Any) -> Any:
        return tuple(map(own, value)) if isinstance(value, tuple) else f"{at:04}.{value}" if value else value

    return {name: own(value) if name in ids else value for name, value in values.items()}


def _plain(chance: Random, needs: int, windows: int, *, twice: bool) -> World:
    """One course, its students, two sites and an offer for each window. twice: every week is two, which no window tells apart."""
    names = tuple(chance.sample(list(WINDOWS), windows))
    shapes = {name: [week for one in WINDOWS[name] for week in ((one * 2 - 34, one * 2 - 33) if twice else (one,))] for name in names}
    return {
        "institutions": [{"institution": "I1"}, {"institution": "I2"}],
        "municipalities": [{"municipality": town, "lat": lat, "lon": lon} for town, (lat, lon) in _CENTRES.items()],
        "periods": [
            {
                "period": name, "weeks": tuple(f"2026-W{week}" for week in weeks),
                "first_day": dt.date.fromisocalendar(2026, weeks[0], 1), "last_day": dt.date.fromisocalendar(2026, weeks[-1], 5),
            }
            for name, weeks in shapes.items()
        ],
        "courses": [{"course": "c1", "institution": "I1", "programme": "bsn", "profession": "nurse", "year": 2, "periods": names}],
        "students": [{"student": f"s{at}", "institution": "I1", "home": "5501", "car": True, "licence": True} for at in range(1, needs + 1)],
        "needs": [{"need": f"n{at}", "student": f"s{at}", "course": "c1"} for at in range(1, needs + 1)],
        "sites": [{"site": "A", "municipality": "5501", "settings": ("home",)}, {"site": "B", "municipality": "5530", "settings": ("home",)}],
        "offers": [{"offer": f"o{at}", "site": "AB"[at % 2], "period": name, "places": 9} for at, name in enumerate(names if windows > 1 else names * 2)],
    }
