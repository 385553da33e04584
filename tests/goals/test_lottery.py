"""Who chooses first, and what it weighs."""

import numpy as np
import pytest

from allocator.formulate import formulate
from allocator.goals.draw import draw
from allocator.goals.lottery import STEPS, UNLISTED, WITHOUT, Lottery
from allocator.policy import Policy
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem


def term(*students: dict[str, object], minutes: int = 0, wishes: tuple[dict[str, object], ...] = ()) -> Problem:
    """These students, all so many minutes away from the one offer."""
    rows = [{"student": f"s{at}", "origin": "here", **one} for at, one in enumerate(students, 1)]
    roads = [{"origin": "here", "site": "A", "mode": "public", "minutes": minutes}]
    return problem(students=rows, offers=[{"offer": "o1", "site": "A"}], travel=roads, wishes=list(wishes))


def weight(lottery: Lottery, students: Problem, student: str) -> int:
    """The weight of a student: what her place is better than none, in steps of an unlisted place without a journey."""
    needs = students.tables["needs"]
    need = needs[needs["student"] == student]["need"].iloc[0]
    without = values(lottery, students)["lottery"]
    return (without - values(lottery, students, f"{need} o1 P1")["lottery"]) // (WITHOUT - UNLISTED * (STEPS + 1))


def test_given_numbers_come_first_in_their_order() -> None:
    students = term({"lottery": 7}, {}, {"lottery": 3}, {"lottery": 8})
    assert [weight(Lottery(), students, one) for one in ("s3", "s1", "s4", "s2")] == [4, 3, 2, 1]


def test_the_others_follow_in_the_order_of_their_draws() -> None:
    students = term({}, {}, {}, {}, {})
    ids = [f"s{at}" for at in range(1, 6)]
    order = [ids[at] for at in np.argsort(draw(ids, "students", "Harstad"))]
    assert [weight(Lottery(seed="Harstad"), students, one) for one in order] == [5, 4, 3, 2, 1]


def test_two_with_the_same_given_number_are_drawn() -> None:
    students = term({"lottery": 1}, {"lottery": 1}, {})
    first = "s1" if draw(["s1"], "students", "")[0] < draw(["s2"], "students", "")[0] else "s2"
    assert weight(Lottery(), students, first) == 3


def test_a_student_more_changes_nobody_elses_order() -> None:
    few, more = (term(*({"student": one} for one in names)) for names in ("abdef", "abcdef"))
    before, after = (sorted("abdef", key=lambda one: weight(Lottery(seed="x"), those, one)) for those in (few, more))
    assert before == after


@pytest.mark.parametrize(
    ("minutes", "rank", "far"),
    [
        (0, 1, 11), (14, 1, 11), (15, 1, 12), (29, 2, 23), (149, 2, 31), (150, 2, 32), (151, 2, 32), (1440, 3, 43),
        (0, 9, 99), (0, 10, 99), (0, None, 110), (150, None, 120),
    ],
)
def test_how_far_from_the_best_thinkable(minutes: int, rank: int | None, far: int) -> None:
    wishes = () if rank is None else ({"student": "s1", "rank": rank, "site": "A"},)
    assert values(Lottery(), term({}, minutes=minutes, wishes=wishes), "n1 o1 P1") == {"lottery": far}


def test_without_a_place_is_worse_than_any_place() -> None:
    assert values(Lottery(), term({})) == {"lottery": 121}


def test_the_steps_are_a_parameter() -> None:
    assert values(Lottery(step=60), term({}, minutes=119), "n1 o1 P1") == {"lottery": 111}
    with pytest.raises(ValueError, match="at least 1"):
        Lottery(step=0)


def test_each_need_counts() -> None:
    both = problem(needs=[{"student": "s1"}, {"student": "s1"}], offers=[{"offer": "o1"}])
    assert values(Lottery(), both) == {"lottery": 242}


def test_coefficients_stay_below_ten_million_at_60_000_students() -> None:
    costs = next(Lottery().layers(formulate(term({}).replace(policy=Policy(rules=(), goals=()))).options)).costs
    assert costs is not None
    assert 60_000 * WITHOUT < 10_000_000
    assert abs(costs).max() <= WITHOUT
