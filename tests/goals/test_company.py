"""Who is alone in an area."""

import pytest

import allocator as al
from allocator.goals.company import Company
from allocator.policy import Policy
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem

AREA = [{"area": "Midt", "municipality": "5530"}, {"area": "Midt", "municipality": "5501"}]
TOWNS = [{"site": "A", "municipality": "5530"}, {"site": "B", "municipality": "5501"}, {"site": "C", "municipality": "5503"}]


def term(areas: list[dict] = AREA) -> Problem:
    """Three students; A and B lie in one area, C in none; two windows of the same weeks and a later one."""
    late = {"first_day": "2026-08-24", "last_day": "2026-10-09"}
    offers = [{"offer": f"{site}{at}", "site": site, "period": f"P{at}", "places": 3} for site in "ABC" for at in (1, 2, 3)]
    return problem(needs=[{}, {}, {}], sites=TOWNS, offers=offers, periods=[{}, {}, late], areas=areas)


CASES = [
    ("nobody", (), 0), ("one", ("n1 A1 P1",), 1), ("two at one site", ("n1 A1 P1", "n2 A1 P1"), 0),
    ("two in one area", ("n1 A1 P1", "n2 B1 P1"), 0), ("two in two areas", ("n1 A1 P1", "n2 C1 P1"), 2),
    ("in two windows of the same weeks", ("n1 A1 P1", "n2 B2 P2"), 0), ("in other weeks", ("n1 A1 P1", "n2 A3 P3"), 2),
    ("two and one", ("n1 A1 P1", "n2 B1 P1", "n3 A3 P3"), 1), ("three", ("n1 A1 P1", "n2 B1 P1", "n3 B1 P1"), 0),
]


@pytest.mark.parametrize(("says", "placements", "alone"), CASES, ids=[case[0] for case in CASES])
def test_counts_those_who_are_alone(says: str, placements: tuple[str, ...], alone: int) -> None:
    assert values(Company(), term(), *placements) == {"company": alone}


def test_without_areas_each_municipality_is_one() -> None:
    assert values(Company(), term([]), "n1 A1 P1", "n2 B1 P1") == {"company": 2}


def test_a_municipality_in_two_areas_counts_in_both() -> None:
    both = [*AREA, {"area": "Nord", "municipality": "5501", "level": "secondary"}]
    assert values(Company(), term(both), "n1 B1 P1") == {"company": 2}
    assert values(Company(), term(both), "n1 B1 P1", "n2 A1 P1") == {"company": 1}


def test_an_area_that_is_called_like_a_municipality_is_another() -> None:
    assert values(Company(), term([{"area": "5503", "municipality": "5530"}]), "n1 A1 P1", "n2 C1 P1") == {"company": 2}


def test_students_are_sent_where_there_is_company() -> None:
    offers = [{"offer": "a", "site": "A"}, {"offer": "b", "site": "B"}, {"offer": "c", "site": "C"}]
    asked = problem(needs=[{}, {}], students=[{"car": True, "licence": True}] * 2, sites=TOWNS, offers=offers, areas=AREA)
    plan = al.solve(asked.replace(policy=Policy.of(Policy.neutral().without("distance").rules, ("placed", "company", "lottery"))))
    assert sorted(plan.placements["site"]) == ["A", "B"]
