"""One late student, one freed place: exactly what the independent check allows beside the plan, the best first."""

import dataclasses
from random import Random

import pandas as pd
import pytest

import allocator as al
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rules import RULES
from allocator.rules.period import Period
from allocator.rules.supervised import Supervised
from tests.make import problem
from tests.strategies import joined, worlds

COLUMNS = ["need", "offer", "period", "supervisor"]


def term(**more):
    """Three students; two places at A, one at B, none free for n3 at first."""
    return problem(**{
        "students": [{"student": f"s{at}", "course": "c1"} for at in (1, 2, 3)], "sites": [{"site": "A"}, {"site": "B"}],
        "offers": [{"offer": "oA", "site": "A", "places": 2}, {"offer": "oB", "site": "B", "places": 1}], **more,
    })


def test_a_late_student_sees_what_is_free_the_wish_first():
    asked = term(wishes=[{"student": "s3", "rank": 1, "site": "B"}])
    found = al.Late(asked, al.solve(asked), without=["n1", "n2", "n3"]).need("s3")
    assert found.free[["offer", "rank", "left"]].to_numpy().tolist() == [["oB", 1, 0], ["oA", 100, 1]]
    assert (found.full, found.allowed) == ({}, 2)


def test_a_full_place_is_told_with_the_rule_that_counts():
    asked = term(offers=[{"offer": "oA", "site": "A", "places": 1}, {"offer": "oB", "site": "B", "places": 1}], needs=[{"student": f"s{at}"} for at in (1, 2, 3)])
    plan = al.solve(asked)
    late, = plan.unplaced["need"]
    found = al.late(asked, plan, late)
    assert (len(found.free), found.full, found.allowed) == (0, {"places": 2}, 2)


def test_a_freed_place_is_for_those_without_one_the_most_urgent_first():
    asked = term(
        needs=[{"need": f"n{at}", "student": f"s{at}", "at_risk": at == 2} for at in (1, 2, 3, 4)], students=[{"student": f"s{at}"} for at in (1, 2, 3, 4)],
        offers=[{"offer": "oA", "site": "A", "places": 1}],
    )
    plan = al.solve(asked)
    assert plan.placements["need"].to_list() == ["n2"]
    assert al.Late(asked, plan).place("oA").free.empty
    found = al.Late(asked, plan, without=["n2"]).place("oA")
    assert found.free["need"].iloc[0] == "n2"
    assert sorted(found.free["need"]) == ["n1", "n2", "n3", "n4"]
    assert found.free["at_risk"].to_list() == [-1, 0, 0, 0]


def test_the_supervisor_with_a_hand_free_is_named():
    asked = term(
        courses=[{"course": "c1", "supervisor_professions": "sykepleier"}], offers=[{"offer": "oA", "site": "A", "places": 9}],
        supervisors=[{"supervisor": "v1", "sites": "A"}, {"supervisor": "v2", "sites": "A", "capacity": 2}],
    )
    plan = al.solve(asked)
    late = al.Late(asked, plan, without=["n1"]).need("n1").free
    busy = plan.placements[plan.placements["need"] != "n1"]["supervisor"].value_counts()
    free = {"v1": 1 - busy.get("v1", 0), "v2": 2 - busy.get("v2", 0)}
    assert free[late["supervisor"].iloc[0]] == max(free.values()) > 0


def test_one_who_has_a_place_is_offered_none_and_unknown_words_are_faults():
    asked = term()
    warm = al.Late(asked, al.solve(asked))
    assert warm.need("n1").free.empty
    for ask in (lambda: warm.need("nobody"), lambda: warm.place("nothing")):
        with pytest.raises(al.InputError):
            ask()


def test_placements_that_no_longer_hold_are_told():
    asked = term()
    plan = al.solve(asked)
    offers = asked.tables["offers"].assign(status="withdrawn")
    with pytest.raises(al.InputError, match="no longer holds"):
        al.Late(asked.replace(tables=asked.tables.replace(offers=offers)), plan)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_free_is_exactly_what_the_check_allows(seed):
    """Random tiny worlds: every placement of every need without a place is tried with the independent check."""
    chance, tried = Random(seed), {True: 0, False: 0}
    for code in ("ceiling", "supervision", "quota", "places", "one_at_a_time"):
        tables = joined(worlds(code, 4, seed))
        asked = Problem(tables, Policy.of([Period(), Supervised(), next(rule() for rule in RULES if rule.code == code)], ("placed",)))
        plan = al.solve(asked)
        gone = chance.sample(plan.placements["need"].to_list(), min(3, len(plan.placements)))
        held = plan.placements[~plan.placements["need"].isin(gone)]
        warm = al.Late(asked, plan, without=gone)
        for need in [*gone, *plan.unplaced["need"].to_list()[:2]]:
            found = warm.need(need)
            free = set(zip(found.free["offer"], found.free["period"], strict=True))
            for offer, period in _there(tables, need):
                sound = _allowed(asked, held, need, offer, period)
                assert sound == ((offer, period) in free), (code, need, offer, period)
                tried[sound] += 1
    assert min(tried.values()) > 10


def _there(tables, need):
    """Offers and periods of the need's own world."""
    pairs = [(offer, period) for offer, period in zip(tables["offers"]["offer"], tables["offers"]["period"], strict=True) if offer[:4] == need[:4]]
    periods = [one for one in tables["periods"]["period"] if one[:4] == need[:4]]
    return [(offer, period) for offer, named in pairs for period in ([named] if named else periods)]


def _allowed(asked, held, need, offer, period):
    """Whether it is sound with some supervisor of the site, or none."""
    site = asked.tables["offers"].set_index("offer").loc[offer, "site"]
    people = asked.tables["supervisors"]
    there = ["", *people["supervisor"][[site in sites for sites in people["sites"]]]]
    rows = [pd.concat([held[COLUMNS], pd.DataFrame([[need, offer, period, one]], columns=COLUMNS)], ignore_index=True) for one in there]
    return any(al.check(asked, one).sound for one in rows)


def test_the_command_shows_what_is_free(run, answer, tmp_path):
    asked = term()
    folder = al.save(al.solve(asked), tmp_path / "plan")
    found = run("late", folder, "s1", "--without", "s1")
    assert found.exit_code == 0, found.output
    assert "Én ledig." in found.stdout or "2 ledige, de beste først." in found.stdout
    told = answer("late", folder, "--offer", "oB", "--without", "s2")
    assert (told["schema"], told["offer"], told["without"]) == ("allocator.late/1", "oB", ["s2"])
    assert "Nothing is free here." in run("late", folder, "s1", "--lang", "en").stdout
    assert run("late", folder).exit_code == 2


def test_a_student_who_is_new_in_the_term_is_placed_beside_the_plan(answer, tmp_path):
    asked = term()
    folder = al.save(al.solve(dataclasses.replace(asked, tables=asked.tables.replace(needs=asked.tables["needs"].iloc[:2]))), tmp_path / "plan")
    new = al.write_term(asked, tmp_path / "term")
    assert len(answer("late", folder, "s3", "--term", new)["free"]) >= 1
