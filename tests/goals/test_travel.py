"""What journeys weigh."""

import pytest

from allocator.goals.travel import Travel
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem


def term(*minutes: int | None) -> Problem:
    """A student for each journey, all by public transport to the same offer."""
    origins = [f"z{at}" for at in range(1, len(minutes) + 1)]
    roads = [{"origin": one, "site": "A", "mode": "public", "minutes": long} for one, long in zip(origins, minutes, strict=True)]
    return problem(students=[{"origin": one} for one in origins], offers=[{"offer": "o1", "site": "A"}], travel=roads)


CASES = [
    ((), 0, 0), ((0,), 0, 0), ((3,), 0, 0), ((4,), 1, 0), ((9,), 8, 0), ((10,), 10, 1), ((40,), 160, 4), ((80,), 640, 8), ((89,), 792, 8),
    ((40, 40, 40, 40), 640, 16), ((3, 3, 3), 0, 0), ((None,), 9_998_000, 999),
]


@pytest.mark.parametrize(("minutes", "squared", "plain"), CASES)
def test_weighs_each_journey_and_adds_up(minutes: tuple[int | None, ...], squared: int, plain: int) -> None:
    placements = [f"n{at} o1 P1" for at in range(1, len(minutes) + 1)]
    assert values(Travel(), term(*minutes), *placements) == {"travel": squared}
    assert values(Travel(exponent=1), term(*minutes), *placements) == {"travel": plain}


@pytest.mark.parametrize("exponent", [0, 3, -1])
def test_other_exponents_are_refused(exponent: int) -> None:
    with pytest.raises(ValueError, match="1 or 2"):
        Travel(exponent=exponent)
