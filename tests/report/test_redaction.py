"""What each reader may see: nobody meets a student, a decision by hand or a circumstance that is not theirs."""

import pytest

from allocator.errors import InputError
from allocator.plan import PLACEMENTS, Plan
from allocator.report.redaction import UNTOLD, Reader, persons, readers, ways_in
from allocator.tables import plain
from tests.report.readers import PERSONAL, others, plan

ALL = readers(plan().problem)


def text(seen: Plan) -> str:
    """Everything that is in a plan, as one text."""
    frames = [seen.placements, seen.unplaced, *seen.problem.tables.frames.values()]
    return "\n".join([*(str(plain(frame)) for frame in frames), str(seen.run), str(seen.problem.notes)])


def test_there_is_a_reader_for_everybody():
    assert [one.word for one in ALL] == [
        "planner", "public", "institution:NORTH", "institution:SOUTH", "coordinator:T", "municipality:5501", "municipality:5530",
    ]
    assert [Reader.of(one.word, plan().problem) for one in ALL] == ALL


def test_an_unknown_reader_is_told_the_nearest():
    with pytest.raises(InputError, match="institution:NORTH"):
        Reader.of("institution:NORDT", plan().problem)


def test_the_way_in_is_the_coordinator_or_else_the_municipality():
    assert [one.word for one in ways_in(plan().problem)] == ["coordinator:T", "municipality:5530"]


def test_the_planner_sees_everything():
    assert persons(plan(), Reader()) is plan()


@pytest.mark.parametrize("reader", ALL[1:], ids=lambda one: one.word)
def test_nobody_meets_another_student_or_a_decision_by_hand(reader):
    seen = text(persons(plan(), reader))
    assert not [one for one in others(reader) if one in seen]
    assert "between us" not in seen
    assert "the planner" not in seen


@pytest.mark.parametrize("reader", [one for one in ALL if one.kind in ("coordinator", "municipality", "public")], ids=lambda one: one.word)
def test_a_municipality_meets_no_circumstance_of_a_student(reader):
    seen = persons(plan(), reader)
    for name in ("wishes", "conflicts", "specials", "clearances", "history", "companions", "locks", "travel", "origins"):
        assert seen.problem.tables[name].empty, name
    assert set(seen.problem.tables["students"]["home"]) <= {""}
    assert set(seen.problem.tables["students"]["origin"]) <= {""}
    assert not seen.problem.tables["needs"]["at_risk"].any()
    assert not set(UNTOLD) & set(seen.placements.columns)
    assert seen.unplaced.empty


def test_an_institution_keeps_all_about_its_own():
    made, seen = plan(), persons(plan(), Reader("institution", "NORTH"))
    assert list(seen.placements.columns) == list(PLACEMENTS)
    assert len(seen.placements) + len(seen.unplaced) == 3
    for name in PERSONAL:
        kept = seen.problem.tables[name]
        key = "student" if "student" in kept else "need"
        whole = made.problem.tables[name]
        assert len(kept) == (0 if name == "locks" else int(whole[key].str.contains("north").sum())), name
    assert set(seen.problem.tables["supervisors"]["supervisor"]) == set(seen.placements["supervisor"])


def test_a_municipality_is_told_who_comes_and_who_was_to_come():
    seen = persons(plan(), Reader("coordinator", "T"))
    there = set(plan().placements.loc[plan().placements["site"] == "A", "student"])
    assert set(seen.placements["student"]) == there
    assert set(seen.problem.tables["students"]["student"]) == there | {"south-3"}
    assert set(seen.problem.tables["sites"]["site"]) == {"A"}
    assert set(seen.problem.tables["supervisors"]["supervisor"]) == {"vA"}
    assert set(seen.problem.tables["offers"]["found_by"]) == {""}


def test_a_student_of_one_institution_on_a_course_of_another_belongs_to_the_first():
    made = plan()
    needs = made.problem.tables["needs"].assign(course=lambda rows: rows["course"].where(rows["student"] != "south-1", "cn"))
    odd = Plan(made.problem.replace(tables=made.problem.tables.replace(needs=needs)), made.placements, made.unplaced, made.reached, made.ended, made.solver)
    assert "south-1" not in text(persons(odd, Reader("institution", "NORTH")))
    assert "south-1" in text(persons(odd, Reader("institution", "SOUTH")))


def test_called_by_name():
    tables = plan().problem.tables
    assert Reader("institution", "NORTH").called(tables, "nb") == "North"
    assert Reader("coordinator", "T").called(tables, "nb") == "Koordinator T"
    assert Reader("municipality", "5530").called(tables, "en") == "Senja"
    assert Reader("public").called(tables, "nb") == "Alle"
