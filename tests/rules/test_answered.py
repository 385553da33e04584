"""Which offers still stand on the day the plan is made."""

import datetime as dt

import pytest

from allocator.rules.answered import Answered
from tests.rules.alone import Case, no, yes


def offer(answer_by: str | None, status: str = "offered") -> list[dict[str, object]]:
    return [{"answer_by": answer_by, "status": status}]


JUNE = Answered(as_of=dt.date(2026, 6, 1))
CASES = [
    yes("no deadline", JUNE, offers=offer(None)),
    yes("the deadline is the day after", JUNE, offers=offer("2026-06-02")),
    yes("the deadline is today", JUNE, offers=offer("2026-06-01")),
    no("the deadline was yesterday", JUNE, offers=offer("2026-05-31")),
    yes("the deadline was yesterday, and it is confirmed", JUNE, offers=offer("2026-05-31", "confirmed")),
    no("the deadline was yesterday, and it is only asked for", JUNE, offers=offer("2026-05-31", "requested")),
    yes("withdrawn before the deadline: another rule's", JUNE, offers=offer("2026-06-02", "withdrawn")),
    yes("another offer's deadline was yesterday", JUNE, offers=[*offer(None), *offer("2026-05-31")]),
    yes("the policy names no day", offers=offer("2020-01-01")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Answered()) == (case.allowed, case.allowed)
