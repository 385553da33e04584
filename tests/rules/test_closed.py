"""When a site is closed to students."""

import pytest

from allocator.rules.closed import Closed
from tests.make import problem, weeks
from tests.rules.alone import Case, breaches, no, yes


def shut(*closed: str) -> list[dict[str, object]]:
    return [{"closed": closed}]


def above(*closed: str) -> list[dict[str, object]]:
    return [{"site": "A1", "parent": "over"}, {"site": "over", "parent": "top"}, {"site": "top", "closed": closed}]


GAP = [{"period": "P1", "weeks": "2026-W34 | 2026-W35 | 2026-W38"}]
CASES = [
    yes("never closed"),
    yes("closed the week before and the week after", sites=shut("2026-W33", "2026-W42")),
    no("closed the first week", sites=shut("2026-W34")),
    no("closed the last week", sites=shut("2026-W41")),
    no("closed two weeks in the middle", sites=shut("2026-W36", "2026-W37")),
    yes("closed in a week that the window leaves out", periods=GAP, sites=shut("2026-W36")),
    no("closed in a week after the gap", periods=GAP, sites=shut("2026-W38")),
    yes("the same week of another year", sites=shut("2025-W34")),
    no("two steps above is closed", sites=above("2026-W40")),
    yes("two steps above is closed the week after", sites=above("2026-W42")),
    yes("a site below is closed", sites=[{"site": "A1"}, {"site": "B", "parent": "A1", "closed": ("2026-W36",)}]),
    no("the weeks of an offer by weeks do not open a closed site", sites=shut("2026-W36"), offers=[{"weeks": weeks(30, 45)}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Closed()) == (case.allowed, case.allowed)


def test_weeks_closed_here_and_above_are_said_once_in_one_breach() -> None:
    term = problem(sites=[{"site": "A1", "parent": "over", "closed": ("2026-W36", "2026-W37")}, {"site": "over", "closed": ("2026-W36", "2026-W40")}])
    found = breaches(Closed(), term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""})
    assert Closed.breach.say("nb", **{name: found[name].item() for name in Closed.breach.fields}) == "n1: A1 er stengt uke 36–37, 40 i perioden P1."
    assert found["units"].tolist() == [1]
