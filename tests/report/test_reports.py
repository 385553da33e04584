"""Reasons, workbook, catalogue and summary say what the plan and the code say."""

import dataclasses
import io
import re

import pandas as pd
import pytest
from openpyxl import load_workbook

import allocator as al
from allocator import report
from allocator.plan import Plan
from allocator.policy import ORDER, Policy
from allocator.report.fill import fill
from allocator.report.sentences import reason, reasons
from allocator.report.workbook import capacity, workbook
from allocator.rows import ROWS
from allocator.rules import RULES
from allocator.system import Ended, Price, Reached
from tests.make import problem

SHUT = {"considered": 10, "left": 0, "nearest": 94, "distance": 6, "setting": 3, "employer": 1}


@pytest.fixture(scope="module")
def plan():
    return al.solve(problem(
        students=[{"student": "s1"}, {"student": "s2"}, {"student": "s3"}],
        periods=[{"period": "P1", "first_day": "2026-12-21", "last_day": "2027-01-10"}],
        sites=[{"site": "A", "name": "Sykehjemmet", "ceiling": 9}, {"site": "B"}],
        offers=[{"site": "A", "places": 2}, {"site": "A", "places": 5, "status": "withdrawn"}, {"site": "B", "weeks": "2026-W52", "places": 1}],
    ))


def test_a_reason_names_what_shut_most_first_and_the_nearest_miss():
    assert reason(SHUT, "nb") == (
        "Ingen av 10 mulige plasseringer er tillatt. Stengt av avstand (6), praksistype (3) og binding (1). "
        "Den nærmeste plassen som bare avstanden stenger for, ligger 94 minutter unna."
    )
    assert reason(SHUT, "en") == (
        "None of 10 possible placements is allowed. Closed by distance (6), setting (3) and conflict (1). "
        "The nearest place allowed but for distance is 94 minutes away."
    )


def test_a_reason_with_one_heading_and_no_near_miss():
    assert reason({"considered": 3, "left": 0, "nearest": None, "licence": 3}, "nb") == "Ingen av 3 mulige plasseringer er tillatt. Stengt av attest (3)."


def test_other_reasons():
    assert reason({"considered": 0, "left": 0}, "en") == "No site offers a place in the windows of the course."
    assert reason({"considered": 5, "left": 2}, "nb") == "2 av 5 mulige plasseringer er tillatt, men plassene har gått til andre."


def test_reasons_of_a_frame_know_a_missing_nearest():
    frame = pd.DataFrame({"considered": [1, 1], "left": [0, 0], "nearest": pd.array([94, None], dtype="Int64"), "distance": [1, 1]})
    assert ["94" in one for one in reasons(frame, "en")] == [True, False]


def test_capacity_by_site_and_week(plan):
    found = capacity(plan.problem, plan.placements)
    assert found[["site", "year", "week", "offered", "used", "free"]].to_numpy().tolist() == [
        ["A", 2026, 52, 2, 2, 0], ["A", 2026, 53, 2, 2, 0], ["A", 2027, 1, 2, 2, 0], ["B", 2026, 52, 1, 0, 1],
    ]
    assert found["ceiling"].tolist()[0] == 9


@pytest.mark.parametrize(
    ("lang", "names", "word"),
    [("nb", ["Plasseringer", "Uten plass", "Fordeling", "Kapasitet"], "Stedsnavn"), ("en", ["Placements", "Unplaced", "Shares", "Capacity"], "Site name")],
)
def test_the_workbook_has_four_sheets_in_words(plan, lang, names, word):
    book = load_workbook(io.BytesIO(workbook(plan, lang)))
    assert book.sheetnames == names
    assert word in [cell.value for cell in book[names[0]][1]]
    assert (book[names[0]].max_row, book[names[1]].max_row, book[names[2]].max_row, book[names[3]].max_row) == (3, 2, 2, 5)
    assert workbook(plan, lang) == workbook(plan, lang)


def test_rules_that_shut_nobody_out_are_no_column_of_the_workbook(plan):
    words = [cell.value for cell in load_workbook(io.BytesIO(workbook(plan, "nb")))["Uten plass"][1]]
    assert "Låser" not in words
    assert "Begrunnelse" in words


def test_the_catalogue_is_the_code():
    assert [rule["code"] for rule in report.rules("nb")] == [rule.code for rule in RULES]
    distance = next(rule for rule in report.rules("en") if rule["code"] == "distance")
    assert (distance["parameters"]["minutes"], distance["parameters"]["modes"]) == (90, ["car", "public"])
    columns = {column["column"]: column for column in report.columns("students", "nb")}
    assert columns["student"]["key"] is True
    assert columns["student"]["required"] is True
    assert columns["accepts_minutes"]["unit"] == "min"
    assert [table["table"] for table in report.tables("en")] == list(ROWS)


def test_what_each_institution_got_is_told_and_what_nothing_was_open_to_apart():
    term = problem(
        courses=[{"course": "u", "institution": "UIT"}, {"course": "n", "institution": "NORD"}, {"course": "m", "institution": "NORD", "programme": "vernepleie"}],
        needs=[{"course": "u"}, {"course": "u"}, {"course": "n"}, {"course": "m"}], offers=[{"offer": "o1", "places": 1}],
        agreements=[{"institution": "UIT", "municipality": "5501"}],
    )
    two = al.solve(term.replace(policy=Policy.of(term.policy.rules, ORDER, seed="a seed")))
    assert fill(two, ("institution",)).to_numpy().tolist() == [["NORD", 2, 0, 2, 2], ["UIT", 2, 1, 1, 0]]
    assert [row["closed"] for row in report.plan_json(two, "nb")["fill"]] == [1, 1, 0]
    text = report.plan_text(two, "nb", 5)
    assert re.search("0/2, 1/2 +bevist best +plassert av behov", text)
    assert re.search("NORD +2 +0 +2 +2\n", text)
    assert re.search("NORD +vernepleie +1 +0 +1 +1\n", text)
    assert "Av dem uten noe åpent tilbud" not in report.plan_text(al.solve(problem()), "nb", 5)


@pytest.mark.parametrize("ended", list(Ended))
def test_a_summary_says_how_the_search_ended(plan, ended):
    shares = Reached("shares", "students", ((1, 2), (2, 3)), ((1, 2), (2, 2)), ended)
    reached = (Reached("travel", "travel points", 8684, 8000, ended), shares, Reached("worst:90", "x", 1, 1, ended))
    told = dataclasses.replace(plan, ended=ended, reached=reached)
    text = report.plan_text(told, "nb", 20)
    assert re.search("8684 +8000 +reisepoeng", text)
    assert "1/2, 2/3" in text
    assert "Lange reiser (90)" in text
    found = report.plan_json(told, "en")
    assert found["ended"] == str(ended)
    assert found["layers"][1]["value"] == ((1, 2), (2, 3))


def test_a_summary_is_capped(plan):
    assert "… og 1 til." in report.plan_text(plan, "nb", 0)
    assert "Hvorfor uten plass" not in report.plan_text(Plan(plan.problem, plan.placements, plan.unplaced.head(0), plan.reached, plan.ended, "x"), "nb", 5)


def test_a_verdict_lists_broken_bent_and_waived():
    priced = [dataclasses.replace(rule, price=Price("wishes", 2)) if rule.code == "places" else rule for rule in Policy.neutral().rules]
    asked = problem(
        Policy.of(priced),
        students=[{"student": "s1"}, {"student": "s2"}], conflicts=[{"student": "s1", "site": "A", "reason": "relative"}],
        locks=[{"need": "n2", "site": "A", "kind": "pin", "despite": "relative", "who": "Kari", "why": "avtalt"}],
    )
    placed = asked.tables["needs"][["need"]].assign(offer="o1", period="P1", supervisor="")
    verdict = al.check(asked, placed)
    text = report.verdict_text(verdict, asked, "nb", 20)
    assert "Brutt:\n  " in text
    assert "Bøyd, mot en pris:\n  " in text
    assert report.verdict_json(verdict, asked, "nb")["sound"] is False
    lock = {"need": "n1", "site": "A", "kind": "pin", "despite": "relative", "who": "Kari", "why": "avtalt"}
    both = problem(sites=[{"site": "A"}], conflicts=[{"student": "s1", "site": "A", "reason": "relative"}], locks=[lock])
    waived = al.check(both, both.tables["needs"][["need"]].assign(offer="o1", period="P1", supervisor=""))
    assert "(Kari: avtalt)" in report.verdict_text(waived, both, "nb", 20)
