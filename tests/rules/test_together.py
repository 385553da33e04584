"""Friends who go together."""

import pytest

import allocator as al
from allocator.rules.together import Together
from tests.make import problem
from tests.rules.together import Case, case, found

SITES = [{"site": "A"}, {"site": "A1", "parent": "A"}, {"site": "B"}]
PERIODS = [{"period": "early"}, {"period": "late", "first_day": "2026-10-12", "last_day": "2026-12-04"}]
OFFERS = [{"offer": f"{site}-{period}", "site": site, "period": period, "places": 3} for site in ("A", "A1", "B") for period in ("early", "late")]
COURSES = [{"course": "c1"}, {"course": "c2", "institution": "NORD"}]
NEEDS = [{"need": "a", "student": "Anne"}, {"need": "b", "student": "Berit", "course": "c2"}, {"need": "c", "student": "Cato"}]


def group(*students: str, kind: str = "together", name: str = "G") -> list[dict]:
    """Rows of the table companions."""
    return [{"group": name, "student": one, "kind": kind} for one in students]


PAIR, ALL = group("Anne", "Berit"), group("Anne", "Berit", "Cato")


def friends(says: str, units: int, companions: list[dict], *placements: str, needs: list[dict] = NEEDS) -> Case:
    """Three students of two institutions, three sites (one below another) and two windows."""
    students = [{"student": "Dag"}]
    return case(says, units, *placements, needs=needs, students=students, courses=COURSES, sites=SITES, periods=PERIODS, offers=OFFERS, companions=companions)


SHARED_SITE = [{"offer": "o1", "site": "A", "period": "early", "places": 2}, {"offer": "o2", "site": "A", "period": "early", "places": 2}]
CASES = [
    friends("nobody", 0, PAIR),
    friends("both at one site", 0, PAIR, "a A-early early", "b A-early early"),
    friends("at two sites", 2, PAIR, "a A-early early", "b B-early early"),
    friends("a ward is another site than its house", 2, PAIR, "a A-early early", "b A1-early early"),
    friends("in two windows", 2, PAIR, "a A-early early", "b A-late late"),
    friends("one without a place holds the other back", 1, PAIR, "a A-early early"),
    friends("who is no companion goes anywhere", 0, PAIR, "c B-early early"),
    friends("two of three: each lacks one", 2, ALL, "a A-early early", "b A-early early"),
    friends("all three", 0, ALL, "a A-early early", "b A-early early", "c A-early early"),
    friends("one of three lacks two", 2, ALL, "a A-early early"),
    friends("in two groups, one of them whole", 1, [*PAIR, *group("Anne", "Cato", name="H")], "a A-early early", "b A-early early"),
    friends("a friend without a need is not waited for", 0, group("Anne", "Dag"), "a A-early early"),
    friends("alone in a group", 0, group("Anne"), "a A-early early"),
    friends("another kind of company", 0, group("Anne", "Berit", kind="near"), "a A-early early"),
    friends(
        "with two needs, each at the friend's place and time", 1, PAIR, "a A-early early", "a2 B-late late", "b A-early early",
        needs=[*NEEDS, {"need": "a2", "student": "Anne"}],
    ),
    case("on two offers of a site", 0, "n1 o1 early", "n2 o2 early", needs=[{}, {}], periods=PERIODS[:1], sites=SITES[:1], offers=SHARED_SITE, companions=group("s1", "s2")),
]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_both_halves_count_as_by_hand(one: Case) -> None:
    assert one.judged(Together()) == (one.units, one.units, one.units == 0)


def test_planners_read_who_is_missing_and_the_student_does_not() -> None:
    term = problem(needs=NEEDS, courses=COURSES, sites=SITES, periods=PERIODS, offers=OFFERS, companions=PAIR)
    row = found(Together(), term, "a A-early early").iloc[0]
    assert Together.breach.say("nb", **{name: row[name] for name in Together.breach.fields}) == "a: Berit i følget G er ikke på A i early."
    assert "Berit" not in Together.own.say("nb", **{name: row[name] for name in Together.own.fields})


def test_two_friends_take_the_site_with_two_places() -> None:
    """A has one place and is nearer; B has two. Alone each would go to A; together they go to B, and with one place at B nowhere."""
    near, far = {"site": "A"}, {"site": "B"}
    students = [{"student": "Anne", "origin": "x"}, {"student": "Berit", "origin": "x"}]
    travel = [{"origin": "x", "site": site, "mode": "public", "minutes": minutes} for site, minutes in (("A", 10), ("B", 60))]
    for places, sites in ((2, ["B", "B"]), (1, [])):
        offers = [{"offer": "a", "site": "A"}, {"offer": "b", "site": "B", "places": places}]
        term = problem(students=students, sites=[near, far], offers=offers, travel=travel, companions=PAIR)
        assert al.solve(term).placements["site"].tolist() == sites
