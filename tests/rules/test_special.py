"""What a granted consideration binds. The window begins on 17 August 2026; the journey takes forty minutes."""

import pytest

from allocator.rules.special import Special
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes


def granted(**more: object) -> dict[str, object]:
    return {"student": "s1", "criterion": "care", "status": "granted", **more}


ROAD = [{"origin": "9008", "site": "A1", "mode": "public", "minutes": 40}]
AREAS = [{"area": "By", "municipality": "5501"}, {"area": "Midt", "municipality": "5530"}, {"area": "Rand", "municipality": "5501", "level": "secondary"}]


def at(*specials: dict[str, object], **student: object) -> dict[str, list[dict[str, object]]]:
    return {"students": [{"student": "s1", "origin": "9008", **student}], "travel": ROAD, "areas": AREAS, "specials": list(specials)}


CASES = [
    yes("nothing granted", **at()),
    yes("granted without area or minutes", **at(granted())),
    yes("in the granted area", **at(granted(area="By"))),
    yes("in a secondary municipality of the granted area", **at(granted(area="Rand"))),
    no("in another area than the granted", **at(granted(area="Midt"))),
    yes("another area, only applied for", **at(granted(area="Midt", status="applied"))),
    yes("another area, refused", **at(granted(area="Midt", status="refused"))),
    yes("just as many minutes as granted", **at(granted(minutes=40))),
    no("a minute more than granted", **at(granted(minutes=39))),
    yes("a minute more than granted, and the student accepts it", **at(granted(minutes=39), accepts_minutes=40)),
    no("more than both the granted and the accepted", **at(granted(minutes=38), accepts_minutes=39)),
    yes("fewer than granted, though the student accepts fewer", **at(granted(minutes=40), accepts_minutes=30)),
    no("no way to travel, and minutes granted", students=[{"student": "s1", "origin": "9008"}], specials=[granted(minutes=90)], travel=[{**ROAD[0], "minutes": None}]),
    no("within the minutes, outside the area", **at(granted(area="Midt", minutes=40))),
    no("accepting minutes does not open the area", **at(granted(area="Midt", minutes=39), accepts_minutes=90)),
    no("two granted, one of them kept", **at(granted(area="By"), granted(criterion="illness", minutes=30))),
    yes("two granted, both kept", **at(granted(area="By"), granted(criterion="illness", minutes=40))),
    yes("granted to the day before the window", **at(granted(area="Midt", until="2026-08-16"))),
    no("granted to the first day of the window", **at(granted(area="Midt", until="2026-08-17"))),
    yes("granted to somebody else", **{**at(granted(area="Midt", student="s2")), "students": [{"student": "s1", "origin": "9008"}, {"student": "s2"}]}),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Special()) == (case.allowed, case.allowed)


def test_no_word_tells_what_was_granted_or_why() -> None:
    found = breaches(Special(), problem(**at(granted(area="Midt"))), {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""})
    assert len(found) == 1
    assert Special.breach.fields == {"need", "site"}
    assert Special.own.fields == {"site"}
