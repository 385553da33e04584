"""Scenarios: what each verb does, decided by hand; and every fault, with its place and what to do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import allocator as al
from allocator.intake.scenario import applied, told
from allocator.intake.scenario.values import spread
from tests.make import problem

DATA = Path(__file__).parents[2] / "data"
Scenario = al.Scenario


def town() -> al.Problem:
    """Two sites in Tromsø (3 and 1 places) and one in Senja (2 places); three students, the last with a document and a wish."""
    return problem(
        municipalities=[{"municipality": "5501", "name": "Tromsø"}, {"municipality": "5530", "name": "Senja"}],
        sites=[{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5501"}, {"site": "C", "municipality": "5530", "ceiling": 5}],
        offers=[{"offer": "a", "site": "A", "places": 3}, {"offer": "b", "site": "B"}, {"offer": "c", "site": "C", "places": 2}],
        supervisors=[{"supervisor": "v1", "sites": "A | B", "away": ("2026-W35",)}, {"supervisor": "v2", "sites": "C", "ects": 4.5}],
        students=[{"student": f"s{at}", "home": "5501", "course": "c1"} for at in (1, 2, 3)],
        clearances=[{"student": "s3", "kind": "police", "first_day": "2026-01-01"}],
        wishes=[{"student": "s3", "rank": 1, "site": "C"}],
        locks=[{"need": "n3", "site": "C", "kind": "pin"}],
        previous=[{"need": "n1", "offer": "a", "period": "P1", "supervisor": "v1", "status": "proposed"}],
    )


def column(made: al.Problem, table: str, key: str, name: str) -> dict[str, Any]:
    """A column by key."""
    return dict(zip(made.tables[table][key], made.tables[table][name], strict=True))


def places(made: al.Problem) -> dict[str, int]:
    return column(made, "offers", "offer", "places")


@pytest.mark.parametrize(
    ("where", "value", "in_all", "after"),
    [
        ({"site": "A"}, 7, False, {"a": 7, "b": 1, "c": 2}),
        ({"municipality": "5501"}, "+4", False, {"a": 7, "b": 5, "c": 2}),
        ({"municipality": "5501"}, "+4", True, {"a": 6, "b": 2, "c": 2}),  # 3 and 1 of 4
        ({}, "+4", True, {"a": 5, "b": 2, "c": 3}),  # 2, 0 2/3 and 1 1/3: the one that is left goes to b
        ({"municipalities.name": "Senja"}, "-2", False, {"a": 3, "b": 1, "c": 0}),
        ({}, "-3", True, {"a": 1, "b": 1, "c": 1}),  # 1 1/2, 1/2 and 1: the first of the two halves gives one more
        ({}, "×1,5", False, {"a": 5, "b": 2, "c": 3}),  # 4 1/2 and 1 1/2 go up
        ({}, "*0.5", True, {"a": 2, "b": 0, "c": 1}),  # 3 in all: 1 1/2, 1/2 and 1: the first half gets what is left
        ({"offer": ["a", "c"]}, 10, True, {"a": 6, "b": 1, "c": 4}),
    ],
)
def test_a_change_of_places(where: Mapping[str, Any], value: Any, in_all: bool, after: Mapping[str, int]) -> None:
    assert places(Scenario("x").change("offers", where, in_all=in_all, places=value)(town())) == after


def test_shares_are_even_where_there_is_nothing_to_go_by() -> None:
    assert spread(4, [0, 0, 0]) == [2, 1, 1]
    assert spread(0, [3, 1]) == [0, 0]


def test_weeks_and_lists_gain_and_lose_items() -> None:
    made = Scenario("x").change("supervisors", {"municipality": "5501"}, away="+36-37", sites="-B").change("supervisors", {"supervisor": "v2"}, ects="×2")(town())
    assert column(made, "supervisors", "supervisor", "away") == {"v1": ("2026-W35", "2026-W36", "2026-W37"), "v2": ()}
    assert column(made, "supervisors", "supervisor", "sites") == {"v1": ("A",), "v2": ("C",)}
    assert column(made, "supervisors", "supervisor", "ects") == {"v1": 0, "v2": 9}
    shifted = Scenario("x").change("periods", last_day="+7")(town())
    assert column(shifted, "periods", "period", "last_day")["P1"].date().isoformat() == "2026-10-16"


def test_a_bound_that_is_blank_stays_blank_and_a_value_can_be_made_blank() -> None:
    more = Scenario("x").change("sites", ceiling="+2")(town())
    assert column(more, "sites", "site", "ceiling")["C"] == 7
    assert more.tables["sites"]["ceiling"].isna().sum() == 2
    assert Scenario("x").change("sites", {"site": "C"}, ceiling="")(town()).tables["sites"]["ceiling"].isna().all()


def test_steps_are_done_in_order() -> None:
    made = Scenario("x").change("offers", {"site": "A"}, places=1).change("offers", {"places": 1}, places=9)(town())
    assert places(made) == {"a": 9, "b": 9, "c": 2}


def test_removing_takes_what_pointed_there_along() -> None:
    made = Scenario("x").remove("students", {"student": "s3"})(town())
    assert {name: len(made.tables[name]) for name in ("students", "needs", "clearances", "wishes", "locks", "previous")} == {
        "students": 2, "needs": 2, "clearances": 0, "wishes": 0, "locks": 0, "previous": 1,
    }
    without = Scenario("x").remove("supervisors", {"supervisor": "v1"})(town())
    assert without.tables["previous"]["supervisor"].tolist() == [""]
    assert Scenario("x").remove("sites", {"site": "B"})(town()).tables["supervisors"]["sites"].tolist() == [("A",), ("C",)]


def test_inserted_rows_are_read_as_a_file_is() -> None:
    made = Scenario("x").insert("sites", {"site": "D", "municipality": 5530, "settings": "sykehjem", "closed": "uke 36"})
    made = made.insert("offers", {"site": "D", "period": "P1", "places": "4"})
    after = made(town())
    assert column(after, "sites", "site", "closed")["D"] == ("2026-W36",)
    assert places(after)["D:P1"] == 4


def test_more_students_bring_what_a_student_must_have() -> None:
    made = Scenario("x").more("students", 3, {"student": ["s2", "s3"]}, car=True)(town())
    students = made.tables["students"]
    assert students["student"].tolist() == ["s1", "s2", "s2+1", "s2+2", "s3", "s3+1"]
    assert students["car"].tolist() == [False, False, True, True, False, True]
    assert made.tables["needs"]["student"].tolist() == students["student"].tolist() or set(made.tables["needs"]["student"]) == set(students["student"])
    assert made.tables["clearances"]["student"].tolist() == ["s3", "s3+1"]
    assert len(made.tables["locks"]) == 1


def test_closing_is_by_weeks_or_for_all_of_the_term() -> None:
    strike = Scenario("x").close({"municipality": "5501"}, weeks="36-37")(town())
    assert column(strike, "sites", "site", "closed") == {"A": ("2026-W36", "2026-W37"), "B": ("2026-W36", "2026-W37"), "C": ()}
    assert column(Scenario("x").close({"site": "C"})(town()), "sites", "site", "closed")["C"] == tuple(f"2026-W{week}" for week in range(34, 42))


def test_values_of_the_policy() -> None:
    made = Scenario("x").policy({"rules.distance.minutes": 45, "seed": "another"}, off=["closed"])(town()).policy
    rules = {rule.code: rule for rule in made.rules}
    assert rules["distance"].minutes == 45  # type: ignore[attr-defined]
    assert made.seed == "another"
    assert "closed" not in rules
    assert set(rules) == {rule.code for rule in town().policy.rules} - {"closed"}
    again = Scenario("x").policy({"off": ["closed"]}).policy({"rules": {"closed": {}}})(town()).policy
    assert again == town().policy


def test_nothing_else_changes_and_the_base_stays_as_it_was() -> None:
    base = al.load(DATA / "midt-troms")
    before = base.digest()
    made = Scenario("x").change("offers", {"municipality": "5530"}, places="+1")(base)
    assert base.digest() == before
    assert {name for name in base.tables.frames if not base.tables[name].equals(made.tables[name])} == {"offers"}
    assert made.policy == base.policy
    assert Scenario("nothing")(base).digest() == base.digest()


def test_the_count_is_told() -> None:
    scenario = Scenario("Flere i Tromsø").change("offers", {"municipality": "5501"}, places="+4", in_all=True).close({"site": "C"}, weeks="36")
    made = scenario(town())
    assert [one.say("nb") for one in told(made, scenario)] == [
        "Tilbud, rader som treffes: 2. Plasser i alt: 4 → 8.", "Stengte steder: 1, uke 36.",
    ]
    assert told(made, scenario)[0].say("en") == "Offers, rows matched: 2. Places in all: 4 → 8."


@pytest.mark.parametrize(
    ("scenario", "key", "says"),
    [
        (Scenario("x").change("offerz", places=1), "change", "Did you mean “offers”?"),
        (Scenario("x").change("offers", plases=1), "set.plases", "Did you mean “places”?"),
        (Scenario("x").change("offers", {"municipalty": "5530"}, places=1), "where.municipalty", "Did you mean “municipality”?"),
        (Scenario("x").change("offers", {"municipality": "5531"}, places=1), "where.municipality", "Did you mean “5530”?"),
        (Scenario("x").change("offers", {"site": "A", "places": 2}, places=1), "where", "fits all of the selector at once"),
        (Scenario("x").change("offers", {"places": "many"}, places=1), "where.places", "is not a whole number"),
        (Scenario("x").change("offers", places="+many"), "set.places", "is not a whole number"),
        (Scenario("x").change("offers", places="×many"), "set.places", "nothing to multiply by"),
        (Scenario("x").change("periods", last_day="×2"), "set.last_day", "cannot be multiplied"),
        (Scenario("x").change("periods", last_day="+soon"), "set.last_day", "Write the value without a sign"),
        (Scenario("x").change("sites", {"site": "A"}, ceiling="+2"), "set.ceiling", "is blank in every row"),
        (Scenario("x").change("offers", {"site": "A"}, in_all=True, places="-4"), "set.places", "only 3 to take from, not 4"),
        (Scenario("x").change("sites", in_all=True, name="N"), "set.name", "cannot be spread"),
        (Scenario("x").change("offers", offer="z"), "set.offer", "cannot be changed"),
        (Scenario("x").change("offers"), "set", "does not say what to change"),
        (Scenario("x").insert("offers"), "rows", "does not say what to insert"),
        (Scenario("x").insert("offers", {"place": 1}), "rows.place", "Did you mean “places”?"),
        (Scenario("x").insert("offers", {"places": "few"}), "rows.places", "is not a whole number"),
        (Scenario("x").more("students", 0), "count", "at least 1"),
        (Scenario("x").more("wishes", 2), "more", "Use insert"),
        (Scenario("x").close({"site": "A"}, weeks="99"), "weeks", "week"),
        (Scenario("x").policy({"rules.distans.minutes": 1}), "policy", "Did you mean “distance”?"),
        (Scenario("x").remove("quotas"), "where", "has no rows"),
        (Scenario("x").change("offers", {"site": "A"}, places=-1), "places", "Offers, “a”, after the changes: -1 is too small"),
        (Scenario("x").change("offers", places=-1), "places", "Offers, “a” and others (3 rows), after the changes"),
        (Scenario("x").insert("offers", {"site": "Z", "period": "P1", "places": 1}), "site", "“Z” is not in the table"),
    ],
)
def test_a_fault_names_its_place_and_what_to_do(scenario: al.Scenario, key: str, says: str) -> None:
    with pytest.raises(al.InputError) as caught:
        scenario(town())
    (fault,) = caught.value.faults
    said = fault.say("en")
    assert fault.key == key  # type: ignore[attr-defined]
    assert said.startswith("“x”")
    assert says in said
    assert fault.as_json("nb")["scenario"] == "x"  # type: ignore[attr-defined]


def test_all_faults_of_all_scenarios_come_at_once() -> None:
    wrong = Scenario("x").change("offerz", places=1).change("offers", {"site": "Q"}, places=1).change("offers", places=-1)
    with pytest.raises(al.InputError) as caught:
        applied([wrong, Scenario("fine").change("offers", places=1), Scenario("y").remove("housing")], town())
    assert [(fault.scenario, fault.key) for fault in caught.value.faults] == [  # type: ignore[attr-defined]
        ("x", "change"), ("x", "where.site"), ("x", "places"), ("y", "where"),
    ]


def test_a_scenario_that_was_changed_back_is_the_same_problem() -> None:
    base = al.load(DATA / "midt-troms")
    assert Scenario("x").change("offers", places="+1").change("offers", places="-1")(base).digest() == base.digest()


def test_the_example_file_is_read_and_fits_its_term() -> None:
    scenarios = al.read_scenarios(DATA / "scenarios" / "midt-troms.toml")
    made = applied(scenarios, al.load(DATA / "midt-troms"))
    assert len(made) == len(scenarios) >= 6
    assert {step.verb for one in scenarios for step in one.steps} >= {"change", "close", "more", "policy"}
    assert all(told(after, one) for after, one in zip(made, scenarios, strict=True))


def test_a_file_says_what_a_program_says(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(
        '[[scenario]]\nname = "x"\n[[scenario.steps]]\nchange = "offers"\nwhere = { site = "A" }\nset = { places = "+1" }\nin_all = true\n'
        '[[scenario.steps]]\nmore = "students"\ncount = 2\n[[scenario.steps]]\nclose = { site = "C" }\nweeks = "36"\n'
        '[[scenario.steps]]\nremove = "wishes"\n[[scenario.steps]]\ninsert = "sites"\nrows = [{ site = "D", municipality = "5530", settings = "sykehjem" }]\n'
        '[[scenario.steps]]\npolicy = { seed = "z" }\n',
        encoding="utf-8",
    )
    (read,) = al.read_scenarios(file)
    made = Scenario("x").change("offers", {"site": "A"}, in_all=True, places="+1").more("students", 2).close({"site": "C"}, weeks="36")
    made = made.remove("wishes").insert("sites", {"site": "D", "municipality": "5530", "settings": "sykehjem"}).policy(seed="z")
    assert read.as_json() == made.as_json()
    assert read(town()).digest() == made(town()).digest()


def test_faults_of_a_file_have_lines_and_come_all_at_once(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(
        'colour = 1\n[[scenario]]\nname = "x"\n[[scenario.steps]]\nchange = "offers"\nwher = { site = "A" }\nset = 4\n[[scenario.steps]]\nset = { places = 1 }\n'
        '[[scenario]]\n[[scenario.steps]]\nremove = "offers"\nclose = { site = "A" }\n[[scenario]]\nname = "x"\n',
        encoding="utf-8",
    )
    with pytest.raises(al.InputError) as caught:
        al.read_scenarios(file)
    found = [(fault.line, fault.key) for fault in caught.value.faults]  # type: ignore[attr-defined]
    assert found == [(1, "colour"), (6, "wher"), (7, "set"), (8, ""), (10, "name"), (11, ""), (15, "steps"), (15, "name")]
    assert caught.value.faults[1].say("nb") == "s.toml, linje 6, «x», wher: «wher» er ukjent her. Mente du «where»?"


@pytest.mark.parametrize(("content", "says"), [(None, "no such file"), (b"\xff", "UTF-8"), (b"a = ", "not valid TOML"), (b"", "no scenarios")])
def test_a_file_that_cannot_be_read(content: bytes | None, says: str, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(al.InputError, match=says):
        al.read_scenarios(file)


def test_a_fault_at_a_term_names_the_line_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('[[scenario]]\nname = "x"\n\n[[scenario.steps]]\nchange = "offers"\nset = { places = -1 }\n', encoding="utf-8")
    with pytest.raises(al.InputError) as caught:
        al.read_scenarios(file)[0](town())
    assert caught.value.faults[0].say("en").startswith("s.toml, line 5, “x”, places: Offers, “a” and others")
