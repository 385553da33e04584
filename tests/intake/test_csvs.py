"""Records of a csv: which line a row bears, and what quotation marks do."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.intake import sheets
from allocator.intake.cells import read
from tests.intake.made import put, refused, sole


def test_a_row_bears_the_line_on_which_it_begins(tmp_path: Path) -> None:
    text = 'Plasser\r\n\r\nid;note\r\n1;"to\r\nlinjer\r\nog tre"\r\n;;\r\n2;"én"\r\n3;slutt'
    sheet = sole(put(tmp_path, text))
    assert sheet.rows == [["Plasser"], ["id", "note"], ["1", "to\r\nlinjer\r\nog tre"], ["2", "én"], ["3", "slutt"]]
    assert sheet.numbers == [1, 3, 4, 8, 9]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once_and_nothing_else_does(tmp_path: Path, end: str) -> None:
    sheet = sole(put(tmp_path, end.join(["sep=;", "id;note", "1;a\u2028b\x0bc", '2;"x"', "3;y", ""])))
    assert sheet.numbers == [2, 3, 4, 5]
    assert sheet.rows[1] == ["1", "a\u2028b\x0bc"]


def test_text_is_as_typed_and_rows_are_ragged(tmp_path: Path) -> None:
    assert sole(put(tmp_path, "a;b;c\n 1 ; to;\n0301\n")).rows == [["a", "b", "c"], [" 1 ", " to", ""], ["0301"]]


def test_our_apostrophe_before_a_formula_is_taken_off_and_no_other(tmp_path: Path) -> None:
    typed = ["'=1+1", "'+47", "'-4", "'@x", "'\tx", "\"'\rx\"", "'s-Hertogenbosch", "O'=Brien", "'", "''=1", "=1"]
    sheet = sole(put(tmp_path, "a;b\n" + ";".join(typed) + "\n"))
    assert sheet.rows[1] == ["=1+1", "+47", "-4", "@x", "\tx", "\rx", "'s-Hertogenbosch", "O'=Brien", "'", "'=1", "=1"]


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ('a;b\n1;2\n3;"x\n4;5\n6;7\n', [3]),  # swallows the rest of the file
        ('a;b\n1;"x', [2]),  # in the last line, nothing to swallow
        ('a;b\n1;"x\n', [2]),
        ('a;b\n"x\ny";"z\n1;2\n', [3]),  # a cell of two lines comes before, in the same record
        ('a;b\n1;"x\n2;"y"\n3;z\n', [2]),  # the next mark, a line below, would close it
        ('a;b\n1;"x\n2;"y"\n3;"z\n4;"u"\n', [2, 4]),  # two of them: the rows between are not lost in silence
        ('a;b\n1;"x""\n2;3\n', [2]),
        ('"a;b\n', [1]),
    ],
)
def test_a_quotation_mark_never_closed_is_a_fault_where_it_opens(tmp_path: Path, text: str, opened: list[int]) -> None:
    found, faults, _ = read(put(tmp_path, text), "offers.csv")
    assert found == []
    assert [(fault.code, fault.row) for fault in faults] == [("quote", row) for row in opened]
    assert all((fault.value or "").startswith('"') for fault in faults)


def test_a_quotation_mark_that_swallows_more_than_a_cell_holds_is_a_fault_where_it_opens(tmp_path: Path) -> None:
    found = refused(put(tmp_path, 'a;b\n1;2\n3;"x\n' + "4;5\n" * 50_000))
    assert (found.code, found.row) == ("quote", 3)


def test_quotation_marks_within_a_cell_are_read_as_excel_does_and_noted(tmp_path: Path) -> None:
    found, faults, notes = read(put(tmp_path, 'a;b\n"Kari" Hansen;1\n5" rør;2\n"sagt ""ja""";3\n'), "x.csv")
    assert faults == []
    assert found[0].rows == [["a", "b"], ["Kari Hansen", "1"], ['5" rør', "2"], ['sagt "ja"', "3"]]
    assert [(note.count, note.rows) for note in notes] == [(1, (2,))]


def test_a_cell_beyond_the_limit_of_csv_is_a_fault(tmp_path: Path) -> None:
    found = refused(put(tmp_path, "a;b\n1;2\n3;" + "x" * 200_000 + "\n"))
    assert (found.code, found.row) == ("size", 3)


def test_error_values_in_a_csv_are_faults_with_their_cell_and_become_blank(tmp_path: Path) -> None:
    found, faults, _ = read(put(tmp_path, "a;b;c\n\n1;#DIV/0!;x\n2;3;#I/T\n4;#5;#Nei!\n"), "x.csv")
    assert [(f.code, f.row, f.column, f.value) for f in faults] == [("error_cell", 3, "B", "#DIV/0!"), ("error_cell", 4, "C", "#I/T")]
    assert "B3" in faults[0].say("nb")
    assert found[0].rows[1:] == [["1", None, "x"], ["2", "3", None], ["4", "#5", "#Nei!"]]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("a;b\n" * 300, True),
        ("a;b\n" * 301, False),
        ("a;b\n" * 10 + ";\n" * 400, True),  # blank rows are not in use
        (";".join("x" * 1_000) + "\n", True),
        (";".join("x" * 1_001) + "\n", False),
        ("a;b" + ";" * 2_000 + "\n1;2\n", True),  # nor are blank columns
        (";" * 10_000_001, False),
        ("a;b\n" + "\n" * 2_000_001, False),
    ],
)
def test_a_csv_beyond_the_limits_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, allowed: bool
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 300)
    found, faults, _ = read(put(tmp_path, text), "x.csv")
    assert [fault.code for fault in faults] == ([] if allowed else ["size"])
    assert len(found) == allowed


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.text("ab;,\"\n '0æ", max_size=4).map("x".__add__), min_size=2, max_size=3), min_size=1, max_size=5))
def test_what_csv_writes_is_read_again(tmp_path: Path, rows: list[list[str]]) -> None:
    header = ["en", "to", "tre"]
    with (tmp_path / "x.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows([header, *rows])
    assert sole(tmp_path / "x.csv").rows == [header, *rows]
