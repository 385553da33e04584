"""Alternatives: the same number placed, something given and something taken, with exact points between; decided by hand."""

import json

import pytest

import allocator as al
from tests.make import problem

LAYERS = ("at_risk", "placed", "travel", "wishes", "lottery")


def term(**more: object) -> al.Problem:
    """Two students in Tromsø wish for a site an hour away; there is room for both at home and for both there."""
    neutral = al.Policy.neutral()
    given: dict[str, object] = {
        "municipalities": [{"municipality": "5501", "last_used": "2025"}, {"municipality": "5530", "last_used": "2025"}],
        "sites": [{"site": "A", "municipality": "5501"}, {"site": "C", "municipality": "5530"}],
        "offers": [{"offer": "a", "site": "A", "places": 2}, {"offer": "c", "site": "C", "places": 2}],
        "students": [{"student": "t1", "home": "5501"}, {"student": "t2", "home": "5501"}],
        "travel": [{"origin": "5501", "site": site, "mode": "public", "minutes": minutes} for site, minutes in (("A", 10), ("C", 60))],
        "wishes": [{"student": one, "rank": 1, "site": "C"} for one in ("t1", "t2")],
    }
    return problem(al.Policy.of(neutral.rules, LAYERS), **{**given, **more})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def found() -> "al.Alternatives":
    """The alternatives of the term."""
    return al.alternatives(term(), 5)


def test_wishes_first_sends_both_where_they_want(found: "al.Alternatives") -> None:
    """At home nobody has a wish fulfilled (10 + 10); one there (1 + 10); both (1 + 1)."""
    assert [one.outcome.scenario.name for one in found.trades] == ["Ønsker først"]
    (trade,) = found.trades
    assert trade.outcome.plan.placements["site"].tolist() == ["C", "C"]
    assert trade.outcome.comparison.changes == 2
    assert [(one.layer, one.before, one.after) for one in trade.gives] == [("wishes", 20, 2)]
    assert [one.layer for one in trade.takes] == ["travel"]
    travel = trade.takes[0]
    assert [wishes for _, wishes in trade.points] == [20, 11, 2]
    assert (trade.points[0][0], trade.points[-1][0]) == (travel.before, travel.after)
    assert 2 * trade.points[1][0] == travel.before + travel.after  # type: ignore[operator]


def test_nobody_loses_a_place(found: "al.Alternatives") -> None:
    assert all(one.outcome.comparison.counts()["lost"] == 0 for one in found.trades)
    assert {one.problem.policy.layers[:2] for one in (found.outlook.base, *(trade.outcome.plan for trade in found.trades))} == {("at_risk", "placed")}


def test_plans_that_are_alike_are_told_once() -> None:
    """Without wishes no order of the goals changes anything."""
    found = al.alternatives(term(wishes=[]), 5)
    assert found.trades == ()
    assert found.say("nb") == "Ingen annen rekkefølge av målene gir en plan som skiller seg vesentlig fra denne."


def test_no_more_than_asked_for_and_only_what_differs_enough() -> None:
    assert al.alternatives(term(), 0).trades == ()
    assert al.alternatives(term(), 5, least=2).trades == ()


def test_it_is_said_in_both_languages(found: "al.Alternatives") -> None:
    said = found.say("nb").split("\n")
    assert said[:2] == ["Ønsker først: 2 behov er annerledes enn i planen.", "  Bedre: Ønsker 20 → 2 ønskepoeng"]
    assert "  Better: Wishes 20 → 2 wish points" in str(found)
    assert al.alternatives(found.outlook.base, lang="en").trades[0].outcome.scenario.name == "Wishes first"
    told = json.loads(json.dumps(found.as_json("en")))["alternatives"][0]
    assert told["scenario"]["steps"][0]["set"]["layers"] == ["at_risk", "placed", "wishes", "travel", "lottery"]
    assert len(told["points"]) == 3


def test_far_apart_goes_before_near() -> None:
    """With five students more alternatives arise; those kept differ from each other as well."""
    students = [{"student": f"t{at}", "home": "5501"} for at in range(5)]
    base = term(
        students=students, offers=[{"offer": "a", "site": "A", "places": 5}, {"offer": "c", "site": "C", "places": 3}],
        wishes=[{"student": f"t{at}", "rank": 1, "site": "C"} for at in range(4)],
    )
    found = al.alternatives(base, 3)
    plans = [found.outlook.base, *(one.outcome.plan for one in found.trades)]
    assert len(found.trades) >= 1
    assert all(al.compare(one, two).changes >= 1 for at, one in enumerate(plans) for two in plans[:at])
