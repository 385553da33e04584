"""Friends who go near each other."""

import pytest

from allocator.rules.near import Near
from tests.rules.test_together import COURSES, NEEDS, PERIODS, group
from tests.rules.together import Case, case

SITES = [{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5501"}, {"site": "C", "municipality": "5530"}]
OFFERS = [{"offer": f"{site}-{period}", "site": site, "period": period, "places": 3} for site in "ABC" for period in ("early", "late")]
PAIR, ALL = group("Anne", "Berit", kind="near"), group("Anne", "Berit", "Cato", kind="near")


def friends(says: str, units: int, companions: list[dict], *placements: str, needs: list[dict] = NEEDS) -> Case:
    """Three students, two sites in one municipality and one in another, two windows."""
    students = [{"student": "Dag"}]
    return case(says, units, *placements, needs=needs, students=students, courses=COURSES, sites=SITES, periods=PERIODS, offers=OFFERS, companions=companions)


TWICE = [*NEEDS, {"need": "a2", "student": "Anne"}]
CASES = [
    friends("at one site", 0, PAIR, "a A-early early", "b A-early early"),
    friends("at two sites of one municipality", 0, PAIR, "a A-early early", "b B-early early"),
    friends("in two windows", 0, PAIR, "a A-early early", "b B-late late"),
    friends("in two municipalities", 2, PAIR, "a A-early early", "b C-early early"),
    friends("one without a place holds the other back", 1, PAIR, "a A-early early"),
    friends("two of three near each other, the third elsewhere", 4, ALL, "a A-early early", "b B-early early", "c C-early early"),
    friends("a friend without a need is not waited for", 0, group("Anne", "Dag", kind="near"), "a A-early early"),
    friends("another kind of company", 0, group("Anne", "Berit"), "a A-early early", "b C-early early"),
    friends("two placements in the friend's municipality", 0, PAIR, "a A-early early", "a2 B-late late", "b A-late late", needs=TWICE),
    friends("two placements, one of them away from the friend", 1, PAIR, "a A-early early", "a2 C-late late", "b A-late late", needs=TWICE),
]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_both_halves_count_as_by_hand(one: Case) -> None:
    assert one.judged(Near()) == (one.units, one.units, one.units == 0)
