"""The next term is begun from a plan: the field stays, offers are to be confirmed again, and placements are history."""

import datetime as dt

import pandas as pd
import pytest

import allocator as al
from allocator.published.next_term import BLANK, next_term
from tests.make import problem


def plan():
    """Two students: one at A, which has one setting, one at B, which has two."""
    return al.solve(problem(
        students=[{"student": "s1", "course": "c1"}, {"student": "s2", "course": "c1"}],
        sites=[{"site": "A", "municipality": "5501", "settings": "sykehjem"}, {"site": "B", "municipality": "5530", "settings": "sykehjem | legevakt"}],
        offers=[
            {"offer": "oA", "site": "A", "status": "confirmed", "answer_by": "2026-05-01"}, {"offer": "oB", "site": "B", "with_offer": "oF"},
            {"offer": "oR", "site": "A", "status": "requested"}, {"offer": "oW", "site": "A", "status": "withdrawn"},
            {"offer": "oF", "site": "B", "found_by": "s2"}, {"offer": "oU", "site": "A", "period": "", "weeks": ("2026-W34", "2026-W41"), "places": 0},
        ],
        locks=[{"need": "s1", "site": "A", "kind": "pin"}, {"need": "s2", "offer": "oB", "kind": "pin", "despite": "distance"}],
        history=[{"student": "s1", "site": "X", "setting": "barnevern", "municipality": "5501", "term": "2025 høst"}],
        quotas=[{"institution": "I1", "most": 2, "release_on": "2026-08-17"}, {"institution": "I1", "most": 3, "release_on": "2026-12-31"}], housing=[{"municipality": "5501", "rooms": 2, "weeks": ("2026-W34",)}],
        needs=[{"need": "s1", "student": "s1"}, {"need": "s2", "student": "s2"}],
    ))


@pytest.fixture(scope="module")
def before():
    found = plan()
    assert found.placements["site"].to_list() == ["A", "B"]
    return found


@pytest.fixture(scope="module")
def tables(before):
    return next_term(before).tables


def test_placements_become_history_after_what_was_there(tables):
    told = tables["history"][["student", "site", "setting", "municipality", "term", "passed"]].to_numpy().tolist()
    assert told == [
        ["s1", "A", "sykehjem", "5501", "2026 høst", True], ["s1", "X", "barnevern", "5501", "2025 høst", True], ["s2", "B", "", "5530", "2026 høst", True],
    ]  # B has two settings that would do, so which one it was is left to be filled in


def test_the_journey_and_the_municipality_are_remembered(before, tables):
    assert tables["history"]["minutes"].dropna().to_list() == before.placements["minutes"].to_list()
    assert tables["municipalities"].set_index("municipality")["last_used"].to_dict() == {"5501": "2026 høst", "5530": "2026 høst"}
    assert next_term(before, lang="en").tables["history"]["term"].to_list()[0] == "2026 autumn"


def test_offers_are_to_be_confirmed_again(before, tables):
    offers = tables["offers"].set_index("offer")
    assert offers["status"].to_dict() == {"oA": "offered", "oB": "offered", "oR": "requested", "oU": "offered"}
    assert offers["answer_by"].isna().all()
    assert offers["with_offer"].to_list() == [""] * 4  # what a student had found is not offered again
    asked = next_term(before, answer_by=dt.date(2027, 5, 1)).tables["offers"]
    assert (asked["answer_by"] == pd.Timestamp(2027, 5, 1)).all()


def test_windows_move_to_the_same_weeks_of_next_year(tables):
    window = tables["periods"].iloc[0]
    assert (str(window["first_day"].date()), str(window["last_day"].date())) == ("2027-08-23", "2027-10-15")  # Monday of week 34, Friday of week 41
    assert window["weeks"] == tuple(f"2027-W{week}" for week in range(34, 42))
    assert tables["offers"].set_index("offer").loc["oU", "weeks"] == ("2027-W34", "2027-W41")
    assert tables["housing"]["weeks"].to_list() == [("2027-W34",)]
    assert tables["quotas"]["release_on"].to_list() == [pd.Timestamp(2027, 8, 23), pd.Timestamp(2028, 1, 6)]  # 2026 has a week 53, 2027 has not


def test_windows_move_by_as_many_weeks_as_are_asked_for(before):
    window = next_term(before, weeks=20).tables["periods"].iloc[0]
    assert (str(window["first_day"].date()), window["weeks"][0], window["weeks"][-1]) == ("2027-01-04", "2027-W01", "2027-W08")


def test_all_about_students_is_blank_and_the_draw_is_new(before, tables):
    assert {name: len(tables[name]) for name in BLANK} == dict.fromkeys(BLANK, 0)
    made = next_term(before)
    assert (made.policy.seed, made.policy.as_of, made.policy.layers) == ("", None, before.problem.policy.layers)


def test_it_is_written_and_loads_again_once_students_are_filled_in(before, tmp_path):
    folder = al.write_term(next_term(before), tmp_path / "2027")
    with pytest.raises(al.InputError) as found:
        al.load(folder)
    assert [fault.code for fault in found.value.faults] == ["table_empty"]
    head = (folder / "students.csv").read_text(encoding="utf-8-sig").strip()
    row = ",".join({"student": "s2", "institution": "I1", "course": "c1", "home": "5501"}.get(name, "") for name in head.split(","))
    (folder / "students.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    problem = al.load(folder)
    assert problem.tables["history"]["student"].to_list() == ["s2"]  # the history of s1 is left unread, and said so
    assert any("s1" in note.say("nb") and "historikk" in note.say("nb").casefold() for note in problem.notes)
    assert al.solve(problem).placements["site"].to_list() == ["A"]  # nobody is sent twice to the same site


def test_nothing_is_written_over_what_lies_there(before, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    with pytest.raises(al.SaveError, match="exists"):
        al.write_term(next_term(before), tmp_path / "there")
    assert [one.name for one in tmp_path.rglob("*")] == ["there", "mine.txt"]
    (tmp_path / "empty").mkdir()
    assert (al.write_term(next_term(before), tmp_path / "empty") / "students.csv").is_file()
