"""Which municipalities lie in the practice areas of a student or a course."""

import pytest

import allocator as al
from allocator.policy import Policy
from allocator.rules.places import Places
from allocator.rules.region import Region
from allocator.system import Price
from tests.make import problem
from tests.rules.alone import Case, breaches, no, yes


def area(name: str, municipality: str, level: str = "primary") -> dict[str, str]:
    return {"area": name, "municipality": municipality, "level": level}


PRIMARY = Region(secondary=False)
SENJA = [{"site": "A1", "municipality": "5530"}]
BOTH = [area("Midt", "5530"), area("By", "5501")]
CASES = [
    yes("neither course nor student has areas", sites=SENJA, areas=BOTH),
    yes("in the course's area", sites=SENJA, areas=BOTH, courses=[{"areas": "Midt"}]),
    no("in another area than the course's", sites=SENJA, areas=BOTH, courses=[{"areas": "By"}]),
    yes("in one of the course's two areas", sites=SENJA, areas=BOTH, courses=[{"areas": "By | Midt"}]),
    no("in no area at all", sites=SENJA, areas=[area("By", "5501")], courses=[{"areas": "By"}]),
    yes("in the student's area", sites=SENJA, areas=BOTH, students=[{"areas": "Midt"}]),
    no("in another area than the student's", sites=SENJA, areas=BOTH, students=[{"areas": "By"}]),
    yes("the student's area goes before the course's", sites=SENJA, areas=BOTH, students=[{"areas": "Midt"}], courses=[{"areas": "By"}]),
    no("the course's area does not help a student who has her own", sites=SENJA, areas=BOTH, students=[{"areas": "By"}], courses=[{"areas": "Midt"}]),
    yes("a municipality of two areas", sites=SENJA, areas=[*BOTH, area("By", "5530")], courses=[{"areas": "By"}]),
    yes("in a secondary municipality", sites=SENJA, areas=[area("Midt", "5530", "secondary")], courses=[{"areas": "Midt"}]),
    no("in a secondary one where secondary ones do not count", PRIMARY, sites=SENJA, areas=[area("Midt", "5530", "secondary")], courses=[{"areas": "Midt"}]),
    yes(
        "secondary in one area, primary in another of hers", PRIMARY, sites=SENJA,
        areas=[area("Midt", "5530", "secondary"), area("By", "5530")], students=[{"areas": "By | Midt"}],
    ),
    no(
        "primary in an area that is not hers", PRIMARY, sites=SENJA,
        areas=[area("Midt", "5530", "secondary"), area("By", "5530")], students=[{"areas": "Midt"}],
    ),
    yes("in a primary one where secondary ones do not count", PRIMARY, sites=SENJA, areas=BOTH, courses=[{"areas": "Midt"}]),
    no("in the other municipality of the site above", sites=[*[{**SENJA[0], "parent": "B"}], {"site": "B", "municipality": "5501"}], areas=BOTH, courses=[{"areas": "By"}]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Region()) == (case.allowed, case.allowed)


@pytest.mark.parametrize(("asked", "said"), [
    ("By", "n1: A1 ligger utenfor By."), ("Midt", "n1: A1 ligger i en sekundær kommune i Midt."),
])
def test_says_whether_the_municipality_is_outside_or_only_secondary(asked: str, said: str) -> None:
    term = problem(sites=SENJA, areas=[area("Midt", "5530", "secondary"), area("By", "5501")], courses=[{"areas": asked}])
    found = breaches(PRIMARY, term, {"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""})
    assert Region.breach.say("nb", **{name: found[name].item() for name in Region.breach.fields}) == said


def test_said_twice_it_keeps_all_inside_and_makes_secondary_municipalities_dearer() -> None:
    policy = Policy.of([Places(), Region(), Region(secondary=False, price=Price("quality", 20))], ("placed", "quality"))
    towns = [area("Midt", "5530", "secondary"), area("Midt", "5501"), area("By", "5503")]
    sites = [{"site": f"A{town}", "municipality": town} for town in ("5501", "5503", "5530")]
    term = problem(policy, areas=towns, sites=sites, courses=[{"areas": "Midt"}], needs=[{}, {}, {}])
    plan = al.solve(term)
    assert sorted(plan.placements["site"]) == ["A5501", "A5530"]
    assert al.check(term, plan.placements).require(plan.reached).values["quality"] == 20
