"""How far the institutions fall short of what they would have alone."""

import pandas as pd
import pytest

import allocator as al
from allocator.goals.alone import Alone
from allocator.policy import Policy
from allocator.rules.places import Places
from allocator.system import Price
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
]


@pytest.mark.parametrize(("says", "floors", "needs", "short"), CASES, ids=[case[0] for case in CASES])
def test_what_is_missing_is_counted_by_institution(says: str, floors: dict[str, int], needs: tuple[str, ...], short: int) -> None:
    assert values(Alone(floors=tuple(floors.items())), TERM, *(f"{need} o1 P1" for need in needs)) == {"alone": short}


def test_without_floors_nothing_is_claimed() -> None:
    policy = Policy.of((Places(price=Price("alone")),), ("alone", "placed"))
    asked = TERM.replace(policy=policy)
    placements = pd.DataFrame([{"need": "u1", "offer": "o1", "period": "P1", "supervisor": ""}])
    assert "alone" not in al.check(asked.replace(policy=policy.without("places")), placements).values
    none = problem(policy, offers=[{"places": 0}])
    assert al.check(none, pd.DataFrame([{"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""}])).values["alone"] == 1, "what is bent is told all the same"


@pytest.mark.parametrize("floors", [(("UIT", -1),), (("UIT", 1), ("UIT", 2))])
def test_floors_that_mean_nothing_are_refused(floors: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(ValueError, match="floors are at least 0"):
        Alone(floors=floors)
