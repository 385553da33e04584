"""What a term leaves open is settled once, in a way that no row order changes, and said."""

from pathlib import Path

import pytest

from .terms import PLAIN, faults, loaded, said


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("SJH,H1,,2", ["SJH:H1"]), ("SJH,H1,,2\nSJH,H1,,3", ["SJH:H1", "SJH:H1#2"]), ("SJH,,34-41,2", ["SJH:W34-W41"]), ("SJH,,34,2", ["SJH:W34"]),
        ('SJH,,"34-36, 40",2', ["SJH:W34-W36+W40"]), ("SJH,H1,,2\nBHT,H1,,2\nSJH,H2,,1", ["BHT:H1", "SJH:H1", "SJH:H2"]),
    ],
)
def test_offers_without_a_name_get_one(tmp_path: Path, rows: str, names: list[str]) -> None:
    problem = loaded(tmp_path, offers=f"site,period,weeks,places\n{rows}\n")
    assert problem.tables["offers"]["offer"].tolist() == names
    assert any(note.startswith("offers.csv: Offers without a name were named by site and window or weeks, e.g. ") for note in said(problem))


def test_an_offer_across_the_new_year_is_one_run_of_weeks(tmp_path: Path) -> None:
    periods = "period,first_day,last_day\nH1,2026-11-02,2027-01-17\nH2,2026-11-02,2027-01-17\n"
    assert loaded(tmp_path, periods=periods, offers="site,weeks,places\nSJH,52-1,2\n").tables["offers"]["offer"].tolist() == ["SJH:W52-W01"]


def test_a_made_name_is_never_one_that_is_given(tmp_path: Path) -> None:
    problem = loaded(tmp_path, offers="offer,site,period,places\nSJH:H1,SJH,H1,2\n,SJH,H1,3\nSJH:H1#2,BHT,H1,1\n")
    frame = problem.tables["offers"]
    assert dict(zip(frame["offer"], frame["places"], strict=True)) == {"SJH:H1": 2, "SJH:H1#2": 1, "SJH:H1#3": 3}


def test_made_names_do_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = ["SJH,H1,2,bekreftet", "SJH,H1,3,tilbudt", "SJH,H1,2,tilbudt"]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = loaded(tmp_path / "a", offers="\n".join(["site,period,places,status", *rows]))
    other = loaded(tmp_path / "b", offers="\n".join(["site,period,places,status", *rows[::-1]]))
    assert one.tables["offers"].equals(other.tables["offers"])


def test_a_made_offer_may_be_named_by_a_lock(tmp_path: Path) -> None:
    locks = "need,offer,kind,who,why\nS1,SJH:H1,lås,KG,avtalt\n"
    assert loaded(tmp_path, offers="site,period,places\nSJH,H1,2\n", locks=locks).tables["locks"]["offer"].tolist() == ["SJH:H1"]


def test_each_student_with_a_course_gets_a_need_unless_one_is_given(tmp_path: Path) -> None:
    students = "student,institution,course,home\nS1,UIT,SYK2,5501\nS2,NORD,VPL1,1804\nS3,UIT,,5501\n"
    problem = loaded(tmp_path, students=students, needs="need,student,course,at_risk\nN7,S1,SYK2,ja\n")
    frame = problem.tables["needs"]
    assert frame[["need", "student", "course", "at_risk"]].to_numpy().tolist() == [["N7", "S1", "SYK2", True], ["S2", "S2", "VPL1", False]]
    assert "students.csv: Students with a course but without a row in the table Needs got one need each, called the same as the student." in said(problem)


def test_a_made_need_never_takes_a_name_that_is_given(tmp_path: Path) -> None:
    problem = loaded(tmp_path, needs="need,student,course\nS2,S1,SYK2\n")
    frame = problem.tables["needs"]
    assert dict(zip(frame["need"], frame["student"], strict=True)) == {"S2": "S1", "S2#2": "S2"}


def test_windows_without_weeks_last_every_week_they_touch(tmp_path: Path) -> None:
    problem = loaded(tmp_path, periods='period,first_day,last_day,weeks\nH1,2026-08-21,2026-09-01,\nH2,2026-08-17,2026-09-06,"34, 36"\n')
    frame = problem.tables["periods"]
    assert frame["weeks"].tolist() == [("2026-W34", "2026-W35", "2026-W36"), ("2026-W34", "2026-W36")]
    assert [note.count for note in problem.notes if "Windows" in note.say("en")] == [1]


def test_municipalities_that_are_mentioned_come_with_the_package(tmp_path: Path) -> None:
    problem = loaded(tmp_path, municipalities="municipality,name,ceiling,lat,lon\n5530,Senja kommune,4,,\n1804,,,67.3,14.4\n4204,Kristiansand,,58.15,8\n")
    frame = problem.tables["municipalities"].set_index("municipality")
    assert frame.index.tolist() == ["1804", "4204", "5501", "5530"]
    assert frame.loc["5530", ["name", "county", "lat", "centrality", "ceiling"]].tolist() == ["Senja kommune", "Troms", 69.23, 5, 4]
    assert frame.loc["1804", ["name", "lat", "lon"]].tolist() == ["Bodø", 67.3, 14.4]
    notes = said(problem)
    assert "municipalities.csv: Blank cells were filled in from the package's own figures of the municipalities: 5530 Senja, 1804 Bodø. (×2)" in notes
    assert "municipalities: Municipalities that are not given were taken from the package's own figures: 5501 Tromsø." in notes


def test_wishes_in_columns_become_rows(tmp_path: Path) -> None:
    wishes = "Student;Ønske 1;Ønske 2;Ønske 3\nS1;SJH;5501;hjemmetjeneste\nS2;;1804;\n"
    frame = loaded(tmp_path, wishes=wishes).tables["wishes"]
    assert frame[["student", "rank", "site", "municipality", "setting"]].to_numpy().tolist() == [
        ["S1", 1, "SJH", "", ""], ["S1", 2, "", "5501", ""], ["S1", 3, "", "", "hjemmetjeneste"], ["S2", 2, "", "1804", ""],
    ]


def test_wishes_may_stand_with_the_students(tmp_path: Path) -> None:
    students = "Student;Institusjon;Emne;Bosted;1. ønske\nS1;UIT;SYK2;5501;301\nS2;NORD;VPL1;1804;\n"
    frame = loaded(tmp_path, students=students, municipalities="municipality\n0301\n").tables["wishes"]
    assert frame[["student", "rank", "municipality"]].to_numpy().tolist() == [["S1", 1, "0301"]]


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        ("Student;Ønske 1\nS1;SJX\n", [("wishes.csv", 2, "Ønske 1", "SJX", "unknown")]),
        ("Student;Ønske 1\nS9;SJH\n", [("wishes.csv", 2, "Student", "S9", "unknown")]),
        ("Student;Ønske 1\nS1;SJH\nS1;BHT\n", [("wishes.csv", 3, "Student", "S1", "duplicate")]),
        ("Student;Ønske 1;wish1\nS1;SJH;BHT\n", [("wishes.csv", 1, "wish1", None, "column_twice")]),
        ("Studnt;Ønske 1\nS1;SJH\n", [("wishes.csv", 1, "", None, "column_missing")]),
    ],
)
def test_wishes_in_columns_are_checked(tmp_path: Path, wishes: str, found: list[tuple[str, int, str, str | None, str]]) -> None:
    assert faults(tmp_path, wishes=wishes) == found


def test_a_wish_that_may_mean_two_things_is_refused(tmp_path: Path) -> None:
    sites = PLAIN["sites"] + "hjemmetjeneste,1804,x\n"
    assert faults(tmp_path, sites=sites, wishes="Student;Ønske 1\nS1;hjemmetjeneste\n") == [("wishes.csv", 2, "Ønske 1", "hjemmetjeneste", "unknown")]


def test_origins_that_are_not_known_fall_to_the_home_and_are_noted(tmp_path: Path) -> None:
    students = "student,institution,home,origin,alternate_origin\nS1,UIT,5501,9008,barnehage\nS2,NORD,1804,hytta,\n"
    notes = said(loaded(tmp_path, students=students, origins="origin,lat,lon\nbarnehagen,69.6,18.9\n"))
    assert [note for note in notes if note.startswith("students.csv")] == [
        "students.csv: Postcodes that are not in the table Origins lie at the centre of the home municipality.",
        "students.csv: Origins that are not known lie at the centre of the home municipality: “hytta”, “barnehage” (resembles “barnehagen”) (×2)",
    ]
