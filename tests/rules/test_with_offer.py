"""How many places a placement over two units takes, and when. The window lasts eight weeks, 34 to 41."""

import pytest

from allocator.rules.with_offer import WithOffer
from tests.make import problem, weeks
from tests.rules.together import Case, case, found

NEEDS = [{}, {}, {}]


def offers(places: int = 1, /, **other: object) -> dict[str, list[dict[str, object]]]:
    """o1 goes with o2, which has so many places; both for the window, unless something else is said of o2."""
    second = {"site": "B", "places": places, **({} if "weeks" in other else {"period": "P1"}), **other}
    return {"needs": NEEDS, "sites": [{"site": "A"}, {"site": "B"}], "offers": [{"offer": "o1", "site": "A", "places": 9, "with_offer": "o2"}, {"offer": "o2", **second}]}


LATE = [{"period": "P1"}, {"period": "P2", "first_day": "2026-10-05", "last_day": "2026-11-27"}, {"period": "P3", "first_day": "2026-10-12", "last_day": "2026-12-04"}]
CASES = [
    case("nothing goes together: another rule's", 0, "n1 o1 P1", "n2 o1 P1", needs=NEEDS, offers=[{"places": 1}]),
    case("the other offer has the one place it takes", 0, "n1 o1 P1", **offers(1)),
    case("the other offer has none", 1, "n1 o1 P1", **offers(0)),
    case("two take the only place of the other", 1, "n1 o1 P1", "n2 o1 P1", **offers(1)),
    case("one takes it, one has it", 1, "n1 o1 P1", "n2 o2 P1", **offers(1)),
    case("one takes it, two have it", 2, "n1 o1 P1", "n2 o2 P1", "n3 o2 P1", **offers(1)),
    case("one takes it, one has it, there are two", 0, "n1 o1 P1", "n2 o2 P1", **offers(2)),
    case("two have it themselves, though nobody comes through the first", 1, "n1 o2 P1", "n2 o2 P1", **offers(1)),
    case("the other offer is withdrawn: no places", 1, "n1 o1 P1", **offers(1, status="withdrawn")),
    case("the other offer is only asked for: no places", 1, "n1 o1 P1", **offers(1, status="requested")),
    case("by weeks: too many in each of the eight", 8, "n1 o1 P1", "n2 o2 P1", **offers(1, weeks=weeks(30, 45))),
    case("by weeks: only its own two weeks count", 2, "n1 o1 P1", "n2 o1 P1", **offers(1, weeks=weeks(34, 35))),
    case("by weeks: only the weeks that the placement has", 2, "n1 o1 P1", "n2 o1 P1", **offers(1, weeks=weeks(40, 49))),
    case("by weeks: none in common", 0, "n1 o1 P1", "n2 o1 P1", **offers(0, weeks=weeks(42, 49))),
    case("another window with one week in common", 1, "n1 o1 P1", periods=LATE, **offers(0, period="P2")),
    case("another window with no week in common", 0, "n1 o1 P1", periods=LATE, **offers(0, period="P3")),
    case("goes with itself: one place is one place", 0, "n1 o1 P1", offers=[{"offer": "o1", "places": 1, "with_offer": "o1"}]),
    case(
        "goes with one that goes with a third: the third is not taken", 0, "n1 o1 P1",
        offers=[{"offer": "o1", "with_offer": "o2"}, {"offer": "o2", "with_offer": "o3"}, {"offer": "o3", "places": 0}],
    ),
    case(
        "two different offers go with the same", 1, "n1 o1 P1", "n2 o3 P1", needs=NEEDS,
        offers=[{"offer": "o1", "with_offer": "o2"}, {"offer": "o2", "places": 1}, {"offer": "o3", "with_offer": "o2"}],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_count_as_by_hand(case: Case) -> None:
    assert case.judged(WithOffer()) == (case.units, case.units, case.units == 0)


def test_says_where_and_when() -> None:
    for second, said in (({}, "i perioden"), ({"weeks": weeks(34, 34)}, "i uke 34")):
        seen = found(WithOffer(), problem(**offers(0, **second)), "n1 o1 P1").iloc[0]
        told = f"o2 på B har 1 studenter {said}, medregnet dem som kommer fra en annen enhet; det er plass til 0."
        assert WithOffer.breach.say("nb", **{name: seen[name] for name in WithOffer.breach.fields}) == told
