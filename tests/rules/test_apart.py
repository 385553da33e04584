"""Those who are kept apart."""

import pytest

from allocator.rules.apart import Apart
from tests.make import problem, weeks
from tests.rules.test_together import NEEDS, SITES, group
from tests.rules.together import Case, case, found

EARLY, LATE = (
    {"period": name, "first_day": first, "last_day": last} for name, first, last in (("early", "2026-08-17", "2026-10-09"), ("late", "2026-09-14", "2026-11-06"))
)
AFTER = {"period": "after", "first_day": "2026-10-12", "last_day": "2026-11-06"}
OFFERS = [{"offer": site, "site": site, "weeks": weeks(34, 45), "places": 3} for site in ("A", "A1", "B")]
PAIR, ALL = group("Anne", "Berit", kind="apart"), group("Anne", "Berit", "Cato", kind="apart")
TERM = {"needs": NEEDS, "courses": [{"course": "c1"}, {"course": "c2"}], "sites": SITES, "periods": [EARLY, LATE, AFTER], "offers": OFFERS}


def kept(says: str, units: int, companions: list[dict], *placements: str) -> Case:
    """Three students, three sites (one below another), windows that share four weeks, and one after the first."""
    return case(says, units, *placements, **TERM, companions=companions)


CASES = [
    kept("at two sites", 0, PAIR, "a A early", "b B early"),
    kept("at one site, all eight weeks", 8, PAIR, "a A early", "b A early"),
    kept("at one site, four weeks in common", 4, PAIR, "a A early", "b A late"),
    kept("at one site, one after the other", 0, PAIR, "a A early", "b A after"),
    kept("a ward is another site than its house", 0, PAIR, "a A early", "b A1 early"),
    kept("one is without a place", 0, PAIR, "a A early"),
    kept("three at one site", 16, ALL, "a A early", "b A early", "c A early"),
    kept("others may be there", 0, PAIR, "a A early", "c A early"),
    kept("another kind of company", 0, group("Anne", "Berit", kind="near"), "a A early", "b A early"),
]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_both_halves_count_as_by_hand(one: Case) -> None:
    assert one.judged(Apart()) == (one.units, one.units, one.units == 0)


def test_the_words() -> None:
    row = found(Apart(), problem(**TERM, companions=PAIR), "a A early", "b A late").iloc[0]
    assert Apart.breach.say("nb", **{name: row[name] for name in Apart.breach.fields}) == "2 av følget G er på A i uke 38; de skal være hver for seg."
    assert Apart.own.say("nb", site=row["site"]) == "Du kan ikke være på A i disse ukene."
