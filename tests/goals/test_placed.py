"""How many go without a place."""

import pytest

from allocator.goals.placed import Placed
from tests.goals.measured import values
from tests.make import problem


@pytest.mark.parametrize(("placements", "without"), [((), 3), (("n1 o1 P1",), 2), (("n1 o1 P1", "n2 o1 P1", "n3 o1 P1"), 0)])
def test_counts_needs_without_a_place(placements: tuple[str, ...], without: int) -> None:
    assert values(Placed(), problem(needs=[{}, {}, {}]), *placements) == {"placed": without}
