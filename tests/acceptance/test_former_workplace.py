"""A student is not placed where she worked until lately; the months are counted to the first day of the window."""

import pytest

from allocator.problem import Problem
from tests.acceptance.outcome import sound, where, without
from tests.make import problem

AUTUMN, LATER = ("2026-08-17", "2026-10-09"), ("2026-10-19", "2026-12-11")


def term(ended: str, window: tuple[str, str]) -> Problem:
    """One student, one place, at a site where she worked until that day."""
    return problem(
        periods=[{"first_day": window[0], "last_day": window[1]}],
        sites=[{"site": "A"}], conflicts=[{"student": "s1", "site": "A", "reason": "employer", "ended": ended}],
    )


def test_five_months_ago_is_barred() -> None:
    """Work ended 17 March, the window begins 17 August: no place, for her tie to the site. Without the rule she would be placed there."""
    asked = term("2026-03-17", AUTUMN)
    plan = sound(asked)
    assert plan.placements.empty
    assert plan.unplaced[["student", "employer", "left"]].to_numpy().tolist() == [["s1", 1, 0]]
    assert where(without(asked, "employer")) == {"s1": "A"}


@pytest.mark.parametrize(("ended", "window"), [("2026-01-17", AUTUMN), ("2026-03-17", LATER)], ids=["ended earlier", "begins later"])
def test_seven_months_ago_is_allowed(ended: str, window: tuple[str, str]) -> None:
    """Seven months lie between the last day of work and the window: placed, also where the same last day was too late for another window."""
    assert where(term(ended, window)) == {"s1": "A"}
