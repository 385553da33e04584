"""Minutes: given, else estimated and marked; decided by hand, and the same by both roads (frames and arrays)."""

import numpy as np
import pandas as pd
import pytest

from allocator.formulate.roads import Roads
from allocator.problem import Problem
from allocator.travel import MODES, Estimate, great_circle_km, journeys, roads, starts
from tests.make import problem

CAR, PUBLIC = MODES.index("car"), MODES.index("public")
FINNSNES, TROMSO = (69.2297, 17.9811), (69.6496, 18.9560)


def minutes(asked: Problem, mode: str) -> tuple[object, bool]:
    """Minutes and estimated of the first student's journey to the first site."""
    pairs = pd.DataFrame({"student": asked.tables["students"]["student"][:1], "site": asked.tables["sites"]["site"][:1]})
    found = journeys(pairs, asked.tables, Estimate())
    row = found[found["mode"] == mode].iloc[0]
    return (None if pd.isna(row["minutes"]) else int(row["minutes"])), bool(row["estimated"])


@pytest.mark.parametrize("row", [{"site": "A1"}, {"municipality": "5501"}, {"site": "A1", "origin": "5501"}, {"municipality": "5501", "origin": "5501"}, None])
@pytest.mark.parametrize("km", [12.3456, 0, None])
def test_metres_are_the_same_by_both_roads(row: dict[str, str] | None, km: float | None) -> None:
    travel = [{"origin": "z", "mode": "car", "minutes": 9, "km": km, **row}] if row else []
    asked = problem(students=[{"origin": "z", "lat": 69.3, "lon": 18.1}], travel=travel)
    told = roads(pd.DataFrame({"student": ["s1"], "site": ["A1"]}), asked.tables, Estimate()).to_list()
    assert told == Roads.of(asked.tables, Estimate()).metres(np.array([0]), np.array([0])).tolist()
    assert told == ([69_165] if row is None or km is None else [round(km * 1000)])


def by_arrays(asked: Problem, mode: str) -> tuple[object, bool]:
    """The same by the arrays that formulation uses."""
    allowed = np.array([[one == mode for one in MODES]])
    found, estimated = Roads.of(asked.tables, Estimate()).minutes(np.array([0]), np.array([0]), allowed)
    return (None if found[0] == 9999 else int(found[0])), bool(estimated[0])


def test_the_great_circle_from_finnsnes_to_tromso_is_60_km() -> None:
    km = great_circle_km(*(np.array([value]) for value in (*FINNSNES, *TROMSO)))
    assert km[0] == pytest.approx(60.3, abs=0.5)


def test_a_detour_and_a_speed_make_minutes_of_km() -> None:
    # 40 km x 1.35 = 54 km: 54 minutes at 60 km/h and 3 to start; 81 at 40 km/h and 10 to start
    assert Estimate().minutes(np.array([40.0]), "car").tolist() == [57]
    assert Estimate().minutes(np.array([40.0]), "public").tolist() == [91]


HERE = dict(student="s1", home="5501", origin="9008")
SITE = dict(site="A", municipality="5530")
ROADS = [
    ("nothing is given: an estimate, marked", {}, None),
    ("from the postcode to the site", dict(travel=[dict(origin="9008", site="A", mode="car", minutes=70)]), (70, False)),
    ("to the whole municipality", dict(travel=[dict(origin="9008", municipality="5530", mode="car", minutes=71)]), (71, False)),
    ("from the municipality to the site", dict(travel=[dict(origin="5501", site="A", mode="car", minutes=72)]), (72, False)),
    ("between municipalities", dict(travel=[dict(origin="5501", municipality="5530", mode="car", minutes=73)]), (73, False)),
    ("the nearer road wins", dict(travel=[dict(origin="5501", site="A", mode="car", minutes=72), dict(origin="9008", municipality="5530", mode="car", minutes=71)]), (71, False)),
    ("blank minutes: no such journey", dict(travel=[dict(origin="9008", site="A", mode="car"), dict(origin="5501", site="A", mode="car", minutes=72)]), (None, False)),
    ("another mode says nothing of this one", dict(travel=[dict(origin="9008", site="A", mode="public", minutes=5)]), None),
]


@pytest.mark.parametrize(("case", "tables", "expected"), ROADS, ids=[case for case, _, _ in ROADS])
def test_roads(case: str, tables: dict, expected: tuple | None) -> None:
    asked = problem(students=[HERE], sites=[SITE], **tables)
    if expected is None:
        found = minutes(asked, "car")
        assert found == by_arrays(asked, "car")
        assert found[1], "an estimate is marked"
        return
    assert minutes(asked, "car") == expected
    assert by_arrays(asked, "car")[0] == expected[0]


STARTS = [
    ("the home municipality's centre, marked", dict(student="s1", home="5501"), [], (69.6496, 18.9560, True)),
    ("a postcode that origins knows", HERE, [dict(origin="9008", municipality="5501", lat=69.7, lon=18.9)], (69.7, 18.9, False)),
    ("a postcode known by municipality alone", HERE, [dict(origin="9008", municipality="5530")], (*FINNSNES, True)),
    ("the student's own coordinates", dict(HERE, lat=69.0, lon=18.0), [dict(origin="9008", lat=69.7, lon=18.9)], (69.0, 18.0, False)),
    ("the alternate origin replaces even those", dict(HERE, lat=69.0, lon=18.0, alternate_origin="day-care"), [dict(origin="day-care", municipality="5530", lat=69.23, lon=17.98)], (69.23, 17.98, False)),
    ("an alternate origin that nobody knows: home", dict(HERE, alternate_origin="?"), [], (69.6496, 18.9560, True)),
]


@pytest.mark.parametrize(("case", "student", "origins", "expected"), STARTS, ids=[case for case, *_ in STARTS])
def test_where_a_student_starts(case: str, student: dict, origins: list, expected: tuple) -> None:
    asked = problem(students=[student], origins=origins, sites=[SITE])
    row = starts(asked.tables).iloc[0]
    assert (round(row["lat"], 4), round(row["lon"], 4), bool(row["centre"])) == expected
