"""Sheets of a workbook: cells, row numbers, faults with their address."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.intake import workbooks
from allocator.intake.cells import read
from tests.intake.made import book, change, refused, small_book, sole


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound workbook."""
    return small_book(tmp_path / "a.xlsx")


def test_a_workbook_gives_its_sheets_with_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    path = book(tmp_path / "term.xlsx", {
        "Plasser": {"B3": "tilbud", "C3": "plasser", "B4": "T1", "C4": 3, "B7": "T2", "C7": 2.5, "C8": 0, "C9": False, "B10": "  "},
        "Sites & «steder»": {"A1": "site"},
        "Tomt": {},
    })
    found, faults, notes = read(path, "term.xlsx")
    assert (faults, notes) == ([], [])
    assert [(sheet.file, sheet.name) for sheet in found] == [
        ("term.xlsx [Plasser]", "Plasser"), ("term.xlsx [Sites & «steder»]", "Sites & «steder»"), ("term.xlsx [Tomt]", "Tomt"),
    ]
    assert found[0].numbers == [3, 4, 7, 8, 9]  # 0 and no are cells in use, blanks are not
    assert found[0].rows == [["", "tilbud", "plasser"], ["", "T1", 3.0], ["", "T2", 2.5], ["", "", 0.0], ["", "", False]]
    assert found[2].rows == []


def test_dates_are_dates_and_times_are_text(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 8, 31, 12, 30)
    values = {"A1": dt.date(2026, 8, 31), "B1": moment, "C1": dt.time(8, 30), "D1": dt.timedelta(hours=5), "E1": True, "F1": "31.08.2026"}
    row = sole(book(tmp_path / "a.xlsx", {"A": values})).rows[0]
    assert row == [dt.date(2026, 8, 31), moment, "08:30:00", "5:00:00", True, "31.08.2026"]
    assert [type(cell) for cell in row] == [dt.date, dt.datetime, str, str, bool, str]


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as made:
        made.add_worksheet("A").write_datetime(0, 0, dt.datetime(2026, 8, 31), made.add_format({"num_format": "dd.mm.yyyy"}))
    assert sole(tmp_path / "a.xlsx").rows == [[dt.date(2026, 8, 31)]]


def test_hidden_sheets_are_read_and_charts_are_not(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "a"
    made.create_chartsheet("Graf", 0)
    made.create_sheet("Skjult")["A1"] = "#N/A"
    made["Skjult"].sheet_state = "veryHidden"
    made.save(tmp_path / "a.xlsx")
    found, faults, _ = read(tmp_path / "a.xlsx", "a.xlsx")
    assert [sheet.name for sheet in found] == ["Sheet", "Skjult"]
    assert [(fault.file, fault.row, fault.column) for fault in faults] == [("a.xlsx [Skjult]", 1, "A")]  # of the sheet that has it


def test_error_values_are_faults_with_their_cell(tmp_path: Path) -> None:
    wrong = {"A1": "x", "B4": "#DIV/0!", "AB4": "#N/A", "A9": "#REF!", "C9": 1}
    path = book(tmp_path / "a.xlsx", {"Plasser": wrong, "Ark2": {"A1": "#NUM!"}})
    found, faults, _ = read(path, "a.xlsx")
    assert [(f.file, f.code, f.row, f.column, f.value) for f in faults] == [
        ("a.xlsx [Plasser]", "error_cell", 4, "B", "#DIV/0!"),
        ("a.xlsx [Plasser]", "error_cell", 4, "AB", "#N/A"),
        ("a.xlsx [Plasser]", "error_cell", 9, "A", "#REF!"),
        ("a.xlsx [Ark2]", "error_cell", 1, "A", "#NUM!"),
    ]
    assert "AB4" in faults[1].say("nb")
    assert found[0].numbers == [1, 9]


def test_error_values_typed_as_text_are_faults_too(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = made.add_worksheet("A")
    sheet.write_string(1, 2, "#VERDI!")
    sheet.write_string(2, 0, "#1")
    made.close()
    found, faults, _ = read(tmp_path / "a.xlsx", "a.xlsx")
    assert [(f.code, f.row, f.column, f.value) for f in faults] == [("error_cell", 2, "C", "#VERDI!")]
    assert (found[0].rows, found[0].numbers) == ([["#1", "", ""]], [3])  # a row of nothing else is blank then


def test_an_error_value_that_calamine_does_not_know_is_named_all_the_same(tmp_path: Path) -> None:
    path = change(book(tmp_path / "a.xlsx", {"A": {"A1": "x", "B2": "#N/A"}, "B": {"A1": "y"}}), lambda xml: xml.replace(b"#N/A", b"#HEI!"))
    found, faults, _ = read(path, "a.xlsx")
    assert [(f.code, f.row, f.column, f.value) for f in faults] == [("error_cell", 2, "B", "#HEI!")]
    assert [sheet.name for sheet in found] == ["B"]  # the other sheets are read


def test_formulas_never_calculated_are_faults_with_their_cell(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"A": {"A1": "x", "B2": "=1+1", "C3": '="a"&"b"', "D3": "= 2"}})
    found, faults, _ = read(path, "a.xlsx")
    cells_of = [(f.file, f.code, f.row, f.column) for f in faults]
    assert cells_of == [("a.xlsx [A]", "formula_without_value", row, column) for row, column in ((2, "B"), (3, "C"), (3, "D"))]
    assert "B2" in faults[0].say("nb")
    assert "lagre" in faults[0].say("nb")
    assert len(found) == 1


@pytest.mark.parametrize(("value", "code"), [("#N/A", "error_cell"), ("=1", "formula_without_value")])
def test_a_thousand_faulty_cells_are_named_and_all_are_counted(tmp_path: Path, value: str, code: str) -> None:
    _, faults, _ = read(book(tmp_path / "a.xlsx", {"A": {f"A{at}": value for at in range(1, 1_203)}}), "a.xlsx")
    assert [(fault.code, fault.row) for fault in faults] == [(code, row) for row in [*range(1, 1_001), 0]]
    assert "1202" in faults[-1].say("nb")


def test_a_workbook_without_a_cell_is_empty(tmp_path: Path) -> None:
    assert refused(book(tmp_path / "a.xlsx", {"A": {}, "B": {"C3": " "}})).code == "empty"


class Panic(BaseException):
    """As pyo3 raises it: no Exception."""


@pytest.mark.parametrize("error", [Panic("index out of range"), ValueError("no"), OSError("no")])
def test_whatever_calamine_raises_is_a_fault(small: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    monkeypatch.setattr(workbooks, "CalamineWorkbook", broken_reader(error))
    assert refused(small).code == "not_workbook"


def test_a_sheet_that_only_one_of_the_two_readers_sees_is_damage(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "examine", lambda raw: [])
    assert refused(small).code == "not_workbook"


def test_an_interruption_is_no_fault(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "CalamineWorkbook", broken_reader(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read(small, "a.xlsx")


def test_too_little_memory_is_a_fault(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "CalamineWorkbook", broken_reader(MemoryError()))
    assert refused(small).code == "size"


def broken_reader(error: BaseException) -> type:
    class Reader:
        @staticmethod
        def from_filelike(file: io.BytesIO) -> None:
            raise error

    return Reader


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = book(tmp_path_factory.mktemp("sound") / "a.xlsx", {"A": {"A1": "x", "B2": 3, "C3": dt.date(2026, 8, 31)}, "B": {"A1": "y"}})
    return path.read_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_workbook_gives_a_fault_or_the_same_cells(tmp_path: Path, sound: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sound) - 1))
    path = tmp_path / "a.xlsx"
    path.write_bytes(sound[:at] + bytes([data.draw(st.integers(0, 255))]) + sound[at + 1 :])
    found, faults, _ = read(path, "a.xlsx")
    assert faults or [sheet.rows for sheet in found] == [[["x", "", ""], ["", 3.0, ""], ["", "", dt.date(2026, 8, 31)]], [["y"]]]
