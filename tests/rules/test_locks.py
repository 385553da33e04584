"""What a decision by hand allows."""

import pytest

from allocator.rules.locks import Locks
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes

SITES = [
    {"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5530", "parent": "over"},
    {"site": "over", "municipality": "5503", "parent": "owner"}, {"site": "owner", "municipality": "5503"},
]
OFFERS = [{"offer": "a1", "site": "A"}, {"offer": "a2", "site": "A"}, {"offer": "b1", "site": "B"}]
TERM = {"sites": SITES, "offers": OFFERS}
PEOPLE = {"supervisors": [{}, {}], "courses": [{"supervisor_professions": "sykepleier"}]}
WINDOWS = {"periods": [{"period": "P1"}, {"period": "P2", "first_day": "2026-10-12", "last_day": "2026-12-04"}]}
IN_A, IN_B = {"offer": "a1"}, {"offer": "b1"}


def pin(**given: str) -> list[dict[str, str]]:
    return [{"need": "n1", "kind": "pin", **given}]


def ban(**given: str) -> list[dict[str, str]]:
    return [{"need": "n1", "kind": "forbid", **given}]


CASES = [
    yes("pinned here: the municipality", at=IN_A, locks=pin(municipality="5501"), **TERM),
    no("pinned to another municipality", at=IN_A, locks=pin(municipality="5530"), **TERM),
    yes("pinned here: the site", at=IN_A, locks=pin(site="A"), **TERM),
    no("pinned to another site", at=IN_B, locks=pin(site="A"), **TERM),
    yes("pinned to a site covers those below it", at=IN_B, locks=pin(site="over"), **TERM),
    yes("and those below them", at=IN_B, locks=pin(site="owner"), **TERM),
    no("but not those beside it", at=IN_A, locks=pin(site="over"), **TERM),
    no("the municipality is that of the site, not of the one above", at=IN_B, locks=pin(municipality="5503"), **TERM),
    yes("pinned here: the offer", at=IN_A, locks=pin(offer="a1"), **TERM),
    no("pinned to another offer of the site", at=IN_A, locks=pin(offer="a2"), **TERM),
    yes("pinned here: the window", at=IN_A, locks=pin(period="P1"), **TERM),
    no("pinned to another window", at=IN_A, locks=pin(period="P2"), **TERM, **WINDOWS),
    yes("pinned here: the supervisor", at={"supervisor": "v1"}, locks=pin(supervisor="v1"), **PEOPLE),
    no("pinned to her colleague", at={"supervisor": "v1"}, locks=pin(supervisor="v2"), **PEOPLE),
    no("pinned to a supervisor, but nobody is named", at={}, locks=pin(supervisor="v1"), supervisors=[{}]),
    yes("all that is given matches", at=IN_A, locks=pin(municipality="5501", site="A", offer="a1", period="P1"), **TERM),
    no("all but one of what is given matches", at=IN_A, locks=pin(municipality="5501", site="A", offer="a2", period="P1"), **TERM),
    yes("a pin that gives nothing is met everywhere", at=IN_A, locks=pin(), **TERM),
    yes("somebody else is pinned elsewhere", at=IN_A, locks=[{"need": "n2", "kind": "pin", "site": "B"}], **TERM),
    no("forbidden here: the site", at=IN_A, locks=ban(site="A"), **TERM),
    yes("forbidden elsewhere", at=IN_B, locks=ban(site="A"), **TERM),
    no("forbidden above", at=IN_B, locks=ban(site="owner"), **TERM),
    no("forbidden here: the municipality", at=IN_A, locks=ban(municipality="5501"), **TERM),
    yes("forbidden here, but at another offer", at=IN_A, locks=ban(site="A", offer="a2"), **TERM),
    no("forbidden here: the supervisor", at={"supervisor": "v1"}, locks=ban(supervisor="v1"), **PEOPLE),
    yes("her colleague is not forbidden", at={"supervisor": "v2"}, locks=ban(supervisor="v1"), **PEOPLE),
    no("a ban that gives nothing is everywhere", at=IN_A, locks=ban(), **TERM),
    yes("two bans, neither of them here", at=IN_A, locks=[*ban(site="B"), *ban(offer="a2")], **TERM),
    no("two bans, the second of them here", at=IN_A, locks=[*ban(site="B"), *ban(offer="a1")], **TERM),
    no("pinned to a site, and forbidden there", at=IN_A, locks=[*pin(site="A"), *ban(offer="a1")], **TERM),
    yes("pinned to a site, and forbidden at another offer there", at=IN_A, locks=[*pin(site="A"), *ban(offer="a2")], **TERM),
    no("pinned to two things, of which one is not here", at=IN_A, locks=[*pin(site="A"), *pin(municipality="5530")], **TERM),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Locks()) == (case.allowed, case.allowed)


def test_the_student_is_told_neither_who_nor_why() -> None:
    term = problem(locks=[{"need": "n1", "kind": "forbid", "who": "Kari", "why": "a secret"}])
    row = breaches(Locks(), term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""}).iloc[0]
    for text, knows in ((Locks.breach, True), (Locks.own, False)):
        said = text.say("nb", **{name: row[name] for name in text.fields})
        assert ("Kari" in said) == knows
        assert "secret" not in said


def test_a_placement_against_two_locks_is_one_breach() -> None:
    term = problem(locks=[{"need": "n1", "kind": "forbid"}, {"need": "n1", "kind": "forbid", "site": "A"}])
    assert list(breaches(Locks(), term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""})["units"]) == [1]
