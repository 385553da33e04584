"""Under whom a student may not be."""

import pytest

from allocator.rules.named_supervisor import NamedSupervisor
from tests.rules.alone import Case, no, yes

ASKS = [{"supervisor_professions": "sykepleier"}]
TWO = [{"supervisor": "v1", "sites": "A1"}, {"supervisor": "v2", "sites": "A1"}]
V1, V2 = {"supervisor": "v1"}, {"supervisor": "v2"}


def tie(supervisor: str = "v1", reason: str = "relative", ended: str | None = None, **more: object) -> list[dict[str, object]]:
    return [{"student": "s1", "supervisor": supervisor, "reason": reason, "ended": ended, **more}]


CASES = [
    yes("no tie", at=V1, courses=ASKS, supervisors=TWO),
    no("a relative", at=V1, courses=ASKS, supervisors=TWO, conflicts=tie()),
    no("an employer", at=V1, courses=ASKS, supervisors=TWO, conflicts=tie(reason="employer")),
    no("whoever treats the student", at=V1, courses=ASKS, supervisors=TWO, conflicts=tie(reason="patient")),
    no("another tie", at=V1, courses=ASKS, supervisors=TWO, conflicts=tie(reason="other")),
    yes("a colleague of the one who is named", at=V2, courses=ASKS, supervisors=TWO, conflicts=tie()),
    yes("ended the day before", at=V1, courses=ASKS, supervisors=TWO, conflicts=tie(ended="2026-08-16")),
    no("ended on the first day", at=V1, courses=ASKS, supervisors=TWO, conflicts=tie(ended="2026-08-17")),
    yes("work that ended last month: months of grace are for workplaces", at=V1, courses=ASKS, supervisors=TWO, conflicts=tie("v1", "employer", "2026-07-17")),
    no("one tie ended, another lasts", at=V1, courses=ASKS, supervisors=TWO, conflicts=[*tie(ended="2026-08-16"), *tie(reason="other")]),
    yes("somebody else's relative", at=V1, courses=ASKS, supervisors=TWO, students=[{}, {"student": "s2"}], conflicts=tie(student="s2")),
    no("named at another site, where she works too", at=V1, courses=ASKS, supervisors=[{"sites": "B | A1"}], conflicts=tie()),
    yes("nobody is named", courses=ASKS, supervisors=[{"sites": "B"}], conflicts=tie()),
    yes("a relative at the site, unnamed, is another rule's", at=V1, courses=ASKS, supervisors=TWO, conflicts=[{"site": "A1", "reason": "relative"}]),
    yes("nobody supervises anywhere", conflicts=[{"site": "A1", "reason": "relative"}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(NamedSupervisor()) == (case.allowed, case.allowed)
