"""An agreement that ends while the window lasts is no agreement for that window."""

import allocator as al
from allocator.problem import Problem
from allocator.report.sentences import reasons
from tests.acceptance.outcome import sound, where, without
from tests.make import problem


def term(last_day: str) -> Problem:
    """One student, one place from 17 August to 9 October, and an agreement with the municipality until that day."""
    return problem(
        institutions=[{"institution": "UIT"}], sites=[{"site": "A", "municipality": "5501"}],
        agreements=[{"institution": "UIT", "municipality": "5501", "last_day": last_day}],
    )


def test_an_agreement_that_ends_midway_gives_no_place_and_is_told() -> None:
    """Until 15 September: the place is out of the question, and the student without a place is told that it is the agreement."""
    plan = sound(term("2026-09-15"))
    assert plan.placements.empty
    assert plan.unplaced[["student", "considered", "left", "agreement"]].to_numpy().tolist() == [["s1", 1, 0, 1]]
    assert reasons(plan.unplaced, "en").to_list() == ["None of 1 possible placements is allowed. Closed by agreement (1)."]


def test_placed_there_all_the_same_the_check_says_why_not() -> None:
    """A plan that uses the place, made as if the rule did not hold, is found broken: the agreement holds for only a part of the window."""
    asked = term("2026-09-15")
    unruled = al.solve(without(asked, "agreement"))
    assert unruled.placements["site"].to_list() == ["A"]
    breach, = al.check(asked, unruled.placements).of("broken")
    assert breach.rule == "agreement"
    assert "the agreement holds for only a part of the window" in breach.say("en")


def test_an_agreement_until_the_last_day_is_enough() -> None:
    """Until 9 October, the last day itself: placed. Until the day before: not."""
    assert where(term("2026-10-09")) == {"s1": "A"}
    assert where(term("2026-10-08")) == {}
