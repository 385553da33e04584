"""What only the XML of a sheet tells: error values, formulas never calculated, the true size."""

from pathlib import Path

import openpyxl
import pytest

from allocator.intake import archives, sheetxml
from allocator.intake.cells import read
from tests.intake.made import book, change, refused, sole


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ('<c r="B2"><f>1+1</f><v>2</v></c>', []),
        ('<c r="B2"><f t="shared" si="0"/><v>2</v></c>', []),
        ('<c r="B2" t="str"><f>IF(1,"","x")</f><v></v></c>', []),  # Excel's empty text is a value
        ('<c r="B2" t="str"><f>IF(1,"","x")</f><v/></c>', []),
        ('<c r="B2" t="str"><f>A1</f><v>x</v></c>', []),
        ('<c r="B2"><f>1+1</f></c>', ["formula_without_value"]),
        ('<c r="B2"><f>1+1</f><v></v></c>', ["formula_without_value"]),
        ('<c r="B2"><f>1+1</f><v /></c>', ["formula_without_value"]),
        ('<c r="B2" s="1">\n <f t="shared" si="0"/>\n</c>', ["formula_without_value"]),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ["error_cell"]),
        ("<c s='1' t='e' r='B2' ><v>#DIV/0!</v></c>", ["error_cell"]),
        ('<c r="B2" t="inlineStr"><is><t>t="e" and &lt;f></t></is></c>', []),
        ('<c r="B2" t="s"/>', []),
        ('<c r="A2" t="e"/><c r="B2"><v>1</v></c>', []),  # an empty cell, whatever its type
    ],
)
def test_cells_as_different_programs_write_them(tmp_path: Path, cell: str, codes: list[str]) -> None:
    path = book(tmp_path / "a.xlsx", {"A": {"A1": "x"}})
    change(path, lambda xml: xml.replace(b"</row>", b'</row><row r="2">' + cell.encode() + b"</row>"))
    _, faults, _ = read(path, "a.xlsx")
    assert [(f.code, f.row, f.column) for f in faults] == [(code, 2, "B") for code in codes]


def test_cells_that_do_not_say_where_they_are_are_counted(tmp_path: Path) -> None:
    rows = b"<row><c><v>1</v></c></row><row/><row><c><v>1</v></c><c/><c t='e'><v>#N/A</v></c></row><row r='9'><c><f>1</f></c></row>"
    path = book(tmp_path / "a.xlsx", {"A": {"A1": "x"}})
    change(path, lambda xml: xml[: xml.index(b"<row")] + rows + xml[xml.index(b"</sheetData>") :])
    _, faults, _ = read(path, "a.xlsx")
    assert [(f.code, f.row, f.column) for f in faults] == [("error_cell", 3, "C"), ("formula_without_value", 9, "A")]


def test_a_prefix_of_the_namespace_hides_nothing(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"A": {"A1": "x", "B2": "#N/A", "C3": "=1"}})
    change(path, lambda xml: xml.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:").replace(b"xmlns=", b"xmlns:x="))
    found, faults, _ = read(path, "a.xlsx")
    assert [(f.code, f.row, f.column) for f in faults] == [("error_cell", 2, "B"), ("formula_without_value", 3, "C")]
    assert found[0].rows[0][0] == "x"


def test_faults_are_found_wherever_the_pieces_of_a_large_sheet_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx", {"A": {f"{'ABC'[at % 3]}{at}": "#N/A" if at % 2 else "=1" for at in range(1, 60)}})
    wanted = [("error_cell" if at % 2 else "formula_without_value", at, "ABC"[at % 3]) for at in range(1, 60)]
    for size in (16, 61, 64, 1_000, 1 << 20):
        monkeypatch.setattr(archives, "_CHUNK", size)
        assert [(f.code, f.row, f.column) for f in read(path, "a.xlsx")[1]] == wanted


@pytest.mark.parametrize(
    ("addresses", "allowed"),
    [
        (["A3000"], True),
        (["A300001"], False),
        (["A1048576"], False),
        (["ALL1"], True),
        (["ALM1"], False),
        (["XFD1048576"], False),  # calamine alone would ask for 500 GB and end the program
        (["A1", "CV1000"], True),  # 100 × 1,000
        (["A1", "CV100001"], False),  # 100 × 100,001
        (["CV1", "A100001"], False),
    ],
)
def test_a_sheet_beyond_the_limits_is_refused_before_it_is_read(tmp_path: Path, addresses: list[str], allowed: bool) -> None:
    path = book(tmp_path / "a.xlsx", {"Stor": dict.fromkeys(addresses, 1), "Liten": {"A1": "x"}})
    found, faults, _ = read(path, "a.xlsx")
    assert [(fault.file, fault.code) for fault in faults] == [] if allowed else [("a.xlsx [Stor]", "size")]
    assert [sheet.name for sheet in found] == (["Stor", "Liten"] if allowed else ["Liten"])


def test_a_row_without_an_end_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx", {"A": {"A1": "x" * 5_000}})
    assert len(sole(path).rows[0][0]) == 5_000
    monkeypatch.setattr(archives, "_CHUNK", 1_000)
    monkeypatch.setattr(sheetxml, "LONGEST_ROW", 3_000)
    assert refused(path).code == "not_workbook"


def test_formatted_but_empty_cells_are_not_in_use(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "x"
    made.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    made.save(tmp_path / "a.xlsx")
    assert sole(tmp_path / "a.xlsx").rows == [["x"]]


@pytest.mark.parametrize("row", [b"<row>" + b"<c><v>1</v></c>" * 1_001 + b"</row>", b'<row r="300001"><c><v>1</v></c></row>'])
def test_the_limits_hold_where_cells_do_not_say_where_they_are(tmp_path: Path, row: bytes) -> None:
    path = change(book(tmp_path / "a.xlsx", {"A": {"A1": "x"}}), lambda xml: xml.replace(b"</row>", b"</row>" + row))
    assert refused(path).code == "size"
