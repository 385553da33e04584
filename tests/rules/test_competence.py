"""Whose competence is enough for a course."""

import pytest

from allocator.rules.competence import Competence
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes

ASKS = [{"supervisor_professions": "sykepleier", "supervisor_ects": 10, "supervisor_years": 3}]
NAMED = {"supervisor": "v1"}
ONE = Competence(mode="one_at_site")


def has(ects: float, years: float, **more: object) -> dict[str, object]:
    return {"sites": "A1", "ects": ects, "years": years, **more}


CASES = [
    yes("just as much as is asked for", at=NAMED, courses=ASKS, supervisors=[has(10, 3)]),
    yes("more of both", at=NAMED, courses=ASKS, supervisors=[has(15, 30)]),
    no("half a credit short", at=NAMED, courses=ASKS, supervisors=[has(9.5, 3)]),
    no("a year short", at=NAMED, courses=ASKS, supervisors=[has(10, 2)]),
    yes("nothing is asked for", at=NAMED, courses=[{"supervisor_professions": "sykepleier"}], supervisors=[has(0, 0)]),
    yes("years without education are enough where no education is asked for", at=NAMED,
        courses=[{"supervisor_professions": "sykepleier", "supervisor_years": 3}], supervisors=[has(0, 3)]),
    yes("none is named, the site has nobody", courses=ASKS),
    yes("the course asks for no supervisor, whatever else it asks", courses=[{"supervisor_ects": 10}], supervisors=[has(0, 0)]),
    no("each: a colleague's competence does not help", at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3)]),
    yes("one at the site: a colleague has both", ONE, at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3)]),
    yes("one at the site: the one who is named has both", ONE, at=NAMED, courses=ASKS, supervisors=[has(10, 3), has(0, 0)]),
    no("one at the site: one has the education, another the years", ONE, at=NAMED, courses=ASKS, supervisors=[has(10, 2), has(0, 3)]),
    no("one at the site: nobody has", ONE, at=NAMED, courses=ASKS, supervisors=[has(5, 5)]),
    no("one at the site: the colleague is of another profession", ONE, at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3, profession="lege")]),
    no("one at the site: the colleague is away one week", ONE, at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3, away="2026-W41")]),
    yes("one at the site: the colleague is away the week after", ONE, at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3, away="2026-W42")]),
    no("one at the site: the one who is named has both, but is away", ONE, at=NAMED, courses=ASKS, supervisors=[has(10, 3, away="2026-W34")]),
    yes("one at the site: the colleague has no room for students", ONE, at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3, capacity=0)]),
    no("one at the site: somebody at another site has both", ONE, at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3, sites="B")]),
    yes("one at the site: somebody of two sites has both", ONE, at=NAMED, courses=ASKS, supervisors=[has(0, 3), has(10, 3, sites="B | A1")]),
    yes("one at the site: none is named, the site has nobody", ONE, courses=ASKS),
    yes("one at the site: the course asks for no supervisor", ONE, courses=[{"supervisor_ects": 10}], supervisors=[has(0, 0)]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Competence()) == (case.allowed, case.allowed)


def test_a_supervisor_whom_the_course_does_not_ask_for_is_no_breach() -> None:
    term = problem(courses=[{"supervisor_ects": 10}], supervisors=[has(0, 0)])
    assert breaches(Competence(), term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": "v1"}).empty
