"""What is no longer as it was published."""

import pytest

import allocator as al
from allocator.goals.changes import Changes
from tests.goals.measured import values
from tests.make import problem

PEOPLE = {"supervisors": [{"supervisor": "v1"}, {"supervisor": "v2"}, {"supervisor": "v3", "ects": 10}], "courses": [{"supervisor_professions": "sykepleier", "supervisor_ects": 5}]}
BEFORE = {"need": "n1", "offer": "o1", "period": "P1"}
CASES = [
    ("as before", {}, ("n1 o1 P1 v1",), 0), ("no place any more", {}, (), 1), ("another offer", {}, ("n1 o2 P1 v1",), 1),
    ("another in its place", {}, ("n2 o1 P1 v1",), 1), ("another window", {"period": "P2"}, ("n1 o1 P1 v1",), 1),
    ("with the supervisor", {"supervisor": "v1"}, ("n1 o1 P1 v1",), 0), ("with one of the same team", {"supervisor": "v1"}, ("n1 o1 P1 v2",), 0),
    ("with another supervisor", {"supervisor": "v1"}, ("n1 o1 P1 v3",), 1), ("elsewhere, with the supervisor", {"supervisor": "v1"}, ("n1 o2 P1 v1",), 2),
    ("no place, with a supervisor", {"supervisor": "v1"}, (), 2),
]


@pytest.mark.parametrize(("says", "before", "placements", "changes"), CASES, ids=[case[0] for case in CASES])
def test_counts_what_is_no_longer_as_published(says: str, before: dict, placements: tuple[str, ...], changes: int) -> None:
    asked = problem(needs=[{}, {}], offers=[{"offer": "o1"}, {"offer": "o2"}], periods=[{}, {}], previous=[BEFORE | before], **PEOPLE)
    assert values(Changes(), asked, *placements) == {"changes": changes}


def test_a_course_without_supervisors_keeps_the_place() -> None:
    asked = problem(previous=[BEFORE | {"supervisor": "v1"}])
    assert values(Changes(), asked, "n1 o1 P1") == {"changes": 1}


def test_without_a_published_plan_nothing_changes() -> None:
    assert values(Changes(), problem(), "n1 o1 P1") == {"changes": 0}


def test_only_who_lost_the_place_moves() -> None:
    offers = [{"offer": f"o{at}", "site": f"A{at}"} for at in (1, 2, 3)]
    asked = problem(needs=[{}, {}], offers=[offers[0] | {"status": "withdrawn"}, *offers[1:]], previous=[BEFORE, {"need": "n2", "offer": "o3", "period": "P1"}])
    assert al.solve(asked).placements.set_index("need")["offer"].to_dict() == {"n1": "o2", "n2": "o3"}


def test_the_published_row_is_found_by_its_need_not_by_its_place_in_the_table() -> None:
    asked = problem(needs=[{}, {}], offers=[{"offer": "o1"}], previous=[BEFORE | {"need": "n2"}])
    assert values(Changes(), asked, "n2 o1 P1") == {"changes": 0}
    assert al.solve(asked).placements["need"].tolist() == ["n2"]


@pytest.mark.parametrize(("free", "placements", "counted"), [(1, (), 1), (1, ("n1 o1 P1",), 0), (2, (), 0), (5, (), 0), (1, ("n1 o2 P1", "n2 o1 P1"), 1)])
def test_the_first_changes_of_a_budget_count_nothing(free: int, placements: tuple[str, ...], counted: int) -> None:
    asked = problem(needs=[{}, {}], offers=[{"offer": "o1"}, {"offer": "o2"}], previous=[BEFORE, BEFORE | {"need": "n2", "offer": "o2"}])
    assert values(Changes(free=free), asked, *placements) == {"changes": counted}


def test_a_budget_below_none_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        Changes(free=-1)
