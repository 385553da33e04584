"""Whether a student can be at two places."""

import pandas as pd
import pytest

from allocator.check import describe
from allocator.rules.one_at_a_time import OneAtATime
from tests.make import problem
from tests.rules.together import Case, case

SAME = [{"need": f"n{at}", "student": "s1"} for at in (1, 2, 3)]


def named(*windows: tuple[int, ...]) -> dict[str, list[dict[str, object]]]:
    """Windows with these weeks, and an offer for each."""
    periods = [{"period": f"P{at}", "weeks": tuple(f"2026-W{week}" for week in given)} for at, given in enumerate(windows, 1)]
    return {"periods": periods, "offers": [{"period": one["period"], "places": 9} for one in periods]}


CASES = [
    case("one need", 0, "n1 o1 P1"),
    case("two needs in the same eight weeks", 8, "n1 o1 P1", "n2 o1 P1", needs=SAME[:2]),
    case("two of three needs in the same eight weeks", 8, "n1 o1 P1", "n2 o1 P1", needs=SAME),
    case("the same place is no excuse", 2, "n1 o1 P1", "n2 o1 P1", needs=SAME, **named((34, 35))),
    case("three needs in one week", 2, "n1 o1 P1", "n2 o1 P1", "n3 o1 P1", needs=SAME, **named((34,))),
    case("windows that share one week", 1, "n1 o1 P1", "n2 o2 P2", needs=SAME, **named((34, 35), (35, 36))),
    case("one window ends the week before the other begins", 0, "n1 o1 P1", "n2 o2 P2", needs=SAME, **named((34, 35), (36, 37))),
    case("weeks in turn", 0, "n1 o1 P1", "n2 o2 P2", needs=SAME, **named((34, 36), (35, 37))),
    case("another student", 0, "n1 o1 P1", "n2 o1 P1", needs=[{}, {}]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_count_as_by_hand(case: Case) -> None:
    assert case.judged(OneAtATime()) == (case.units, case.units, case.units == 0)


def test_a_need_placed_twice_breaks_it_even_in_weeks_apart() -> None:
    term = problem(**named((34, 35), (36, 37)))
    twice = [describe(term, pd.DataFrame([{"need": "n1", "offer": f"o{at}", "period": f"P{at}", "supervisor": ""}])) for at in (1, 2)]
    broken = OneAtATime().breaches(pd.concat(twice, ignore_index=True), term.tables)
    assert broken[["student", "what", "placed", "units"]].to_dict("records") == [{"student": "s1", "what": "n1", "placed": 2, "units": 1}]
    assert OneAtATime.breach.say("en", **broken.iloc[0]) == "s1 has 2 places for n1; there should be one."
