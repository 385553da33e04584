"""A plan that is there already, and a problem that has changed a little."""

import pandas as pd
import pytest

import allocator as al
from allocator.beside import beside
from allocator.goals.changes import Changes
from allocator.policy import Policy
from allocator.problem import Problem
from tests.make import problem

OFFERS = [{"offer": f"o{at}", "site": "A", "places": 2} for at in (1, 2, 3)]


def term(seed: str = "a", offers: list[dict] = OFFERS) -> Problem:
    """Six needs that may go anywhere: only the draw tells the offers apart."""
    asked = problem(needs=[{}] * 6, offers=offers)
    return asked.replace(policy=Policy.of(asked.policy.rules, ("placed", "lottery"), seed=seed))


def moved(one: al.Plan, other: al.Plan) -> int:
    """How many of the first plan's placements the other does not have."""
    both = one.placements.merge(other.placements, on=["need", "offer", "period"])
    return len(one.placements) - len(both)


def test_another_draw_moves_people_but_not_beside_the_plan() -> None:
    plan = al.solve(term())
    assert moved(plan, al.solve(term("b"))) > 0
    assert moved(plan, al.solve(term("b"), beside=plan)) == 0
    assert moved(plan, al.Solver(term("b")).solve(beside=plan)) == 0


def test_more_places_elsewhere_move_nobody_and_one_fewer_moves_one() -> None:
    plan = al.solve(term())
    more = term("b", [*OFFERS[:2], OFFERS[2] | {"places": 9}])
    fewer = term("b", [OFFERS[0] | {"places": 1}, *OFFERS[1:2], OFFERS[2] | {"places": 9}])
    assert moved(plan, al.solve(more, beside=plan)) == 0
    after = al.solve(fewer, beside=plan)
    assert (moved(plan, after), len(after.placements)) == (1, 6)
    assert al.check(after.problem, after.placements).require(after.reached).values["changes"] == 1


def test_what_is_no_longer_there_is_left_out_and_a_status_is_kept() -> None:
    told = problem(needs=[{}, {}], offers=[{"offer": "o1"}, {"offer": "o2"}], previous=[{"need": "n1", "offer": "o1", "period": "P1", "status": "started"}])
    plan = al.solve(told)
    assert beside(told, plan).tables["previous"]["status"].tolist() == ["started", "proposed"]
    fewer = problem(needs=[{}, {}], offers=[{"offer": "o2"}])
    assert set(beside(fewer, plan).tables["previous"]["offer"]) == {"o2"}


@pytest.mark.parametrize(("layers", "asked"), [
    (("placed", "lottery"), ("placed", "changes", "lottery")), (("placed", "travel"), ("placed", "travel", "changes")),
    (("changes", "placed", "lottery"), ("changes", "placed", "lottery")),
])
def test_the_layer_stands_just_above_the_lottery_unless_the_policy_says_where(layers: tuple[str, ...], asked: tuple[str, ...]) -> None:
    plan = al.solve(term())
    policy = beside(term().replace(policy=Policy.of((), layers)), plan).policy
    assert policy.layers == asked
    assert [goal.code for goal in policy.goals] == [*asked, "hash"]


def test_a_goal_can_be_put_above_another() -> None:
    policy = Policy.of((), ("placed", "travel", "changes", "lottery")).with_goal(Changes(), above="travel")
    assert policy.layers == ("placed", "changes", "travel", "lottery")


def test_a_plan_without_placements_changes_nothing() -> None:
    empty = al.solve(problem(offers=[{"offer": "o1", "places": 0}]))
    assert beside(empty.problem, empty).tables["previous"].empty
    assert isinstance(al.solve(problem(), beside=empty).placements, pd.DataFrame)
