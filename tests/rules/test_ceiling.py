"""How many students a site, what lies above it and a municipality may have at a time."""

import pytest

from allocator.rules.ceiling import Ceiling
from tests.make import problem, weeks
from tests.rules.together import Case, case, found

TWO = [{}, {}]
FREE = [{"offer": "o1", "places": 9}]
EARLY, LATE, AFTER = (
    {"period": name, "first_day": first, "last_day": last}
    for name, first, last in (("early", "2026-08-17", "2026-10-09"), ("late", "2026-09-14", "2026-11-06"), ("after", "2026-10-12", "2026-11-06"))
)
OVERLAP = {
    "periods": [EARLY, LATE, AFTER], "needs": TWO,
    "offers": [{"offer": one["period"], "site": "A", "period": one["period"], "places": 9} for one in (EARLY, LATE, AFTER)],
}
ODD, EVEN = ({**EARLY, "period": name, "weeks": tuple(f"2026-W{week}" for week in named)} for name, named in (("odd", (35, 37)), ("even", (34, 36, 38))))
COURSES = [{"course": "c1", "institution": "I1"}, {"course": "c2", "institution": "I2"}]
UNDER = [{"site": "ward1", "parent": "home"}, {"site": "ward2", "parent": "home"}]
WARDS = [{"offer": f"o{at}", "site": f"ward{at}", "places": 9} for at in (1, 2)]

CASES = [
    case("one student, room for one", 0, "n1 o1 P1", sites=[{"ceiling": 1}], offers=FREE, needs=TWO),
    case("two students, room for one, eight weeks", 8, "n1 o1 P1", "n2 o1 P1", sites=[{"ceiling": 1}], offers=FREE, needs=TWO),
    case("two students, room for two", 0, "n1 o1 P1", "n2 o1 P1", sites=[{"ceiling": 2}], offers=FREE, needs=TWO),
    case("blank is no ceiling", 0, "n1 o1 P1", "n2 o1 P1", sites=[{}], offers=FREE, needs=TWO),
    case("0 is nobody", 8, "n1 o1 P1", sites=[{"ceiling": 0}], offers=FREE, needs=TWO),
    case("windows that share four weeks", 4, "n1 early early", "n2 late late", sites=[{"site": "A", "ceiling": 1}], **OVERLAP),
    case("one window ends the week before the other begins", 0, "n1 early early", "n2 after after", sites=[{"site": "A", "ceiling": 1}], **OVERLAP),
    case(
        "weeks in turn never meet", 0, "n1 o1 odd", "n2 o2 even",
        periods=[ODD, EVEN], sites=[{"site": "A", "ceiling": 1}], offers=[{"site": "A", "period": "odd"}, {"site": "A", "period": "even"}], needs=TWO,
    ),
    case(
        "two offers of one site count together", 8, "n1 o1 P1", "n2 o2 P1",
        sites=[{"site": "A", "ceiling": 1}], offers=[{"site": "A"}, {"site": "A"}], needs=TWO,
    ),
    case(
        "two institutions count together", 8, "n1 o1 P1", "n2 o1 P1",
        sites=[{"ceiling": 1}], offers=FREE, needs=[{"course": "c1"}, {"course": "c2"}], courses=COURSES,
    ),
    case("an offer by weeks", 8, "n1 o1 P1", "n2 o1 P1", sites=[{"ceiling": 1}], offers=[{"weeks": weeks(30, 50), "places": 9}], needs=TWO),
    case("two wards below one roof", 8, "n1 o1 P1", "n2 o2 P1", sites=[*UNDER, {"site": "home", "ceiling": 1}], offers=WARDS, needs=TWO),
    case("two wards, the roof has room for both", 0, "n1 o1 P1", "n2 o2 P1", sites=[*UNDER, {"site": "home", "ceiling": 2}], offers=WARDS, needs=TWO),
    case(
        "a roof above the roof", 8, "n1 o1 P1", "n2 o2 P1",
        sites=[*UNDER, {"site": "home", "parent": "owner"}, {"site": "owner", "ceiling": 1}], offers=WARDS, needs=TWO,
    ),
    case(
        "a ward's ceiling is not its neighbour's", 0, "n1 o1 P1", "n2 o2 P1",
        sites=[{**UNDER[0], "ceiling": 1}, UNDER[1], {"site": "home"}], offers=WARDS, needs=TWO,
    ),
    case(
        "a ward's ceiling is not the roof's", 0, "n1 o1 P1", "n2 o2 P1",
        sites=[{**UNDER[0], "ceiling": 1}, {"site": "home"}], offers=[WARDS[0], {"offer": "o2", "site": "home"}], needs=TWO,
    ),
    case(
        "both ward and roof are full", 16, "n1 o1 P1", "n2 o1 P1",
        sites=[{**UNDER[0], "ceiling": 1}, {"site": "home", "ceiling": 1}], offers=WARDS[:1], needs=TWO,
    ),
    case(
        "two sites of one municipality", 8, "n1 o1 P1", "n2 o2 P1",
        municipalities=[{"municipality": "5530", "ceiling": 1}], sites=[{"site": "A"}, {"site": "B"}], offers=[{"site": "A"}, {"site": "B"}], needs=TWO,
    ),
    case(
        "two municipalities", 0, "n1 o1 P1", "n2 o2 P1",
        municipalities=[{"municipality": one, "ceiling": 1} for one in ("5501", "5530")],
        sites=[{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5530"}], offers=[{"site": "A"}, {"site": "B"}], needs=TWO,
    ),
    case(
        "a site counts where it lies, not where the one above it lies", 0, "n1 o1 P1",
        municipalities=[{"municipality": "5501", "ceiling": 0}, {"municipality": "5530"}],
        sites=[{"site": "A", "municipality": "5530", "parent": "over"}, {"site": "over", "municipality": "5501"}], offers=[{"site": "A"}],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_count_as_by_hand(case: Case) -> None:
    assert case.judged(Ceiling()) == (case.units, case.units, case.units == 0)


def test_the_words_name_the_place_and_the_week() -> None:
    term = problem(sites=[{"site": "A", "ceiling": 1}], needs=TWO, offers=[{"weeks": weeks(34, 41), "places": 9}])
    first = found(Ceiling(), term, "n1 o1 P1", "n2 o1 P1").iloc[0]
    told = {name: first[name] for name in ("place", "placed", "week", "ceiling")}
    assert Ceiling.breach.say("nb", **told) == "A har 2 studenter i uke 34; taket er 1."
    assert Ceiling.breach.say("en", **told) == "A has 2 students in week 34; the ceiling is 1."
