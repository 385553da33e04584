"""The zip that a workbook is: bombs, lies, damage."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from allocator.intake import archives
from tests.intake.made import SHEET, change, forge, refused, small_book, sole, with_part


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound workbook."""
    return small_book(tmp_path / "a.xlsx")


def test_a_workbook_that_says_it_is_a_gigabyte_is_a_bomb(small: Path) -> None:
    assert refused(forge(small, SHEET, 1_000_000_001)).code == "bomb"


def test_a_part_packed_more_than_two_hundred_times_is_a_bomb(small: Path) -> None:
    assert refused(with_part(small, "xl/media/image1.bmp", bytes(20_000_001))).code == "bomb"


def test_a_small_part_may_be_packed_as_it_likes(small: Path) -> None:
    assert sole(with_part(small, "xl/media/image1.bmp", bytes(3_000_000))).rows == [["x"]]


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml"])
def test_a_part_that_is_larger_than_it_says_is_a_bomb(small: Path, part: str) -> None:
    with zipfile.ZipFile(small) as archive:
        size = archive.getinfo(part).file_size
    assert refused(forge(small, part, size - 30)).code == "bomb"


def test_ten_thousand_parts_are_a_bomb_before_they_are_listed(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(small, "a") as archive:
        for at in range(10_000):
            archive.writestr(f"x/{at}", b"")
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refused(small).code == "bomb"


def test_a_list_of_sheets_too_large_to_hold_is_damage(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "RATIO_FROM", 100)
    assert refused(small).code == "not_workbook"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"])
def test_a_doctype_is_refused_so_that_no_entity_can_grow(small: Path, part: str) -> None:
    laughs = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    found = refused(change(small, lambda xml: laughs + xml, part))
    assert found.code == "not_workbook"
    assert "DOCTYPE" in found.say("nb")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_xml_in_utf16_is_refused_and_not_read_as_an_empty_sheet(small: Path, part: str) -> None:
    change(small, lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"), part)
    assert refused(small).code == "not_workbook"


@pytest.mark.parametrize("edit", [lambda xml: b"", lambda xml: b"<worksheet", lambda xml: xml.replace(b"worksheet", b"chart")])
def test_a_sheet_that_is_no_sheet_is_a_fault(small: Path, edit: Callable[[bytes], bytes]) -> None:
    assert refused(change(small, edit)).code == "not_workbook"


@pytest.mark.parametrize("target", [b"", b"worksheets/none.xml", b"../../secret.xml"])
def test_a_sheet_that_cannot_be_found_is_a_fault_and_never_goes_unexamined(small: Path, target: bytes) -> None:
    change(small, lambda xml: xml.replace(b"worksheets/sheet1.xml", target), "xl/_rels/workbook.xml.rels")
    assert refused(small).code == "not_workbook"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_not_a_workbook(small: Path, share: float) -> None:
    raw = small.read_bytes()
    small.write_bytes(raw[: int(len(raw) * share)])
    assert refused(small).code == "not_workbook"


def test_an_encrypted_zip_is_said(small: Path) -> None:
    raw = bytearray(small.read_bytes())
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    small.write_bytes(raw)
    assert refused(small).code == "protected"
