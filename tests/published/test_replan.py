"""A published plan after events: whoever nothing forces to move stays, and the number of changes is the least there is."""

import itertools
import json
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import allocator as al
from allocator.formulate import formulate
from allocator.naming import name_supervisors
from allocator.published.remaining import remaining
from tests.make import problem, weeks
from tests.plans import wrong

TWO = [{"period": "P1", "first_day": "2026-08-17", "last_day": "2026-10-09"}, {"period": "P2", "first_day": "2026-10-12", "last_day": "2026-12-04"}]
FROM = al.Setting(week="2026-W36")
WITHDRAWN = al.Scenario("A has withdrawn").change("offers", where={"offer": "oA"}, status="withdrawn")


def term(**more):
    """Three students, a site A with three places and a site B with two."""
    return problem(**{
        "students": [{"student": f"s{at}", "course": "c1"} for at in (1, 2, 3)], "sites": [{"site": "A"}, {"site": "B"}],
        "offers": [{"offer": "oA", "site": "A", "places": 3}, {"offer": "oB", "site": "B", "places": 2}],
        "wishes": [{"student": f"s{at}", "rank": 1, "site": "A"} for at in (1, 2, 3)], **more,
    })


def values(found):
    return {one.layer: one.value for one in found.plan.reached}


def test_a_withdrawn_offer_moves_those_who_were_there_and_says_why():
    found = al.replan(al.solve(term()), [WITHDRAWN])
    changed = found.outcome.changed.set_index("kind")
    assert sorted(changed.index) == ["moved", "moved", "unplaced"]
    assert changed["hit"].all()
    assert {one.rule for breaches in found.outcome.why.values() for one in breaches} == {"offered"}
    assert values(found)["changes"] == 3
    assert found.outcome.stays.empty


@pytest.mark.parametrize(("table", "row", "column", "rule"), [
    ("sites", {"site": "A"}, "ceiling", "ceiling"), ("municipalities", {"municipality": "5501"}, "ceiling", "ceiling"), ("offers", {"offer": "oA"}, "places", "places"),
])
def test_fewer_places_are_the_reason_told_to_those_who_must_go(table, row, column, rule):
    """Two may stay where three were; who goes is told of the place and not that others needed it."""
    found = al.replan(al.solve(term()), [al.Scenario("fewer").change(table, where=row, **{column: 2})])
    one, = found.outcome.changed.to_dict("records")
    assert one["hit"]
    assert {breach.rule for breach in found.outcome.why[one["need"]]} == {rule}


def test_a_late_student_gets_what_is_free_and_nobody_moves():
    late = al.Scenario("late").insert("students", {"student": "s9", "institution": "I1", "course": "c1", "home": "5501"})
    found = al.replan(al.solve(term()), [late])
    assert found.outcome.changed[["student", "kind", "was_site", "site", "hit"]].to_numpy().tolist() == [["s9", "placed", "", "B", False]]
    assert found.outcome.stays["student"].to_list() == ["s1", "s2", "s3"]
    assert values(found)["changes"] == 0


def test_one_who_left_is_listed_and_the_place_goes_to_who_had_none():
    asked = term(students=[{"student": f"s{at}", "course": "c1"} for at in range(1, 7)], wishes=[])
    plan = al.solve(asked)
    waiting, = plan.unplaced["need"]
    left = next(need for need in plan.placements["need"])
    found = al.replan(plan, [al.Scenario("left").remove("students", where={"student": plan.placements["student"].iloc[0]})])
    assert found.outcome.gone == (left,)
    assert found.outcome.changed[["need", "kind"]].to_numpy().tolist() == [[waiting, "placed"]]
    assert len(found.outcome.stays) == 4


def at_risk():
    """One place; s1 has it. Then s2 comes, who would lose the year without a place."""
    asked = problem(students=[{"student": "s1", "course": "c1"}], offers=[{"offer": "o1", "places": 1}], sites=[{"site": "A"}])
    late = al.Scenario("late").insert("students", {"student": "s2", "institution": "I1", "home": "5501"}).insert(
        "needs", {"need": "n2", "student": "s2", "course": "c1", "at_risk": True})
    return al.solve(asked), late


def test_who_has_begun_does_not_give_way_to_anyone():
    plan, late = at_risk()
    started = plan.problem.tables["previous"]
    assert started.empty
    found = al.replan(plan, [late])  # nothing has begun: who would lose the year goes first
    assert found.plan.placements["need"].to_list() == ["n2"]
    assert found.outcome.changed["kind"].to_list() == ["unplaced", "placed"]
    assert found.outcome.why == {}
    found = al.replan(plan, [late], al.Setting(frozen=("proposed", "started")))  # the policy freezes what was published
    assert found.plan.placements["need"].to_list() == ["n1"]
    assert found.outcome.waiting == ("n2",)


def test_a_window_that_has_begun_is_open_only_to_those_who_are_in_it():
    asked = term(periods=TWO, offers=[{"offer": "oA", "site": "A", "places": 3, "period": "P1"}, {"offer": "oB", "site": "B", "places": 1, "period": "P2"}])
    plan = al.solve(asked)
    assert plan.placements["period"].to_list() == ["P1", "P1", "P1"]
    late = al.Scenario("late").insert("students", *({"student": name, "institution": "I1", "course": "c1", "home": "5501"} for name in ("s8", "s9")))
    more = al.Scenario("more places").change("offers", where={"offer": "oA"}, places=9)
    found = al.replan(plan, [late, more], FROM)
    assert found.outcome.changed[["kind", "period"]].to_numpy().tolist() == [["placed", "P2"]]
    assert len(found.outcome.waiting) == 1
    window = found.plan.problem.tables["periods"].set_index("period")
    assert (str(window.loc["P1", "first_day"].date()), window.loc["P1", "weeks"]) == ("2026-08-31", weeks(36, 41))
    assert window.loc["P2", "weeks"] == weeks(42, 49)


def test_what_is_over_is_taken_out_and_becomes_history(tmp_path):
    asked = term(periods=TWO, needs=[{"student": "s1", "periods": "P1"}, {"student": "s2", "periods": "P2"}, {"student": "s3", "periods": "P1"}],
                 offers=[{"offer": "oA", "site": "A", "places": 1, "period": "P1"}, {"offer": "oB", "site": "B", "places": 2, "period": "P2"}])
    plan = al.solve(asked)
    first = plan.placements.set_index("period").loc["P1", "need"]
    other, = plan.unplaced["need"]
    found = al.replan(plan, [], al.Setting(week="2026-W44", lang="en"))
    assert (found.rest.ended, found.rest.late) == ((first,), (other,))
    assert found.plan.placements["need"].to_list() == ["n2"]
    assert found.plan.unplaced.empty
    assert found.outcome.stays["need"].to_list() == ["n2"]
    assert found.plan.problem.tables["history"][["site", "term"]].to_numpy().tolist() == [["A", "2026 autumn"]]
    again = al.open_plan(al.save(found.plan, tmp_path / "plan"))
    assert again.placements["need"].to_list() == ["n2"]


def test_a_document_that_was_valid_at_the_start_is_valid_for_the_rest():
    asked = term(courses=[{"course": "c1", "clearances": "police"}], clearances=[{"student": f"s{at}", "kind": "police", "last_day": "2026-08-20"} for at in (1, 2, 3)])
    plan = al.solve(asked)
    assert len(plan.placements) == 3
    found = al.replan(plan, [], FROM)
    assert len(found.outcome.stays) == 3
    assert found.plan.problem.tables["clearances"]["last_day"].astype(str).unique().tolist() == ["2026-08-31"]
    expired = remaining(asked.tables, plan.placements.iloc[:1], "2026-W36", "nb").tables["clearances"].set_index("student")["last_day"]
    assert expired.astype(str).to_dict() == {"s1": "2026-08-31", "s2": "2026-08-20", "s3": "2026-08-20"}  # who has not begun needs a new one


def test_supervisors_stay_with_their_students_though_a_team_is_dealt_anew():
    asked = term(courses=[{"course": "c1", "supervisor_professions": "sykepleier"}], offers=[{"offer": "oA", "site": "A", "places": 9}],
                 supervisors=[{"supervisor": f"v{at}", "sites": "A", "capacity": 2} for at in (1, 2, 3)])
    plan = al.solve(asked)
    first = plan.placements.iloc[0]
    found = al.replan(plan, [al.Scenario("left").remove("students", where={"student": first["student"]})])
    assert found.outcome.changed.empty
    assert len(found.outcome.stays) == 2


def test_a_plan_read_with_names_keeps_them_only_where_all_can_be_dealt():
    asked = problem(needs=[{}, {}], offers=[{"offer": "o1", "places": 2}], courses=[{"course": "c1", "supervisor_professions": "sykepleier"}],
                    supervisors=[{"supervisor": "v1"}, {"supervisor": "v2"}], sites=[{"site": "A1"}],
                    previous=[{"need": one, "offer": "o1", "period": "P1", "supervisor": "v2"} for one in ("n1", "n2")])
    options = formulate(asked).options
    assert sorted(name_supervisors(options).tolist()) == [0, 1]  # both cannot keep v2, who has one hand


def test_more_changes_bring_more_and_the_curve_says_how_much():
    """s1 … s3 wish for A, which had no place when the plan was made."""
    asked = term(offers=[{"offer": "oA", "site": "A", "places": 0}, {"offer": "oB", "site": "B", "places": 3}])
    plan = al.solve(asked)
    opened = al.Scenario("A opens").change("offers", where={"offer": "oA"}, places=3)
    points = al.replan_curve(plan, [opened])
    assert [(one.changes, one.values["wishes"]) for one in points] == [(0, 30), (1, 21), (2, 12), (3, 3)]
    assert [one.budget for one in points] == [0, 1, 2, None]
    found = al.replan(plan, [opened], budget=2)
    assert (found.outcome.changes, len(found.outcome.stays)) == (2, 1)
    al.check(found.plan.problem, found.plan.placements).require(found.plan.reached)


def test_a_week_that_is_none_is_refused():
    for week in ("W36", "2026-W60", "36"):
        with pytest.raises(ValueError, match=r"(?i)week"):
            al.Setting(week=week)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_it_breaks_no_rule_and_no_plan_that_places_as_many_changes_less(seed):
    """Every plan of a tiny term is tried: the same number of frozen, unplaced and changed comes out least."""
    chance = Random(seed)
    sites = ("A", "B", "C")
    asked = problem(
        students=[{"student": f"s{at}", "course": "c1"} for at in range(1, 5)], sites=[{"site": site} for site in sites],
        needs=[{"need": f"n{at}", "student": f"s{at}", "at_risk": chance.random() < 0.3} for at in range(1, 5)],
        offers=[{"offer": f"o{site}", "site": site, "places": chance.randint(1, 2)} for site in sites],
        courses=[{"course": "c1", "supervisor_professions": chance.choice(["", "sykepleier"])}],
        supervisors=[{"supervisor": f"v{site}{at}", "sites": site, "ects": at} for site in sites for at in range(1, chance.randint(1, 2) + 1)],
        conflicts=[{"student": f"s{at}", "site": chance.choice(sites), "reason": "other"} for at in range(1, 5) if chance.random() < 0.5],
    )
    plan = al.solve(asked)
    site = chance.choice(sites)
    wishes = [{"student": f"s{at}", "rank": 1, "site": chance.choice(sites)} for at in range(1, 5)]
    event = chance.choice([
        al.Scenario("withdrawn").change("offers", where={"offer": f"o{site}"}, status="withdrawn"),
        al.Scenario("fewer").change("offers", where={"offer": f"o{site}"}, places=0),
        al.Scenario("away").change("supervisors", where={"supervisor": f"v{site}1"}, away=list(weeks(36, 41))),
        al.Scenario("left").remove("students", where={"student": "s1"}),
    ])
    setting = chance.choice([None, FROM])
    found = al.replan(plan, [al.Scenario("wishes that would move them").insert("wishes", *wishes), event], setting)
    al.check(found.plan.problem, found.plan.placements).require(found.plan.reached)
    reached = {one.layer: one for one in found.plan.reached}
    asked_for = [reached[name].value for name in ("frozen", "at_risk", "placed", "changes")]
    assert asked_for == least(found.plan.problem, plan.placements, started=setting is not None)


def least(asked, before, *, started):
    """The least of frozen moved, at risk without, unplaced and changes, counted in words over every plan there is."""
    formulated = formulate(asked)
    options, system = formulated.options, formulated.system
    names = [options.words["needs"][at] for at in options.need]
    offers = [options.words["offers"][at] for at in options.offer]
    team = dict(zip(options.words["supervisors"], options.table("supervisors")["team"], strict=True))
    risk = asked.tables["needs"].set_index("need")["at_risk"].to_dict()
    held = {need: (offer, team.get(who, -1), bool(who)) for need, offer, who in before[["need", "offer", "supervisor"]].to_numpy() if need in risk}
    choices = [[-1, *np.flatnonzero(options.need == at)] for at in range(system.needs)]
    best = None
    for one in itertools.product(*choices):
        chosen = np.array([at for at in one if at >= 0], dtype=np.int64)
        if any(limit.price is None and wrong(limit, chosen, system.options).any() for limit in system.limits):
            continue
        placed = {names[at]: (offers[at], options.team[at]) for at in chosen}
        kept = {need for need, (offer, _, _) in held.items() if placed.get(need, ("",))[0] == offer}
        same = {need for need in kept if held[need][2] and placed[need][1] == held[need][1]}
        changes = len(held) + sum(named for _, _, named in held.values()) - len(kept) - len(same)
        value = [len(held) - len(kept) if started else 0, sum(risk[need] and need not in placed for need in risk), len(risk) - len(placed), changes]
        best = value if best is None or value < best else best
    return best


EVENTS = "Hendelse;Veileder;Tilbud;Student;Sted;Kommune;Institusjon;Uker;Hvem;Hvorfor\n"


@pytest.fixture
def saved(tmp_path):
    asked = term(supervisors=[{"supervisor": "v1", "sites": "A", "capacity": 3}], courses=[{"course": "c1", "supervisor_professions": "sykepleier"}],
                 needs=[{"need": f"s{at}", "student": f"s{at}"} for at in (1, 2, 3)])
    return al.save(al.solve(asked), tmp_path / "plan")


def test_events_are_read_from_a_table_and_stand_in_the_audit(run, saved, tmp_path):
    (tmp_path / "hendelser.csv").write_text(f"{EVENTS}borte;v1;;;;;;36-41;Kari;sykmeldt\nsluttet;;;s3;;;;;Ola;permisjon\n", encoding="utf-8")
    found = run("replan", saved, tmp_path / "hendelser.csv", "--from", "2026-W36", "-o", tmp_path / "new")
    assert found.exit_code == 0, found.output
    assert "Endret: 2. Som før: 0. Uten plass: 0." in found.stdout
    assert "borte uke 36–41" in found.stdout
    assert "Trenger ikke plass lenger (1): s3" in found.stdout
    assert "Bevist: Det finnes ingen plan med færre endringer som gir like mange plass." in found.stdout
    act = json.loads((tmp_path / "new" / "run.json").read_bytes())["audit"][-1]
    assert (act["act"], [one["name"] for one in act["events"]]) == ("replan", ["borte: v1 (Kari: sykmeldt)", "sluttet: s3 (Ola: permisjon)"])


def test_every_kind_of_event_is_read(answer, saved, tmp_path):
    rows = "trukket;;oB;;;;;;Kari;brann\nstengt;;;;B;;;;Kari;brann\ninngått;;;;;5501;I1;;Kari;ny avtale\n"
    (tmp_path / "e.csv").write_text(EVENTS + rows, encoding="utf-8")
    told = answer("replan", saved, tmp_path / "e.csv", "--curve", "--lang", "en")
    assert (told["schema"], told["changed"], len(told["stays"]), told["proved"], told["saved"]) == ("allocator.replan/1", [], 3, True, None)
    assert [(one["budget"], one["changes"]) for one in told["curve"]] == [(0, 0)]


def test_a_toml_of_changes_is_read_too(run, saved, tmp_path):
    (tmp_path / "e.toml").write_text('[[scenario]]\nname = "brann"\n[[scenario.steps]]\nchange = "offers"\nwhere = { offer = "oA" }\nset = { places = 2 }\n', encoding="utf-8")
    found = run("replan", saved, tmp_path / "e.toml", "--lang", "en", "--curve")
    assert found.exit_code == 0, found.output
    assert "Changed: 1. As before: 2. Without a place: 0." in found.stdout
    assert "the offer" in found.stdout or "places" in found.stdout or "students" in found.stdout


def test_everybody_is_listed_in_a_workbook(run, saved, tmp_path):
    (tmp_path / "e.csv").write_text(f"{EVENTS}trukket;;oA;;;;;;Kari;brann\n", encoding="utf-8")
    found = run("replan", saved, tmp_path / "e.csv", "--list", tmp_path / "alle.xlsx")
    assert found.exit_code == 0, found.output
    book = CalamineWorkbook.from_path(str(tmp_path / "alle.xlsx"))
    assert book.sheet_names == ["Endret", "Som før"]
    changed = book.get_sheet_by_name("Endret").to_python()
    assert changed[0] == ["Behov", "Hva", "Fra", "Til", "Hvorfor"]
    assert len(changed) == 4
    assert run("replan", saved, tmp_path / "e.csv", "--list", tmp_path / "alle.xlsx").exit_code == 1  # it is there already


def test_faults_of_events_are_all_told(run, saved, tmp_path):
    (tmp_path / "e.csv").write_text(f"{EVENTS}borte;;;;;;;36;Kari;syk\nborte;v1;;;;;;uke tull;Kari;syk\n", encoding="utf-8")
    found = run("replan", saved, tmp_path / "e.csv")
    assert found.exit_code == 1
    assert "e.csv, rad 2, kolonne «supervisor»" in found.stderr
    assert "e.csv, rad 3, kolonne «weeks»" in found.stderr
    (tmp_path / "e.csv").write_text(f"{EVENTS}trukket;;oX;;;;;;Kari;brann\n", encoding="utf-8")
    assert "oX" in run("replan", saved, tmp_path / "e.csv").stderr
    assert run("replan", saved, tmp_path / "e.csv", "--from", "uke 36").exit_code == 2
