"""Letters, calendars, the coordinator's, the institution's and the supervisors' workbooks, decided by hand."""

import io

import icalendar
import pandas as pd
import pytest
from openpyxl import load_workbook

import allocator as al
from allocator.goals.cost import Rates
from allocator.policy import Policy
from allocator.report.calendars import calendar_files
from allocator.report.coordinator import coordinator_workbook
from allocator.report.institution import institution_workbook
from allocator.report.letters import letter_files, letters
from allocator.report.places import offered, weekly
from allocator.report.redaction import Reader
from allocator.report.steps import next_steps
from allocator.report.supervisors import supervisors_workbook
from tests.make import problem


def rows(raw: bytes, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(raw))[sheet].iter_rows()]


@pytest.fixture(scope="module")
def plan() -> al.Plan:
    """s1 to A (first wish, moved from B), s2 to A (other supervisor before), s3 without a place, s4 gone from the needs' sites."""
    return al.solve(problem(
        Policy.of(Policy.neutral().rules, ("placed", "lottery"), rates=(Rates(per_km=2.0),)),
        students=[{"student": "s1", "course": "c1", "home": "5501", "lat": 69.70, "lon": 18.96, "car": True, "licence": True}, {"student": "s2", "course": "c1"},
                  {"student": "s3", "course": "c2"}, {"student": "s4", "course": "c2"}],
        courses=[{"course": "c1", "supervisor_professions": "sykepleier"}, {"course": "c2", "profession": "vernepleier"}],
        municipalities=[{"municipality": "5501", "name": "Tromsø", "ceiling": 3}],
        sites=[{"site": "A", "name": "Sykehjemmet", "address": "Storgata 1", "contact": "Avdelingsleder", "closed": "2026-W40"}, {"site": "B", "name": "Bofellesskapet"}],
        offers=[{"offer": "oA", "site": "A", "places": 3, "status": "confirmed", "professions": "sykepleier"}, {"offer": "oB", "site": "B", "places": 1, "professions": "lege"}],
        periods=[{"period": "P1", "first_day": "2026-08-17", "last_day": "2026-10-09", "weeks": ("2026-W34", "2026-W35", "2026-W37", "2026-W38")}],
        supervisors=[{"supervisor": "v1", "sites": "A", "capacity": 2, "ects": 10}, {"supervisor": "v2", "sites": "A", "capacity": 0, "ects": 5}],
        wishes=[{"student": "s1", "rank": 2, "municipality": "5501"}, {"student": "s1", "rank": 1, "site": "A"}],
        quotas=[{"institution": "I1", "municipality": "5501", "most": 9}],
        housing=[{"municipality": "5501", "rooms": 2, "rent": 900}, {"municipality": "5501", "rooms": 1, "rent": 800}],
        previous=[{"need": "n1", "offer": "oB", "period": "P1"}, {"need": "n2", "offer": "oA", "period": "P1", "supervisor": "v2"}, {"need": "n3", "offer": "oA", "period": "P1"}],
    ))  # fmt: skip


def test_the_plan_is_as_the_tests_say(plan):
    assert plan.placements[["student", "site", "supervisor"]].to_numpy().tolist() == [["s1", "A", "v1"], ["s2", "A", "v1"]]


def test_places_and_weeks(plan):
    assert offered(plan).to_numpy().tolist() == [["oA", "A", 3, 2, 1], ["oB", "B", 1, 0, 1]]
    found = weekly(plan)
    assert found[found["site"] == "A"].to_numpy().tolist() == [["A", f"2026-W{week}", 3, 3, 2, 1] for week in (34, 35, 37, 38)]
    assert found[found["site"] == "B"]["free"].tolist() == [1, 1, 1, 1], "the municipality takes one more"


def test_ceilings_above_and_closed_weeks_leave_nothing_free():
    capped = al.solve(problem(
        sites=[{"site": "H", "ceiling": 1}, {"site": "A", "parent": "H"}, {"site": "B", "parent": "H", "closed": "2026-W35"}], needs=[{"need": "n1"}],
        offers=[{"offer": "oA", "site": "A", "places": 2}, {"offer": "oB", "site": "B", "weeks": "2026-W50 | 2026-W35", "places": 1}],
    ))  # fmt: skip
    found = weekly(capped)
    assert set(found.loc[found["site"] == "A", "free"]) == {0}
    assert found.loc[found["site"] == "B", "free"].tolist() == [0, 1]


def test_a_letter_says_where_when_and_under_whom(plan):
    first = letters(plan, Reader("institution", "I1"), "nb")[0]
    assert first.says[0] == "Du har fått praksisplass i emnet c1 ved Sykehjemmet i Tromsø."
    assert dict(first.facts) == {
        "Praksissted": "Sykehjemmet", "Adresse": "Storgata 1", "Kommune": "Tromsø", "Første dag": "17.08.2026", "Siste dag": "09.10.2026", "Uker": "34–35, 37–38",
        "Veileder": "v1", "Kontakt på stedet": "Avdelingsleder",
    }  # fmt: skip
    assert "anslått" in first.says[1]


def test_a_letter_without_a_place_says_why_and_nothing_of_others(plan):
    files = letter_files(plan, Reader("institution", "I1"), "en")
    said = files["n3.txt"].decode("utf-8-sig")
    assert "No practice placement has been found for you yet in the course c2." in said
    assert "Your institution goes on looking" in said
    assert not [one for one in ("s1", "s2", "s4") if one in said]
    assert said.count("\r\n") == said.count("\n")
    assert len(files["letters.csv"].decode("utf-8-sig").splitlines()) == 5


def test_a_municipality_writes_no_letters(plan):
    assert letters(plan, Reader("municipality", "5501"), "nb") == []


def test_a_calendar_has_an_event_for_each_unbroken_run_of_weeks(plan):
    files = calendar_files(plan, Reader(), "nb")
    assert set(files) == {"students/s1.ics", "students/s2.ics", "supervisors/v1.ics", "sites/A.ics"}
    events = icalendar.Calendar.from_ical(files["students/s1.ics"]).walk("VEVENT")
    assert [(str(one.start), str(one.end)) for one in events] == [("2026-08-17", "2026-08-29"), ("2026-09-07", "2026-09-19")]
    assert str(events[0]["summary"]) == "Praksis: c1, Sykehjemmet"
    assert str(events[0]["location"]) == "Sykehjemmet, Storgata 1, Tromsø"
    assert len({str(one["uid"]) for one in events}) == 2
    assert len(icalendar.Calendar.from_ical(files["sites/A.ics"]).walk("VEVENT")) == 4
    assert b"s2" not in files["students/s1.ics"]


def test_the_coordinator_sees_who_comes_and_what_has_changed(plan):
    raw = coordinator_workbook(plan, Reader("municipality", "5501"), "nb")
    header, *came = rows(raw, "Hvem kommer")
    change, student = header.index("Endring"), header.index("Student")
    assert [(row[student], row[change]) for row in came] == [("s1", "flyttet"), ("s2", "annen veileder")]
    assert sorted((row[0], row[1]) for row in rows(raw, "Endringer")[1:]) == [("annen veileder", "s2"), ("flyttet", "s1"), ("kommer ikke lenger", "s3")]
    weeks = rows(raw, "Uke for uke")
    assert weeks[0] == ["Kommune", "Stedsnavn", "Veileder", "34", "35", "37", "38"]
    assert weeks[1] == ["Tromsø", "Sykehjemmet", "v1", *["s1\ns2"] * 4]
    assert rows(raw, "Ledig")[1] == ["Tromsø", "Bofellesskapet", 1, 1, 1, 1]
    assert rows(raw, "Kapasitet") == [
        ["Kommune", "Stedsnavn", "År", "Uker", "Tak", "Tilbudt", "Av dem bekreftet", "Brukt", "Ledig"],
        *[["Tromsø", "Bofellesskapet", 2026, span, None, 1, 0, 0, 1] for span in ("34–35", "37–38")],
        *[["Tromsø", "Sykehjemmet", 2026, span, None, 3, 3, 2, 1] for span in ("34–35", "37–38")],
    ]  # fmt: skip
    moved = next(row for row in rows(raw, "Endringer") if row[0] == "flyttet")
    assert moved[3:] == ["Bofellesskapet, uke 34–35, 37–38", "Sykehjemmet, uke 34–35, 37–38"]
    free = load_workbook(io.BytesIO(raw))["Ledig"]["C2"]
    assert free.fill.fgColor.rgb == "FFDDEFD9"
    assert "Storgata 1" in rows(raw, "Kontakter")[2]


def test_without_a_published_plan_nothing_is_said_to_have_changed():
    raw = coordinator_workbook(al.solve(problem()), Reader("municipality", "5501"), "en")
    book = load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["Who comes", "Week by week", "Capacity", "Free", "Contacts"]
    assert "Change" not in [cell.value for cell in book["Who comes"][1]]


def test_the_institution_sees_its_own(plan):
    raw = institution_workbook(plan, Reader("institution", "I1"), "nb")
    header, *placed = rows(raw, "Plasseringer")
    told = [dict(zip(header, row, strict=True)) for row in placed]
    assert [(one["Student"], one["Oppfylt ønske nr."]) for one in told] == [("s1", 1), ("s2", None)]
    assert told[0]["Reisestøtte, kr"] >= 0
    assert [row[0] for row in rows(raw, "Uten plass")[1:]] == ["s3", "s4"]
    assert rows(raw, "Ønsker")[1:] == [["1", 1], ["ingen av ønskene", 0], ["har ikke ønsket noe", 1]]
    assert sum(row[1] for row in rows(raw, "Reise")[1:]) == 2
    assert rows(raw, "Kvoter")[1] == ["Tromsø", 9, None, None, 2]
    assert rows(raw, "Dekning")[1] == ["I1", None, 4, 2, 2, 50]
    far = load_workbook(io.BytesIO(raw))["Fjernt og langt"]
    assert far["A2"].value == "Ingen har fjernpraksis eller mer enn en time én vei."
    assert far.oddHeader.left.text == "Praksisplasser høsten 2026 – I1"
    paid = sum(row[2] for row in rows(raw, "Reisestøtte")[1:])
    assert paid == sum(one["Reisestøtte, kr"] for one in told)


def test_supervisors_and_who_lacks_the_course(plan):
    raw = supervisors_workbook(plan, Reader("municipality", "5501"), "en")
    assert rows(raw, "Units")[2][1:] == ["Sykehjemmet", 2, 1, 2, 3, 2, 2, 0]
    assert rows(raw, "Supervisors")[1][:8] == ["v1", "Sykehjemmet", "sykepleier", 10, 0, 2, 2, 2]
    assert [row[0] for row in rows(raw, "Lack the course")[1:]] == ["v2"]


@pytest.mark.parametrize(("row", "expected"), [
    ({"considered": 0, "left": 0}, "Be kommunene tilby plasser i periodene emnet går i."),
    ({"considered": 5, "left": 2}, "Be om flere plasser av dette slaget der studenten kan reise, eller vent på at noen trekker seg."),
    ({"considered": 5, "left": 0, "clearance": 2, "agreement": 1, "nearest": 95},
     "Skaff attesten som mangler. Spør om studenten godtar 95 minutter én vei, eller fjernpraksis med bolig."),
    ({"considered": 5, "left": 0, "setting": 5}, "Be om flere plasser av dette slaget der studenten kan reise, eller vent på at noen trekker seg."),
    ({"considered": 5, "left": 0, "agreement": 1, "profession": 2}, "Inngå eller forleng avtale med steder som passer. Be steder som passer, om en veileder med rett kompetanse."),
])  # fmt: skip
def test_the_next_step_follows_from_what_closed(row, expected):
    assert next_steps(pd.DataFrame([row]), "nb").tolist() == [expected]
