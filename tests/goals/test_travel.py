"""What journeys weigh."""

import pytest

import allocator as al
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


EARLIER = [
    ("a short one", [{"minutes": 45}], 0), ("one minute too long", [{"minutes": 46}], 1), ("two long ones", [{"minutes": 80}, {"minutes": 90}], 80),
    ("a far one nearby", [{"minutes": 20, "far": True}], 135), ("a far one further away", [{"minutes": 200, "far": True}], 155),
    ("a far one of unknown length", [{"far": True}], 135), ("one of unknown length", [{}], 0), ("another's", [{"student": "s2", "minutes": 90}], 0),
    ("not passed, but travelled", [{"minutes": 90, "passed": False}], 45),
]


@pytest.mark.parametrize(("says", "rows", "carried"), EARLIER, ids=[case[0] for case in EARLIER])
def test_what_was_long_before_makes_it_dearer_now(says: str, rows: list[dict], carried: int) -> None:
    plain = term(60, 60)
    history = problem(students=[{}, {}], history=[{"student": "s1", **row} for row in rows]).tables["history"]
    asked = plain.replace(tables=plain.tables.replace(history=history))
    assert values(Travel(), asked, "n1 o1 P1") == {"travel": 360 + 2 * 60 * carried // 10}
    assert values(Travel(carried=50), asked, "n1 o1 P1") == {"travel": 360 + 2 * 60 * (carried // 2) // 10}
    assert values(Travel(carried=0), asked, "n1 o1 P1") == {"travel": 360}
    assert values(Travel(exponent=1), asked, "n1 o1 P1") == {"travel": 6}


def test_long_journeys_go_round() -> None:
    two = [{"origin": "z", "site": site, "mode": "public", "minutes": minutes} for site, minutes in (("A", 80), ("B", 10))]
    asked = problem(
        students=[{"origin": "z"}, {"origin": "z"}], offers=[{"offer": "o1", "site": "A"}, {"offer": "o2", "site": "B"}], travel=two,
        history=[{"student": "s2", "minutes": 85}],
    )
    assert al.solve(asked).placements.set_index("student")["minutes"].to_dict() == {"s1": 80, "s2": 10}
    turned = asked.replace(tables=asked.tables.replace(history=asked.tables["history"].assign(student="s1")))
    assert al.solve(turned).placements.set_index("student")["minutes"].to_dict() == {"s1": 10, "s2": 80}


@pytest.mark.parametrize("wrong", [{"carried": -1}, {"fair": -1}, {"far": -1}])
def test_nothing_is_below_nothing(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        Travel(**wrong)


@pytest.mark.parametrize("exponent", [0, 3, -1])
def test_other_exponents_are_refused(exponent: int) -> None:
    with pytest.raises(ValueError, match="1 or 2"):
        Travel(exponent=exponent)
