"""Who must have a named supervisor, and which."""

import pytest

from allocator.rules.supervised import Supervised
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes

ASKS = [{"supervisor_professions": "sykepleier"}]
HERE = [{"supervisor": "v1", "sites": "A1"}]
ELSEWHERE = [{"supervisor": "v1", "sites": "B"}]
TWO = [{"supervisor": "v1", "sites": "B | A1"}]
NAMED = {"supervisor": "v1"}
STRICT = Supervised(required=True)
CASES = [
    yes("the course asks for none, the site has none"),
    yes("the course asks for none, the site has one: none is named", supervisors=HERE),
    yes("asked for, and one at the site is named", at=NAMED, courses=ASKS, supervisors=HERE),
    yes("one who works at two sites is named", at=NAMED, courses=ASKS, supervisors=TWO),
    no("asked for and there is one, but none is named", courses=ASKS, supervisors=HERE),
    no("the one that is named works elsewhere; here is another", at=NAMED, courses=ASKS, supervisors=[*ELSEWHERE, {"sites": "A1"}]),
    no("the one that is named works elsewhere; here is nobody", at=NAMED, courses=ASKS, supervisors=ELSEWHERE),
    no("one of the site above is named", at=NAMED, courses=ASKS, sites=[{"site": "A1", "parent": "over"}], supervisors=[{"sites": "over"}]),
    yes("asked for, the site has named nobody: it is trusted", courses=ASKS, supervisors=ELSEWHERE),
    no("asked for, the only one is of another profession: somebody is named all the same", courses=ASKS, supervisors=[{"sites": "A1", "profession": "lege"}]),
    no("required: asked for, the site has named nobody", STRICT, courses=ASKS),
    no("required: asked for, there is one, none is named", STRICT, courses=ASKS, supervisors=HERE),
    yes("required: asked for, one is named", STRICT, at=NAMED, courses=ASKS, supervisors=HERE),
    yes("required: the course asks for none", STRICT),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Supervised()) == (case.allowed, case.allowed)


def test_a_supervisor_whom_the_course_does_not_ask_for_is_no_breach() -> None:
    found = breaches(Supervised(), problem(supervisors=HERE), {"need": "n1", "offer": "o1", "period": "P1", "supervisor": "v1"})
    assert found.empty
