"""Students of several professions at the sites that are for it."""

import pytest

from allocator.rules.interprofessional import Interprofessional
from tests.make import problem, weeks
from tests.rules.together import Case, case, found

EARLY, LATE = (
    {"period": name, "first_day": first, "last_day": last} for name, first, last in (("early", "2026-08-17", "2026-10-09"), ("late", "2026-09-14", "2026-11-06"))
)
COURSES = [{"course": name, "profession": name, "institution": sender} for name, sender in (("nurse", "UIT"), ("doctor", "UIT"), ("physio", "NORD"))]
NEEDS = [{"need": f"{name[0]}{at}", "student": f"{name}{at}", "course": name} for name in ("nurse", "doctor", "physio") for at in (1, 2)]
SITES = [{"site": "T", "tps": True}, {"site": "T1", "parent": "T"}, {"site": "T2", "parent": "T"}, {"site": "P"}]
OFFERS = [{"offer": site, "site": site, "weeks": weeks(34, 45), "places": 9} for site in ("T", "T1", "T2", "P")]
TERM = {"needs": NEEDS, "courses": COURSES, "periods": [EARLY, LATE], "sites": SITES, "offers": OFFERS}


def met(says: str, units: int, *placements: str) -> Case:
    """Two students of each of three professions, a site for interprofessional learning with two wards, and a plain one."""
    return case(says, units, *placements, **TERM)


CASES = [
    met("nobody", 0),
    met("one student, alone for eight weeks", 8, "n1 T early"),
    met("two of one profession", 16, "n1 T early", "n2 T early"),
    met("two professions", 0, "n1 T early", "d1 T early"),
    met("two nurses and a doctor", 0, "n1 T early", "n2 T early", "d1 T early"),
    met("three professions", 0, "n1 T early", "d1 T early", "p1 T early"),
    met("on two wards of the house", 0, "n1 T1 early", "d1 T2 early"),
    met("in the house and on a ward", 0, "n1 T early", "d1 T2 early"),
    met("together in four weeks, each alone in four", 8, "n1 T early", "d1 T late"),
    met("the second doctor comes late", 4, "n1 T early", "d1 T early", "d2 T late"),
    met("at a site that is not marked", 0, "n1 P early"),
    met("the other profession is elsewhere", 8, "n1 T early", "d1 P early"),
]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_both_halves_count_as_by_hand(one: Case) -> None:
    assert one.judged(Interprofessional()) == (one.units, one.units, one.units == 0)


def test_a_ward_that_is_marked_itself_counts_apart_from_its_house() -> None:
    sites = [{"site": "T", "tps": True}, {"site": "T1", "parent": "T", "tps": True}, {"site": "T2", "parent": "T"}, {"site": "P"}]
    one = case("the doctor is on another ward", 8, "n1 T1 early", "d1 T2 early", **{**TERM, "sites": sites})
    assert one.judged(Interprofessional()) == (8, 8, False)


def test_the_words() -> None:
    row = found(Interprofessional(), problem(**TERM), "n1 T early", "n2 T early").iloc[0]
    told = Interprofessional.breach.say("nb", **{name: row[name] for name in Interprofessional.breach.fields})
    assert told == "T har 2 av profesjonen nurse i uke 34, og ingen fra andre profesjoner."
