"""Which settings a course and a need accept."""

import pytest

from allocator.rules.setting import Setting
from tests.rules.alone import Case, no, yes

HOME = [{"settings": "sykehjem | hjemmetjeneste"}]
CASES = [
    yes("the course accepts any, the need asks for none"),
    yes("the site's only setting is accepted", courses=[{"settings": "sykehjem | hjemmetjeneste"}]),
    yes("one of the site's two settings is accepted", sites=HOME, courses=[{"settings": "hjemmetjeneste | legekontor"}]),
    no("no setting is accepted", sites=HOME, courses=[{"settings": "legekontor"}]),
    yes("the need asks for one that the site has", sites=HOME, needs=[{"settings": "hjemmetjeneste"}]),
    no("the need asks for one that the site has not", needs=[{"settings": "hjemmetjeneste"}]),
    no("the course accepts it, the need asks for another", courses=[{"settings": "sykehjem | hjemmetjeneste"}], needs=[{"settings": "hjemmetjeneste"}]),
    no("the need asks for it, the course does not accept it", sites=HOME, courses=[{"settings": "legekontor"}], needs=[{"settings": "sykehjem"}]),
    no("what the site above is does not help", sites=[{"site": "A1", "parent": "over"}, {"site": "over", "settings": "legekontor"}],
       courses=[{"settings": "legekontor"}]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Setting()) == (case.allowed, case.allowed)
