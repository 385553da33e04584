"""What programmes get of their needs: see also the shares of institutions."""

import allocator as al
from allocator.policy import Policy
from tests.goals.test_shares import COURSES
from tests.make import problem


def test_below_the_shares_of_institutions_the_programmes_within_one_are_evened_out() -> None:
    courses = [COURSES[1] | {"programme": "nursing"}, *(COURSES[0] | {"course": name, "programme": name} for name in ("x", "y"))]
    needs = [{"need": f"{name}{at}", "course": name} for name, many in (("n", 1), ("x", 3), ("y", 3)) for at in range(many)]
    near = [{"origin": "here", "site": "A", "mode": "public", "minutes": 10}, {"origin": "there", "site": "A", "mode": "public", "minutes": 80}]
    students = [{"student": f"s{at}", "origin": "there" if one["course"] == "y" else "here"} for at, one in enumerate(needs, 1)]
    asked = problem(courses=courses, needs=needs, students=students, travel=near, offers=[{"offer": "o1", "site": "A", "places": 5}])
    plan = al.solve(asked.replace(policy=Policy.of(asked.policy.rules, ("placed", "shares", "program_shares", "travel", "lottery"))))
    reached = {one.layer: one.value for one in plan.reached}
    assert reached["shares"] == ((4, 6), (1, 1))
    assert reached["program_shares"] == ((2, 3), (2, 3), (1, 1))
