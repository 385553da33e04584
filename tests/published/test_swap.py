"""Swaps: judged by the independent check, found where all gain, carried out where all have confirmed."""

import json

import pandas as pd
import pytest

import allocator as al
from allocator.published.cycles import find_swaps
from tests.make import problem

SITES = ("A", "B", "C")


def term(wishes=(), **more):
    """Three students with one place at each of three sites."""
    listed = [{"student": student, "rank": rank, "site": site} for student, sites in wishes for rank, site in enumerate(sites, 1)]
    return problem(
        students=[{"student": f"s{at}", "course": "c1"} for at in (1, 2, 3)], sites=[{"site": site} for site in SITES],
        offers=[{"offer": f"o{site}", "site": site} for site in SITES], wishes=listed, **more,
    )


def hand_made(asked, *offers):
    """The plan that places s1, s2, s3 on these offers, with no claims."""
    plan = al.solve(asked)
    needs = asked.tables["needs"]["need"]
    placements = pd.DataFrame({"need": needs, "offer": list(offers), "period": "P1", "supervisor": ""})
    al.check(asked, placements).require()
    return al.Plan(asked, placements, plan.unplaced, (), plan.ended, plan.solver, plan.run)


def cycles(asked, *offers, **more):
    return [one.needs for one in find_swaps(asked, hand_made(asked, *offers), **more)]


def test_each_takes_the_place_of_the_next():
    asked = term()
    tried = al.swap(asked, hand_made(asked, "oA", "oB", "oC"), ["s1", "s2", "s3"])
    assert tried.placements.set_index("need")["offer"].to_list() == ["oB", "oC", "oA"]
    assert tried.allowed


def test_supervisors_go_with_the_places():
    asked = term(courses=[{"course": "c1", "supervisor_professions": "sykepleier"}], supervisors=[{"supervisor": f"v{site}", "sites": site} for site in SITES])
    plan = al.solve(asked)
    tried = al.swap(asked, plan, ["s1", "s2"])
    assert tried.allowed
    assert (tried.sides["supervisor"].str[1:] == tried.sides["site"]).all()


def test_a_counting_rule_stops_a_swap_too():
    """The institution of s1 may have nobody at B in any of the eight weeks."""
    asked = problem(
        students=[{"student": "s1", "course": "c1"}, {"student": "s2", "course": "c2"}],
        courses=[{"course": "c1", "institution": "I1"}, {"course": "c2", "institution": "I2", "programme": "bsn"}],
        sites=[{"site": "A"}, {"site": "B"}], offers=[{"offer": "oA", "site": "A", "places": 1}, {"offer": "oB", "site": "B", "places": 1}],
        quotas=[{"institution": "I1", "site": "B", "most": 0}],
    )
    plan = al.solve(asked)
    assert plan.placements["site"].to_list() == ["A", "B"]
    assert [one.rule for one in al.swap(asked, plan, ["s1", "s2"]).refusals] == ["quota"] * 8


def test_two_who_want_each_others_place_are_found():
    asked = term(wishes=[("s1", "B"), ("s2", "A")])
    assert cycles(asked, "oA", "oB", "oC") == [("n1", "n2")]
    assert cycles(asked, "oB", "oA", "oC") == []  # they have it already


def test_three_in_a_ring_are_found_and_only_where_three_are_asked_for():
    asked = term(wishes=[("s1", "B"), ("s2", "C"), ("s3", "A")])
    assert cycles(asked, "oA", "oB", "oC") == [("n1", "n2", "n3")]
    assert cycles(asked, "oA", "oB", "oC", longest=2) == []


def test_a_swap_that_one_would_lose_by_is_not_found():
    assert cycles(term(wishes=[("s1", "B"), ("s2", "B")]), "oA", "oB", "oC") == []


def test_fewer_minutes_count_where_the_wishes_are_the_same():
    towns = {"A": "5501", "B": "5530"}
    asked = problem(
        students=[{"student": "s1", "course": "c1", "home": "5530"}, {"student": "s2", "course": "c1", "home": "5501"}],
        sites=[{"site": site, "municipality": town} for site, town in towns.items()], offers=[{"offer": f"o{site}", "site": site} for site in towns],
        travel=[{"origin": one, "municipality": other, "mode": "public", "minutes": 10 if one == other else 60} for one in towns.values() for other in towns.values()],
    )
    found, = find_swaps(asked, hand_made(asked, "oA", "oB"))
    assert found.sides[["was_minutes", "minutes"]].to_numpy().tolist() == [[60, 10], [60, 10]]


def test_a_swap_that_a_rule_stops_is_not_found():
    wishes = [("s1", "B"), ("s2", "A")]
    assert cycles(term(wishes=wishes, conflicts=[{"student": "s2", "site": "A", "reason": "relative"}]), "oA", "oB", "oC") == []


@pytest.mark.parametrize("words", [["s1"], ["s1", "s1"], ["s1", "nobody"]])
def test_who_swaps_must_be_known_and_differ(words):
    asked = term()
    with pytest.raises(al.InputError):
        al.swap(asked, hand_made(asked, "oA", "oB", "oC"), words)


def test_who_has_no_place_has_none_to_swap():
    asked = term(conflicts=[{"student": "s3", "site": site, "reason": "relative"} for site in SITES])
    with pytest.raises(al.InputError, match="no place to swap"):
        al.swap(asked, al.solve(asked), ["s1", "s3"])


@pytest.fixture
def saved(tmp_path):
    return al.save(al.solve(term(wishes=[("s1", "A"), ("s2", "B"), ("s3", "C")])), tmp_path / "plan")


CONFIRMED = "Student;Overtar fra;Bekreftet av;Begrunnelse\ns1;s2;s1, e-post 3.6.;Vil nærmere bussen\ns2;s1;s2, e-post 4.6.;Greit\n"


def test_a_swap_is_carried_out_when_all_have_confirmed(run, saved, tmp_path):
    (tmp_path / "ja.csv").write_text(CONFIRMED, encoding="utf-8")
    found = run("swap", saved, "s1", "s2", "--confirmed", tmp_path / "ja.csv", "-o", tmp_path / "after")
    assert found.exit_code == 0, found.output
    plan = al.open_plan(tmp_path / "after")
    assert plan.placements["offer"].to_list() == ["oB", "oA", "oC"]
    audit = json.loads((tmp_path / "after" / "run.json").read_bytes())["audit"]
    assert audit == [
        {"act": "swap", "need": "n1", "takes": "n2", "offer": "oB", "period": "P1", "who": "s1, e-post 3.6.", "why": "Vil nærmere bussen"},
        {"act": "swap", "need": "n2", "takes": "n1", "offer": "oA", "period": "P1", "who": "s2, e-post 4.6.", "why": "Greit"},
    ]
    wishes = next(one for one in plan.reached if one.layer == "wishes")
    assert (wishes.value, wishes.proved, str(plan.ended)) == (21, False, "by_hand")  # two lost their first wish


def test_without_every_confirmation_nothing_is_saved(run, saved, tmp_path):
    (tmp_path / "ja.csv").write_text(CONFIRMED.rsplit("\n", 2)[0], encoding="utf-8")
    found = run("swap", saved, "s1", "s2", "--confirmed", tmp_path / "ja.csv", "-o", tmp_path / "after", "--lang", "en")
    assert found.exit_code == 1
    assert "“n2” has not confirmed taking the place of “n1”." in found.stderr
    assert not (tmp_path / "after").exists()


def test_a_confirmation_without_who_or_why_is_a_fault(run, saved, tmp_path):
    (tmp_path / "ja.csv").write_text("need,takes,who,why\ns1,s2,s1,\ns2,s1,,yes\n", encoding="utf-8")
    found = run("swap", saved, "s1", "s2", "--confirmed", tmp_path / "ja.csv", "-o", tmp_path / "after")
    assert found.exit_code == 1
    assert "ja.csv, rad 2, kolonne «why»" in found.stderr
    assert "ja.csv, rad 3, kolonne «who»" in found.stderr
    (tmp_path / "ja.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "Behov, Overtar fra, Hvem, Hvorfor" in run("swap", saved, "s1", "s2", "--confirmed", tmp_path / "ja.csv", "-o", tmp_path / "after").stderr


def test_the_command_tries_and_finds(run, answer, saved):
    found = run("swap", saved, "s1", "s2", "s3")
    assert found.exit_code == 0
    assert "Byttet kan gjennomføres: Ingen regel er til hinder." in found.stdout
    assert "1 → –" in found.stdout
    assert "The swap can be carried out" in run("swap", saved, "s1", "s2", "--lang", "en").stdout
    told = answer("swap", saved, "s1", "s2")
    assert (told["schema"], told["allowed"], told["refusals"]) == ("allocator.swap/1", True, [])
    assert answer("swap", saved, "--find")["found"] == []
    assert "Bytter som alle i dem tjener på, og som ingen regel stopper: 0." in run("swap", saved, "--find").stdout


def test_wrong_usage_is_refused(run, saved, tmp_path):
    assert run("swap", saved).exit_code == 2
    assert run("swap", saved, "s1", "s2", "-o", tmp_path / "x").exit_code == 2
    assert run("swap", saved, "s1", "--find").exit_code == 2
