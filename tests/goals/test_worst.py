"""How many journeys are very long."""

import pytest

from allocator.goals.worst import Worst
from tests.goals.measured import values
from tests.goals.test_travel import term

CASES = [
    ((), (0, 0, 0)), ((60,), (0, 0, 0)), ((61,), (0, 0, 1)), ((75,), (0, 0, 1)), ((76,), (0, 1, 1)), ((90,), (0, 1, 1)), ((91,), (1, 1, 1)),
    ((None,), (1, 1, 1)), ((91, 80, 61, 10), (1, 2, 3)),
]


@pytest.mark.parametrize(("minutes", "above"), CASES)
def test_counts_the_journeys_above_each_bound(minutes: tuple[int | None, ...], above: tuple[int, int, int]) -> None:
    placements = [f"n{at} o1 P1" for at in range(1, len(minutes) + 1)]
    assert values(Worst(), term(*minutes), *placements) == dict(zip(("worst", "worst:75", "worst:60"), above, strict=True))
    assert values(Worst(minutes=(75,)), term(*minutes), *placements) == {"worst": above[1]}


@pytest.mark.parametrize("minutes", [(), (60, 75), (60, 60)])
def test_bounds_fall(minutes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="below the one before"):
        Worst(minutes=minutes)
