"""Who may use a place that a student has found. The plan is made on 1 June 2026; the course is nursing, second year, in Tromsø."""

import datetime as dt
from dataclasses import replace

import pytest

from allocator.rules.own_found import OwnFound
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes

JUNE = OwnFound(as_of=dt.date(2026, 6, 1))
TWO = [{"student": "s1"}, {"student": "s2"}]
NEEDS = [{"need": "n1", "student": "s1"}, {"need": "n2", "student": "s2"}]
CITY = [{"area": "By", "municipality": "5501", "level": "secondary"}, {"area": "Midt", "municipality": "5530"}]


def rule(**more: object) -> OwnFound:
    return replace(JUNE, **more)  # type: ignore[arg-type]


def found(student: str, answer_by: str | None = None) -> dict[str, list[dict[str, object]]]:
    return {"offers": [{"found_by": student, "answer_by": answer_by}], "students": TWO, "needs": NEEDS}


CASES = [
    yes("nobody found it", JUNE),
    yes("the student found it", JUNE, **found("s1")),
    no("another student found it", JUNE, **found("s2")),
    no("another found it, the answer day is tomorrow", JUNE, **found("s2", "2026-06-02")),
    no("another found it, the answer day is today", JUNE, **found("s2", "2026-06-01")),
    yes("another found it, the answer day was yesterday", JUNE, **found("s2", "2026-05-31")),
    yes("the student found it, the answer day was yesterday", JUNE, **found("s1", "2026-05-31")),
    no("another found it, the answer day is long past, and the policy names no day", OwnFound(), **found("s2", "2020-01-01")),
    no("the student found it, it is not allowed", rule(allowed=False), **found("s1")),
    no("another found it, it is not allowed: it was not offered to all", rule(allowed=False), **found("s2")),
    yes("allowed in this programme", rule(programmes=("vernepleie", "sykepleie")), **found("s1")),
    no("allowed in another programme", rule(programmes=("vernepleie",)), courses=[{}, {"programme": "vernepleie"}], **found("s1")),
    no("allowed in a programme that nobody has", rule(programmes=("medisin",)), **found("s1")),
    yes("allowed in this year", rule(years=(2,)), **found("s1")),
    no("allowed in another year", rule(years=(1, 3)), **found("s1")),
    no("allowed in some years, the course has none", rule(years=(2,)), courses=[{"year": None}], **found("s1")),
    yes("allowed in this area, of which the municipality is a secondary one", rule(areas=("By",)), areas=CITY, **found("s1")),
    no("allowed in another area", rule(areas=("Midt",)), areas=CITY, **found("s1")),
    no("allowed in an area that nobody has", rule(areas=("Oslo",)), areas=CITY, **found("s1")),
    yes("what is not allowed binds no ordinary offer", rule(allowed=False, years=(1,))),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(OwnFound()) == (case.allowed, case.allowed)


def test_a_word_to_the_student_never_tells_of_the_one_who_found_it() -> None:
    seen = breaches(JUNE, problem(**found("s2")), {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""}).iloc[0]
    assert JUNE.breach.say("nb", **{name: seen[name] for name in JUNE.breach.fields}) == "n1: tilbudet o1 på A1 holdes av til den som fant plassen."
    assert JUNE.own.say("nb", site="A1") == "Plassen på A1 er ikke ledig for deg."
