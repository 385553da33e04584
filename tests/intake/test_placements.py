"""A plan changed by hand is read, or refused with every fault at once."""

import datetime as dt

import pytest
import xlsxwriter

from allocator.errors import InputError
from allocator.intake.placements import read_placements
from tests.make import problem

HEAD = "need,offer,period,supervisor\n"


@pytest.fixture(scope="module")
def term():
    return problem(
        students=[{"student": "s1"}, {"student": "s2"}, {"student": "1003"}],
        sites=[{"site": "A"}, {"site": "B"}],
        offers=[{"offer": "oA", "site": "A"}, {"offer": "oB", "site": "B"}],
        supervisors=[{"supervisor": "v1"}],
        needs=[{"need": "n1", "student": "s1"}, {"need": "n2", "student": "s2"}, {"need": "1003", "student": "1003"}],
    )


def faults(path, term):
    with pytest.raises(InputError) as caught:
        read_placements(path, term)
    return [(one.row, one.column, one.code) for one in caught.value.faults]


def written(folder, text, name="placements.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def book(folder, sheets):
    path = folder / "plan.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_datetime(at, column, cell) if isinstance(cell, dt.datetime) else sheet.write(at, column, cell)
    return path


def test_plain_csv(tmp_path, term):
    found = read_placements(written(tmp_path, HEAD + "n1,oA,P1,v1\nn2,oB,P1,\n"), term)
    assert found.to_dict("list") == {"need": ["n1", "n2"], "offer": ["oA", "oB"], "period": ["P1", "P1"], "supervisor": ["v1", ""]}


def test_what_excel_makes_of_it_in_norway(tmp_path, term):
    text = "Plan våren;;;;;\r\n\r\nBehov;Student;Tilbud;Sted;Periode;Første dag;Merknad\r\nn1;s1;oA;A;P1;17.08.2026;ring først\r\n1003;1003;oB;B;P1;;\r\n"
    found = read_placements(written(tmp_path, text, encoding="cp1252"), term)
    assert found["need"].tolist() == ["n1", "1003"]
    assert found["supervisor"].tolist() == ["", ""]


@pytest.mark.parametrize("name", ["Plasseringer", "placements", "Ark1"])
def test_workbook(tmp_path, term, name):
    rows = [["Behov", "Tilbud", "Periode", "Siste dag"], [1003, "oA", "P1", dt.datetime(2026, 10, 9)]]
    assert read_placements(book(tmp_path, {name: rows}), term)["need"].tolist() == ["1003"]


def test_other_sheets_are_passed_over(tmp_path, term):
    rows = [["need", "offer", "period"], ["n1", "oA", "P1"]]
    found = read_placements(book(tmp_path, {"Kapasitet": [["#DIV/0!"]], "Placements": rows, "Notes": [["=1"]]}), term)
    assert len(found) == 1


def test_a_workbook_without_the_sheet(tmp_path, term):
    assert faults(book(tmp_path, {"Uno": [["a"]], "Due": [["b"]]}), term) == [(0, "", "table")]


def test_a_file_that_is_not_there_or_empty(tmp_path, term):
    assert faults(tmp_path / "none.csv", term) == [(0, "", "missing")]
    assert faults(written(tmp_path, ""), term) == [(0, "", "empty")]


def test_a_header_without_rows_is_a_plan_without_placements(tmp_path, term):
    assert read_placements(written(tmp_path, HEAD), term).empty


def test_no_header(tmp_path, term):
    assert faults(written(tmp_path, "a,b\n1,2\n"), term) == [(0, "", "header")]


def test_one_column_is_lacking(tmp_path, term):
    with pytest.raises(InputError, match="Period are not in the first 15 rows"):
        read_placements(written(tmp_path, "need,offer\nn1,oA\n"), term)


def test_a_column_twice(tmp_path, term):
    assert faults(written(tmp_path, "need,offer,period,Behov\nn1,oA,P1,n1\n"), term) == [(1, "need", "column_twice")]


def test_all_faults_at_once_with_row_and_column(tmp_path, term):
    text = "Behov,Tilbud,Periode,Veileder\nn1,oC,P1,v1\nn9,oA,,v9\n\nn1,oA,P1,\n,,,v1\n"
    blank = [(3, "Periode"), (6, "Behov"), (6, "Tilbud"), (6, "Periode")]
    assert faults(written(tmp_path, text), term) == [(*where, "required") for where in blank]
    text = "Behov,Tilbud,Periode,Veileder\nn1,oC,P1,v1\nn9,oA,P2,v9\n\nn1,oA,P1,\n"
    assert faults(written(tmp_path, text), term) == [
        (2, "Tilbud", "unknown"), (3, "Behov", "unknown"), (3, "Periode", "unknown"), (3, "Veileder", "unknown"), (5, "Behov", "duplicate"),
    ]


def test_the_nearest_known_id_is_told(tmp_path, term):
    with pytest.raises(InputError) as caught:
        read_placements(written(tmp_path, HEAD + "n1,ob,P1,\n"), term)
    assert caught.value.say("nb") == "placements.csv, rad 2, kolonne «offer»: «ob» finnes ikke i tabellen «Tilbud». Mente du «oB»?"


def test_a_site_moved_without_its_offer_is_told(tmp_path, term):
    text = "need,student,site,offer,period,first_day,last_day\nn1,s2,B,oA,P1,2026-08-18,09.10.2026\n"
    path = written(tmp_path, text)
    assert faults(path, term) == [(2, "student", "contradiction"), (2, "site", "contradiction"), (2, "first_day", "contradiction")]
    with pytest.raises(InputError) as caught:
        read_placements(path, term)
    assert "Her står «B», men etter tilbud «oA» skal det stå «A»." in caught.value.say("nb")
    assert "This says “B”, but by the offer “oA” it should be “A”." in caught.value.say("en")


def test_days_that_cannot_be_read(tmp_path, term):
    assert faults(written(tmp_path, "need,offer,period,first_day\nn1,oA,P1,soon\n"), term) == [(2, "first_day", "type")]


def test_an_id_that_looks_like_a_formula(tmp_path):
    odd = problem(needs=[{"need": "-1", "student": "s1"}], offers=[{"offer": "=o", "site": "A"}])
    found = read_placements(written(tmp_path, HEAD + "'-1,'=o,P1,\n"), odd)
    assert found.loc[0, ["need", "offer"]].tolist() == ["-1", "=o"]
