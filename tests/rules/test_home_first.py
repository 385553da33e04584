"""Who may be placed outside the home municipality."""

import pytest

from allocator.policy import Policy
from allocator.rules.home_first import HomeFirst
from tests.rules.alone import Case, no, yes

SENJA, BOUND = [{"site": "A1", "municipality": "5530"}], [{"home_bound": True}]
CASES = [
    yes("neither course nor student is bound", sites=SENJA),
    no("a home-bound course, elsewhere", sites=SENJA, courses=BOUND),
    yes("a home-bound course, at home", courses=BOUND),
    no("a decentralised student, elsewhere", sites=SENJA, students=[{"study": "decentralised"}]),
    yes("a decentralised student, at home", students=[{"study": "decentralised"}]),
    yes("a part-time student, elsewhere", sites=SENJA, students=[{"study": "part-time"}]),
    no("a home-bound course, and the home has no site at all", sites=SENJA, courses=BOUND, students=[{"home": "5503"}]),
    no("a home-bound course, and the home is not known", courses=BOUND, students=[{"home": ""}]),
    no("the site above lies at home, the site does not", sites=[SENJA[0] | {"parent": "B"}, {"site": "B", "municipality": "5501"}], courses=BOUND),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(HomeFirst()) == (case.allowed, case.allowed)


def test_holds_only_where_a_policy_names_it() -> None:
    assert "home_first" not in {rule.code for rule in Policy.neutral().rules}
