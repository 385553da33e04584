"""Who of those at risk goes without a place."""

import pytest

from allocator.goals.at_risk import AtRisk
from tests.goals.measured import values
from tests.make import problem

NEEDS = [{"need": "n1", "at_risk": True}, {"need": "n2", "at_risk": True}, {"need": "n3"}]
CASES = [
    ((), 2), (("n1 o1 P1",), 1), (("n3 o1 P1",), 2), (("n1 o1 P1", "n3 o1 P1"), 1), (("n1 o1 P1", "n2 o1 P1"), 0),
]


@pytest.mark.parametrize(("placements", "without"), CASES)
def test_counts_those_at_risk_without_a_place(placements: tuple[str, ...], without: int) -> None:
    assert values(AtRisk(), problem(needs=NEEDS), *placements) == {"at_risk": without}
