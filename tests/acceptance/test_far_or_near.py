"""A student 95 minutes away by public transport and 40 by car: near by car, else far with a room, else without a place and with the reason."""

from dataclasses import replace

import pytest

import allocator as al
from allocator.problem import Problem
from allocator.rules.distance import Distance
from tests.acceptance.outcome import sound
from tests.make import problem

ROADS = [{"origin": "5501", "site": "A1", "mode": mode, "minutes": minutes} for mode, minutes in (("public", 95), ("car", 40))]
ROOM = [{"municipality": "5501", "rooms": 1}]
BY_CAR, FAR, NOBODY = (40, False), (95, True), None


def term(*, drives: bool, by_car: bool, accepts: bool, room: bool) -> Problem:
    """One student and one place."""
    student = {"car": drives, "licence": drives, "accepts_far": accepts}
    asked = problem(students=[student], travel=ROADS, housing=ROOM if room else [])
    modes = ("car", "public") if by_car else ("public",)
    rules = tuple(replace(rule, modes=modes) if isinstance(rule, Distance) else rule for rule in asked.policy.rules)
    return asked.replace(policy=replace(asked.policy, rules=rules))


CASES = [
    ("a car, and the policy counts it", {"drives": True, "by_car": True, "accepts": False, "room": False}, BY_CAR),
    ("a car: near, though she would go far too", {"drives": True, "by_car": True, "accepts": True, "room": True}, BY_CAR),
    ("a car, but the policy counts public transport alone", {"drives": True, "by_car": False, "accepts": False, "room": True}, NOBODY),
    ("the same, and she accepts to be sent far", {"drives": True, "by_car": False, "accepts": True, "room": True}, FAR),
    ("no car, accepts to be sent far, a room", {"drives": False, "by_car": True, "accepts": True, "room": True}, FAR),
    ("no car, accepts to be sent far, no room", {"drives": False, "by_car": True, "accepts": True, "room": False}, NOBODY),
    ("no car, does not accept it, a room", {"drives": False, "by_car": True, "accepts": False, "room": True}, NOBODY),
]


@pytest.mark.parametrize(("says", "given", "outcome"), CASES, ids=[case[0] for case in CASES])
def test_near_by_car_else_far_with_a_room_else_nobody(says: str, given: dict[str, bool], outcome: tuple[int, bool] | None) -> None:
    placed = sound(term(**given)).placements
    assert list(zip(placed["minutes"], placed["far"], strict=True)) == ([outcome] if outcome else [])


@pytest.mark.parametrize(("accepts", "reason"), [(True, "housing"), (False, "distance")])
def test_without_a_place_the_reason_is_named(accepts: bool, reason: str) -> None:
    without = al.solve(term(drives=False, by_car=True, accepts=accepts, room=False)).unplaced
    assert without["student"].tolist() == ["s1"]
    assert without[reason].tolist() == [1]


def test_two_accept_and_there_is_one_room() -> None:
    roads = [{"origin": "5501", "site": "A1", "mode": "public", "minutes": 95}]
    asked = problem(students=[{"accepts_far": True}, {"accepts_far": True}], travel=roads, housing=ROOM, offers=[{"places": 2}])
    assert sound(asked).placements["far"].tolist() == [True]
    assert len(sound(asked.replace(policy=asked.policy.without("rooms"))).placements) == 2
