"""Which settings a student may still be sent to."""

import pytest

from allocator.rules.progression import Progression
from tests.rules.alone import Case, no, yes


def passed(setting: str, **more: object) -> list[dict[str, object]]:
    return [{"student": "s1", "setting": setting, **more}]


TWO = [{"settings": "sykehjem | hjemmetjeneste"}]
CASES = [
    yes("has been nowhere"),
    no("has passed the site's only setting", history=passed("sykehjem")),
    yes("did not pass it, and repeats it", history=passed("sykehjem", passed=False)),
    no("did not pass it at first, but did later", history=[*passed("sykehjem", passed=False), *passed("sykehjem")]),
    yes("has passed another setting", history=passed("hjemmetjeneste")),
    yes("has passed one of the site's two settings", sites=TWO, history=passed("sykehjem")),
    no("has passed both of the site's settings", sites=TWO, history=[*passed("sykehjem"), *passed("hjemmetjeneste")]),
    no("lacks a setting of the site that the course does not accept", sites=TWO, courses=[{"settings": "sykehjem"}], history=passed("sykehjem")),
    no("lacks a setting of the site that the need does not ask for", sites=TWO, needs=[{"settings": "sykehjem"}], history=passed("sykehjem")),
    yes("the need asks for the one that is lacking", sites=TWO, needs=[{"settings": "hjemmetjeneste"}], history=passed("sykehjem")),
    yes("the course accepts two, the site has the lacking one", courses=TWO, history=passed("hjemmetjeneste")),
    yes("a setting that is not recorded", history=passed("", site="A1")),
    yes("a setting that no site has any longer", history=passed("legekontor")),
    yes("somebody else has passed it", students=[{}, {"student": "s2"}], history=[{"student": "s2", "setting": "sykehjem"}]),
    yes("the site has nothing of what the course accepts: another rule's", courses=[{"settings": "NAV"}], history=passed("sykehjem")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Progression()) == (case.allowed, case.allowed)
