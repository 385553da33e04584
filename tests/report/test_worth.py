"""Which unit gains most from one more supervisor, only by what was solved again; and terms side by side."""

import dataclasses
import io
import json

import pandas as pd
import pytest
from openpyxl import load_workbook

import allocator as al
from allocator.errors import InputError
from allocator.report import Given, Reader, Wanted, fingerprint, in_order, read_values, report_files
from allocator.report.indicators import Asked, indicators
from allocator.report.supervisors import supervisors_workbook
from tests.make import problem


def made(year: int = 2026, ects: int = 10) -> al.Plan:
    """Three students for A, which has room for three and one supervisor for one; and B, whose supervisor has nobody."""
    return al.solve(problem(
        students=[{"student": f"s{at}", "course": "c1"} for at in (1, 2, 3)], courses=[{"course": "c1", "supervisor_professions": "sykepleier"}],
        sites=[{"site": "A", "name": "Sykehjemmet", "municipality": "5501"}, {"site": "B", "municipality": "5530"}],
        municipalities=[{"municipality": "5501", "name": "Tromsø"}, {"municipality": "5530", "name": "Senja"}],
        offers=[{"offer": "oA", "site": "A", "places": 3}, {"offer": "oB", "site": "B", "places": 3, "years": "6"}],
        supervisors=[{"supervisor": "v1", "sites": "A", "ects": ects}, {"supervisor": "v2", "sites": "B"}],
        periods=[{"period": "P1", "first_day": f"{year}-08-17", "last_day": f"{year}-10-09"}],
    ))  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> al.Plan:
    return made()


def written(plan: al.Plan, path, **changed):
    """What `allocator values PLAN --json` prints."""
    found = al.values(plan.problem, plan)
    of = {"schema": "allocator.values/1", "problem": plan.problem.digest(), "placements": fingerprint(plan.placements)}
    path.write_text(json.dumps({**of, **found.as_json(), **changed}), encoding="utf-8")
    return path


def rows(raw: bytes, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(raw))[sheet].iter_rows()]


def test_the_unit_that_gains_most_stands_first_and_it_was_solved_again(plan, tmp_path):
    found = read_values(written(plan, tmp_path / "values.json"), plan)
    told = rows(supervisors_workbook(plan, Reader(), "nb", Given(values=found)), "Én veileder til")
    assert told[0] == ["Kommune", "Stedsnavn", "Profesjon", "Studiepoeng", "Veiledere", "Har rom for samtidig", "Flere som får plass", "Endring i reise, minutter", "Bevist"]
    assert told[1][:7] == ["Tromsø", "Sykehjemmet", "sykepleier", 10, 1, 1, 1]
    assert told[1][8] == "ja"
    more = al.Scenario("One more").change("supervisors", where={"supervisor": "v1"}, capacity="+1")
    assert len(al.solve(more(plan.problem)).placements) - len(plan.placements) == 1
    assert "løst på nytt" in told[-1][0]
    assert [row[1] for row in told[1:-2]] == ["Sykehjemmet"]


def test_without_values_nothing_is_claimed(plan):
    assert load_workbook(io.BytesIO(supervisors_workbook(plan, Reader(), "nb"))).sheetnames == ["Enheter", "Veiledere", "Mangler kurs"]


def test_how_many_were_tried_is_said(plan, tmp_path):
    found = read_values(written(plan, tmp_path / "values.json", binding=7, asked=2), plan)
    assert "Only 2 of 7 bounds were tried" in rows(supervisors_workbook(plan, Reader(), "en", Given(values=found)), "One more supervisor")[-1][0]


def test_a_municipality_reads_of_its_own_supervisors_alone(plan, tmp_path):
    found = read_values(written(plan, tmp_path / "values.json"), plan)
    told = rows(supervisors_workbook(plan, Reader("municipality", "5530"), "nb", Given(values=found)), "Én veileder til")
    assert len(told) == 2
    assert told[1][0].startswith("Hver rad er veiledere")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[]", b"{}", b'{"schema": "allocator.plan/1"}', b'{"schema": "allocator.values/1", "values": 3}'])
def test_another_file_is_a_fault(plan, tmp_path, content):
    (tmp_path / "values.json").write_bytes(content)
    with pytest.raises(InputError, match=r"values\.json cannot be read"):
        read_values(tmp_path / "values.json", plan)


def test_a_missing_file_is_a_fault(plan, tmp_path):
    with pytest.raises(InputError):
        read_values(tmp_path / "none.json", plan)


@pytest.mark.parametrize("changed", [{"problem": "other"}, {"placements": "other"}])
def test_values_of_another_plan_are_a_fault(plan, tmp_path, changed):
    with pytest.raises(InputError, match="another plan"):
        read_values(written(plan, tmp_path / "values.json", **changed), plan)


def test_terms_side_by_side(plan):
    before = made(2025, ects=5)
    given = Given(in_order(plan, [before]))
    told = rows(supervisors_workbook(plan, Reader(), "nb", given), "Utvikling")
    assert told == [
        ["Semester", "Kommune", "Veiledere", "Av dem med full veilederutdanning", "Med full utdanning, prosent", "Studenter",
         "Av dem hos veileder med full utdanning", "Av dem uten navngitt veileder"],
        ["2025-2", "Senja", 1, 0, 0, 0, 0, 0], ["2025-2", "Tromsø", 1, 0, 0, 1, 0, 0],
        ["2026-2", "Senja", 1, 0, 0, 0, 0, 0], ["2026-2", "Tromsø", 1, 1, 100, 1, 1, 0],
    ]  # fmt: skip
    tables = indicators(plan, Asked(Reader(), "nb", 100.0, given.earlier))
    assert tables["terms"].to_dict("list") == {
        "term": ["2025-2", "2026-2"], "needs": [3, 3], "students": [1, 1], "without": [2, 2], "met": [33.3, 33.3], "used": [1, 1], "weeks": [9, 8],
        "supervisors": [2, 2], "formal": [0, 1],
    }  # fmt: skip
    assert [pd.isna(one) for one in tables["payment"]["amount"]] == [True, False], "the rate is this term's"
    assert set(tables["units"]["term"]) == {"2025-2", "2026-2"}


def test_the_public_sees_no_small_figure_of_any_term(plan):
    told = indicators(plan, Asked(Reader("public"), "nb", None, (made(2025),)))["terms"]
    assert "supervisors" not in told
    assert told["students"].isna().all()


def test_two_plans_of_one_term_cannot_be_told_apart(plan):
    with pytest.raises(InputError, match="2026-2"):
        in_order(plan, [made()])
    assert [one.problem.tables["periods"]["first_day"].iloc[0].year for one in in_order(plan, [made(2025), made(2024)])] == [2024, 2025]


def test_every_report_takes_what_is_given(plan, tmp_path):
    given = Given((made(2025),), read_values(written(plan, tmp_path / "values.json"), plan))
    files = report_files(plan, dataclasses.replace(Wanted(Reader()), given=given))
    assert "indicators/terms.csv" in files
    assert "Utvikling" in load_workbook(io.BytesIO(files["supervisors/5501.xlsx"])).sheetnames
