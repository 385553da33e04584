"""What is kept for somebody."""

import datetime as dt

import pytest

from allocator.rules.reserved import Reserved
from tests.make import problem, weeks
from tests.rules.test_quota import COURSES, EARLY, LATE, NEEDS
from tests.rules.together import Case, case, found

TERM = {"needs": NEEDS, "courses": COURSES, "periods": [EARLY, LATE], "offers": [{"offer": "o", "site": "B", "period": "early", "places": 2}]}
KEPT = {"institution": "UIT", "site": "B", "reserved": 1}
NOW = Reserved(as_of=dt.date(2026, 6, 1))


def reserved(says: str, units: int, row: dict, *placements: str, **tables: list[dict]) -> Case:
    """Two places at B, of which some are reserved."""
    return case(says, units, *placements, **{**TERM, "quotas": [{**KEPT, **row}], **tables})


CASES = [
    reserved("another takes the one that is free", 0, {}, "n1 o early"),
    reserved("others take both", 8, {}, "n1 o early", "n2 o early"),
    reserved("it is hers to use", 0, {}, "u1 o early", "n1 o early"),
    reserved("she may use more", 0, {}, "u1 o early", "u2 o early"),
    reserved("in a window it counts once", 1, {"period": "early"}, "n1 o early", "n2 o early"),
    reserved("another window is free", 0, {"period": "late"}, "n1 o early", "n2 o early"),
    reserved("elsewhere is free", 0, {"site": "C"}, "n1 o early", "n2 o early"),
    reserved("more than there is: others have none", 8, {"reserved": 5}, "n1 o early"),
    reserved("for a programme the others are those of other programmes", 8, {"institution": "NORD", "programme": "vernepleie"}, "n1 o early", "n2 o early"),
    reserved("and its own are not", 0, {"institution": "NORD", "programme": "vernepleie"}, "v1 o early", "v2 o early"),
    reserved("released the day after", 8, {"release_on": "2026-06-02"}, "n1 o early", "n2 o early"),
    reserved("released today", 0, {"release_on": "2026-06-01"}, "n1 o early", "n2 o early"),
    reserved("an own offer of another is no shared place", 0, {}, "n1 p early", "n2 o early", offers=[*TERM["offers"], {"offer": "p", "site": "B", "period": "early", "institution": "NORD"}]),
    reserved("what her students cannot use is not reserved for them", 0, {"profession": "vernepleier"}, "n1 o early", "n2 o early", offers=[TERM["offers"][0] | {"professions": "sykepleier"}]),
    reserved("an offer by weeks", 4, {}, "n1 o early", "n2 o late", offers=[{"offer": "o", "site": "B", "weeks": weeks(34, 45), "places": 2}]),
    reserved("a share is no reservation", 0, {"reserved": None, "share": 50}, "n1 o early", "n2 o early"),
]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_both_halves_count_as_by_hand(one: Case) -> None:
    assert one.judged(NOW) == (one.units, one.units, one.units == 0)


def test_without_a_day_nothing_is_released() -> None:
    asked = problem(**TERM, quotas=[KEPT | {"release_on": "2026-01-01", "period": "early"}])
    row = found(Reserved(), asked, "n1 o early", "n2 o early").iloc[0]
    said = Reserved.breach.say("nb", **{name: row[name] for name in Reserved.breach.fields})
    assert said == "Andre har 2 studenter i B i perioden; 1 plasser er reservert, så de kan ha 1."
    assert found(NOW, asked, "n1 o early", "n2 o early").empty
