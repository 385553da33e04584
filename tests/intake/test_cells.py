"""Files and folders: what is read, and what is said of the rest."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allocator.intake import cells
from allocator.intake.cells import files, read
from tests.intake.made import put, refused, sole


def test_what_is_not_there_or_not_a_file_is_a_fault(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv").code == "missing"
    assert refused(tmp_path / "none" / "none.xlsx").code == "missing"
    assert read(tmp_path / "a\0b.csv", "x")[1][0].code == "missing"
    (tmp_path / "folder.xlsx").mkdir()
    assert refused(tmp_path / "folder.xlsx").code == "directory"


@pytest.mark.parametrize(("error", "word"), [(PermissionError(13, "denied"), "Lukk"), (OSError(5, "Input/output error"), "Input/output")])
def test_a_file_that_cannot_be_opened_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, word: str
) -> None:
    def fail(path: Path) -> bytes:
        raise error

    path = put(tmp_path, "a;b\n")
    monkeypatch.setattr(Path, "read_bytes", fail)
    found = refused(path)
    assert found.code == "permission"
    assert word in found.say("nb")


def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Path, "read_bytes")
    for name in ("a.csv", "a.xlsx"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(200_000_000)
        found = refused(tmp_path / name)
        assert found.code == "size"
        assert "200" in found.say("nb")
        assert "150" in found.say("nb")


def test_the_limit_of_bytes_itself_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_BYTES", 4)
    assert sole(put(tmp_path, "a;b\n")).rows == [["a", "b"]]
    assert refused(put(tmp_path, "a;b\n\n")).code == "size"


def test_a_folder_gives_its_tables_by_name(tmp_path: Path) -> None:
    read_ones = ["a.XLSX", "B.csv", "c.tsv", "d.xlsm", "e.xls", "f.ods", "Ø.csv"]
    skipped = [
        "~$a.xlsx", "desktop.ini", ".DS_Store", "Thumbs.db", ".hidden.csv", "brief.pdf", "brief.docx", "policy.toml", "les.md", "les.txt",
        "run.json", "bilde.png",
    ]
    for name in reversed(read_ones + skipped):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "gamle.csv").mkdir()
    (tmp_path / "gamle.csv" / "x.csv").write_bytes(b"x")
    found, faults = files(tmp_path)
    assert faults == []
    assert [path.name for path in found] == read_ones
    assert [path.parent for path in found] == [tmp_path] * len(read_ones)


def test_a_file_that_windows_hides_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a;b\n", "a.csv")
    put(tmp_path, "a;b\n", "b.csv")
    monkeypatch.setattr(cells, "_hidden", lambda path: path.name == "a.csv")
    assert [path.name for path in files(put(tmp_path, "a;b\n", "c.csv").parent)[0]] == ["b.csv", "c.csv"]


@pytest.mark.parametrize(("attributes", "hidden"), [(0x02, True), (0x22, True), (0x20, False), (None, False)])
def test_the_hidden_attribute_of_windows(monkeypatch: pytest.MonkeyPatch, attributes: int | None, hidden: bool) -> None:
    about = type("about", (), {} if attributes is None else {"st_file_attributes": attributes})()
    monkeypatch.setattr(Path, "lstat", lambda path: about)
    assert cells._hidden(Path("a.csv")) == hidden


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    try:
        (tmp_path / "a.csv").symlink_to(tmp_path / "none.csv")
    except OSError:
        pytest.skip("Windows lets only some users make links")
    found, faults = files(tmp_path)
    assert ([path.name for path in found], faults) == (["a.csv"], [])
    assert refused(found[0]).code == "missing"


@pytest.mark.parametrize("name", ["term.xlsx", "Offers.CSV"])
def test_a_single_file_is_a_term(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, "x", name)
    assert files(path) == ([path], [])


def test_what_is_no_term_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(tmp_path) == ["empty"]
    assert codes(tmp_path / "none") == ["missing"]
    assert codes(tmp_path / "a\0b") == ["missing"]
    assert codes(put(tmp_path, "x", "brief.docx")) == ["not_workbook"]

    def denied(path: Path) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "iterdir", denied)
    assert codes(tmp_path) == ["permission"]


def codes(path: Path) -> list[str]:
    found, faults = files(path)
    assert found == []
    assert all(fault.say(lang) for fault in faults for lang in ("nb", "en"))
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("raw", "code", "word"),
    [
        (b"PK\x03\x04rest", "not_csv", "zip"),
        (b"PK\x05\x06" + bytes(18), "not_csv", "zip"),
        (b"%PDF-1.7\n", "not_csv", "PDF"),
        (b"<!DOCTYPE html><table>", "not_csv", "nettside"),
        (b"\xef\xbb\xbf \n<HTML><body>", "not_csv", "nettside"),
        (b"<?xml version='1.0'?>", "not_csv", "XML"),
        (b"\x1f\x8b\x08", "not_csv", "gzip"),
        (b"{\\rtf1", "not_csv", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "protected", "passord"),
    ],
)
def test_a_csv_that_is_something_else_says_what(tmp_path: Path, raw: bytes, code: str, word: str) -> None:
    found = refused(put(tmp_path, raw))
    assert found.code == code
    assert word in found.say("nb")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "A.XLSX"])
def test_garbage_is_not_a_workbook(tmp_path: Path, name: str) -> None:
    assert refused(put(tmp_path, b"id;plasser\n1;2\n", name)).code == "not_workbook"
    assert refused(put(tmp_path, b"PK\x03\x04" + bytes(range(256)) * 20, name)).code == "not_workbook"
    assert refused(put(tmp_path, b"", name)).code == "empty"


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.xlsb", "a.xlsx"])
def test_another_kind_of_zip_is_not_a_workbook(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, b"", name)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    found = refused(path)
    assert found.code == "not_workbook"
    assert ".xlsx" in found.say("nb")


def test_a_password_or_an_old_format_is_said(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xls"):
        found = refused(put(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name))
        assert found.code == "protected"
        assert "passord" in found.say("nb")


def test_the_name_of_a_csv_is_its_stem_composed(tmp_path: Path) -> None:
    assert sole(put(tmp_path, "a;b\n", "offers-senja.csv")).name == "offers-senja"
    assert sole(put(tmp_path, "a;b\n", "omra\u030ader.CSV")).name == "områder"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=80) | st.text('ab;,"\n\r\'=\t æ#', max_size=60).map(str.encode), name=st.sampled_from(["x.csv", "x.xlsx"]))
def test_no_bytes_raise(tmp_path: Path, raw: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    found, faults, _ = read(path, name)
    assert found or faults
    for sheet in found:
        assert len(sheet.rows) == len(sheet.numbers)
        assert sheet.numbers == sorted(set(sheet.numbers))
