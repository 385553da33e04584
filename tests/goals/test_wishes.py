"""What wishes weigh."""

import pytest

from allocator.goals.wishes import Wishes
from tests.goals.measured import values
from tests.make import problem

SITES = [
    {"site": "A", "municipality": "5501", "settings": "home | ward", "parent": "over"},
    {"site": "B", "municipality": "5530", "settings": "clinic"},
    {"site": "over", "municipality": "5503", "settings": "office", "parent": "owner"},
    {"site": "owner", "municipality": "5503", "settings": "office"},
]
OFFERS = [{"offer": "a", "site": "A"}, {"offer": "b", "site": "B"}]
IN_A, IN_B = ("n1 a P1",), ("n1 b P1",)


def wish(rank: int, **what: str) -> dict[str, object]:
    return {"student": "s1", "rank": rank, **what}


CASES = [
    ("no list, no place", (), [], 10),
    ("no list, a place", IN_A, [], 10),
    ("a list, no place", (), [wish(1, site="A")], 10),
    ("the site", IN_A, [wish(1, site="A")], 1),
    ("another site", IN_B, [wish(1, site="A")], 10),
    ("a site above", IN_A, [wish(2, site="over")], 2),
    ("a site above that", IN_A, [wish(2, site="owner")], 2),
    ("the municipality", IN_B, [wish(3, municipality="5530")], 3),
    ("another municipality", IN_B, [wish(3, municipality="5501")], 10),
    ("another setting", IN_B, [wish(3, setting="home")], 10),
    ("the municipality of the site above is another", IN_A, [wish(3, municipality="5503")], 10),
    ("the setting", IN_A, [wish(1, setting="ward")], 1),
    ("the setting of the site above is not that of the site", IN_A, [wish(1, setting="office")], 10),
    ("the dearest of several that match", IN_A, [wish(4, site="A"), wish(2, municipality="5501"), wish(3, setting="home")], 2),
    ("the first does not match, the second does", IN_B, [wish(1, site="A"), wish(2, setting="clinic")], 2),
    ("rank 8", IN_A, [wish(8, site="A")], 8),
    ("rank 9", IN_A, [wish(9, site="A")], 9),
    ("rank 10 is still better than not listed", IN_A, [wish(10, site="A")], 9),
    ("rank 99 is still better than not listed", IN_A, [wish(99, site="A")], 9),
]


@pytest.mark.parametrize(("says", "placements", "wishes", "points"), CASES, ids=[case[0] for case in CASES])
def test_weighs_the_dearest_wish_fulfilled(says: str, placements: tuple[str, ...], wishes: list[dict[str, object]], points: int) -> None:
    term = problem(students=[{}], sites=SITES, offers=OFFERS, wishes=wishes, courses=[{"settings": ""}])
    assert values(Wishes(), term, *placements) == {"wishes": points}


def test_every_need_counts_with_the_wishes_of_its_student() -> None:
    needs = [{"need": "n1", "student": "s1"}, {"need": "n2", "student": "s1"}, {"need": "n3", "student": "s2"}]
    term = problem(needs=needs, sites=SITES, offers=OFFERS, wishes=[wish(1, site="A"), wish(2, site="B")])
    assert values(Wishes(), term, "n1 a P1", "n2 b P1", "n3 a P1") == {"wishes": 1 + 2 + 10}
    assert values(Wishes(unlisted=3), term, "n1 a P1", "n2 b P1") == {"wishes": 1 + 2 + 3}


@pytest.mark.parametrize("length", range(4))
def test_a_shorter_list_never_makes_an_unlisted_place_cheaper(length: int) -> None:
    term = problem(students=[{}], sites=SITES, offers=OFFERS, wishes=[wish(rank, municipality="5503") for rank in range(1, length + 1)])
    assert values(Wishes(), term, *IN_A) == {"wishes": 10}


def test_unlisted_below_two_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        Wishes(unlisted=1)
