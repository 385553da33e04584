"""When a student may come back to a site."""

import pytest

from allocator.rules.new_site import NewSite
from tests.rules.alone import Case, no, yes


def been(site: str = "A1", **more: object) -> list[dict[str, object]]:
    return [{"student": "s1", "site": site, **more}]


def wish(rank: int, **what: str) -> dict[str, object]:
    return {"student": "s1", "rank": rank, **what}


BELOW = [{"site": "A1", "parent": "over"}, {"site": "over"}]
CASES = [
    yes("has been nowhere"),
    no("has been there", history=been()),
    no("has been there and did not pass", history=been(passed=False)),
    no("has been there in another setting", history=been(setting="hjemmetjeneste")),
    yes("has been elsewhere", sites=[{}, {"site": "B"}], history=been("B")),
    yes("has been at a site that is closed down", history=been("gone")),
    yes("a place whose site is not recorded", history=been("", setting="sykehjem")),
    yes("has been there, and it is the first wish", history=been(), wishes=[wish(1, site="A1")]),
    yes("has been there twice, and it is the first wish", history=[*been(), *been(term="2025 høst")], wishes=[wish(1, site="A1")]),
    yes("the first wish is the one of the least rank, whichever that is", history=been(), wishes=[wish(3, site="B"), wish(2, site="A1")]),
    no("it is only the second wish", history=been(), wishes=[wish(1, site="B"), wish(2, site="A1")]),
    no("it is the second wish after a municipality", history=been(), wishes=[wish(1, municipality="5501"), wish(2, site="A1")]),
    no("the first wish names its municipality", history=been(), wishes=[wish(1, municipality="5501")]),
    no("the first wish names its setting", history=been(), wishes=[wish(1, setting="sykehjem")]),
    yes("has been at the site above", sites=BELOW, history=been("over")),
    no("the first wish is the site above", sites=BELOW, history=been(), wishes=[wish(1, site="over")]),
    yes("somebody else has been there", students=[{}, {"student": "s2"}], history=[{"student": "s2", "site": "A1"}]),
    no("somebody else has it as first wish", students=[{}, {"student": "s2"}], history=been(), wishes=[{"student": "s2", "rank": 1, "site": "A1"}]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(NewSite()) == (case.allowed, case.allowed)
