"""Why so many stand without: certificates that hold when they are counted, on terms where the answer is known."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

import allocator as al
from allocator.explain.cover import covers, holds
from allocator.explain.sight import Sight
from allocator.policy import Policy
from allocator.problem import Problem
from tests.make import problem
from tests.strategies import joined, worlds


def test_five_who_share_three_places_and_one_to_whom_nothing_is_open() -> None:
    """Two offers of A have three places; B has nine for the other course alone. Five of c1 share the three; one of c2 has a conflict, one goes to B."""
    made = problem(
        courses=[{"course": "c1", "settings": "sykehjem"}, {"course": "c2", "settings": "skole"}],
        students=[{"student": f"s{at}", "course": "c1"} for at in range(1, 6)] + [{"student": "t1", "course": "c2"}, {"student": "t2", "course": "c2"}],
        sites=[{"site": "A"}, {"site": "B", "settings": "skole"}],
        offers=[{"offer": "o1", "site": "A", "places": 1}, {"offer": "o2", "site": "A", "places": 2}, {"offer": "o3", "site": "B", "places": 9}],
        conflicts=[{"student": "t1", "site": "B", "reason": "relative"}],
    )
    plan = al.solve(made)
    found = al.shortfall(made, plan)
    assert (found.unplaced, found.open, found.lack) == (3, 2, 2)
    assert found.closed is not None
    assert (found.closed.courses, dict(found.closed.elsewhere)) == ((("c2", 1),), {"setting": 2, "conflict": 1})
    one, = found.shortages
    assert (one.courses, one.room, one.lack, len(one.needs)) == ((("c1", 5),), 3, 2, 5)
    said = found.say("nb")
    assert "5 behov (c1 (5)) deler det som til sammen har rom til 3; minst 2 må stå uten plass." in said
    assert "1 plass på A (P1), 2 plasser på A (P1)" in said
    assert "at least 2 of the 2 with an allowed possibility must stand without" in found.say("en")


def test_a_ceiling_binds_before_the_places_do() -> None:
    """Three want two places of each of two sites under one roof for two: the certificate names the ceiling, not the places."""
    made = problem(
        needs=[{}, {}, {}], sites=[{"site": "H", "ceiling": 2}, {"site": "A", "parent": "H"}, {"site": "B", "parent": "H"}],
        offers=[{"offer": "oA", "site": "A", "places": 2}, {"offer": "oB", "site": "B", "places": 2}],
    )
    one, = al.shortfall(made, al.solve(made)).shortages
    assert [bound.say("en") for bound in one.bounds] == ["the ceiling of H (2)"]


def test_all_are_placed() -> None:
    made = problem()
    found = al.shortfall(made, al.solve(made))
    assert (found.say("en"), found.as_json()["shortages"]) == ("All are placed.", [])


def test_a_certificate_that_does_not_hold_is_refused() -> None:
    """With a need that has another possibility, or with room that is told too small, it is no certificate."""
    made = problem(needs=[{}, {}, {"course": "c2"}], courses=[{"course": "c1"}, {"course": "c2"}], offers=[{"offer": "o1"}, {"offer": "o2", "programmes": "x"}])
    sight = Sight.of(al.solve(made.replace(policy=made.policy)))
    cover, = covers(sight)
    assert holds(sight, cover)
    assert not holds(sight, replace(cover, room=cover.room - 1))
    assert not holds(sight, replace(cover, groups=()))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(("supervision", "ceiling", "quota", "places", "with_offer", "one_at_a_time", "everything")))
def test_no_plan_places_more_than_a_certificate_allows(seed: int, code: str) -> None:
    """On tiny worlds: what is said to lack never exceeds what stands without in a plan that places as many as can be."""
    made = Problem(joined(worlds(code, 2, seed)), Policy.neutral())
    plan = al.solve(made.replace(policy=Policy.of(made.policy.rules, ("placed",))))
    found = al.shortfall(plan.problem, plan)
    assert found.lack <= found.open
    assert found.unplaced == len(plan.unplaced)
    sight = Sight.of(plan)
    assert all(holds(sight, one) for one in covers(sight))
