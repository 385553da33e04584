"""Where a student who needs an accessible site may be sent."""

import pytest

from allocator.rules.access import Access
from tests.rules.alone import Case, no, yes

NEEDS = [{"accessible": True}]
CASES = [
    yes("needs nothing, the site is not accessible"),
    yes("needs nothing, the site is accessible", sites=[{"accessible": True}]),
    yes("needs it, the site is accessible", students=NEEDS, sites=[{"accessible": True}]),
    no("needs it, the site is not accessible", students=NEEDS),
    no("a site above that is accessible does not help", students=NEEDS, sites=[{"site": "A1", "parent": "over"}, {"site": "over", "accessible": True}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Access()) == (case.allowed, case.allowed)
