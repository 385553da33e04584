"""How many students an offer has room for."""

import pytest

from allocator.rules.places import Places
from tests.make import problem, weeks
from tests.rules.together import Case, case, found

TWO = [{}, {}]
EARLY, LATE, AFTER = (
    {"period": name, "first_day": first, "last_day": last}
    for name, first, last in (("early", "2026-08-17", "2026-10-09"), ("late", "2026-09-14", "2026-11-06"), ("after", "2026-10-12", "2026-11-06"))
)
BY_WEEKS = {"periods": [EARLY, LATE, AFTER], "offers": [{"weeks": weeks(34, 45), "places": 1}], "needs": TWO}

CASES = [
    case("one place, one student", 0, "n1 o1 P1"),
    case("one place, two students: one too many, however many weeks", 1, "n1 o1 P1", "n2 o1 P1", needs=TWO),
    case("two places, two students", 0, "n1 o1 P1", "n2 o1 P1", needs=TWO, offers=[{"places": 2}]),
    case("no place", 1, "n1 o1 P1", offers=[{"places": 0}]),
    case("by weeks: windows that share four weeks", 4, "n1 o1 early", "n2 o1 late", **BY_WEEKS),
    case("by weeks: one window after the other", 0, "n1 o1 early", "n2 o1 after", **BY_WEEKS),
    case("by weeks: the same window", 8, "n1 o1 early", "n2 o1 early", **BY_WEEKS),
    case("two offers are counted apart", 0, "n1 o1 P1", "n2 o2 P1", needs=TWO, offers=[{}, {}]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_count_as_by_hand(case: Case) -> None:
    assert case.judged(Places()) == (case.units, case.units, case.units == 0)


@pytest.mark.parametrize(
    ("offer", "said"),
    [({"places": 1}, "o1 på A1 har 2 studenter i perioden; det er tilbudt 1."), ({"weeks": weeks(34, 41)}, "o1 på A1 har 2 studenter i uke 34; det er tilbudt 1.")],
)
def test_the_words_name_the_offer_and_the_week(offer: dict[str, object], said: str) -> None:
    first = found(Places(), problem(needs=TWO, offers=[{"places": 1, **offer}]), "n1 o1 P1", "n2 o1 P1").iloc[0]
    assert Places.breach.say("nb", **{name: first[name] for name in Places.breach.fields}) == said
