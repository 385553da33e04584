"""A blank term: it explains itself, it is read back, and it never overwrites anything."""

from pathlib import Path

import openpyxl
import pytest

from allocator.errors import InputError, SaveError
from allocator.intake.load import load
from allocator.intake.template import write_template
from allocator.rows import ROWS
from allocator.text import Lang

BOTH = [(lang, xlsx) for lang in ("nb", "en") for xlsx in (False, True)]


@pytest.mark.parametrize(("lang", "xlsx"), BOTH)
def test_a_blank_term_lacks_nothing_but_rows(tmp_path: Path, lang: Lang, xlsx: bool) -> None:
    where = write_template(tmp_path / "my term", lang, xlsx=xlsx)
    with pytest.raises(InputError) as caught:
        load(where)
    assert {one.code for one in caught.value.faults} == {"table_empty"}  # type: ignore[attr-defined]
    assert len(caught.value.faults) == sum(row.needed == "rows" for row in ROWS.values())
    assert [path.name for path in tmp_path.iterdir()] == [where.name]


@pytest.mark.parametrize(("lang", "first"), [("nb", "En rad for hvert praksisemne."), ("en", "One row for each placement course.")])
def test_the_csv_files_explain_each_column_above_its_header(tmp_path: Path, lang: Lang, first: str) -> None:
    where = write_template(tmp_path / "term", lang)
    assert len(list(where.iterdir())) == len(ROWS)
    name = {"nb": "emner.csv", "en": "courses.csv"}[lang]
    raw = (where / name).read_bytes()
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert (raw[:3], lines[0], len(lines)) == (b"\xef\xbb\xbf", first, 4)
    assert lines[2] == ";".join(column.header.say(lang) for column in ROWS["courses"].columns())
    assert lines[1].startswith({"nb": "Emnekode. Må fylles ut.;Institusjonen som har emnet. Må fylles ut.;", "en": "Course code. Must be filled in.;"}[lang])


def test_a_blank_that_means_yes_is_told(tmp_path: Path) -> None:
    where = write_template(tmp_path / "term", "nb")
    assert "Ble bestått. Tom celle betyr ja." in (where / "historikk.csv").read_text(encoding="utf-8-sig")


def test_the_workbook_has_lists_to_choose_from(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(tmp_path / "term", "nb", xlsx=True))
    assert book.sheetnames == ["Veiledning", *(row.title.nb for row in ROWS.values())]
    sheet = book["Tilbud"]
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    names = [column.name for column in ROWS["offers"].columns()]
    place = {name: chr(ord("A") + names.index(name)) for name in names}
    assert lists[f"{place['site']}4:{place['site']}2003"] == "'Steder'!$A$4:$A$2003"
    assert lists[f"{place['status']}4:{place['status']}2003"] == '"forespurt,tilbudt,bekreftet,trukket"'
    assert sheet.freeze_panes == "B4"
    assert [cell.value for cell in sheet[3]] == [column.header.nb for column in ROWS["offers"].columns()]


def test_every_list_of_words_fits_in_excel() -> None:
    for row in ROWS.values():
        assert len(row.title.nb) <= 31
        assert len(row.columns()) <= 26


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    where = write_template(tmp_path / "term", "nb", xlsx=True)
    book = openpyxl.load_workbook(where)
    book["Perioder"].append(["H1", "17.08.2026", "09.10.2026"])
    book["Institusjoner"].append(["UIT"])
    book["Emner"].append(["SYK2", "UIT", "sykepleie", "sykepleier", 2, None, "H1"])
    book["Studenter"].append(["S1", "UIT", "SYK2", "5501"])
    book.save(where)
    assert load(where).tables["needs"]["need"].tolist() == ["S1"]


@pytest.mark.parametrize("xlsx", [False, True])
def test_nothing_is_overwritten(tmp_path: Path, xlsx: bool) -> None:
    where = write_template(tmp_path / "term", "nb", xlsx=xlsx)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    with pytest.raises(SaveError, match="exists and is not empty"):
        write_template(where, "nb", xlsx=xlsx)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "term").mkdir()
    assert len(list(write_template(tmp_path / "term").iterdir())) == len(ROWS)


def test_a_name_that_ends_as_a_workbook_becomes_one(tmp_path: Path) -> None:
    assert write_template(tmp_path / "term.xlsx").is_file()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SaveError, match="cannot be written"):
        write_template(tmp_path / "file" / "term")


@pytest.mark.parametrize("xlsx", [False, True])
def test_nothing_half_stays_when_writing_fails(tmp_path: Path, xlsx: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("allocator.intake.template.above", fail)
    monkeypatch.setattr("allocator.intake.workbook.above", fail)
    with pytest.raises(SaveError, match="No space left"):
        write_template(tmp_path / "term", "nb", xlsx=xlsx)
    assert list(tmp_path.iterdir()) == []
