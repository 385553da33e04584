"""Who gets what share of the needs met."""

import pytest

import allocator as al
from allocator.goals.program_shares import ProgramShares
from allocator.goals.shares import Shares
from allocator.policy import Policy
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem

COURSES = [{"course": "u", "institution": "UIT"}, {"course": "n", "institution": "NORD"}]
FIVE = [{"need": f"u{at}", "course": "u"} for at in (1, 2, 3)] + [{"need": f"n{at}", "course": "n"} for at in (1, 2)]
CASES = [
    ((), ((0, 2), (0, 3))),
    (("u1",), ((0, 2), (1, 3))),
    (("n1",), ((0, 3), (1, 2))),
    (("u1", "n1"), ((1, 3), (1, 2))),
    (("u1", "u2", "n1"), ((1, 2), (2, 3))),
    (("u1", "u2", "u3", "n1", "n2"), ((2, 2), (3, 3))),
]


def term(places: int = 5) -> Problem:
    """UIT has three needs and NORD two, at one offer."""
    return problem(courses=COURSES, needs=FIVE, offers=[{"offer": "o1", "places": places}])


@pytest.mark.parametrize(("placed", "pairs"), CASES)
def test_the_pairs_stand_with_the_lowest_share_first(placed: tuple[str, ...], pairs: tuple[tuple[int, int], ...]) -> None:
    assert values(Shares(), term(), *(f"{need} o1 P1" for need in placed)) == {"shares": pairs}


def test_a_course_without_needs_is_nobodys_share() -> None:
    courses = [*COURSES, {"course": "v", "institution": "VID"}]
    assert values(Shares(), problem(courses=courses, needs=FIVE[:1], offers=[{"offer": "o1"}])) == {"shares": ((0, 1),)}


def test_without_needs_there_is_nothing_to_share() -> None:
    assert values(Shares(), problem(needs=[])) == {"shares": ()}


def test_programmes_of_an_institution_are_shares_and_those_of_two_are_two() -> None:
    names = [("a", "UIT", "nursing"), ("b", "UIT", "social work"), ("c", "NORD", "nursing"), ("d", "UIT", "nursing")]
    courses = [dict(zip(("course", "institution", "programme"), one, strict=True)) for one in names]
    asked = problem(courses=courses, needs=[{"need": f"n{name}", "course": name} for name in "abcd"], offers=[{"offer": "o1", "places": 4}])
    assert values(ProgramShares(), asked, "nb o1 P1", "nd o1 P1") == {"program_shares": ((0, 1), (1, 2), (1, 1))}
    assert values(Shares(), asked, "nb o1 P1", "nd o1 P1") == {"shares": ((0, 1), (2, 3))}


@pytest.mark.parametrize(("places", "pairs"), [(1, ((0, 3), (1, 2))), (2, ((1, 3), (1, 2))), (3, ((1, 2), (2, 3))), (4, ((2, 3), (2, 2)))])
def test_the_lowest_share_is_raised_first(places: int, pairs: tuple[tuple[int, int], ...]) -> None:
    asked = term(places)
    plan = al.solve(asked.replace(policy=Policy.of(Policy.neutral().rules, ("placed", "shares", "lottery"))))
    assert al.check(plan.problem, plan.placements).require(plan.reached).values["shares"] == pairs


def test_needs_that_nothing_is_open_to_count_too() -> None:
    asked = problem(courses=COURSES, needs=FIVE, offers=[{"offer": "o1", "places": 5}], agreements=[{"institution": "UIT", "municipality": "5501"}])
    plan = al.solve(asked)
    assert next(one.value for one in plan.reached if one.layer == "shares") == ((0, 2), (3, 3))
