"""What has begun stands."""

import pytest

import allocator as al
from allocator.goals.frozen import Frozen
from allocator.policy import Policy
from tests.goals.measured import values
from tests.make import problem

BEFORE = {"need": "n1", "offer": "o1", "period": "P1", "status": "started"}
CASES = [
    ("as it was", {}, ("n1 o1 P1",), 0), ("no place any more", {}, (), 1), ("another offer", {}, ("n1 o2 P1",), 1), ("another in its place", {}, ("n2 o1 P1",), 1),
    ("another window", {"period": "P2"}, ("n1 o1 P1",), 1), ("ended counts as begun", {"status": "ended"}, (), 1),
    ("confirmed has not begun", {"status": "confirmed"}, (), 0), ("notified has not begun", {"status": "notified"}, ("n1 o2 P1",), 0),
]


@pytest.mark.parametrize(("says", "before", "placements", "moved"), CASES, ids=[case[0] for case in CASES])
def test_counts_what_had_begun_and_does_not_stand(says: str, before: dict, placements: tuple[str, ...], moved: int) -> None:
    asked = problem(needs=[{}, {}], offers=[{"offer": "o1"}, {"offer": "o2"}], periods=[{}, {}], previous=[BEFORE | before])
    assert values(Frozen(), asked, *placements) == {"frozen": moved}


def test_the_policy_may_freeze_what_is_confirmed() -> None:
    asked = problem(needs=[{}, {}], offers=[{"offer": "o1"}, {"offer": "o2"}], previous=[BEFORE | {"status": "confirmed"}])
    assert values(Frozen(begun=("confirmed",)), asked) == {"frozen": 1}


def test_as_the_first_layer_it_goes_before_who_would_lose_the_year() -> None:
    """One place, n1 has begun in it; n2 is at risk. Without the layer n2 gets it."""
    asked = problem(needs=[{"need": "n1"}, {"need": "n2", "at_risk": True}], offers=[{"offer": "o1", "places": 1}], previous=[BEFORE])
    assert al.solve(asked).placements["need"].to_list() == ["n2"]
    first = Policy.of(asked.policy.rules, ("frozen", *asked.policy.layers))
    assert al.solve(asked.replace(policy=first)).placements["need"].to_list() == ["n1"]
