"""The ready policies: each decides one case otherwise than the other three do."""

from pathlib import Path

import pytest

from allocator.policy import Policy
from allocator.policy.read import read_policy
from allocator.problem import Problem
from tests.acceptance.outcome import sound, where
from tests.make import problem

READY = Path(__file__).parents[2] / "data" / "policies"
KINDS = ("care-and-commuting", "draw-by-area", "no-own-places", "public-transport")


def policy(folder: Path, kind: str, common: str = "") -> Policy:
    """The institution's ready file beside a common policy, as a term has them."""
    (folder / "policy-I1.toml").write_bytes((READY / f"{kind}.toml").read_bytes())
    (folder / "policy.toml").write_text(common, encoding="utf-8")
    found, _ = read_policy(folder, ("I1",))
    assert found is not None
    return found


def priority(chosen: Policy, criterion: str, value: int) -> Problem:
    """One place, one student drawn first, and one drawn last who has a granted consideration."""
    students = [{"student": "first", "course": "c1", "lottery": 1}, {"student": "parent", "course": "c1", "lottery": 2}]
    return problem(
        chosen, courses=[{"course": "c1", "institution": "I1"}], students=students, offers=[{"offer": "o1"}],
        specials=[{"student": "parent", "criterion": criterion, "value": value}],
    )


def test_every_ready_policy_is_tried_here() -> None:
    assert sorted(path.stem for path in READY.glob("*.toml")) == sorted((*KINDS, "neutral"))


def test_the_neutral_one_is_what_holds_without_a_policy(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes((READY / "neutral.toml").read_bytes())
    assert read_policy(tmp_path, ())[0] == Policy.neutral()


@pytest.mark.parametrize("kind", KINDS)
def test_shared_care_of_a_child_of_eight_counts_for_one(tmp_path: Path, kind: str) -> None:
    """Below 12 at the first, below 6 or 7 at two, and no reason alone at the fourth."""
    parent = kind == "care-and-commuting"
    assert where(priority(policy(tmp_path, kind), "shared_care", 8)) == {"parent" if parent else "first": "A1"}


@pytest.mark.parametrize("kind", KINDS)
def test_sole_care_of_a_child_of_eight_is_not_enough_at_one(tmp_path: Path, kind: str) -> None:
    """Below 18, 17 and 10 at three of them; at the fourth the draw decides."""
    draw = kind == "draw-by-area"
    assert where(priority(policy(tmp_path, kind), "sole_care", 8)) == {"first" if draw else "parent": "A1"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_that_the_student_found_is_used_by_all_but_one(tmp_path: Path, kind: str) -> None:
    asked = problem(policy(tmp_path, kind), students=[{"student": "s1"}], offers=[{"offer": "o1", "found_by": "s1"}])
    assert where(asked) == ({} if kind == "no-own-places" else {"s1": "A1"})


@pytest.mark.parametrize("kind", KINDS)
def test_one_asks_for_the_road_by_public_transport(tmp_path: Path, kind: str) -> None:
    """40 minutes by the student's own car, 95 by bus."""
    road = {"origin": "home", "site": "A1"}
    asked = problem(
        policy(tmp_path, kind), students=[{"student": "s1", "origin": "home", "car": True, "licence": True}], sites=[{"site": "A1"}],
        travel=[road | {"mode": "car", "minutes": 40}, road | {"mode": "public", "minutes": 95}],
    )
    assert where(asked) == ({} if kind == "public-transport" else {"s1": "A1"})


@pytest.mark.parametrize(("kind", "kroner"), [("care-and-commuting", 6000), ("draw-by-area", 2800), ("no-own-places", 3600), ("public-transport", 0)])
def test_what_forty_days_of_thirty_kilometres_cost(tmp_path: Path, kind: str, kroner: int) -> None:
    """60 km a day: 150 kr, 120 less 50, 90, and nothing below 50 km one way."""
    asked = problem(
        policy(tmp_path, kind, 'layers = ["placed", "cost"]\n'), students=[{"student": "s1", "origin": "home", "home": "5530"}],
        municipalities=[{"municipality": "5501"}, {"municipality": "5530"}], sites=[{"site": "A1", "municipality": "5501"}],
        travel=[{"origin": "home", "site": "A1", "mode": "public", "minutes": 45, "km": 30}],
    )
    assert {one.layer: one.value for one in sound(asked).reached}["cost"] == kroner
