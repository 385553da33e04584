"""Offers for pairs and groups."""

import pytest

from allocator.rules.least import Least
from tests.make import weeks
from tests.rules.together import Case, case

EARLY, LATE = (
    {"period": name, "first_day": first, "last_day": last} for name, first, last in (("early", "2026-08-17", "2026-10-09"), ("late", "2026-09-14", "2026-11-06"))
)
WINDOW = {"offer": "o", "period": "early", "places": 4}
BY_WEEKS = {"offer": "o", "weeks": weeks(34, 45), "places": 4}


def asked(says: str, units: int, least: int | None, *placements: str, offer: dict = WINDOW) -> Case:
    """Three students, an offer for several, another beside it, and two windows that share four weeks."""
    offers = [{**offer, "least": least}, {"offer": "p", "period": "early", "places": 4}]
    return case(says, units, *placements, needs=[{}, {}, {}], periods=[EARLY, LATE], offers=offers)


CASES = [
    asked("nobody", 0, 2),
    asked("a pair", 0, 2, "n1 o early", "n2 o early"),
    asked("one alone", 1, 2, "n1 o early"),
    asked("one of three", 2, 3, "n1 o early"),
    asked("more than asked for", 0, 2, "n1 o early", "n2 o early", "n3 o early"),
    asked("nothing asked for", 0, None, "n1 o early"),
    asked("one is enough", 0, 1, "n1 o early"),
    asked("none is always enough", 0, 0, "n1 o early"),
    asked("at the other offer of the site nobody is counted", 1, 2, "n1 o early", "n2 p early"),
    asked("the other offer asks for nothing", 0, 2, "n1 p early"),
    asked("by weeks: together in every week", 0, 2, "n1 o early", "n2 o early", offer=BY_WEEKS),
    asked("by weeks: the first four weeks and the last four alone", 8, 2, "n1 o early", "n2 o late", offer=BY_WEEKS),
    asked("by weeks: one goes home in the middle", 4, 2, "n1 o early", "n2 o early", "n3 o late", offer=BY_WEEKS),
    asked("by weeks: alone all the time", 8, 2, "n1 o late", offer=BY_WEEKS),
]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_both_halves_count_as_by_hand(one: Case) -> None:
    assert one.judged(Least()) == (one.units, one.units, one.units == 0)
