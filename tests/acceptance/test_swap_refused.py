"""A swap that breaks a rule (a relative at the new site) is refused, with the rule named."""

import pytest

import allocator as al
from tests.acceptance.outcome import sound
from tests.make import problem


def term(**more):
    """Anne is pinned by her wish to the nursing home, Berit to the health centre; Berit's mother lives at the nursing home."""
    return problem(
        students=[{"student": "Anne", "course": "c1"}, {"student": "Berit", "course": "c1"}],
        sites=[{"site": "Sykehjemmet"}, {"site": "Helsestasjonen"}],
        wishes=[{"student": "Anne", "rank": 1, "site": "Sykehjemmet"}, {"student": "Berit", "rank": 1, "site": "Helsestasjonen"}], **more,
    )


MOTHER = {"student": "Berit", "site": "Sykehjemmet", "reason": "relative"}


def test_a_swap_to_where_a_relative_lives_is_refused_with_the_rule_named() -> None:
    plan = sound(term(conflicts=[MOTHER]))
    tried = al.swap(plan.problem, plan, ("Anne", "Berit"))
    assert not tried.allowed
    assert [(one.rule, one.say("en").partition(":")[0]) for one in tried.refusals] == [("relative", "relative, broken")]
    with pytest.raises(al.BrokenPlan, match="relative"):
        al.carry_out(plan.problem, plan, tried, al.swap(plan.problem, plan, ("Anne", "Berit")).sides)


def test_without_the_relative_the_same_swap_is_allowed() -> None:
    plan = sound(term())
    tried = al.swap(plan.problem, plan, ("Anne", "Berit"))
    assert tried.allowed
    assert tried.sides[["need", "was_site", "site"]].to_numpy().tolist() == [
        ["n1", "Sykehjemmet", "Helsestasjonen"], ["n2", "Helsestasjonen", "Sykehjemmet"],
    ]


def test_two_steps_below_the_relatives_site_is_refused_too() -> None:
    """The mother lives in the house that the ward belongs to: what a site has, the sites below it have."""
    plan = sound(term(conflicts=[{**MOTHER, "site": "Huset"}]).replace())
    asked = plan.problem
    sites = asked.tables["sites"].assign(parent=["Huset" if one == "Sykehjemmet" else "" for one in asked.tables["sites"]["site"]])
    tried = al.swap(asked.replace(tables=asked.tables.replace(sites=sites)), plan, ("Anne", "Berit"))
    assert [one.rule for one in tried.refusals] == ["relative"]
