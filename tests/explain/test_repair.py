"""The cheapest repair: known by hand on small terms, and always what it promises when it is carried out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import allocator as al
from allocator.explain import Prices
from allocator.policy import Policy
from allocator.problem import Problem
from tests.make import problem
from tests.strategies import joined, worlds


def asked() -> Problem:
    """Two students, one place at A; B has places, 100 minutes away: ten beyond the limit."""
    return problem(
        needs=[{}, {}], sites=[{"site": "A"}, {"site": "B", "municipality": "5530"}],
        travel=[{"origin": "5501", "site": "B", "mode": "public", "minutes": 100}],
    )


@pytest.mark.parametrize(("prices", "raised", "opened", "cost"), [
    (Prices(), ["1 plass på A (P1)"], [], 10),
    (Prices(place=50), [], ["minutes"], 20),
    (Prices(place=50, minute=4), [], ["minutes"], 40),
    (Prices(place=50, minute=6), ["1 plass på A (P1)"], [], 50),
    (Prices(place=500, minute=11), [], [], 0),
    (Prices(most=0), [], ["minutes"], 20),
])  # fmt: skip
def test_the_cheapest_is_chosen_and_nothing_dearer_than_a_student(prices: Prices, raised: list[str], opened: list[str], cost: int) -> None:
    made = asked()
    found = al.repair(made, al.solve(made), prices=prices)
    assert [name.say("nb") for name, _ in found.raised] == raised
    assert [one.kind for one in found.proposal.opened] == opened
    assert (found.proposal.cost, found.proposal.proved, found.placed) == (cost, True, int(cost > 0))


def test_it_is_told_with_its_prices_and_what_came_of_it() -> None:
    made = asked()
    plan = al.solve(made)
    found = al.repair(made, plan)
    said = found.say("nb")
    assert "plass 10" in said
    assert "  - 1 plass på A (P1): 1 til" in said
    assert "Løst på nytt med alt dette: 1 av de 1 uten plass får plass; da står 0 uten, 0 flyttes, og «Alle får plass» går fra 1 til 0" in said
    assert al.repair(found.problem, al.solve(found.problem)).say("en") == "All have a place; there is nothing to repair."
    assert al.repair(made, plan, prices=Prices(place=500, minute=11)).say("en") == "No repair under these prices places more."


def test_a_place_a_supervisor_and_a_ceiling_together() -> None:
    """Four students under a ceiling of one, one place and one supervisor with room for one: three more of each."""
    made = problem(
        needs=[{}] * 4, courses=[{"course": "c1", "supervisor_professions": "sykepleier"}], sites=[{"site": "A", "ceiling": 1}],
        supervisors=[{"supervisor": "v1", "sites": "A"}],
    )
    found = al.repair(made, al.solve(made))
    assert [(bound.kind, count) for bound, count in found.proposal.raised] == [("offer", 3), ("site", 3), ("team", 3)]
    assert (found.proposal.cost, found.placed) == (3 * (10 + 5 + 15), 3)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(("supervision", "ceiling", "quota", "places", "clearance", "everything")))
def test_it_places_those_it_promises(seed: int, code: str) -> None:
    """On tiny worlds: carried out and solved from cold, at least as many are placed as promised; never fewer than before."""
    made = Problem(joined(worlds(code, 1, seed)), Policy.neutral())
    plan = al.solve(made.replace(policy=Policy.of(made.policy.rules, ("placed",))))
    found = al.repair(plan.problem, plan)
    cold = al.solve(found.problem)
    al.check(cold.problem, cold.placements).require(cold.reached)
    assert found.proposal.proved
    assert len(cold.placements) >= found.proposal.placed >= len(plan.placements)
    assert len(cold.placements) - len(plan.placements) == found.placed
