"""Where there are rooms for those who are sent far."""

import pytest

from allocator.rules.housing import Housing
from tests.make import weeks
from tests.rules.alone import Case, no, yes

FAR = {"students": [{"accepts_far": True}], "travel": [{"origin": "5501", "site": "A1", "mode": "public", "minutes": 200}]}
NEAR = {"students": [{"accepts_far": True}], "travel": [{"origin": "5501", "site": "A1", "mode": "public", "minutes": 90}]}


def rooms(number: int, *lasting: tuple[str, ...], town: str = "5501") -> list[dict]:
    """So many rooms in a municipality, in all weeks or in these."""
    return [{"municipality": town, "rooms": number, "weeks": one} for one in lasting or ((),)]


CASES = [
    yes("near: nobody asks for a room", **NEAR),
    no("far, and no rooms", **FAR),
    yes("far, and a room", **FAR, housing=rooms(1)),
    no("far, and no room in any row", **FAR, housing=rooms(0)),
    no("a room in another municipality", **FAR, housing=rooms(1, town="5530")),
    yes("a room in just the weeks of the window", **FAR, housing=rooms(1, weeks(34, 41))),
    no("a room from the second week", **FAR, housing=rooms(1, weeks(35, 41))),
    no("a room until the last week but one", **FAR, housing=rooms(1, weeks(34, 40))),
    yes("one room in the first weeks, another in the last", **FAR, housing=rooms(1, weeks(34, 37), weeks(38, 41))),
    no("and none in the week between", **FAR, housing=rooms(1, weeks(34, 36), weeks(38, 41))),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Housing()) == (case.allowed, case.allowed)
