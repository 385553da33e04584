"""Which municipalities get their first students."""

import pytest

import allocator as al
from allocator.goals.unused import Unused
from allocator.policy import Policy
from tests.goals.measured import values
from tests.make import problem

SITES = [{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5530"}, {"site": "C", "municipality": "5503"}]
OFFERS = [{"offer": "o1", "site": "A", "places": 9}, {"offer": "o2", "site": "B", "places": 9}]
CASES = [
    ("none has been used, C offers nothing", [], [], 2), ("one was used last year", [{"municipality": "5501", "last_used": "2025 autumn"}], [], 1),
    ("a student has been there", [], [{"municipality": "5530"}], 1), ("a student has been elsewhere", [], [{"municipality": "1902"}], 2),
    ("both have been used", [{"municipality": "5501", "last_used": "x"}], [{"municipality": "5530"}], 0),
]


@pytest.mark.parametrize(("says", "towns", "history", "unused"), CASES, ids=[case[0] for case in CASES])
def test_a_municipality_waits_for_its_first_student(says: str, towns: list, history: list, unused: int) -> None:
    history = [{"student": "s1", **row} for row in history]
    asked = problem(municipalities=towns, history=history, sites=SITES, offers=OFFERS, needs=[{"student": "s1"}, {}])
    assert values(Unused(), asked) == {"unused": unused}
    first = 1 if "5501" not in {row["municipality"] for row in towns} else 0
    assert values(Unused(), asked, "n1 o1 P1") == {"unused": unused - first}
    assert values(Unused(), asked, "n1 o1 P1", "n2 o1 P1") == {"unused": unused - first}


def test_an_offer_that_nothing_is_open_at_waits_in_vain() -> None:
    asked = problem(sites=SITES, offers=OFFERS, agreements=[])
    plan = al.solve(asked.replace(policy=Policy.of(Policy.neutral().rules, ("unused", "lottery"))))
    assert plan.reached[0].value == 2
    assert plan.reached[0].proved


def test_two_students_open_two_municipalities() -> None:
    asked = problem(sites=SITES, offers=OFFERS, students=[{"car": True, "licence": True}] * 3)
    plan = al.solve(asked.replace(policy=Policy.of(Policy.neutral().rules, ("placed", "unused", "lottery"))))
    assert al.check(plan.problem, plan.placements).require(plan.reached).values["unused"] == 0
