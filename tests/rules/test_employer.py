"""How soon after work a student may be placed there."""

import pytest

from allocator.rules.employer import Employer
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes


def work(site: str = "A1", ended: str | None = None, **more: object) -> list[dict[str, object]]:
    return [{"student": "s1", "site": site, "ended": ended, **more}]


FEBRUARY = [{"first_day": "2026-02-28", "last_day": "2026-04-24"}]
SATURDAY = [{"first_day": "2026-02-27", "last_day": "2026-04-24"}]
LEAP = [{"first_day": "2028-02-28", "last_day": "2028-04-21"}]
LEAP_DAY = [{"first_day": "2028-02-29", "last_day": "2028-04-21"}]
BELOW = [{"site": "A1", "parent": "over"}, {"site": "over", "parent": "top"}]
CASES = [
    yes("works nowhere"),
    no("works there", conflicts=work()),
    yes("works elsewhere", conflicts=work("B")),
    no("works at the site above", sites=BELOW, conflicts=work("over")),
    no("works two steps above", sites=BELOW, conflicts=work("top")),
    yes("works at a site below", sites=[{"site": "A1"}, {"site": "B", "parent": "A1"}], conflicts=work("B")),
    no("left five months before", conflicts=work(ended="2026-03-17")),
    yes("left seven months before", conflicts=work(ended="2026-01-17")),
    yes("left six months before, to the day", conflicts=work(ended="2026-02-17")),
    no("left a day later", conflicts=work(ended="2026-02-18")),
    no("leaves while the window lasts", conflicts=work(ended="2026-09-01")),
    yes("left 31 August, first day 28 February: clamped to the last of the month", periods=FEBRUARY, conflicts=work(ended="2025-08-31")),
    no("left 31 August, first day 27 February", periods=SATURDAY, conflicts=work(ended="2025-08-31")),
    yes("left 28 August, first day 28 February", periods=FEBRUARY, conflicts=work(ended="2025-08-28")),
    no("left 31 August, first day 28 February of a leap year", periods=LEAP, conflicts=work(ended="2027-08-31")),
    yes("left 31 August, first day 29 February of a leap year", periods=LEAP_DAY, conflicts=work(ended="2027-08-31")),
    yes("one month: left a month before", Employer(months=1), conflicts=work(ended="2026-07-17")),
    no("one month: left a day later", Employer(months=1), conflicts=work(ended="2026-07-18")),
    no("twelve months: left seven before", Employer(months=12), conflicts=work(ended="2026-01-17")),
    yes("no months: left on the first day", Employer(months=0), conflicts=work(ended="2026-08-17")),
    no("left long ago and came back", conflicts=[*work(ended="2020-01-01"), *work()]),
    yes("a relative there is another rule's", conflicts=work(reason="relative")),
    yes("a superior elsewhere, who is named, is another rule's", conflicts=[{"student": "s1", "supervisor": "v1"}], supervisors=[{"sites": "A1"}]),
    yes("somebody else works there", students=[{}, {"student": "s2"}], conflicts=work(student="s2")),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Employer()) == (case.allowed, case.allowed)


def test_two_ties_are_one_breach() -> None:
    term = problem(sites=BELOW, conflicts=[*work(), *work("over")])
    assert len(breaches(Employer(), term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""})) == 1
