"""The last place: a repeater of the final year against the one who was drawn first."""

from pathlib import Path

from allocator.policy import Policy
from allocator.policy.read import read_policy
from allocator.problem import Problem
from tests.acceptance.outcome import who, without
from tests.make import problem


def term(policy: Policy) -> Problem:
    """One place; a first-year student drawn as number 1, and a final-year student drawn last who did not pass and loses progression."""
    return problem(
        policy, courses=[{"course": "first", "year": 1}, {"course": "final", "year": 3}], sites=[{"site": "A", "settings": "sykehjem"}],
        students=[{"student": "winner", "lottery": 1}, {"student": "repeater", "lottery": 2}],
        needs=[{"student": "winner", "course": "first"}, {"student": "repeater", "course": "final", "at_risk": True}],
        history=[{"student": "repeater", "setting": "sykehjem", "passed": False}],
    )


def of_file(folder: Path, *layers: str) -> Policy:
    """The policy of a file that says nothing but the order of its layers."""
    (folder / "policy.toml").write_text(f"layers = {list(layers)}\n", encoding="utf-8")
    policy, _ = read_policy(folder, ["I1"])
    assert policy is not None
    return policy


def test_the_repeater_gets_the_last_place() -> None:
    """In the order that is proposed, progression stands above the draw: the repeater. Without that goal the draw decides: the winner."""
    assert who(term(Policy.neutral())) == {"repeater"}
    assert who(without(term(Policy.neutral()), "at_risk")) == {"winner"}


def test_the_policy_file_turns_it_around(tmp_path: Path) -> None:
    """The same three layers: progression first gives the repeater the place, the draw first gives it to the winner."""
    assert who(term(of_file(tmp_path, "at_risk", "placed", "lottery"))) == {"repeater"}
    assert who(term(of_file(tmp_path, "lottery", "at_risk", "placed"))) == {"winner"}
