"""Which table a sheet is, which column is which, and what is said of the rest."""

from itertools import combinations
from pathlib import Path

import pytest

from allocator.intake.headers import parts
from allocator.intake.naming import column_of, fold, official, table_of
from allocator.intake.sheets import Sheet
from allocator.rows import ROWS

from .terms import faults, loaded, raised, said


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("offers", "offers"), ("Tilbud", "offers"), ("TILBUD", "offers"), ("tilbud-senja", "offers"), ("offers_senja_2026", "offers"), ("offers2", "offers"),
        ("Særhensyn", "specials"), ("saerhensyn", "specials"), ("Forrige plan", "previous"), ("forrige_plan-h26", "previous"), ("onsker", "wishes"),
        ("Ønsker", "wishes"), ("Låser", "locks"), ("laser", "locks"), ("laaser", "locks"), ("Praksisområder", "areas"), ("plasser", "offers"),
        ("notater", None), ("", None), ("senja-tilbud", None), ("2026", None),
    ],
)
def test_a_name_tells_the_table(name: str, table: str | None) -> None:
    assert table_of(name) == table


@pytest.mark.parametrize(
    ("table", "word", "column"),
    [
        ("offers", "Antall plasser", "places"), ("offers", "ANTALL_PLASSER", "places"), ("offers", " plasser: ", "places"), ("offers", "Places", "places"),
        ("students", "Førerkort", "licence"), ("students", "Forerkort", "licence"), ("students", "foererkort", "licence"), ("students", "Navn", ""),
        ("wishes", "Ønske 1", "wish1"), ("wishes", "wish5", "wish5"), ("wishes", "2. ønske", "wish2"), ("students", "onske3", "wish3"), ("offers", "wish1", ""),
        ("courses", "Studieår", "year"), ("courses", "Studieaar", "year"), ("courses", "", ""),
    ],
)
def test_a_header_word_tells_the_column(table: str, word: str, column: str) -> None:
    assert column_of(table, word) == column


@pytest.mark.parametrize("table", ROWS)
def test_no_name_of_a_column_is_the_name_of_another(table: str) -> None:
    for one, other in combinations(ROWS[table].columns(), 2):
        assert not official(table, one.name) & official(table, other.name)
        assert not {fold(word) for word in one.aliases} & {fold(word) for word in other.aliases}


def test_every_header_and_alias_finds_its_own_column() -> None:
    for table, row in ROWS.items():
        for column in row.columns():
            for word in (column.name, column.header.nb, column.header.en, *column.aliases):
                owners = [other.name for other in row.columns() if fold(word) in official(table, other.name)]
                assert column_of(table, word) == (owners or [column.name])[0]
                assert not owners or owners == [column.name], f"{table}: the alias {word} of {column.name} is the header of {owners}"


def _sheet(rows: list[list[object]], name: str = "offers", file: str = "offers.csv") -> Sheet:
    return Sheet(file, name, rows, list(range(1, len(rows) + 1)))  # type: ignore[arg-type]


def test_the_header_is_the_first_row_that_knows_two_required_columns() -> None:
    rows: list[list[object]] = [["Tilbud høsten 2026"], ["Sted", "fylles ut av kommunen"], ["Sted", "Plasser"], ["A", "2"], ["Sted", "Plasser"]]
    (part,), faults_, _ = parts([_sheet(rows)])
    assert (part.numbers, part.cells["site"], faults_) == ([4, 5], ["A", "Sted"], [])


@pytest.mark.parametrize(("lines", "found"), [(14, True), (15, False)])
def test_the_header_stands_in_the_first_fifteen_rows(lines: int, found: bool) -> None:
    made, faults_, _ = parts([_sheet([["heading"]] * lines + [["Sted", "Plasser"], ["A", "2"]])])
    assert ([part.cells["site"] for part in made] == [["A"]]) is found
    assert [one.code for one in faults_] == ([] if found else ["header"])


def test_a_table_with_one_required_column_is_known_by_that_one() -> None:
    (part,), _, _ = parts([_sheet([["Navn på koordinator"], ["Koordinator", "Telefon"], ["KS", "77"]], "coordinators")])
    assert part.cells == {"coordinator": ["KS"], "phone": ["77"]}


def test_a_table_that_requires_nothing_is_known_by_any_column() -> None:
    (part,), _, _ = parts([_sheet([["Kvoter 2026"], ["Kommune", "Reservert"], ["5501", "4"]], "quotas")])
    assert part.cells == {"municipality": ["5501"], "reserved": ["4"]}


@pytest.mark.parametrize("name", ["Veiledning", "Instructions", "Feil", "Lists", "_lists", "_skjult"])
def test_sheets_that_hold_no_table_are_left_out(name: str) -> None:
    assert parts([_sheet([["anything"]], name, f"t.xlsx [{name}]")]) == ([], [], [])


def test_an_empty_sheet_of_a_workbook_without_a_known_name_is_left_out() -> None:
    assert parts([_sheet([], "Ark2", "t.xlsx [Ark2]")]) == ([], [], [])


@pytest.mark.parametrize("name", ["Ark1", "Sheet1", "Ark 1"])
def test_a_single_nameless_sheet_is_named_by_its_file(name: str) -> None:
    (part,), faults_, _ = parts([_sheet([["Sted", "Plasser"]], name, f"tilbud-senja.xlsx [{name}]")])
    assert (part.table, faults_) == ("offers", [])


def test_one_of_several_nameless_sheets_is_not_named_by_the_file() -> None:
    sheets = [_sheet([["Sted", "Plasser"]], name, f"tilbud.xlsx [{name}]") for name in ("Ark1", "Ark2")]
    made, faults_, _ = parts(sheets)
    assert (made, [one.code for one in faults_]) == ([], ["table", "table"])


def test_a_file_of_no_known_table_is_a_fault_that_names_the_known_ones(tmp_path: Path) -> None:
    error = raised(tmp_path, tilbod="Sted;Plasser\nSJH;1\n")
    (line,) = error.say("nb").splitlines()
    assert line.startswith("tilbod.csv: Navnet «tilbod» sier ikke hvilken tabell dette er. Gi det et av disse navnene: Perioder, Institusjoner, Emner,")
    assert line.endswith("Låser, Forrige plan. Mente du «Tilbud»?")


def test_a_missing_required_column_names_what_is_accepted_and_what_is_near(tmp_path: Path) -> None:
    error = raised(tmp_path, offers="Sted;Periode;Plaser\nSJH;H1;2\n")
    assert error.say("nb") == (
        "offers.csv, rad 1: Kolonnen «Plasser» mangler. Godtatte overskrifter: Plasser, Places, Antall plasser, Antall. Mente du den med «Plaser»?"
    )


def test_the_same_column_twice_is_a_fault(tmp_path: Path) -> None:
    error = raised(tmp_path, offers="Sted;Periode;Plasser;Antall plasser\nSJH;H1;2;3\n")
    assert error.say("en") == (
        "offers.csv, row 1, column “Antall plasser”: The column “Places” occurs twice: “Plasser” and “Antall plasser”. "
        "Keep one of them, or give the other another name."
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"offers": ""}, [("offers.csv", 0, "", None, "empty")]),
        ({"offers": "Senja 2026\nSvar innen fredag\n"}, [("offers.csv", 0, "", None, "header")]),
        ({"offers": "Sted;Periode;Plasser\nSJH;H1;2;ekstra\n"}, [("offers.csv", 2, "", "ekstra", "cells")]),
        ({"offers": "Sted;Periode;Plasser\nSJH;H1;2;;\n"}, None),
        ({"offers": "site,period,places\n"}, None),
        ({"students": "student,institution\n"}, [("students.csv", 0, "", None, "table_empty")]),
        ({"offers": None}, [("offers", 0, "", None, "table_missing")]),
        ({"periods": None, "sites": None}, [("periods", 0, "", None, "table_missing"), ("sites", 0, "", None, "table_missing")]),
    ],
)
def test_what_must_be_there(tmp_path: Path, files: dict[str, str | None], expected: list[tuple[str, int, str, str | None, str]] | None) -> None:
    if expected is None:
        assert loaded(tmp_path, **files).tables["students"].shape[0] == 2
    else:
        assert faults(tmp_path, **files) == expected


def test_columns_that_are_not_read_are_listed_with_the_nearest_word(tmp_path: Path) -> None:
    students = "student,institution,course,home,Fødselsdato,Førerkor,Merknad,\nS1,UIT,SYK2,5501,1.1.2001,ja,snill,x\nS2,NORD,VPL1,1804,,,,\n"
    assert "students.csv: Columns that are not read: “Fødselsdato”, “Førerkor” (resembles “Førerkort”), column no. 8, without a header. (×3)" in said(
        loaded(tmp_path, students=students)
    )


def test_aliases_are_noted_and_headers_are_not(tmp_path: Path) -> None:
    notes = said(loaded(tmp_path, offers="Tilbudsnr;Sted;PERIOD;places\nT1;SJH;H1;2\n"))
    assert [note for note in notes if note.startswith("offers.csv")] == ["offers.csv: Header words read as: “Tilbudsnr” = Offer."]


def test_a_table_may_lie_in_several_files_and_rows_add_up(tmp_path: Path) -> None:
    problem = loaded(tmp_path, **{"tilbud-senja": "Tilbud;Sted;Periode;Plasser\nT3;SJH;H2;5\n"})
    assert problem.tables["offers"]["offer"].tolist() == ["T1", "T2", "T3"]


def test_an_id_in_two_files_names_both(tmp_path: Path) -> None:
    error = raised(tmp_path, **{"tilbud-senja": "Tilbud;Sted;Periode;Plasser\nT2;SJH;H2;5\n"})
    assert error.say("nb") == (
        "tilbud-senja.csv, rad 2, kolonne «Tilbud»: «T2» finnes to ganger: også i offers.csv, rad 3. Behold den ene raden, eller gi den andre et annet navn."
    )
