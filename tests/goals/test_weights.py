"""Where professions are needed."""

import pytest

from allocator.goals.weights import Weights
from tests.goals.measured import values
from tests.make import problem

OWN = [{"municipality": "5501", "weight": 1}, {"municipality": "5530"}]
CASES = [
    ("nothing said", [], [], 0, 0), ("the municipality's own", OWN, [], 1, 0), ("one of all professions", OWN, [("5501", "", 4)], 4, 0),
    ("one of the profession", OWN, [("5501", "nurse", 7), ("5501", "", 4)], 7, 0), ("one of another profession", OWN, [("5501", "doctor", 7)], 1, 0),
    ("one of nothing at all", OWN, [("5501", "nurse", 0)], 0, 0), ("the other municipality", OWN, [("5530", "", 9)], 1, 9),
]


@pytest.mark.parametrize(("says", "own", "rows", "here", "there"), CASES, ids=[case[0] for case in CASES])
def test_what_a_placement_weighs(says: str, own: list, rows: list, here: int, there: int) -> None:
    weights = [dict(zip(("municipality", "profession", "weight"), row, strict=True)) for row in rows]
    sites = [{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5530"}]
    courses = [{"profession": "nurse"}]
    asked = problem(municipalities=own, weights=weights, sites=sites, offers=[{"site": "A"}, {"site": "B"}], courses=courses, needs=[{}, {}])
    without = values(Weights(), asked)["weights"]
    assert without == 2 * max(here, there)
    assert values(Weights(), asked, "n1 o1 P1") == {"weights": without - here}
    assert values(Weights(), asked, "n1 o1 P1", "n2 o2 P1") == {"weights": without - here - there}
