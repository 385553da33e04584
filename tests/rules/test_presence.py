"""When a supervisor must be present."""

import pytest

from allocator.rules.presence import Presence
from tests.rules.alone import Case, no, yes

ASKS = [{"supervisor_professions": "sykepleier"}]
NAMED = {"supervisor": "v1"}
GAP = [{"period": "P1", "weeks": "2026-W34 | 2026-W35 | 2026-W38"}]


def away(*absent: str) -> list[dict[str, object]]:
    return [{"sites": "A1", "away": absent}]


CASES = [
    yes("never away", at=NAMED, courses=ASKS, supervisors=away()),
    yes("away the week before and the week after", at=NAMED, courses=ASKS, supervisors=away("2026-W33", "2026-W42")),
    no("away the first week", at=NAMED, courses=ASKS, supervisors=away("2026-W34")),
    no("away the last week", at=NAMED, courses=ASKS, supervisors=away("2026-W41")),
    no("away two weeks in the middle", at=NAMED, courses=ASKS, supervisors=away("2026-W36", "2026-W37")),
    yes("away in a week that the window leaves out", at=NAMED, courses=ASKS, periods=GAP, supervisors=away("2026-W36")),
    no("away in a week that the window names after the gap", at=NAMED, courses=ASKS, periods=GAP, supervisors=away("2026-W38")),
    yes("the same week of another year", at=NAMED, courses=ASKS, supervisors=away("2025-W34")),
    yes("the one who is named is present, a colleague is away", at=NAMED, courses=ASKS, supervisors=[*away(), *away("2026-W34")]),
    yes("none is named, the site has nobody", courses=ASKS),
    yes("the course asks for none, the only one is away", supervisors=away("2026-W34")),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Presence()) == (case.allowed, case.allowed)
