"""How evenly supervisors are used."""

import pytest

from allocator.goals.load import Load
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem


def term() -> Problem:
    """Six students; v1 and v2 are of one team, v3 is alone."""
    people = [{"supervisor": "v1"}, {"supervisor": "v2"}, {"supervisor": "v3", "ects": 10}]
    courses = [{"supervisor_professions": "sykepleier", "supervisor_ects": 5}]
    return problem(needs=[{}] * 6, offers=[{"offer": "o1", "places": 6}], supervisors=people, courses=courses)


CASES = [
    ("nobody", "", 0), ("one each", "v1 v2 v3", 0), ("a second of one of two", "v1 v1", 0), ("three of two", "v1 v1 v2", 1), ("four of two", "v1 v1 v1 v2", 2),
    ("five of two", "v1 v1 v2 v2 v2", 4), ("a second", "v3 v3", 1), ("a third", "v3 v3 v3", 3), ("a fourth", "v3 v3 v3 v3", 6), ("a fifth", "v3 v3 v3 v3 v3", 9),
    ("both", "v1 v1 v2 v3 v3", 2),
]


@pytest.mark.parametrize(("says", "supervisors", "load"), CASES, ids=[case[0] for case in CASES])
def test_counts_students_beyond_the_first(says: str, supervisors: str, load: int) -> None:
    placements = [f"n{at} o1 P1 {one}" for at, one in enumerate(supervisors.split(), 1)]
    assert values(Load(), term(), *placements) == {"load": load}


def test_one_step_counts_everyone_beyond_the_first_alike() -> None:
    assert values(Load(steps=1), term(), *(f"n{at} o1 P1 v3" for at in (1, 2, 3))) == {"load": 2}
    with pytest.raises(ValueError, match="at least 1"):
        Load(steps=0)


def test_where_no_supervisor_is_named_nobody_is_loaded() -> None:
    assert values(Load(), problem(needs=[{}, {}]), "n1 o1 P1", "n2 o1 P1") == {"load": 0}
