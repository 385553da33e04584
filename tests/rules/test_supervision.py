"""How many students a supervisor has at a time."""

import pytest

from allocator.rules.supervision import Supervision
from tests.make import problem
from tests.rules.together import Case, case, found

TWO, THREE = [{}, {}], [{}, {}, {}]
ASKS = {"courses": [{"supervisor_professions": "sykepleier"}]}
FREE = {**ASKS, "offers": [{"offer": "o1", "site": "A", "places": 9}]}


def named(*windows: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    """Windows with these weeks, and an offer for each."""
    periods = [{"period": f"P{at}", "weeks": given} for at, given in enumerate(windows, 1)]
    return {**ASKS, "supervisors": [{}], "periods": periods, "offers": [{"site": "A", "period": one["period"], "places": 9} for one in periods]}


CASES = [
    case("one student", 0, "n1 o1 P1 v1", supervisors=[{}], **FREE),
    case("two, room for one, eight weeks", 8, "n1 o1 P1 v1", "n2 o1 P1 v1", supervisors=[{}], needs=TWO, **FREE),
    case("two, room for two", 0, "n1 o1 P1 v1", "n2 o1 P1 v1", supervisors=[{"capacity": 2}], needs=TWO, **FREE),
    case("room for nobody", 8, "n1 o1 P1 v1", supervisors=[{"capacity": 0}], **FREE),
    case("two of a team, one each", 0, "n1 o1 P1 v1", "n2 o1 P1 v2", supervisors=[{}, {}], needs=TWO, **FREE),
    case("a team's capacities add up", 0, "n1 o1 P1 v1", "n2 o1 P1 v2", "n3 o1 P1 v2", supervisors=[{}, {"capacity": 2}], needs=THREE, **FREE),
    case("three, a team with room for two", 8, "n1 o1 P1 v1", "n2 o1 P1 v2", "n3 o1 P1 v2", supervisors=[{}, {}], needs=THREE, **FREE),
    case("two professions are two teams", 8, "n1 o1 P1 v1", "n2 o1 P1 v1", supervisors=[{}, {"profession": "lege"}], needs=TWO, **FREE),
    case("windows that share one week", 1, "n1 o1 P1 v1", "n2 o2 P2 v1", needs=TWO, **named(("2026-W34", "2026-W35"), ("2026-W35", "2026-W36"))),
    case("one window ends the week before the other begins", 0, "n1 o1 P1 v1", "n2 o2 P2 v1", needs=TWO, **named(("2026-W34",), ("2026-W35",))),
    case("weeks off inside a window count", 1, "n1 o1 P1 v1", "n2 o2 P2 v1", needs=TWO, **named(("2026-W34", "2026-W38"), ("2026-W36",))),
    case("gaps of both windows count", 3, "n1 o1 P1 v1", "n2 o2 P2 v1", needs=TWO, **named(("2026-W34", "2026-W38"), ("2026-W36", "2026-W39"))),
    case("a gap over New Year has week 53", 1, "n1 o1 P1 v1", "n2 o2 P2 v1", needs=TWO, **named(("2026-W52", "2027-W01"), ("2026-W53",))),
    case(
        "two sites of one supervisor", 8, "n1 o1 P1 v1", "n2 o2 P1 v1",
        supervisors=[{"sites": "A | B"}], sites=[{"site": "A"}, {"site": "B"}], offers=[{"site": "A"}, {"site": "B"}], needs=TWO, **ASKS,
    ),
    case("nobody is named", 0, "n1 o1 P1", "n2 o1 P1", needs=TWO, offers=[{"places": 9}], courses=[{"supervisor_professions": "sykepleier"}]),
    case("the course asks for nobody", 0, "n1 o1 P1", "n2 o1 P1", needs=TWO, offers=[{"places": 9}], supervisors=[{"capacity": 0}]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_count_as_by_hand(case: Case) -> None:
    assert case.judged(Supervision()) == (case.units, case.units, case.units == 0)


def test_a_person_is_over_although_a_colleague_is_free() -> None:
    term = problem(supervisors=[{}, {}], needs=TWO, **FREE)
    over = found(Supervision(), term, "n1 o1 P1 v1", "n2 o1 P1 v1")
    assert list(over["supervisor"].unique()) == ["v1"]
    assert over["units"].sum() == 8
