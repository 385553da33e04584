"""Values become bytes: the same for the same values, and nothing that a spreadsheet would run."""

import csv
import io
import json
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from allocator.report.grid import grid
from allocator.report.writers import Page, csv_bytes, json_bytes, protected, unprotected, xlsx_bytes

FRAME = pd.DataFrame({
    "text": pd.Series(["=1+1", "-5", "å|b", ""], dtype="str"),
    "count": pd.Series([-3, None, 0, 4], dtype="Int64"),
    "share": [0.5, 10.0, float("nan"), -1.25],
    "day": pd.to_datetime(["2026-08-31", None, "2026-01-01", "2026-12-31"]).astype("datetime64[s]"),
    "yes": [True, False, True, False],
    "many": [("=a", "b"), (), ("c",), ("-1",)],
})


@pytest.mark.parametrize("text", ["=1+1", "+47", "-5", "@me", "\tx", "\rx", "'=1", "''-"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert protected(text) == f"'{text}"
    assert unprotected(protected(text)) == text


@pytest.mark.parametrize("text", ["", "a=b", "'", "'tis", "0301", "æ"])
def test_other_text_is_left_alone(text):
    assert protected(text) == text
    assert unprotected(text) == text


@given(st.text())
def test_every_text_comes_back(text):
    assert unprotected(protected(text)) == text
    assert protected(text)[:1] not in set("=+-@\t\r")


def test_csv():
    rows = list(csv.reader(io.StringIO(csv_bytes(FRAME).decode("utf-8-sig"))))
    assert rows == [
        ["text", "count", "share", "day", "yes", "many"],
        ["'=1+1", "-3", "0.5", "2026-08-31", "yes", "'=a | b"],
        ["'-5", "", "10", "", "no", ""],
        ["å|b", "0", "", "2026-01-01", "yes", "c"],
        ["", "4", "-1.25", "2026-12-31", "no", "'-1"],
    ]


def test_csv_of_nothing_is_a_header():
    assert csv_bytes(FRAME.head(0)) == b"\xef\xbb\xbftext,count,share,day,yes,many\r\n"


def test_json_is_canonical():
    assert json_bytes({"b": 1, "a": "æ"}) == '{\n "a": "æ",\n "b": 1\n}\n'.encode()
    assert json.loads(json_bytes({"a": (1, 2)})) == {"a": [1, 2]}


def workbook(lang="nb", frame=FRAME):
    return xlsx_bytes([Page("Ark", frame, {name: f"{name} {name}" for name in frame})], lang)


def test_the_workbook_has_typed_cells_and_no_formula():
    sheet = load_workbook(io.BytesIO(workbook()))["Ark"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:3] == ["=1+1", -3, 0.5]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert (sheet["D2"].is_date, sheet["D2"].number_format) == (True, "dd.mm.yyyy")
    assert rows[1][4:] == ["ja", "=a, b"]
    assert rows[2][3] is None


def test_the_workbook_is_ready_for_screen_and_paper():
    sheet = load_workbook(io.BytesIO(workbook("en")))["Ark"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:F5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == ("landscape", 9, "$1:$1")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["D2"].number_format == "yyyy-mm-dd"
    assert sheet["E2"].value == "yes"


def test_the_workbook_has_the_same_bytes_each_time():
    assert workbook() == workbook()
    assert all(entry.date_time[0] == 1980 for entry in zipfile.ZipFile(io.BytesIO(workbook())).infolist())


def test_long_text_gets_room():
    sheet = load_workbook(io.BytesIO(workbook(frame=pd.DataFrame({"a": ["word " * 60], "b": ["short"]}))))["Ark"]
    assert sheet.column_dimensions["A"].width > 60
    assert sheet.row_dimensions[2].height > 60


def test_a_printed_page_says_what_it_is_about_and_numbers_stand_under_their_header():
    sheet = load_workbook(io.BytesIO(xlsx_bytes([Page("Ark", FRAME, {name: name for name in FRAME})], "nb", "Høst & vår\n2026")))["Ark"]
    assert sheet.oddHeader.left.text == "Høst && vår 2026"
    assert [cell.alignment.horizontal for cell in sheet[1]][:3] == [None, "right", "right"]
    assert "oddHeader" not in zipfile.ZipFile(io.BytesIO(workbook())).read("xl/worksheets/sheet1.xml").decode()


def test_a_sheet_without_rows_says_so_in_words():
    none = Page("Ark", FRAME.head(0), {name: name for name in FRAME}, note="Ingen.")
    assert load_workbook(io.BytesIO(xlsx_bytes([none], "nb")))["Ark"]["A2"].value == "Ingen."


def test_a_sheet_without_rows_or_columns():
    assert load_workbook(io.BytesIO(workbook(frame=FRAME.head(0))))["Ark"].max_row == 1
    assert load_workbook(io.BytesIO(workbook(frame=pd.DataFrame())))["Ark"].max_row == 1


def test_a_grid_is_aligned_by_type():
    found = grid(["Navn", "Tall"], [["å", 5], ["5501", 12_345.5], ["é", None]], "nb").split("\n")
    assert found == ["Navn      Tall", "────  ────────", "å            5", "5501  12\u00a0345,5", "é"]


def test_a_grid_without_rows():
    assert grid(["A", "BB"], [], "en") == "A  BB\n─  ──"
