"""One late student, one freed place: exactly what the independent check allows beside the plan, the best first."""

import dataclasses
from dataclasses import replace
from pathlib import Path
from random import Random

import pandas as pd
import pytest

import allocator as al
from allocator.goals import GOALS
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.published.latecomer import PEOPLE
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


NEW = {"student": "s9", "course": "c1", "home": "5501"}


def test_a_student_who_is_not_in_the_term_sees_what_is_free_the_wish_first():
    asked = term(students=[{"student": "s1", "course": "c1"}])
    warm = al.Late(asked, al.solve(asked))
    found = warm.student(al.read_student({**NEW, "wish1": "B"}))
    assert found.free[["need", "offer", "rank", "left"]].to_numpy().tolist()[0][:3] == ["s9", "oB", 1]
    assert sorted(found.free["offer"]) == ["oA", "oB"]


def test_a_new_student_without_a_document_is_told_which_rule_shuts_it():
    asked = term(students=[{"student": "s1", "course": "c1"}], courses=[{"course": "c1", "clearances": "police"}], clearances=[{"student": "s1", "kind": "police"}])
    warm = al.Late(asked, al.solve(asked))
    found = warm.student(al.read_student(NEW))
    assert (len(found.free), found.shut, found.considered, found.allowed) == (0, {"clearance": 2}, 2, 0)
    assert len(warm.student(al.read_student(NEW, ["police"])).free) == 2


@pytest.mark.parametrize(("row", "words"), [
    ({**NEW, "student": "s1"}, "in the term already"), ({**NEW, "course": "c7"}, "c7"), ({**NEW, "hom": "5501"}, "no column"),
    ({"student": "s9", "institution": "I1", "home": "5501"}, "one need"), ({**NEW, "wish1": "nowhere"}, "nowhere"),
])
def test_what_is_wrong_with_a_new_student_is_a_fault(row, words):
    asked = term()
    with pytest.raises(al.InputError, match=words):
        al.Late(asked, al.solve(asked)).student(al.read_student(row))


def test_only_one_new_student_is_asked_about_and_only_what_is_about_people():
    asked = term()
    warm = al.Late(asked, al.solve(asked))
    two = pd.DataFrame([NEW, {**NEW, "student": "s8"}])
    for rows, words in (({"students": two}, "not 2"), ({"students": two[:1], "offers": two}, "says nothing")):
        with pytest.raises(al.InputError, match=words):
            warm.student(rows)


def test_a_file_with_one_row_is_read_with_headers_in_either_language(tmp_path):
    asked = term(students=[{"student": "s1", "course": "c1"}])
    (tmp_path / "ny.csv").write_text("Ny student\nStudent;Emne;Hjemkommune;Ønske 1\ns9;c1;5501;B\n", encoding="utf-8")
    found = al.Late(asked, al.solve(asked)).student(al.read_student(tmp_path / "ny.csv"))
    assert found.free["offer"].iloc[0] == "oB"
    with pytest.raises(al.InputError):
        al.read_student(tmp_path / "none.csv")


def test_a_new_student_gets_the_answer_of_the_term_with_that_student():
    """A term of a hundred under every goal: one student is taken out with all that is said of him, and asked about as a new one."""
    term_ = al.load(Path(__file__).parents[2] / "data" / "midt-troms")
    layers = tuple(goal.code for goal in GOALS if goal.code not in ("changes", "frozen", "hash"))
    whole, solved, free, shut = term_.replace(policy=Policy.of(term_.policy.rules, layers)), al.solve(term_), 0, 0
    by_student = whole.tables["needs"].groupby("student")["need"].agg(list)
    for student in Random(5).sample(sorted(one for one, needs in by_student.items() if len(needs) == 1), 6):
        need = by_student[student][0]
        rows = {name: whole.tables[name][whole.tables[name]["student"] == student] for name in PEOPLE}
        rest = whole.replace(tables=_without(whole.tables, student, need))
        full = rest.replace(tables=rest.tables.replace(**{name: pd.concat([rest.tables[name], rows[name]]) for name in PEOPLE}))
        plan = replace(solved, placements=solved.placements[solved.placements["need"] != need].reset_index(drop=True))
        gone = Random(student).sample(plan.placements["need"].to_list(), 20)
        mine = al.Late(rest, plan, without=gone).student({name: one for name, one in rows.items() if len(one)})
        theirs = al.Late(full, plan, without=gone).need(need)
        assert mine.free.equals(theirs.free)
        assert (mine.full, mine.allowed, mine.shut, mine.considered) == (theirs.full, theirs.allowed, theirs.shut, theirs.considered)
        free, shut = free + len(mine.free), shut + sum(mine.shut.values())
    assert free
    assert shut


def _without(tables, student, need):
    frames = {name: tables[name][tables[name]["student"] != student] for name in PEOPLE}
    frames |= {name: tables[name][tables[name]["need"] != need] for name in ("locks", "previous")}
    return tables.replace(**frames, offers=tables["offers"].assign(found_by=tables["offers"]["found_by"].where(tables["offers"]["found_by"] != student, "")))


def test_the_command_answers_for_a_new_student(run, answer, tmp_path):
    asked = term(students=[{"student": "s1", "course": "c1"}])
    folder = al.save(al.solve(asked), tmp_path / "plan")
    told = answer("late", folder, "--new", "student=s9", "--new", "course=c1", "--new", "home=5501", "--new", "wish1=B")
    assert (told["new"]["student"], told["free"][0]["offer"], told["free"][0]["rank"]) == ("s9", "oB", 1)
    assert run("late", folder, "--new", "student").exit_code == 2
    assert run("late", folder, "s1", "--new", "student=s9").exit_code == 2
    assert "Mente du «Home»?" in run("late", folder, "--new", "hom=5501").stderr
