"""Weeks as people write them: decided by hand, case by case."""

import datetime as dt
from typing import Any

import pytest

from allocator.intake.amounts import Bad
from allocator.intake.weeks import Calendar, touched

REFUSED = object()


def _read(read: Any, *cells: Any) -> Any:
    try:
        return read(*cells)
    except Bad:
        return REFUSED


AUTUMN = Calendar.of([dt.date(2026, 8, 17), dt.date(2026, 12, 4)])
WINTER = Calendar.of([dt.date(2026, 11, 2), dt.date(2027, 3, 5)])


def _weeks(*numbers: int, year: int = 2026) -> tuple[str, ...]:
    return tuple(f"{year}-W{number:02}" for number in numbers)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("34", _weeks(34)), ("uke 34", _weeks(34)), ("Uke 34", _weeks(34)), ("W34", _weeks(34)), ("2026-W34", _weeks(34)), ("2026W34", _weeks(34)),
        ("u34", _weeks(34)),
        ("34-36", _weeks(34, 35, 36)), ("uke 34–36", _weeks(34, 35, 36)), ("34-36, 43", _weeks(34, 35, 36, 43)), ("43; 34", _weeks(34, 43)),
        ("34 | 35", _weeks(34, 35)),
        ("34, 34", _weeks(34)), ("34-34", _weeks(34)), ("34 til 36", _weeks(34, 35, 36)), ("34 og 36", _weeks(34, 36)), ("W34-W36", _weeks(34, 35, 36)),
        ("2026-W34 - 2026-W36", _weeks(34, 35, 36)), ("2026-W34-36", _weeks(34, 35, 36)), ("2025-W30", _weeks(30, year=2025)),
        ("uke 34, uke 35", _weeks(34, 35)),
        ("33", REFUSED), ("50", REFUSED), ("36-34", REFUSED), ("34-50", REFUSED), ("34-", REFUSED), ("høst", REFUSED), ("0", REFUSED), ("54", REFUSED),
        ("99", REFUSED),
        ("2026-W54", REFUSED), ("2025-W53", REFUSED), ("34.41", REFUSED), ("34/41", REFUSED), ("2026-W36 - 2026-W34", REFUSED),
        ("2024-W01 - 2026-W34", REFUSED), ("3" * 500, REFUSED),
        ("0000-W12", REFUSED),
    ],
)
def test_weeks_of_an_autumn(typed: str, value: Any) -> None:
    assert _read(AUTUMN.read, typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("50-2", (*_weeks(50, 51, 52, 53), *_weeks(1, 2, year=2027))), ("52", _weeks(52)), ("53", _weeks(53)), ("1", _weeks(1, year=2027)), ("45", _weeks(45)),
        ("2026-W53-1", (*_weeks(53), *_weeks(1, year=2027))), ("2-50", REFUSED), ("20", REFUSED),
    ],
)
def test_weeks_across_a_new_year(typed: str, value: Any) -> None:
    assert _read(WINTER.read, typed) == value


def test_a_week_that_two_years_of_the_term_have_needs_its_year() -> None:
    long = Calendar.of([dt.date(2026, 1, 5), dt.date(2027, 6, 30)])
    assert (_read(long.read, "10"), long.read("2027-W10"), long.read("40")) == (REFUSED, _weeks(10, year=2027), _weeks(40))


def test_without_a_term_only_weeks_with_a_year_are_known() -> None:
    assert (Calendar(()).read("34"), Calendar(()).read("2026-W34")) == ((), _weeks(34))


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        ("2026-08-17", "2026-08-23", _weeks(34)), ("2026-08-23", "2026-08-24", _weeks(34, 35)), ("2026-08-21", "2026-08-31", _weeks(34, 35, 36)),
        ("2026-12-28", "2027-01-04", (*_weeks(53), *_weeks(1, year=2027))), ("2026-08-21", "2026-08-17", ()), ("2026-08-21", "2026-08-21", _weeks(34)),
    ],
)
def test_a_week_counts_if_any_day_lies_in_it(first: str, last: str, weeks: tuple[str, ...]) -> None:
    assert touched(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == weeks
