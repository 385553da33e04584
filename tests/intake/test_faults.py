"""Every fault of a term, one at a time and all at once, in words a coordinator can act on; and what is no fault."""

from pathlib import Path

import pytest

from allocator.intake.faults import fault
from allocator.text import Text

from .terms import faults, loaded, raised

ONE_FAULT: list[tuple[str, dict[str, str], tuple[str, int, str, str | None, str]]] = [
    ("a required cell is blank", {"offers": "site,period,places\nSJH,H1,\n"}, ("offers.csv", 2, "places", None, "required")),
    ("a number is no number", {"offers": "site,period,places\nSJH,H1,mange\n"}, ("offers.csv", 2, "places", "mange", "type")),
    ("negative places", {"offers": "site,period,places\nSJH,H1,-1\n"}, ("offers.csv", 2, "places", "-1", "value")),
    ("too many places", {"offers": "site,period,places\nSJH,H1,10001\n"}, ("offers.csv", 2, "places", "10001", "value")),
    ("more students than places", {"offers": "site,period,places,least\nSJH,H1,2,3\n"}, ("offers.csv", 2, "least", "3", "least")),
    ("neither window nor weeks", {"offers": "site,period,places\nSJH,,2\n"}, ("offers.csv", 2, "", None, "one_of")),
    ("both window and weeks", {"offers": "site,period,weeks,places\nSJH,H1,34-41,2\n"}, ("offers.csv", 2, "period", "H1", "one_of")),
    ("weeks outside the term", {"offers": "site,weeks,places\nSJH,2026-W50,2\n"}, ("offers.csv", 2, "weeks", "2026-W50", "outside")),
    ("a week outside the term", {"offers": "site,weeks,places\nSJH,50,2\n"}, ("offers.csv", 2, "weeks", "50", "type")),
    ("an unknown site", {"offers": "site,period,places\nSJX,H1,2\n"}, ("offers.csv", 2, "site", "SJX", "unknown")),
    ("an unknown status", {"offers": "site,period,places,status\nSJH,H1,2,kanskje\n"}, ("offers.csv", 2, "status", "kanskje", "type")),
    ("an unknown profession", {"offers": "site,period,places,professions\nSJH,H1,2,sykepleier | lege\n"},
     ("offers.csv", 2, "professions", "sykepleier | lege", "unknown")),
    ("an offer with itself", {"offers": "offer,site,period,places,with_offer\nT1,SJH,H1,2,T1\n"}, ("offers.csv", 2, "with_offer", "T1", "self")),
    ("the same id twice", {"offers": "offer,site,period,places\nT1,SJH,H1,2\nT1,SJH,H2,2\n"}, ("offers.csv", 3, "offer", "T1", "duplicate")),
    ("a window that ends before it begins", {"periods": "period,first_day,last_day\nH1,2026-08-17,2026-08-16\nH2,2026-08-17,2026-12-04\n"},
     ("periods.csv", 2, "last_day", "2026-08-16", "order")),
    ("a window of more than a year", {"periods": "period,first_day,last_day\nH1,2026-08-17,2027-08-19\nH2,2026-08-17,2026-12-04\n"},
     ("periods.csv", 2, "last_day", "2027-08-19", "order")),
    ("a week outside its window", {"periods": "period,first_day,last_day,weeks\nH1,2026-08-17,2026-10-09,34-42\nH2,2026-10-12,2026-12-04,\n"},
     ("periods.csv", 2, "weeks", "34-42", "outside")),
    ("an agreement that ends before it begins", {"agreements": "institution,municipality,first_day,last_day\nUIT,5530,1.2.2026,31.1.2026\n"},
     ("agreements.csv", 2, "last_day", "31.1.2026", "order")),
    ("an agreement with nobody", {"agreements": "institution,municipality,site\nUIT,,\n"}, ("agreements.csv", 2, "", None, "one_of")),
    ("an organisation number of eight digits", {"sites": "site,municipality,settings,orgnr\nSJH,5530,sykehjem,98765432\nBHT,1804,x,\n"},
     ("sites.csv", 2, "orgnr", "98765432", "value")),
    ("latitude and longitude swapped", {"sites": "site,municipality,settings,lat,lon\nSJH,5530,sykehjem,17.98,69.23\nBHT,1804,x,,\n"},
     ("sites.csv", 2, "lat", "17.98", "coordinates")),
    ("a point abroad", {"sites": "site,municipality,settings,lat,lon\nSJH,5530,sykehjem,52.5,13.4\nBHT,1804,x,,\n"},
     ("sites.csv", 2, "lat", "52.5", "coordinates")),
    ("half a point", {"sites": "site,municipality,settings,lat,lon\nSJH,5530,sykehjem,69.23,\nBHT,1804,x,,\n"}, ("sites.csv", 2, "lon", None, "coordinates")),
    ("a site under itself", {"sites": "site,municipality,settings,parent\nSJH,5530,sykehjem,SJH\nBHT,1804,x,\n"}, ("sites.csv", 2, "parent", "SJH", "self")),
    ("an unknown municipality", {"sites": "site,municipality,settings\nSJH,5531,sykehjem\nBHT,1804,x\n"}, ("sites.csv", 2, "municipality", "5531", "unknown")),
    ("a municipality by name", {"sites": "site,municipality,settings\nSJH,Senja,sykehjem\nBHT,1804,x\n"}, ("sites.csv", 2, "municipality", "Senja", "unknown")),
    ("a student who lives nowhere", {"students": "student,institution,home\nS1,UIT,\n"}, ("students.csv", 2, "home", None, "where")),
    ("an origin that nobody knows and no home", {"students": "student,institution,origin\nS1,UIT,9008\n"}, ("students.csv", 2, "origin", "9008", "where")),
    ("a course of another institution", {"students": "student,institution,course,home\nS1,NORD,SYK2,1804\n"},
     ("students.csv", 2, "course", "SYK2", "institution")),
    ("a need of another institution", {"needs": "need,student,course\nN1,S1,VPL1\n"}, ("needs.csv", 2, "course", "VPL1", "institution")),
    ("a wish for nothing", {"wishes": "student,rank,site,setting\nS1,1,,\n"}, ("wishes.csv", 2, "", None, "one_of")),
    ("a wish for two things", {"wishes": "student,rank,site,setting\nS1,1,SJH,sykehjem\n"}, ("wishes.csv", 2, "site", "SJH", "one_of")),
    ("two wishes of one rank", {"wishes": "student,rank,site,setting\nS1,1,SJH,\nS1,1,,sykehjem\n"}, ("wishes.csv", 3, "student", "S1", "duplicate")),
    ("a rank of nought", {"wishes": "student,rank,site\nS1,0,SJH\n"}, ("wishes.csv", 2, "rank", "0", "value")),
    ("a wish for a setting nobody has", {"wishes": "student,rank,setting\nS1,1,sykehus\n"}, ("wishes.csv", 2, "setting", "sykehus", "unknown")),
    ("a slip in a setting",
     {"courses": "course,institution,programme,profession,settings,periods\nSYK2,UIT,sykepleie,sykepleier,sykehjemm,H1\nVPL1,NORD,v,v,,H1\n"},
     ("courses.csv", 2, "settings", "sykehjemm", "unknown")),
    ("a municipality number of three letters", {"municipalities": "municipality\nabc\n"}, ("municipalities.csv", 2, "municipality", "abc", "value")),
    ("a name of 121 letters", {"institutions": f"institution\nUIT\nNORD\n{'x' * 121}\n"}, ("institutions.csv", 4, "institution", "x" * 80, "value")),
    ("a rule that does not exist", {"locks": "need,site,kind,despite,who,why\nS1,SJH,lås,settting,KG,avtalt\n"},
     ("locks.csv", 2, "despite", "settting", "unknown")),
    ("a lock that says nowhere", {"locks": "need,kind,who,why\nS1,lås,KG,avtalt\n"}, ("locks.csv", 2, "", None, "lock")),
    ("a lock without a reason", {"locks": "need,site,kind,who,why\nS1,SJH,lås,KG,\n"}, ("locks.csv", 2, "why", None, "required")),
]


@pytest.mark.parametrize(("files", "expected"), [pytest.param(files, expected, id=case) for case, files, expected in ONE_FAULT])
def test_one_fault_is_told_once(tmp_path: Path, files: dict[str, str], expected: tuple[str, int, str, str | None, str]) -> None:
    assert faults(tmp_path, **files) == [expected]


def _nothing_wrong(*, offers: str = "", **files: str) -> dict[str, str]:
    return {**files, **({"offers": offers} if offers else {})}


NO_FAULT: list[tuple[str, dict[str, str]]] = [
    ("as many students as places", _nothing_wrong(offers="site,period,places,least\nSJH,H1,2,2\n")),
    ("no places", _nothing_wrong(offers="site,period,places\nSJH,H1,0\n")),
    ("the last week of the term", _nothing_wrong(offers="site,weeks,places\nSJH,2026-W49,2\n")),
    ("a window of one day", {"periods": "period,first_day,last_day\nH1,2026-08-17,2026-08-17\nH2,2026-10-12,2026-12-04\n"}),
    ("a window of 366 days", {"periods": "period,first_day,last_day\nH1,2026-08-17,2027-08-18\nH2,2026-10-12,2026-12-04\n"}),
    ("weeks of a window within it", {"periods": "period,first_day,last_day,weeks\nH1,2026-08-17,2026-10-09,34-41\nH2,2026-10-12,2026-12-04,\n"}),
    ("the southernmost point", {"sites": "site,municipality,settings,lat,lon\nSJH,5530,sykehjem,57.0,4.0\nBHT,1804,x,81.5,32.0\n"}),
    ("a ladder of sites", {"sites": "site,municipality,settings,parent\nSJH,5530,sykehjem,\nA,5530,sykehjem,SJH\nB,5530,sykehjem,A\nBHT,1804,x,\n"}),
    ("a student with a point and no home", {"students": "student,institution,lat,lon\nS1,UIT,69.65,18.96\n"}),
    ("a student whose origin is known", {"students": "student,institution,origin\nS1,UIT,hytta\n", "origins": "origin,lat,lon\nhytta,69.1,18.1\n"}),
    ("a student whose origin has travel times", {"students": "student,institution,origin\nS1,UIT,9008\n",
    "travel": "origin,site,mode,minutes\n9008,SJH,bil,95\n"}),
    ("history at a site that is closed down", {"history": "student,site,setting\nS1,Gammelheimen,sykehjem\nS1,SJH-2,legevakt\n"}),
    ("a municipality of its own", {"municipalities": "municipality,lat,lon\n4204,58.15,8.0\n", "agreements": "institution,municipality\nUIT,4204\n"}),
    ("rooms that add up", {"housing": "municipality,rooms\n5530,4\n5530,4\n"}),
    ("a blank ceiling", {"sites": "site,municipality,settings,ceiling\nSJH,5530,sykehjem,\nBHT,1804,x,0\n"}),
    ("a pin and a ban elsewhere", {"locks": "need,site,kind,who,why\nS1,SJH,lås,KG,avtalt\nS1,BHT,forby,KG,avtalt\n"}),
    ("a rule that is waived", {"locks": "need,site,kind,despite,who,why\nS1,SJH,lås,setting,KG,avtalt\n"}),
]


@pytest.mark.parametrize("files", [pytest.param(files, id=case) for case, files in NO_FAULT])
def test_what_is_allowed(tmp_path: Path, files: dict[str, str]) -> None:
    assert loaded(tmp_path, **files).tables["periods"].shape[0] == 2


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("S1,,SJH,,,lås\nS1,,BHT,,,lås", 1), ("S1,,SJH,,,lås\nS1,,SJH,H1,,lås", 0), ("S1,5530,,,,lås\nS1,,SJH,,,lås", 0), ("S1,5501,,,,lås\nS1,,SJH,,,lås", 1),
        ("S1,,SJH,,,lås\nS1,,A,,,lås", 0), ("S1,,A,,,lås\nS1,,B,,,lås", 1), ("S1,,,H1,,lås\nS1,,,H2,,lås", 1), ("S1,,SJH,,,lås\nS1,,,H2,,lås", 0),
        ("S1,,,,T1,lås\nS1,,BHT,,,lås", 1), ("S1,,,,T1,lås\nS1,,SJH,,,lås", 0), ("S1,,,,T1,lås\nS1,,,H2,,lås", 1), ("S1,,SJH,,,lås\nS2,,BHT,,,lås", 0),
        ("S1,,SJH,,,lås\nS1,,SJH,,,forby", 1), ("S1,,A,,,lås\nS1,,SJH,,,forby", 1), ("S1,,SJH,,,lås\nS1,,A,,,forby", 0), ("S1,,SJH,,,lås\nS1,5530,,,,forby", 1),
        ("S1,,SJH,,,lås\nS1,,SJH,H1,,forby", 0), ("S1,,SJH,H1,,lås\nS1,,SJH,,,forby", 1), ("S1,,SJH,,,forby\nS1,,BHT,,,forby", 0),
        ("S1,,SJH,,,lås\nS1,,SJH,,,lås", 0),
    ],
)
def test_locks_that_contradict_each_other(tmp_path: Path, rows: str, count: int) -> None:
    sites = "site,municipality,settings,parent\nSJH,5530,sykehjem,\nA,5530,sykehjem,SJH\nB,5530,sykehjem,SJH\nBHT,1804,hjemmetjeneste,\n"
    locks = "need,municipality,site,period,offer,kind,who,why\n" + "\n".join(f"{row},KG,avtalt" for row in rows.split("\n"))
    if count:
        assert [code for *_, code in faults(tmp_path, sites=sites, locks=locks)] == ["contradiction"] * count
    else:
        assert len(loaded(tmp_path, sites=sites, locks=locks).tables["locks"]) == 2


def test_every_site_of_a_circle_is_told(tmp_path: Path) -> None:
    sites = "site,municipality,settings,parent\nSJH,5530,x,A\nA,5530,x,B\nB,5530,x,SJH\nBHT,1804,x,A\n"
    error = raised(tmp_path, sites=sites)
    assert [line.split(": ")[-1] for line in error.say("nb").splitlines()] == [
        "SJH → A → B → SJH. Rett kolonnen, eller la den stå tom.", "A → B → SJH → A. Rett kolonnen, eller la den stå tom.",
        "B → SJH → A → B. Rett kolonnen, eller la den stå tom.",
    ]


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (
            {"offers": "Sted;Periode;Plasser\nSJX;H1;2\n"},
            "offers.csv, rad 2, kolonne «Sted»: «SJX» finnes ikke i tabellen «Steder». Mente du «SJH»? Rett verdien, eller legg til raden "
            "som mangler.",
        ),
        (
            {"offers": "Sted;Periode;Plasser\nSJH;H1;-2\n"},
            "offers.csv, rad 2, kolonne «Plasser»: -2 er for lite; det minste som godtas, er 0. Rett tallet i kolonnen «Plasser». Antall "
            "plasser.",
        ),
        ({"offers": "Sted;Periode;Plasser\nSJH;H1;90 stk\n"}, "offers.csv, rad 2, kolonne «Plasser»: «90 stk» er ikke et heltall. Skriv f.eks. 45."),
        ({"offers": "Sted;Periode;Plasser\nSJH;H1;\n"}, "offers.csv, rad 2, kolonne «Plasser»: Cellen er tom. «Plasser» må fylles ut: Antall plasser."),
        (
            {"offers": "Sted;Periode;Plasser;Svarfrist\nSJH;H1;2;31.6.2026\n"},
            "offers.csv, rad 2, kolonne «Svarfrist»: Dagen «31.6.2026» finnes ikke. Skriv f.eks. 31.08.2026 eller 2026-08-31.",
        ),
        (
            {"offers": "Sted;Uker;Plasser\nSJH;uke 7;2\n"},
            "offers.csv, rad 2, kolonne «Uker»: Uke 7 ligger ikke i semesteret (34/2026–49/2026). Rett uken, eller skriv året til, f.eks. "
            "«2026-W07».",
        ),
        (
            {"agreements": "Institusjon;Kommune\nUIT;Senja\n"},
            "agreements.csv, rad 2, kolonne «Kommune»: «Senja» er ikke nummeret til en kjent kommune. Mente du 5530 (Senja)? Rett nummeret, "
            "eller legg kommunen inn i tabellen «Kommuner».",
        ),
        (
            {"agreements": "Institusjon;Kommune\nUIT;5531\n"},
            "agreements.csv, rad 2, kolonne «Kommune»: «5531» er ikke nummeret til en kjent kommune. Mente du 5530 (Senja)? Rett nummeret, "
            "eller legg kommunen inn i tabellen «Kommuner».",
        ),
        (
            {"students": "Student;Institusjon;Emne;Bosted\nS1;NORD;SYK2;5501\n"},
            "students.csv, rad 2, kolonne «Emne»: Emnet «SYK2» hører til UIT, men studenten går på NORD. Rett emnet eller studentens "
            "institusjon.",
        ),
    ],
)
def test_faults_are_said_in_norwegian(tmp_path: Path, files: dict[str, str], line: str) -> None:
    assert raised(tmp_path, **files).say("nb") == line


def test_every_fault_of_all_files_is_told_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path, offers="site,period,places\nSJX,H1,2\nSJH,H9,mange\n", students="student,institution,course,home\nS1,UIT,SYK9,5501\nS1,UIT,,x\n",
        wishes="student,rank,site\nS1,første,SJH\nS9,2,BHT\n", periods="period,first_day,last_day\nH1,17.08.26,2026-10-09\n",
    )
    assert found == [
        ("courses.csv", 2, "periods", "H1 | H2", "unknown"),
        ("offers.csv", 2, "site", "SJX", "unknown"), ("offers.csv", 3, "places", "mange", "type"), ("offers.csv", 3, "period", "H9", "unknown"),
        ("periods.csv", 2, "first_day", "17.08.26", "type"),
        ("students.csv", 2, "course", "SYK9", "unknown"), ("students.csv", 3, "student", "S1", "duplicate"), ("students.csv", 3, "home", "x", "unknown"),
        ("wishes.csv", 2, "rank", "første", "type"), ("wishes.csv", 3, "student", "S9", "unknown"),
    ]


def test_a_file_without_a_table_hides_no_other_fault_than_of_tables_it_may_be(tmp_path: Path) -> None:
    found = faults(tmp_path, notater="hei\n", offers="site,period,places\nSJX,H1,2\n", conflicts="student,supervisor,reason\nS1,V1,annet\n")
    assert found == [("notater.csv", 0, "", "notater", "table"), ("offers.csv", 2, "site", "SJX", "unknown")]


def test_a_table_that_could_not_be_read_is_not_blamed_elsewhere(tmp_path: Path) -> None:
    assert faults(tmp_path, sites=b"site,municipality\x00") == [("sites.csv", 1, "", None, "nul")]


@pytest.mark.parametrize(("typed", "shown"), [(98765432.0, "98765432"), (1.5, "1.5"), (float("nan"), "nan"), (2.0**60, str(2.0**60)), ("98,0", "98,0")])
def test_a_number_of_a_workbook_is_shown_as_it_was_typed(typed: object, shown: str) -> None:
    what = Text("Feil.", "Wrong.").of()
    assert fault("sites.xlsx", what, what, value=typed).value == shown
