"""Who may be sent where a driving licence is needed."""

import pytest

from allocator.rules.licence import Licence
from tests.rules.alone import Case, no, yes

NEEDED = [{"needs_licence": True}]
CASES = [
    yes("the site asks for nothing"),
    yes("a licence", sites=NEEDED, students=[{"licence": True}]),
    no("no licence", sites=NEEDED),
    no("a car without a licence does not help", sites=NEEDED, students=[{"car": True, "licence": False}]),
    yes("a site that asks for a car only is another rule's", sites=[{"needs_car": True}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Licence()) == (case.allowed, case.allowed)
