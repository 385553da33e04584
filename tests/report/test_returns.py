"""The return sheets of three coordinators in one folder are the same tables again, also after LibreOffice has filled one in."""

import re
import shutil
import subprocess

import pandas as pd
import pytest
from openpyxl import load_workbook

import allocator as al
from allocator.problem import Problem
from allocator.report.redaction import ways_in
from allocator.report.returns import STALE, return_workbook, returned
from allocator.report.term import term_files

TABLES = ("offers", "supervisors", "sites")


@pytest.fixture(scope="module")
def plan():
    return al.solve(al.load("data/midt-troms"))


@pytest.fixture
def sent(plan, tmp_path):
    """The folder of the next term, with students, but without the tables that are sent back."""
    for name, content in term_files(coming(plan)).items():
        if name.partition(".")[0] not in TABLES:
            (tmp_path / name).write_bytes(content)
    return tmp_path


def expected(plan) -> al.Tables:
    parts = [returned(plan, reader) for reader in ways_in(plan.problem)]
    return coming(plan).tables.replace(**{name: pd.concat([part[name] for part in parts]) for name in TABLES})


def coming(plan) -> Problem:
    """The next term, with students like those of this one."""
    return Problem(al.next_term(plan).tables.replace(**{name: plan.problem.tables[name] for name in ("students", "needs")}), plan.problem.policy)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_three_return_sheets_are_the_same_tables_again(plan, sent, lang):
    for at, reader in enumerate(ways_in(plan.problem)):
        (sent / f"retur-{at}.xlsx").write_bytes(return_workbook(plan, reader, lang))
    assert al.load(sent).tables == expected(plan)


def test_nothing_is_lost_but_what_is_stale(plan):
    whole = expected(plan)
    for name in TABLES:
        kept = [column for column in whole[name].columns if column not in (*STALE[name], "weeks")]
        was = plan.problem.tables[name]
        if name == "offers":
            was = was[(was["status"] != "withdrawn") & (was["found_by"] == "")].reset_index(drop=True)
        assert whole[name][kept].equals(was[kept]), name
    weeks = {one for listed in whole["offers"]["weeks"] for one in listed}
    assert weeks
    assert all(one.startswith("2027-W") for one in weeks), "the same weeks a year on"
    assert set(whole["offers"]["status"]) == {"requested"}
    assert set(whole["sites"]["closed"]) == {()}


def test_what_may_be_typed_is_said_and_bounded(plan, tmp_path):
    path = tmp_path / "back.xlsx"
    path.write_bytes(return_workbook(plan, ways_in(plan.problem)[1], "nb"))
    book = load_workbook(path)
    assert book.sheetnames == ["Veiledning", "Tilbud", "Veiledere", "Steder", "Lister"]
    checks = {str(one.sqref)[0]: one for one in book["Tilbud"].data_validations.dataValidation}
    headers = {cell.value: cell.column_letter for cell in book["Tilbud"][1]}
    assert checks[headers["Status"]].formula1 == '"forespurt,tilbudt,bekreftet,trukket"'
    assert (checks[headers["Plasser"]].type, checks[headers["Plasser"]].formula1, checks[headers["Plasser"]].formula2) == ("whole", "0", "10000")
    assert checks[headers["Periode"]].formula1 == "Lister!$A$2:$A$400" or checks[headers["Periode"]].formula1 == "'Lister'!$A$2:$A$400"
    said = [cell.value for cell in book["Veiledning"]["A"]]
    assert "Periode W34-W41: uke 34–41, fra 23.08.2027 til 15.10.2027." in said
    assert book["Tilbud"].oddHeader.left.text.startswith("Praksisplasser høsten 2027")
    assert book["Tilbud"].freeze_panes == "B2"
    assert book["Tilbud"].page_setup.orientation == "landscape"
    rows = int(str(checks[headers["Status"]].sqref).rpartition(":")[2][1:])
    assert rows > book["Tilbud"].max_row + 100


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_sheet_filled_in_by_libreoffice_is_read(plan, sent, tmp_path_factory):
    ways, desk = ways_in(plan.problem), tmp_path_factory.mktemp("desk")
    for at, reader in enumerate(ways[1:], 1):
        (sent / f"retur-{at}.xlsx").write_bytes(return_workbook(plan, reader, "nb"))
    (desk / "retur-0.xlsx").write_bytes(return_workbook(plan, ways[0], "nb"))
    convert(desk, "retur-0.xlsx", "fods")
    offer = returned(plan, ways[0])["offers"].iloc[0]
    flat = (desk / "retur-0.fods").read_text(encoding="utf-8")
    row = next(one for one in re.findall(r"<table:table-row.*?</table:table-row>", flat, re.DOTALL) if f"<text:p>{offer['offer']}</text:p>" in one)
    typed = re.sub(rf'office:value="{offer["places"]}"(.*?)<text:p>{offer["places"]}</text:p>', r'office:value="17"\1<text:p>17</text:p>', row, count=1, flags=re.DOTALL)
    typed = typed.replace("<text:p>forespurt</text:p>", "<text:p>bekreftet</text:p>")
    assert typed.count("17") >= 2
    (desk / "retur-0.fods").write_text(flat.replace(row, typed), encoding="utf-8")
    convert(desk, "retur-0.fods", "xlsx")
    shutil.copy(desk / "retur-0.xlsx", sent / "retur-0.xlsx")
    wanted = expected(plan)
    offers = wanted["offers"].copy()
    mine = offers["offer"] == offer["offer"]
    offers.loc[mine, "places"] = 17
    offers.loc[mine, "status"] = "confirmed"
    assert al.load(sent).tables == wanted.replace(offers=offers)


def convert(folder, name, kind):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / name)], check=True, capture_output=True, timeout=120)
