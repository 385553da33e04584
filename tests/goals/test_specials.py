"""Who is served first, by the institution's own criteria."""

import pytest

import allocator as al
from allocator.goals.specials import Criterion, Specials
from allocator.policy import Policy
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem

SOLE, SHARED = "sole care", "shared care"
HVL = (Criterion(criterion=SOLE, below=18, class_=1), Criterion(criterion=SHARED, below=12, class_=2))
NTNU = (Criterion(criterion=SOLE, below=17, class_=2), Criterion(criterion=SHARED, below=6, class_=3))
LDH = (Criterion(criterion=SOLE, below=10, class_=2), Criterion(criterion=SHARED, below=7, class_=1))


def term(**special: object) -> Problem:
    """A student with one consideration, and one with none."""
    return problem(students=[{}, {}], specials=[{"student": "s1", "criterion": SOLE, "value": 8, **special}], offers=[{"offer": "o1", "places": 2}])


def counted(criteria: tuple[Criterion, ...], asked: Problem) -> dict[int, int]:
    """Without a place, by class, when nobody is placed."""
    found = values(Specials(criteria=criteria), asked)
    return {wanted: found[name] for name, wanted in Specials(criteria=criteria)._names().items() if found[name]}


CASES = [
    ("a child of 8, sole care", HVL, {}, {1: 1}), ("a child of 8, sole care", NTNU, {}, {2: 1}), ("a child of 8, sole care", LDH, {}, {2: 1}),
    ("a child of 8, shared care", HVL, {"criterion": SHARED}, {2: 1}), ("a child of 8, shared care", NTNU, {"criterion": SHARED}, {}),
    ("a child of 8, shared care", LDH, {"criterion": SHARED}, {}),
    ("just below", HVL, {"value": 17.9}, {1: 1}), ("just not below", HVL, {"value": 18}, {}), ("no value, but one is asked for", HVL, {"value": None}, {}),
    ("whatever the value", (Criterion(criterion=SOLE, class_=4),), {"value": None}, {4: 1}),
    ("applied for", HVL, {"status": "applied"}, {}), ("refused", HVL, {"status": "refused"}, {}),
    ("a criterion that the institution does not have", HVL, {"criterion": "sport"}, {}), ("no criteria", (), {}, {}),
    ("until the first day of the term", HVL, {"until": "2026-08-17"}, {1: 1}), ("until the day before", HVL, {"until": "2026-08-16"}, {}),
]


@pytest.mark.parametrize(("says", "criteria", "special", "classes"), CASES, ids=[case[0] for case in CASES])
def test_the_class_of_a_consideration(says: str, criteria: tuple[Criterion, ...], special: dict, classes: dict[int, int]) -> None:
    assert counted(criteria, term(**special)) == classes
    assert not any(values(Specials(criteria=criteria), term(**special), "n1 o1 P1").values())


def test_of_several_the_best_class_counts_and_each_need_is_one() -> None:
    both = [{"student": "s1", "criterion": SHARED, "value": 3}, {"student": "s1", "criterion": SOLE, "value": 3}]
    asked = problem(needs=[{"student": "s1"}, {"student": "s1"}, {}], specials=both, offers=[{"offer": "o1"}])
    assert counted(HVL, asked) == {1: 2}


def test_each_institution_has_its_own() -> None:
    criteria = (Criterion(criterion=SOLE, class_=1), Criterion(criterion=SOLE, class_=3, only=("NORD",)), Criterion(criterion=SHARED, class_=5))
    asked = problem(
        courses=[{"course": "u", "institution": "UIT"}, {"course": "n", "institution": "NORD"}, {"course": "m", "institution": "NORD"}],
        needs=[{"student": f"s{name}", "course": name} for name in "unm"], offers=[{"offer": "o1"}],
        specials=[{"student": "su", "criterion": SOLE}, {"student": "sn", "criterion": SOLE}, {"student": "sm", "criterion": SHARED}],
    )
    assert counted(criteria, asked) == {1: 1, 3: 1, 5: 1}


def test_the_best_class_gets_the_last_place() -> None:
    asked = problem(
        Policy.of(Policy.neutral().rules, ("placed", "specials", "lottery"), criteria=HVL), students=[{"lottery": 1}, {}, {}],
        specials=[{"student": "s2", "criterion": SHARED, "value": 8}, {"student": "s3", "criterion": SOLE, "value": 8}], offers=[{"places": 1}],
    )
    plan = al.solve(asked)
    assert plan.placements["student"].to_list() == ["s3"]
    assert {one.layer: one.value for one in plan.reached if one.layer.startswith("specials")} == {"specials": 0, "specials:2": 1}


@pytest.mark.parametrize("wrong", [0, 10])
def test_classes_are_few(wrong: int) -> None:
    with pytest.raises(ValueError, match="1 … 9"):
        Criterion(criterion="x", class_=wrong)
