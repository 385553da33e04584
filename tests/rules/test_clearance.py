"""Which papers let a student begin. The window begins on 17 August 2026."""

import pytest

import allocator as al
from allocator.policy import Policy
from allocator.rules.clearance import Clearance
from allocator.system import Price
from tests.make import problem
from tests.rules.alone import Case, no, yes


def paper(kind: str = "police", first: str | None = None, last: str | None = None, **more: object) -> dict[str, object]:
    return {"student": "s1", "kind": kind, "first_day": first, "last_day": last, **more}


POLICE, BOTH = [{"clearances": "police"}], [{"clearances": "police | tb"}]
CASES = [
    yes("the course asks for none"),
    no("none handed in", courses=POLICE),
    yes("handed in, valid at all times", courses=POLICE, clearances=[paper()]),
    no("another kind handed in", courses=POLICE, clearances=[paper("tb")]),
    no("one of two kinds handed in", courses=BOTH, clearances=[paper("tb")]),
    yes("both kinds handed in", courses=BOTH, clearances=[paper("tb"), paper()]),
    yes("valid from the first day of the window", courses=POLICE, clearances=[paper(first="2026-08-17")]),
    no("valid from the day after", courses=POLICE, clearances=[paper(first="2026-08-18")]),
    yes("valid to the first day", courses=POLICE, clearances=[paper(last="2026-08-17")]),
    no("valid to the day before", courses=POLICE, clearances=[paper(last="2026-08-16")]),
    yes("one has run out, a new one is handed in", courses=POLICE, clearances=[paper(last="2026-08-16"), paper(first="2026-08-17")]),
    no("one has run out, the new one comes too late", courses=POLICE, clearances=[paper(last="2026-08-16"), paper(first="2026-08-18")]),
    no("somebody else's", students=[{}, {"student": "s2"}], courses=POLICE, clearances=[paper(student="s2")]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Clearance()) == (case.allowed, case.allowed)


def test_at_a_price_the_student_is_placed_and_listed_with_the_start_blocked() -> None:
    policy = Policy.of([Clearance(price=Price("start_blocked"))], ("placed", "lottery", "start_blocked"))
    term = problem(policy, courses=BOTH, clearances=[paper("tb")])
    plan = al.solve(term)
    verdict = al.check(term, plan.placements).require(plan.reached)
    assert plan.placements["need"].tolist() == ["n1"]
    assert verdict.values["start_blocked"] == 1
    assert [one.say("nb") for one in verdict.of("bent")] == [
        "clearance, bøyd, mot en pris: n1: police mangler eller er ikke gyldig 17.08.2026, første dag i P1; oppstart er sperret til det er i orden.",
    ]
