"""What a cell of each kind is read as: decided by hand, case by case."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from allocator.intake.amounts import CLOCK, THOUSANDS, Bad, date, decimal_sign, integer, number
from allocator.intake.kinds import JOINED, PADDED, WHOLE, choice, cleaned, identifier, integers, items, number_of, organisation, yes_no
from allocator.rows import ROWS
from allocator.rows.choices import ALSO, CHOICES
from allocator.rows.decision import Event

from .terms import faults, loaded, raised

REFUSED = object()


def _read(read: Any, *cells: Any) -> Any:
    try:
        return read(*cells)
    except Bad:
        return REFUSED


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3", 3), ("3.0", 3), ("3,0", 3), (3.0, 3), (3, 3), ("-2", -2), ("+4", 4), ("0", 0), ("−5", -5), ("1 234", 1234), ("12 345 678", 12345678),
        ("3,5", REFUSED), (3.5, REFUSED), ("1.234", REFUSED), ("1,234", REFUSED), ("1.000", REFUSED), ("90 min", REFUSED), ("tre", REFUSED), ("", REFUSED),
        (True, REFUSED), (dt.datetime(2026, 1, 1), REFUSED), (float("nan"), REFUSED), (float("inf"), REFUSED), ("1e3", REFUSED), ("9" * 50, REFUSED),
        ("²", REFUSED),
        ("1 23", REFUSED), ("١٢", REFUSED),
    ],
)
def test_whole_numbers(cell: Any, value: Any) -> None:
    found = _read(integer, cell)
    assert found is value if value is REFUSED else found[0] == value and type(found[0]) is int


@pytest.mark.parametrize(
    ("cell", "elsewhere", "value"),
    [
        ("1,5", "", 1.5), ("1.5", "", 1.5), ("69,6512", ",", 69.6512), (".5", "", 0.5), ("5,", "", 5.0), (7, "", 7.0), (7.25, "", 7.25),
        ("1.234", "", 1.234), ("1.234", ".", 1.234), ("1.234", ",", REFUSED), ("1,234", ".", REFUSED), ("1,234", ",", 1.234),
        ("1 234,5", ",", 1234.5), ("1.234,5", ",", 1234.5), ("1,234.5", ".", 1234.5), ("1.234.567", "", 1234567.0), ("1.234.56", "", REFUSED),
        ("nan", "", REFUSED), ("inf", "", REFUSED), ("12 kr", "", REFUSED), ("1,2,3", "", REFUSED), (False, "", REFUSED), ("1e400", "", REFUSED),
    ],
)
def test_numbers(cell: Any, elsewhere: str, value: Any) -> None:
    found = _read(number, cell, elsewhere)
    assert found is value if value is REFUSED else found[0] == value


@pytest.mark.parametrize(
    ("cells", "sign"),
    [(["1,5", "1.234"], ","), (["1.5", "1.234"], "."), (["1.5", "1,5"], ""), (["1.234"], ""), ([1.5, "2", None, "tekst, med komma"], ""),
    (["12,75", 3.5], ",")],
)
def test_the_decimal_sign_of_a_column_is_that_of_its_plain_numbers(cells: list[Any], sign: str) -> None:
    assert decimal_sign(cells) == sign


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("31.08.2026", dt.date(2026, 8, 31)), ("1.8.2026", dt.date(2026, 8, 1)), ("1. 8. 2026", dt.date(2026, 8, 1)), ("2026-08-31", dt.date(2026, 8, 31)),
        ("2026-08-31 00:00:00", dt.date(2026, 8, 31)), ("2026-08-31T00:00:00.000000", dt.date(2026, 8, 31)), (dt.datetime(2026, 8, 31), dt.date(2026, 8, 31)),
        (dt.date(2026, 8, 31), dt.date(2026, 8, 31)), ("29.02.2028", dt.date(2028, 2, 29)),
        ("29.02.2026", REFUSED), ("31.06.2026", REFUSED), ("31.8.26", REFUSED), ("08/31/2026", REFUSED), ("31/08/2026", REFUSED), ("2026-13-01", REFUSED),
        (46265.0, REFUSED), ("46265", REFUSED), (46265, REFUSED), (True, REFUSED), ("høsten 2026", REFUSED), ("1.1.0226", REFUSED), ("1.1.2226", REFUSED),
        (1e300, REFUSED),
    ],
)
def test_days(cell: Any, value: Any) -> None:
    found = _read(date, cell)
    assert found is value if value is REFUSED else found == (value, None)


def test_a_day_with_a_time_of_day_is_read_without_it() -> None:
    assert date(dt.datetime(2026, 8, 31, 7, 30)) == (dt.date(2026, 8, 31), CLOCK)
    assert date("31.08.2026 07:30") == (dt.date(2026, 8, 31), CLOCK)


def test_an_excel_serial_number_is_refused_with_the_day_it_stands_for() -> None:
    with pytest.raises(Bad) as caught:
        date(46265.0)
    assert caught.value.todo.say("nb") == "I Excel står dette tallet for 31.08.2026. Er det dagen du mener, så formater cellen som dato."


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("ja", True), ("Ja", True), ("JA", True), ("x", True), ("X", True), ("1", True), (1, True), (1.0, True), (True, True), ("true", True),
        ("yes", True), ("j", True),
        ("nei", False), ("Nei", False), ("n", False), ("0", False), (0.0, False), (False, False), ("no", False), ("USANN", False),
        ("kanskje", REFUSED), ("2", REFUSED), (2.0, REFUSED), ("-", REFUSED), (dt.datetime(2026, 1, 1), REFUSED),
    ],
)
def test_yes_and_no(cell: Any, value: Any) -> None:
    assert (_read(yes_no, cell) == (value, None)) if value is not REFUSED else _read(yes_no, cell) is REFUSED


@pytest.mark.parametrize(
    ("cell", "value", "mended"),
    [
        ("5501", "5501", None), (5501.0, "5501", None), ("301", "0301", PADDED), (301.0, "0301", PADDED), ("301.0", "0301", PADDED), ("5501.0", "5501", WHOLE),
        ("Senja", "Senja", None), ("30", "30", None), ("55011", "55011", None),
    ],
)
def test_municipality_numbers(cell: Any, value: str, mended: Any) -> None:
    assert number_of(4)(cell) == (value, mended)


@pytest.mark.parametrize(
    ("cell", "value", "mended"),
    [("S1", "S1", None), (123.0, "123", None), (123, "123", None), ("123.0", "123", WHOLE), ("007", "007", None), ("1.5", "1.5", None), (1.5, "1.5", None)],
)
def test_ids(cell: Any, value: str, mended: Any) -> None:
    assert identifier(cell) == (value, mended)


@pytest.mark.parametrize("cell", [True, dt.datetime(2026, 8, 12), 1e15, float("nan"), ("a",)])
def test_what_is_no_text_is_refused_where_text_is_expected(cell: Any) -> None:
    assert _read(identifier, cell) is REFUSED


@pytest.mark.parametrize(
    ("cell", "value", "mended"), [("987 654 321", "987654321", JOINED), (987654321.0, "987654321", None), ("NO 987654321", "NO 987654321", None),
    ("98765432", "98765432", None)]
)
def test_organisation_numbers(cell: Any, value: str, mended: Any) -> None:
    assert organisation(cell) == (value, mended)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("  Senja ", "Senja"), ("Senja\u00a0sykehjem", "Senja sykehjem"), ("A\u030as", "\u00c5s"), ("Senja\u200b", "Senja"), ("Sen\u00adja", "Senja"),
    ("a\nb", "a b"), ("a  b", "a b"), ("\ufeff", "")],
)
def test_text_is_cleaned(cell: str, value: str) -> None:
    assert cleaned(cell) == value


@pytest.mark.parametrize("cell", ["a\x07b", "a\x00", "a\ud800"])
def test_characters_that_cannot_be_shown_are_refused(cell: str) -> None:
    assert _read(cleaned, cell) is REFUSED


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("a | b", ["a", "b"]), ("a|b", ["a", "b"]), ("a; b", ["a", "b"]), ("a;b", ["a", "b"]), ("a, b", ["a", "b"]), ("a,b", ["a,b"]), ("a |", ["a"]),
        ("a,", ["a"]),
        ("", []), ("|", []), (("a", "b"), ["a", "b"]), (7.0, [7.0]),
    ],
)
def test_lists(cell: Any, value: list[Any]) -> None:
    assert items(cell) == value


@pytest.mark.parametrize(("cell", "value"), [
        ("2", (2,)), (2.0, (2,)), ("2, 3", (2, 3)), ("2,3", (2, 3)), ("2 | 3 | 2", (2, 3)), ((1, 2), (1, 2)), (2.3, REFUSED), ("to", REFUSED)])
def test_lists_of_whole_numbers(cell: Any, value: Any) -> None:
    found = _read(integers, cell)
    assert found is value if value is REFUSED else found == (value, None)


STATUSES = ("requested", "offered", "confirmed", "withdrawn")


@pytest.mark.parametrize(
    ("cell", "value"), [("confirmed", "confirmed"), ("Bekreftet", "confirmed"), (" bekreftet".strip(), "confirmed"), ("FORESPURT", "requested"),
    ("trukket tilbake", "withdrawn"), ("bekreftt", REFUSED), (1.0, REFUSED)]
)
def test_choices(cell: Any, value: Any) -> None:
    found = _read(choice(STATUSES), cell)
    assert found is value if value is REFUSED else found == (value, None)


def test_a_mistyped_choice_is_told_the_nearest_and_all() -> None:
    with pytest.raises(Bad) as caught:
        choice(STATUSES)("bekreftt")
    assert caught.value.todo.say("nb") == "Mente du «bekreftet»? Valgene er forespurt, tilbudt, bekreftet eller trukket."
    with pytest.raises(Bad) as caught:
        choice(STATUSES)("12345")
    assert caught.value.todo.say("en") == "Write requested, offered, confirmed or withdrawn."


def test_every_choice_has_words_and_no_word_means_two() -> None:
    columns = [column for row in (*ROWS.values(), Event) for column in row.columns() if column.kind == "choice"]
    assert {one for column in columns for one in column.choices} == set(CHOICES)
    for column in columns:
        words = [word.casefold() for one in column.choices for word in {one, CHOICES[one].nb, CHOICES[one].en, *ALSO.get(one, ())}]
        assert len(words) == len(set(words))
        for one in column.choices:
            assert {choice(column.choices)(word)[0] for word in (one, CHOICES[one].nb, CHOICES[one].en, *ALSO.get(one, ()))} == {one}


def test_repairs_are_noted_with_an_example_and_a_count(tmp_path: Path) -> None:
    offers = "offer,site,period,places\nT1, SJH,H1,1 000\nT2,BHT ,H1,2 000\n"
    problem = loaded(tmp_path, offers=offers, agreements="institution,municipality\nUIT,301\n", municipalities="municipality\n0301\n")
    notes = [note for note in problem.notes if "e.g." in note.say("en")]
    assert [note.say("en") for note in notes] == [
        "agreements.csv: Leading zeros were put in in the column “municipality”, e.g. “301” → “0301”.",
        "offers.csv: Superfluous blanks and invisible characters were removed in the column “site”, e.g. “ SJH” → “SJH”. (×2)",
        "offers.csv: Separators of thousands were removed in the column “places”, e.g. “1 000” → “1000”. (×2)",
    ]
    assert notes[1].rows == (2, 3)


def test_an_ambiguous_number_is_refused_beside_decimal_commas(tmp_path: Path) -> None:
    sites = "site;municipality;settings\nSJH;5530;sykehjem\nBHT;1804;hjemmetjeneste\n"
    housing = "Kommune;Rom;Leie\n5530;4;1250,50\n5501;2;1.250\n"
    error = raised(tmp_path, sites=sites, housing=housing)
    assert error.say("nb") == (
        "housing.csv, rad 3, kolonne «Leie»: «1.250» kan bety både 1,250 og 1250; kolonnen bruker «,» som desimaltegn andre steder. "
        "Skriv tallet uten skilletegn mellom tusen."
    )


def test_a_percent_sign_is_read_where_the_unit_is_percent(tmp_path: Path) -> None:
    problem = loaded(tmp_path, quotas="Kommune;Andel\n5530;25 %\n1804;12,5\n")
    assert sorted(problem.tables["quotas"]["share"]) == [12.5, 25.0]
    assert faults(tmp_path, quotas="Kommune;Høyst\n5530;25 %\n") == [("quotas.csv", 2, "Høyst", "25 %", "type")]


def test_thousands_are_noted() -> None:
    assert number("1 234,5") == (1234.5, THOUSANDS)
