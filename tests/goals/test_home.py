"""Who is placed outside home."""

import pytest

from allocator.goals.home import Home
from tests.goals.measured import values
from tests.make import problem

CASES = [
    ("a home-bound course, at home", {}, {"home_bound": True}, "o1", 0),
    ("a home-bound course, elsewhere", {}, {"home_bound": True}, "o2", 1),
    ("a decentralised student, at home", {"study": "decentralised"}, {}, "o1", 0),
    ("a decentralised student, elsewhere", {"study": "decentralised"}, {}, "o2", 1),
    ("both at once is still one", {"study": "decentralised"}, {"home_bound": True}, "o2", 1),
    ("a part-time student, elsewhere", {"study": "part-time"}, {}, "o2", 0),
    ("a full-time student, elsewhere", {}, {}, "o2", 0),
    ("home has moved", {"home": "5530"}, {"home_bound": True}, "o1", 1),
    ("where the journey starts is not home", {"home": "5501", "origin": "5530"}, {"home_bound": True}, "o1", 0),
]
OFFERS = [{"offer": "o1", "site": "A"}, {"offer": "o2", "site": "B"}]
SITES = [{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5530"}]


@pytest.mark.parametrize(("says", "student", "course", "offer", "outside"), CASES, ids=[case[0] for case in CASES])
def test_counts_the_home_bound_outside_home(says: str, student: dict, course: dict, offer: str, outside: int) -> None:
    asked = problem(students=[{"home": "5501", **student}], courses=[course], sites=SITES, offers=OFFERS)
    assert values(Home(), asked, f"n1 {offer} P1") == {"home": outside}
    assert values(Home(), asked) == {"home": 0}


def test_adds_up() -> None:
    asked = problem(students=[{"home": "5501"}] * 3, courses=[{"home_bound": True}], sites=SITES, offers=OFFERS)
    assert values(Home(), asked, "n1 o2 P1", "n2 o2 P1", "n3 o1 P1") == {"home": 2}
