"""How far the institutions fall short of what they would have alone."""

import pytest

from allocator.goals.alone import Alone
from tests.goals.measured import values
from tests.make import problem

TERM = problem(
    courses=[{"course": "u", "institution": "UIT"}, {"course": "n", "institution": "NORD"}],
    needs=[{"need": f"{name}{at}", "course": name} for name in "un" for at in (1, 2)], offers=[{"places": 4}],
)
CASES = [
    ("nobody is placed: all is missing", {"UIT": 2, "NORD": 1}, (), 3),
    ("just the floors", {"UIT": 2, "NORD": 1}, ("u1", "u2", "n1"), 0),
    ("more than the floor makes up for nobody else", {"UIT": 2, "NORD": 1}, ("u1", "n1", "n2"), 1),
    ("without a floor nothing is missing", {"UIT": 1}, ("u1",), 0),
    ("a floor that cannot be reached", {"UIT": 5}, ("u1", "u2"), 3),
    ("an institution that is not in the term", {"VID": 2}, (), 0),
    ("no floors", {}, (), 0),
]


@pytest.mark.parametrize(("says", "floors", "needs", "short"), CASES, ids=[case[0] for case in CASES])
def test_what_is_missing_is_counted_by_institution(says: str, floors: dict[str, int], needs: tuple[str, ...], short: int) -> None:
    assert values(Alone(floors=tuple(floors.items())), TERM, *(f"{need} o1 P1" for need in needs)) == {"alone": short}


@pytest.mark.parametrize("floors", [(("UIT", -1),), (("UIT", 1), ("UIT", 2))])
def test_floors_that_mean_nothing_are_refused(floors: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(ValueError, match="floors are at least 0"):
        Alone(floors=floors)
