"""In which windows a course may use an offer."""

import pytest

from allocator.rules.period import Period
from tests.make import weeks
from tests.rules.alone import Case, no, yes

WINDOWS = [
    {"period": "P1", "first_day": "2026-08-17", "last_day": "2026-10-09"},
    {"period": "P2", "first_day": "2026-09-14", "last_day": "2026-11-06"},
    {"period": "gap", "first_day": "2026-08-17", "last_day": "2026-09-11", "weeks": "2026-W34 | 2026-W35 | 2026-W37"},
]
ALL = [{"periods": "P1 | P2 | gap"}]
CASES = [
    yes("the course runs in the window, the offer names it", periods=WINDOWS),
    no("the course runs in another window", periods=WINDOWS, courses=[{"periods": "P2"}]),
    yes("the course runs in two windows", periods=WINDOWS, courses=[{"periods": "P1 | P2"}]),
    yes("the need names the window", periods=WINDOWS, courses=ALL, needs=[{"periods": "P1"}]),
    yes("the need names the window and another", periods=WINDOWS, courses=ALL, needs=[{"periods": "P1 | P2"}]),
    no("the need names another window", periods=WINDOWS, courses=ALL, needs=[{"periods": "P2"}]),
    no("the need names a window that the course does not run in", periods=WINDOWS, courses=[{"periods": "P2"}], needs=[{"periods": "P1"}]),
    no("the offer names another window", periods=WINDOWS, courses=ALL, offers=[{"period": "P2"}]),
    yes("the offer's weeks are just those of the window", periods=WINDOWS, offers=[{"weeks": weeks(34, 41)}]),
    yes("the offer's weeks are more", periods=WINDOWS, offers=[{"weeks": weeks(33, 42)}]),
    no("the offer lacks the first week", periods=WINDOWS, offers=[{"weeks": weeks(35, 42)}]),
    no("the offer lacks the last week", periods=WINDOWS, offers=[{"weeks": weeks(34, 40)}]),
    no("the offer lacks a week in the middle", periods=WINDOWS, offers=[{"weeks": (*weeks(34, 36), *weeks(38, 41))}]),
    yes("the offer lacks a week that the window leaves out", at={"period": "gap"}, periods=WINDOWS, offers=[{"weeks": ("2026-W34", "2026-W35", "2026-W37")}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Period()) == (case.allowed, case.allowed)
