"""How long a student may travel."""

import pytest

import allocator as al
from allocator.check import describe
from allocator.policy import Policy
from allocator.rules.distance import Distance
from allocator.text import Lang
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes


def road(minutes: int | None, mode: str = "public") -> dict[str, object]:
    return {"origin": "5501", "site": "A1", "mode": mode, "minutes": minutes}


def special(minutes: int | None, **more: object) -> dict[str, object]:
    return {"student": "s1", "minutes": minutes, **more}


FAR = [{"accepts_far": True}]
DRIVES = [{"car": True, "licence": True}]
CASES = [
    yes("a minute below the limit", travel=[road(89)]),
    yes("just the limit", travel=[road(90)]),
    no("a minute above", travel=[road(91)]),
    no("no journey at all", travel=[road(None)]),
    yes("the limit of another institution", Distance(minutes=120), travel=[road(120)]),
    no("a minute above it", Distance(minutes=120), travel=[road(121)]),
    yes("40 by car with car and licence, 95 by public transport", travel=[road(95), road(40, "car")], students=DRIVES),
    no("40 by car with a car and no licence", travel=[road(95), road(40, "car")], students=[{"car": True}]),
    no("40 by car with a licence and no car", travel=[road(95), road(40, "car")], students=[{"licence": True}]),
    no("40 by car, but only public transport counts", Distance(modes=("public",)), travel=[road(95), road(40, "car")], students=DRIVES),
    yes("10 by bicycle, where bicycles count", Distance(modes=("public", "bicycle")), travel=[road(95), road(10, "bicycle")]),
    no("10 by bicycle, where they do not", travel=[road(95), road(10, "bicycle")]),
    yes("accepts more: just so much", travel=[road(120)], students=[{"accepts_minutes": 120}]),
    no("accepts more: a minute above", travel=[road(121)], students=[{"accepts_minutes": 120}]),
    yes("accepts less: that does not lower the limit", travel=[road(90)], students=[{"accepts_minutes": 30}]),
    yes("granted 45: just so much", travel=[road(45)], specials=[special(45)]),
    no("granted 45: a minute above", travel=[road(46)], specials=[special(45)]),
    no("granted 45 and 60: the least counts", travel=[road(46)], specials=[special(60, criterion="a"), special(45, criterion="b")]),
    yes("applied for 45, not granted", travel=[road(90)], specials=[special(45, status="applied")]),
    yes("refused 45", travel=[road(90)], specials=[special(45, status="refused")]),
    yes("granted, but no minutes", travel=[road(90)], specials=[special(None)]),
    no("granted, but no minutes: the institution's limit holds", travel=[road(91)], specials=[special(None)]),
    yes("granted 120, longer than the institution's", travel=[road(120)], specials=[special(120)]),
    no("granted until the first day", travel=[road(46)], specials=[special(45, until="2026-08-17")]),
    yes("granted until the day before", travel=[road(90)], specials=[special(45, until="2026-08-16")]),
    no("one grant lapsed, the other lasts", travel=[road(61)], specials=[special(45, criterion="a", until="2026-08-16"), special(60, criterion="b")]),
    yes("granted 45, accepts 60: what the student accepts raises it", travel=[road(60)], specials=[special(45)], students=[{"accepts_minutes": 60}]),
    yes("granted to somebody else", travel=[road(90)], students=[{}, {"student": "s2"}], specials=[special(45, student="s2")]),
    no("granted 0, a minute's walk", travel=[road(1)], specials=[special(0)]),
    yes("beyond, and accepts to be sent far", travel=[road(91)], students=FAR),
    no("accepts to be sent far, but nothing leads there", travel=[road(None)], students=FAR),
    no("accepts it, but the institution sends nobody far", Distance(far="none"), travel=[road(91)], students=FAR),
    yes("does not accept it, but the institution sends everyone", Distance(far="all"), travel=[road(91)]),
    no("sends everyone, but nothing leads there", Distance(far="all"), travel=[road(None)]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Distance()) == (case.allowed, case.allowed)


@pytest.mark.parametrize(("minutes", "lang", "said"), [
    (94, "nb", "n1: 94 minutter én vei til A1; grensen er 90 minutter."), (None, "nb", "n1: ingen reisevei én vei til A1; grensen er 90 minutter."),
    (94, "en", "n1: 94 minutes one way to A1; the limit is 90 minutes."),
])
def test_says_how_long_and_what_the_limit_is(minutes: int | None, lang: Lang, said: str) -> None:
    found = breaches(Distance(), problem(travel=[road(minutes)]), {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""})
    assert Distance.breach.say(lang, **{name: found[name].item() for name in Distance.breach.fields}) == said


@pytest.mark.parametrize(("minutes", "policy", "far"), [(90, Distance(), False), (91, Distance(), True), (91, Distance(only=("NORD",), far="all"), False)])
def test_far_is_what_lies_beyond_the_limit_in_the_plan_and_in_the_check(minutes: int, policy: Distance, far: bool) -> None:
    asked = problem(students=FAR, travel=[road(minutes)], housing=[{"municipality": "5501", "rooms": 1}])
    asked = asked.replace(policy=Policy.of([policy], ("placed",)))
    placements = al.solve(asked).placements
    assert placements["far"].tolist() == [far]
    assert describe(asked, placements)["far"].tolist() == [far]
