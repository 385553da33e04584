"""The independent check: every breach, sorted; goals measured again; plans made by hand."""

import pandas as pd
import pytest

from allocator.check import check, describe
from allocator.errors import BrokenPlan, InputError
from allocator.policy import Policy
from allocator.rules import RULES
from allocator.system import Price
from tests.make import problem

SETTING = next(rule for rule in RULES if rule.code == "setting")
BARNEVERN = dict(courses=[dict(settings="barnevern")])


def plan(*rows: tuple[str, ...]) -> pd.DataFrame:
    """Placements by need, offer, period and supervisor."""
    return pd.DataFrame([(*row, "", "", "")[:4] for row in rows], columns=["need", "offer", "period", "supervisor"])


ONE = plan(("n1", "o1", "P1"))


def test_a_sound_plan_is_sound() -> None:
    verdict = check(problem(), ONE).require()
    assert verdict.sound
    assert verdict.values["placed"] == 0
    assert "The plan is sound" in str(verdict)


def test_the_empty_plan_is_legal() -> None:
    verdict = check(problem(), plan()).require()
    assert verdict.values["placed"] == 1


def test_a_must_is_broken_and_every_breach_is_told() -> None:
    verdict = check(problem(needs=[dict(need="n1"), dict(need="n2")], **BARNEVERN), plan(("n1", "o1", "P1"), ("n2", "o1", "P1")))
    assert [(one.rule, one.state, one.units, one.need) for one in verdict.breaches] == [
        ("setting", "broken", 1, "n1"), ("setting", "broken", 1, "n2"), ("places", "broken", 1, ""),
    ]
    with pytest.raises(BrokenPlan) as caught:
        verdict.require()
    assert len(caught.value.say("nb").splitlines()) == 4
    assert caught.value.verdict is verdict


def test_at_a_price_it_is_bent_and_the_price_is_in_the_layer() -> None:
    policy = Policy.of([SETTING(price=Price("quality", 7))], ("placed", "quality"))
    verdict = check(problem(policy, **BARNEVERN), ONE)
    assert [one.state for one in verdict.breaches] == ["bent"]
    assert verdict.sound
    assert (verdict.values["placed"], verdict.values["quality"]) == (0, 7)


def test_a_waiver_lists_who_and_why_and_costs_nothing() -> None:
    policy = Policy.of([SETTING(price=Price("quality", 7))], ("placed", "quality"))
    lock = dict(need="n1", kind="pin", site="A1", despite="setting", who="Kari", why="avtalt på telefon")
    verdict = check(problem(policy, locks=[lock], **BARNEVERN), ONE)
    assert [(one.state, one.who, one.why) for one in verdict.breaches] == [("waived", "Kari", "avtalt på telefon")]
    assert verdict.values["quality"] == 0
    assert "Kari: avtalt på telefon" in verdict.say("nb")


def test_a_waiver_elsewhere_waives_nothing() -> None:
    sites = [dict(site="A1"), dict(site="A2")]
    verdict = check(problem(sites=sites, locks=[dict(need="n1", kind="pin", site="A2", despite="setting")], **BARNEVERN), ONE)
    assert {(one.rule, one.state) for one in verdict.breaches} == {("setting", "broken"), ("locks", "broken")}


def test_a_waiver_at_the_site_above_holds_below() -> None:
    sites = [dict(site="A1", parent="A2"), dict(site="A2")]
    verdict = check(problem(sites=sites, locks=[dict(need="n1", kind="pin", site="A2", despite="setting")], **BARNEVERN), ONE)
    assert [(one.rule, one.state) for one in verdict.breaches] == [("setting", "waived")]


def test_counting_rules_are_never_waived() -> None:
    two = problem(needs=[dict(need="n1"), dict(need="n2")], locks=[dict(need="n1", kind="pin", site="A1", despite="places")])
    verdict = check(two, plan(("n1", "o1", "P1"), ("n2", "o1", "P1")))
    assert [(one.rule, one.state) for one in verdict.breaches] == [("places", "broken")]


def test_unknown_ids_and_doubles_are_faults_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        check(problem(), plan(("n1", "o1", "P1"), ("n1", "o9", "P9", "v9"), ("n9", "o1", "P1")))
    assert [(one.row, one.column, one.value) for one in caught.value.faults] == [
        (4, "need", "n9"), (3, "offer", "o9"), (3, "period", "P9"), (3, "supervisor", "v9"), (3, "need", "n1"),
    ]


def test_minutes_are_worked_out_again_with_the_modes_of_student_and_policy() -> None:
    roads = [dict(origin="9008", site="A1", mode=mode, minutes=minutes) for mode, minutes in (("car", 40), ("public", 95))]
    here = dict(student="s1", origin="9008")

    def minutes(**more: bool) -> int:
        return int(describe(problem(students=[dict(here, **more)], needs=[dict(need="n1", student="s1")], travel=roads), ONE)["minutes"].iloc[0])

    assert minutes() == 95
    assert minutes(car=True) == 95
    assert minutes(car=True, licence=True) == 40


def test_a_verdict_as_plain_values() -> None:
    verdict = check(problem(**BARNEVERN), ONE)
    plain = verdict.as_json("en")
    assert plain["sound"] is False
    assert plain["breaches"][0]["rule"] == "setting"
    assert plain["breaches"][0]["who"] is None


def test_two_entries_of_a_rule_each_have_their_own_price() -> None:
    prices = [SETTING(price=Price("quality", cost), only=(who,)) for cost, who in ((7, "NORD"), (30, "UIT"))]
    both = problem(
        Policy.of(prices, ("placed", "quality")), institutions=[dict(institution="NORD"), dict(institution="UIT")],
        courses=[dict(course="c1", institution="NORD", settings="barnevern"), dict(course="c2", institution="UIT", settings="barnevern")],
        students=[dict(student="s1", institution="NORD", course="c1"), dict(student="s2", institution="UIT", course="c2")],
        needs=[dict(need="n1", student="s1", course="c1"), dict(need="n2", student="s2", course="c2")], offers=[dict(offer="o1", places=2)],
    )
    assert check(both, plan(("n1", "o1", "P1"), ("n2", "o1", "P1"))).values["quality"] == 37
