"""Who may be sent where a car is needed."""

import pytest

from allocator.rules.car import Car
from tests.rules.alone import Case, no, yes

NEEDED = [{"needs_car": True}]
CASES = [
    yes("the site asks for nothing", students=[{"car": False, "licence": False}]),
    yes("car and licence", sites=NEEDED, students=[{"car": True, "licence": True}]),
    no("a car alone does not help", sites=NEEDED, students=[{"car": True, "licence": False}]),
    no("a licence alone does not help", sites=NEEDED, students=[{"car": False, "licence": True}]),
    no("neither", sites=NEEDED),
    yes("a site that asks for a licence only is another rule's", sites=[{"needs_licence": True}]),
    yes("what a site above asks for is not asked below", sites=[{"site": "A1", "parent": "over"}, {"site": "over", "needs_car": True}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Car()) == (case.allowed, case.allowed)
