"""Which agreements let a student be sent to a site."""

import pytest

from allocator.rules.agreement import Agreement
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes


def agreed(**row: object) -> list[dict[str, object]]:
    return [{"institution": "I1", **row}]


SENJA = [{"site": "A1", "municipality": "5530"}]
BELOW = [{"site": "A1", "municipality": "5530", "parent": "over"}, {"site": "over", "municipality": "5501", "parent": "top"}, {"site": "top"}]
CASES = [
    no("no agreement at all", agreements=[]),
    yes("with the municipality, open at both ends", sites=SENJA, agreements=agreed(municipality="5530")),
    no("with another municipality", sites=SENJA, agreements=agreed(municipality="5501")),
    no("with another municipality, and other sites have a site above", sites=[{"site": "A1"}, {"parent": "A1"}], agreements=agreed(municipality="5530")),
    yes("with the site", sites=SENJA, agreements=agreed(site="A1")),
    no("with another site", sites=SENJA, agreements=agreed(site="B")),
    yes("with the site above", sites=BELOW, agreements=agreed(site="over")),
    yes("with the site two steps above", sites=BELOW, agreements=agreed(site="top")),
    no("with a site below", sites=[{"site": "A1"}, {"site": "B", "parent": "A1"}], agreements=agreed(site="B")),
    no("with the municipality of the site above, the site lies in another", sites=BELOW, agreements=agreed(municipality="5501")),
    no("another institution's", agreements=[{"institution": "I2", "municipality": "5501"}]),
    yes("for the programme", agreements=agreed(municipality="5501", programme="sykepleie")),
    no("for another programme", courses=[{}, {"programme": "vernepleie"}], agreements=agreed(municipality="5501", programme="vernepleie")),
    yes("from the first day to the last", agreements=agreed(municipality="5501", first_day="2026-08-17", last_day="2026-10-09")),
    no("from the second day", agreements=agreed(municipality="5501", first_day="2026-08-18")),
    no("to the last day but one", agreements=agreed(municipality="5501", last_day="2026-10-08")),
    no("ended the day before", agreements=agreed(municipality="5501", last_day="2026-08-16")),
    no(
        "two that only together last the window",
        agreements=[*agreed(municipality="5501", last_day="2026-09-11"), *agreed(site="A1", first_day="2026-09-12")],
    ),
    yes("one ended, another holds", agreements=[*agreed(municipality="5501", last_day="2026-09-11"), *agreed(site="A1")]),
    yes(
        "the one for the programme holds, the one for all does not",
        agreements=[*agreed(municipality="5501", last_day="2026-09-11"), *agreed(municipality="5501", programme="sykepleie")],
    ),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Agreement()) == (case.allowed, case.allowed)


@pytest.mark.parametrize(("agreement", "said"), [
    ({"last_day": "2026-09-11"}, "only a part"), ({"first_day": "2026-10-09"}, "only a part"), ({"last_day": "2026-08-17"}, "only a part"),
    ({"last_day": "2026-08-16"}, "no agreement covers any day"), ({"first_day": "2026-10-10"}, "no agreement covers any day"),
])
def test_says_whether_an_agreement_ends_or_begins_inside_the_window(agreement: dict[str, str], said: str) -> None:
    term = problem(agreements=agreed(municipality="5501", **agreement))
    found = breaches(Agreement(), term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""})
    assert said in found["why"].item().en
