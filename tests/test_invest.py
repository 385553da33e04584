"""Invest: what is bought is decided by hand, by brute force, and is never worse than buying one thing after the other."""

import itertools
import json
from random import Random

import numpy as np
import pytest

import allocator as al
from allocator.invest import quality
from tests.make import problem

PLACES = ("a", "b", "c")


def term(chance: Random) -> al.Problem:
    """Five students in two towns, three sites with no place or one each, one of them with a ceiling; roads between five minutes and an hour."""
    towns = ("5501", "5530")
    roads = [
        {"origin": town, "site": site, "mode": "public", "minutes": chance.choice((5, 20, 40, 60, 100))} for town, site in itertools.product(towns, "ABC")
    ]
    return problem(
        municipalities=[{"municipality": town} for town in towns],
        sites=[{"site": site, "municipality": "5501", "ceiling": chance.choice((None, 1, 2))} for site in "ABC"],
        offers=[{"offer": offer, "site": site, "places": chance.choice((0, 0, 1))} for offer, site in zip(PLACES, "ABC", strict=True)],
        students=[{"student": f"s{at}", "home": chance.choice(towns)} for at in range(5)],
        wishes=[{"student": f"s{at}", "rank": 1, "site": chance.choice("ABC")} for at in range(5)], travel=roads,
    )


def with_places(base: al.Problem, more: tuple[str, ...]) -> al.Plan:
    scenario = al.Scenario("x")
    for offer in more:
        scenario = scenario.change("offers", {"offer": offer}, places="+1")
    return al.solve(scenario(base)) if more else al.solve(base)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_what_brute_force_finds_and_never_worse_than_greed(seed: int) -> None:
    base, budget = term(Random(f"invest {seed}")), 2
    found = al.invest(base, places=budget)
    tried = {more: quality(with_places(base, more)) for many in range(budget + 1) for more in itertools.combinations_with_replacement(PLACES, many)}
    assert quality(found.curve[-1].plan) == min(tried.values())
    greedy: tuple[str, ...] = ()
    for _ in range(budget):
        greedy = min((tuple(sorted((*greedy, one))) for one in PLACES), key=lambda more: tried[more])
    assert quality(found.curve[-1].plan) <= tried[greedy]
    cheapest = min(len(more) for more, value in tried.items() if value == min(tried.values()))
    assert found.curve[-1].spent == cheapest
    assert [point.budget for point in found.curve] == [0, 1, 2]


def bare() -> al.Problem:
    """Three nurses who could be at B and one occupational therapist who could be at C, and no place anywhere."""
    return problem(
        sites=[{"site": "B", "municipality": "5501"}, {"site": "C", "municipality": "5501"}],
        offers=[{"offer": "b", "site": "B", "places": 0, "professions": "sykepleier"}, {"offer": "c", "site": "C", "places": 0, "professions": "ergoterapeut"}],
        courses=[{"course": "c1"}, {"course": "c2", "profession": "ergoterapeut", "programme": "ergo"}],
        students=[{"student": "s1", "course": "c1"}, {"student": "s2", "course": "c1"}, {"student": "s3", "course": "c1"}, {"student": "e1", "course": "c2"}],
    )


def test_places_are_bought_where_they_place_the_most() -> None:
    found = al.invest(bare(), places=3, prices={"b": 1, "c": 3})
    assert [(buy.name, buy.count, buy.cost) for buy in found.curve[-1].buys] == [("b", 3, 3)]
    assert [point.placed for point in found.curve] == [0, 1, 2, 3]
    dear = al.invest(bare(), places=6, prices={"b": 1, "c": 3})
    assert [(buy.name, buy.count, buy.cost) for buy in dear.curve[-1].buys] == [("b", 3, 3), ("c", 1, 3)]
    assert [point.placed for point in dear.curve] == [0, 1, 2, 3, 3, 3, 4]
    assert [point.spent for point in dear.curve] == [0, 1, 2, 3, 3, 3, 6]


def test_what_helps_nobody_is_not_bought() -> None:
    found = al.invest(problem(sites=[{"ceiling": 0}], offers=[{"places": 0}]), places=2)
    assert found.curve[-1].buys == ()
    assert (found.curve[-1].spent, found.curve[-1].placed) == (0, 0)
    assert found.say("nb") == "Med 0 av 2: 0 har plass (nå 0).\n  Ingenting av dette ville gjort planen bedre."


def unschooled(**more: object) -> al.Problem:
    """Two students at each of A and B; the course asks for education; A has two supervisors without it, B one with and one without."""
    people = [("v1", "A", 0), ("v2", "A", 0), ("v3", "B", 10), ("v4", "B", 0)]
    return problem(
        courses=[{"course": "c1", "supervisor_professions": "sykepleier", "supervisor_ects": 10}],
        sites=[{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5501"}],
        offers=[{"offer": "a", "site": "A", "places": 2}, {"offer": "b", "site": "B", "places": 1}],
        supervisors=[{"supervisor": name, "sites": site, "ects": ects} for name, site, ects in people],
        students=[{"student": f"s{at}", "course": "c1"} for at in range(4)], **more,  # type: ignore[arg-type]
    )


def test_training_is_bought_where_it_lets_somebody_in() -> None:
    """At B the place is used already; at A each who is trained lets one more in."""
    found = al.invest(unschooled(), supervisors=3)
    assert [point.placed for point in found.curve] == [1, 2, 3, 3]
    assert {buy.name for buy in found.curve[-1].buys} == {"v1", "v2"}
    assert found.curve[-1].spent == 2
    assert "veilederutdanning til v1 (A)" in found.say("nb")


def test_places_and_training_together_do_what_neither_does() -> None:
    found = al.invest(unschooled(), places=1, supervisors=3)
    assert found.curve[-1].placed == 4
    assert sorted((buy.kind, buy.name) for buy in found.curve[-1].buys) == [("places", "b"), ("supervisors", "v1"), ("supervisors", "v2"), ("supervisors", "v4")]


def test_one_who_is_named_in_a_conflict_is_not_trained() -> None:
    """Who she is matters for the student who may not go to her."""
    found = al.invest(unschooled(conflicts=[{"student": "s0", "supervisor": "v1", "reason": "relative"}]), supervisors=3)
    assert {buy.name for buy in found.curve[-1].buys} == {"v2"}


def test_a_supervisor_with_room_for_two_brings_both() -> None:
    base = unschooled()
    people = base.tables["supervisors"]
    roomy = base.replace(tables=base.tables.replace(supervisors=people.assign(capacity=np.where(people["supervisor"] == "v2", 2, 1))))
    found = al.invest(roomy, supervisors=1)
    assert [(buy.name, point.placed) for point in found.curve[1:] for buy in point.buys] == [("v2", 3)]


def test_an_offer_by_weeks_is_widened_in_every_week() -> None:
    windows = [{"period": "P1"}, {"period": "P2", "first_day": "2026-09-07", "last_day": "2026-10-30"}]
    base = problem(
        periods=windows, offers=[{"offer": "a", "weeks": tuple(f"2026-W{week}" for week in range(34, 45)), "places": 0}],
        courses=[{"course": "c1", "periods": "P1"}, {"course": "c2", "periods": "P2"}],
        students=[{"student": "s1", "course": "c1"}, {"student": "s2", "course": "c2"}],
    )
    found = al.invest(base, places=2)
    assert [point.placed for point in found.curve] == [0, 1, 2]
    assert found.curve[-1].buys[0].count == 2


def test_it_is_told_as_a_scenario_that_gives_the_same_plan() -> None:
    found = al.invest(unschooled(), places=1, supervisors=3)
    again = al.solve(found.scenario()(found.base.problem), beside=found.base)
    assert again.placements.equals(found.curve[-1].plan.placements)
    told = json.loads(json.dumps(found.as_json("nb")))
    assert told["curve"][-1]["placed"] == 4
    assert told["comparison"]["counts"]["gained"] == 3
    assert str(found).startswith("With 4 of 4: 4 placed (now 1).")


def test_a_large_budget_has_a_curve_of_few_points() -> None:
    found = al.invest(bare(), places=9, points=3)
    assert [point.budget for point in found.curve] == [0, 3, 6, 9]
    assert found.curve[-1].spent == 4
