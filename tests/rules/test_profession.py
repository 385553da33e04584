"""Which professions may supervise a course."""

import pytest

from allocator.rules.profession import Profession
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes

ASKS = [{"supervisor_professions": "sykepleier | jordmor"}]
NAMED = {"supervisor": "v1"}
CASES = [
    yes("the course asks for none"),
    yes("none is named, the site has nobody", courses=ASKS),
    yes("the first of two accepted", at=NAMED, courses=ASKS, supervisors=[{"sites": "A1", "profession": "sykepleier"}]),
    yes("the second of two accepted", at=NAMED, courses=ASKS, supervisors=[{"sites": "A1", "profession": "jordmor"}]),
    no("a profession that no course accepts", at=NAMED, courses=ASKS, supervisors=[{"sites": "A1", "profession": "lege"}]),
    no(
        "a profession that another course accepts",
        at=NAMED, courses=[*ASKS, {"supervisor_professions": "lege"}], supervisors=[{"sites": "A1", "profession": "lege"}],
    ),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Profession()) == (case.allowed, case.allowed)


def test_a_supervisor_whom_the_course_does_not_ask_for_is_no_breach() -> None:
    term = problem(supervisors=[{"sites": "A1", "profession": "lege"}])
    assert breaches(Profession(), term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": "v1"}).empty
