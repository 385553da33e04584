"""How many can be sent far: rooms in a municipality, and turns of a student."""

import pytest

from allocator.rules.rooms import Rooms
from allocator.rules.seldom_far import SeldomFar
from tests.make import problem, weeks
from tests.rules.together import Case, case, found

EARLY, LATE = (
    {"period": name, "first_day": first, "last_day": last} for name, first, last in (("early", "2026-08-17", "2026-10-09"), ("late", "2026-09-14", "2026-11-06"))
)
SITES = [{"site": "A", "municipality": "5530"}, {"site": "B", "municipality": "5530"}, {"site": "C", "municipality": "5503"}]
OFFERS = [{"offer": site, "site": site, "weeks": weeks(34, 45), "places": 3} for site in "ABC"]
NEEDS = [{"need": "a", "student": "Anne"}, {"need": "b", "student": "Berit"}, {"need": "c", "student": "Cato"}, {"need": "a2", "student": "Anne"}]
STUDENTS = [{"student": name, "home": "5501", "origin": "x", "accepts_far": name != "Cato"} for name in ("Anne", "Berit", "Cato")]
ROADS = [{"origin": "x", "site": site, "mode": "public", "minutes": minutes} for site, minutes in (("A", 200), ("B", 200), ("C", 200))]
TERM = {"needs": NEEDS, "students": STUDENTS, "periods": [EARLY, LATE], "sites": SITES, "offers": OFFERS, "travel": ROADS}


def sent(says: str, units: int, *placements: str, **more: list[dict]) -> Case:
    """Two who accept to be sent far and one who does not; every site lies far away."""
    return case(says, units, *placements, **TERM, **more)


def rooms(number: int, town: str = "5530", lasting: tuple[str, ...] = ()) -> list[dict]:
    return [{"municipality": town, "rooms": number, "weeks": lasting}]


ROOMS = [
    sent("one far student, one room", 0, "a A early", housing=rooms(1)),
    sent("two at two sites of the municipality, for eight weeks", 8, "a A early", "b B early", housing=rooms(1)),
    sent("two who share four weeks", 4, "a A early", "b B late", housing=rooms(1)),
    sent("in two municipalities, one room in each", 0, "a A early", "b C early", housing=rooms(1) + rooms(1, "5503")),
    sent("two rows of a municipality add up", 0, "a A early", "b B early", housing=rooms(1) + rooms(1)),
    sent("a second room in two of the weeks", 6, "a A early", "b B early", housing=rooms(1) + rooms(1, lasting=weeks(34, 35))),
    sent("no rooms at all: that is told by another rule", 0, "a A early", "b B early"),
    sent("a room in two of the weeks, none in the others", 2, "a A early", "b B early", housing=rooms(1, lasting=weeks(34, 35))),
    sent("who is not sent far needs none", 0, "c A early"),
]
BEFORE = [{"student": "Anne", "far": True}, {"student": "Anne", "far": False}, {"student": "Berit", "far": True, "passed": False}]
TURNS = [
    (SeldomFar(), sent("the second time", 0, "a A early", history=BEFORE)),
    (SeldomFar(), sent("the second and the third time", 1, "a A early", "a2 B late", history=BEFORE)),
    (SeldomFar(most=1), sent("the second time, where once is enough", 1, "a A early", history=BEFORE)),
    (SeldomFar(most=1), sent("not passed counts too", 1, "b A early", history=BEFORE)),
    (SeldomFar(most=1), sent("the first time", 0, "a A early")),
    (SeldomFar(most=0), sent("never", 2, "a A early", "b B early")),
    (SeldomFar(most=0), sent("who is not sent far", 0, "c A early", history=[{"student": "Cato", "far": True}])),
    (SeldomFar(most=1), sent("more often before than is allowed now: only what comes counts", 1, "a A early", history=BEFORE * 2)),
]


@pytest.mark.parametrize("one", ROOMS, ids=str)
def test_rooms_are_counted_as_by_hand(one: Case) -> None:
    assert one.judged(Rooms()) == (one.units, one.units, one.units == 0)


@pytest.mark.parametrize(("rule", "one"), TURNS, ids=str)
def test_turns_are_counted_as_by_hand(rule: SeldomFar, one: Case) -> None:
    assert one.judged(rule) == (one.units, one.units, one.units == 0)


def test_the_words() -> None:
    row = found(Rooms(), problem(**TERM, housing=rooms(1)), "a A early", "b B late").iloc[0]
    assert Rooms.breach.say("nb", **{name: row[name] for name in Rooms.breach.fields}) == "5530 har 2 studenter i fjernpraksis i uke 38, og 1 rom."
    row = found(SeldomFar(most=0), problem(**TERM), "a A early").iloc[0]
    told = SeldomFar.breach.say("nb", **{name: row[name] for name in SeldomFar.breach.fields})
    assert told == "Anne får 1 fjernpraksiser og har hatt 0; høyst 0 i løpet av studiet."


def test_less_than_none_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        SeldomFar(most=-1)
