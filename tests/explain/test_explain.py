"""Why a student got a place or none: small terms where every number is known."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import allocator as al
from allocator.explain import explain_all
from allocator.explain.account import Account
from allocator.explain.sight import Sight
from allocator.policy import Policy
from allocator.problem import Problem
from tests.make import problem
from tests.strategies import joined, worlds


def crowded() -> Problem:
    """Three who are at risk, one of them of I2, and s5, who is not: A has three places, B is far, and a relative of each is at C."""
    return problem(
        institutions=[{"institution": "I1"}, {"institution": "I2"}],
        courses=[{"course": "c1", "institution": "I1"}, {"course": "c2", "institution": "I2"}],
        needs=[{"student": student, "course": "c2" if student == "t1" else "c1", "at_risk": student != "s5"} for student in ("s1", "s2", "t1", "s5")],
        sites=[{"site": "A", "name": "Sykehjemmet"}, {"site": "B", "municipality": "5530"}, {"site": "C"}],
        offers=[{"offer": "oA", "site": "A", "places": 3}, {"offer": "oB", "site": "B"}, {"offer": "oC", "site": "C"}],
        conflicts=[{"student": student, "site": "C", "reason": "relative"} for student in ("s1", "s2", "t1", "s5")],
        locks=[{"need": "n3", "kind": "pin", "offer": "oA"}],
        wishes=[{"student": "s5", "rank": 1, "site": "A"}, {"student": "s5", "rank": 2, "site": "C"}, {"student": "s5", "rank": 3, "setting": "skole"}],
        municipalities=[{"municipality": "5501"}, {"municipality": "5530"}],
        travel=[{"origin": "5501", "site": "B", "mode": "public", "minutes": 120}],
    )


def of(asked: Problem, student: str) -> tuple[Account, al.Explanation]:
    """The one account of a student, and the explanation."""
    plan = al.solve(asked.replace(policy=Policy.of(asked.policy.rules, ("at_risk", "placed"))))
    found = al.explain(plan.problem, plan, student=student)
    account, = found.accounts
    return account, found


def test_without_a_place_it_is_told_what_is_full_and_who_in_numbers() -> None:
    """s5: A is full with two of its own institution and one of the other; B is 120 minutes away; a relative is at C."""
    told, found = of(crowded(), "s5")
    assert told.given is None
    assert (told.sites, told.offers, told.left) == (3, 3, 1)
    assert [(one.rule, one.first, one.alone) for one in told.shut] == [("distance", 1, 1), ("relative", 1, 1)]
    full, = told.full
    assert (full.offer, full.places, full.own, full.others, full.full) == ("oA", 3, 2, 1, ("places",))
    assert [(one.outcome, one.rules) for one in told.wishes] == [("full", ("places",)), ("shut", ("relative",)), ("nothing", ())]
    assert told.near is not None
    assert (told.near.site, told.near.minutes) == ("B", 120)
    said = found.say("nb")
    assert "Den ene tillatte muligheten er full: 3 plasser, 2 brukt av studenter fra I1 og 1 fra andre." in said
    assert "2. C: stengt av «Pårørende»" in said or "2. C: stengt av" in said


def test_with_a_place_it_is_told_where_how_far_and_which_wish() -> None:
    told, found = of(crowded(), "t1")
    assert told.given is not None
    assert (told.given.site, told.given.wish, told.wishes) == ("A", None, ())
    assert "t1 (c2, need n3) has a place at Sykehjemmet in 5501, 2026-08-17 to 2026-10-09." in found.say("en")
    assert "Ingen ønsker er meldt." in found.say("nb")


def test_a_wish_that_had_room_names_the_goal_that_went_first() -> None:
    """A is near, B is wished but farther: travel goes before wishes, and the account says so."""
    asked = problem(
        students=[{"student": "s1", "course": "c1"}], sites=[{"site": "A"}, {"site": "B"}], wishes=[{"student": "s1", "rank": 1, "site": "B"}],
        travel=[{"origin": "5501", "site": site, "mode": "public", "minutes": minutes} for site, minutes in (("A", 10), ("B", 50))],
    )
    for layers, site, outcome, layer in ((("placed", "travel", "wishes"), "A", "better", "travel"), (("placed", "wishes", "travel"), "B", "placed", "")):
        plan = al.solve(asked.replace(policy=Policy.of(asked.policy.rules, layers)))
        told, = al.explain(plan.problem, plan, student="s1").accounts
        assert told.given is not None
        assert told.given.site == site
        assert [(one.outcome, one.layer) for one in told.wishes] == [(outcome, layer)]
        assert [(one.full, one.layer) for one in told.open] == [((), layer or "wishes")]


def test_a_letter_says_the_place_or_the_reasons_and_the_next_step() -> None:
    without, placed = of(crowded(), "s5")[1], of(crowded(), "t1")[1]
    assert "dessverre ikke funnet praksisplass" in without.letter("nb")
    assert "Wish 2, C: The rules do not allow it" in without.letter("en")
    assert "Vi leter videre" in without.letter("nb")
    assert placed.letter("en").startswith("Dear t1,\n\nYou have a placement in c2 at Sykehjemmet in 5501.")


def test_no_explanation_names_another_student_nor_why_a_lock_was_made() -> None:
    asked = crowded()
    plan = al.solve(asked)
    told = list(explain_all(asked, plan))
    assert len(told) == 4
    for one in told:
        for text in (one.say("nb"), one.letter("en"), str(one.as_json("nb"))):
            assert set(re.findall(r"\b(?:s[1-6]|t1)\b", text)) <= {one.student}
            assert "telephone" not in text


def test_a_student_who_is_not_there_is_met_with_the_nearest() -> None:
    plan = al.solve(crowded())
    with pytest.raises(al.QuestionError, match="Did you mean “t1”"):
        al.explain(plan.problem, plan, student="t11")
    with pytest.raises(al.QuestionError, match="“zzz” is not in the term"):
        al.explain(plan.problem, plan, need="zzz")
    with pytest.raises(al.QuestionError, match="Say which"):
        al.explain(plan.problem, plan)


def test_a_plan_of_another_term_is_refused() -> None:
    plan = al.solve(crowded())
    other = crowded()
    shut = other.replace(tables=other.tables.replace(agreements=other.tables["agreements"].head(0)))
    with pytest.raises(al.QuestionError, match="does not belong"):
        al.explain(shut, plan, student="s5")


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(("locks", "everything", "goals", "supervision", "quota", "together", "near", "least", "with_offer", "variety")))
def test_what_is_told_is_what_the_system_counts(seed: int, code: str) -> None:
    """On tiny worlds: considered and left as in the reasons; an option is said to be full where adding it breaks a counting rule, and else not."""
    for world in worlds(code, 1, seed):
        plan = al.solve(Problem(joined([world]), Policy.neutral()))
        sight = Sight.of(plan)
        for need in range(sight.formulated.system.needs):
            told, = al.explain(plan.problem, plan, need=sight.formulated.options.words["needs"][need]).accounts
            reasons = sight.formulated.reasons
            assert (told.offers, told.left) == (reasons.considered[need], reasons.left[need])
            assert sum(one.first for one in told.shut) == told.offers - told.left
            assert np.array_equal(_room(plan, told), [not one.full for one in told.open])


def _room(plan: al.Plan, told: Account) -> list[bool]:
    """Whether the checker finds no rule broken when the need is moved to each open offer, under any supervisor of the site or none."""
    found = []
    others = plan.placements[plan.placements["need"] != told.need][["need", "offer", "period", "supervisor"]]
    for one in told.open:
        people = ["", *(row.supervisor for row in plan.problem.tables["supervisors"].itertuples() if one.site in row.sites)]
        rows = [{"need": told.need, "offer": one.offer, "period": one.period, "supervisor": person} for person in people]
        tried = [al.check(plan.problem, pd.concat([others, pd.DataFrame([row])], ignore_index=True)).sound for row in rows]
        found.append(any(tried))
    return found
