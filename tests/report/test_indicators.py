"""Indicators, decided by hand, and what the public does not see of them."""

import csv
import io

import pytest

import allocator as al
from allocator.report.indicators import Asked, indicator_files, indicators
from allocator.report.redaction import Reader
from tests.make import problem


@pytest.fixture(scope="module")
def plan() -> al.Plan:
    """Six students of one programme to Tromsø, one of another to Senja, one without a place; Bardu offers nothing and Lyngen was used before."""
    return al.solve(problem(
        institutions=[{"institution": "I", "name": "Inst"}],
        courses=[{"course": "c1", "programme": "syk", "profession": "sykepleier"}, {"course": "c2", "programme": "vpl", "profession": "vernepleier"}],
        students=[{"student": f"s{at}", "course": "c1" if at < 7 else "c2", "home": "5501" if at < 7 else "5530"} for at in range(1, 9)],
        municipalities=[{"municipality": "5501", "name": "Tromsø", "county": "Troms", "centrality": 3, "last_used": "2025 høst"},
                        {"municipality": "5530", "name": "Senja", "county": "Troms", "centrality": 5}, {"municipality": "5520", "name": "Bardu", "county": "Troms", "centrality": 5},
                        {"municipality": "5536", "name": "Lyngen", "county": "Troms", "centrality": 5, "last_used": "2024 vår"}],
        sites=[{"site": "A", "orgnr": "100000001"}, {"site": "B", "municipality": "5530", "orgnr": "100000002"}],
        offers=[{"site": "A", "places": 7, "professions": "sykepleier"}, {"site": "B", "places": 1, "professions": "vernepleier"}],
        areas=[{"area": "Midt", "municipality": "5530"}, {"area": "Midt", "municipality": "5520"}],
        supervisors=[{"supervisor": "v1", "sites": "A", "ects": 10}, {"supervisor": "v2", "sites": "A", "ects": 9}],
    ))  # fmt: skip


def rows(plan, name, reader=None, rate=None):
    frame = indicators(plan, Asked(reader or Reader(), "nb", rate))[name].astype(object)
    return frame.where(frame.notna(), None).to_numpy().tolist()


def test_student_weeks_are_placements_times_weeks(plan):
    assert rows(plan, "student-weeks") == [
        ["2026-2", "5501", "I", "syk", "sykepleier", 6, 48], ["2026-2", "5530", "I", "vpl", "vernepleier", 1, 8],
    ]


def test_needs_met(plan):
    assert rows(plan, "needs") == [["2026-2", "I", "syk", "sykepleier", 6, 6, 0, 100.0], ["2026-2", "I", "vpl", "vernepleier", 2, 1, 1, 50.0]]


def test_municipalities_used_new_and_never_used(plan):
    found = {row[2]: row[5:] for row in rows(plan, "municipalities")}
    assert found == {
        "Tromsø": [6, 48, 7, "brukt", 2, 1], "Senja": [1, 8, 1, "ny", 0, 0], "Bardu": [0, 0, 0, "aldri brukt", 0, 0], "Lyngen": [0, 0, 0, "brukt før", 0, 0],
    }


def test_share_of_municipalities_by_centrality(plan):
    assert rows(plan, "centrality") == [["2026-2", 3, 1, 1, 100.0], ["2026-2", 5, 3, 1, 33.3]]


def test_the_same_placements_on_every_level(plan):
    assert [row[1:] for row in rows(plan, "units")] == [
        ["sted", "A", "", 6, 48], ["sted", "B", "", 1, 8], ["kommune", "5501", "Tromsø", 6, 48], ["kommune", "5530", "Senja", 1, 8],
        ["region", "Midt", "Midt", 1, 8], ["fylke", "Troms", "Troms", 7, 56], ["alle", "", "", 7, 56],
    ]


def test_payment_is_weeks_times_the_rate(plan):
    assert rows(plan, "payment", rate=1250.5) == [
        ["2026-2", "5501", "Tromsø", "100000001", "I", 6, 48, 1250.5, 60024.0], ["2026-2", "5530", "Senja", "100000002", "I", 1, 8, 1250.5, 10004.0],
    ]
    assert len(rows(plan, "payment")[0]) == 7


def test_the_public_sees_neither_small_figures_nor_fine_tables(plan):
    public = Reader("public")
    assert set(indicators(plan, Asked(public, "nb"))) == {"needs", "municipalities", "centrality", "units"}
    found = {row[2]: row[5:7] for row in rows(plan, "municipalities", public)}
    assert found == {"Tromsø": [None, None], "Senja": [None, None], "Bardu": [0, 0], "Lyngen": [0, 0]}
    staff = {row[2]: row[9:] for row in rows(plan, "municipalities", public)}
    assert staff["Tromsø"] == [None, None]
    assert not [row for row in rows(plan, "units", public) if row[4] is not None]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_column_is_in_the_dictionary(plan, lang):
    for reader in (Reader(), Reader("public")):
        asked = Asked(reader, lang, 100.0)
        files = indicator_files(plan, asked)
        told = {(row["table"], row["column"]) for row in csv.DictReader(io.StringIO(files["dictionary.csv"].decode("utf-8-sig")))}
        assert told == {(name, column) for name, frame in indicators(plan, asked).items() for column in frame.columns}
        assert {f"{name}.csv" for name, _ in told} <= set(files)
