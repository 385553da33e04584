"""What each institution would have alone, decided by hand, and that nobody falls short where the parts divide everything."""

from random import Random
from typing import Any

import pytest

import allocator as al
from allocator.alone import alone, with_floors
from allocator.goals.alone import Alone
from allocator.policy import Policy
from allocator.policy.read import read_policy
from allocator.policy.write import as_toml
from allocator.problem import Problem
from allocator.report.fill import beside_alone
from allocator.report.summary import plan_text
from allocator.rules import RULES
from tests.make import problem

LAYERS = ("alone", "placed", "travel", "lottery")
SENDERS = [{"course": "u", "institution": "UIT"}, {"course": "n", "institution": "NORD"}]
SITES = [{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5501"}, {"site": "C", "municipality": "5530"}]


def term(uit: int, nord: int, offers: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> Problem:
    """So many needs of two institutions, two sites in one municipality and one in another; the policy asks that nobody is worse than alone."""
    needs = [{"need": f"{name}{at}", "student": f"{name}{at}", "course": name} for name, many in (("u", uit), ("n", nord)) for at in range(many)]
    policy = Policy.of((rule() for rule in RULES if rule.usual and rule.code not in ("distance", "housing")), LAYERS)
    return problem(policy, **{"needs": needs, "courses": SENDERS, "sites": SITES, "offers": offers, **tables})


def at(site: str, places: int, **more: Any) -> dict[str, Any]:
    return {"offer": f"{site}{more.get('institution', '')}", "site": site, "places": places, **more}


RESERVED = [{"institution": "UIT", "municipality": "5501", "reserved": 2}]
CASES: list[tuple[str, int, int, list[dict[str, Any]], dict[str, Any], tuple[int, int]]] = [
    ("four shared places, equal needs: two each", 4, 4, [at("A", 4)], {}, (2, 2)),
    ("no more than it needs", 1, 3, [at("A", 8)], {}, (1, 3)),
    ("three places, needs as two to one", 4, 2, [at("A", 3)], {}, (2, 1)),
    ("three places, equal needs: the odd one is nobody's", 3, 3, [at("A", 3)], {}, (1, 1)),
    ("two places, needs as three to one: the largest remainder", 3, 1, [at("A", 2)], {}, (1, 0)),
    ("its own places on top of its part", 4, 4, [at("A", 4), at("A", 1, institution="UIT")], {}, (3, 2)),
    ("in one municipality the sites are one pool", 4, 4, [at("A", 2), at("B", 2)], {}, (2, 2)),
    ("each municipality by itself: an odd place in both is nobody's", 4, 4, [at("A", 1), at("C", 1)], {}, (0, 0)),
    ("two of four are reserved, the others halved", 4, 4, [at("A", 4)], {"quotas": RESERVED}, (3, 1)),
    ("a quota instead of the needs", 4, 4, [at("A", 4)], {"quotas": [{"institution": "UIT", "municipality": "5501", "share": 75}]}, (3, 2)),
    ("an offer that is withdrawn is nobody's", 4, 4, [at("A", 4, status="withdrawn")], {}, (0, 0)),
    ("a ceiling holds for each alone", 4, 4, [at("A", 6)], {"sites": [{"site": "A", "municipality": "5501", "ceiling": 2}, *SITES[1:]]}, (2, 2)),
]


@pytest.mark.parametrize(("says", "uit", "nord", "offers", "tables", "floors"), CASES, ids=[case[0] for case in CASES])
def test_what_each_has_alone(says: str, uit: int, nord: int, offers: list[dict[str, Any]], tables: dict[str, Any], floors: tuple[int, int]) -> None:
    asked = term(uit, nord, offers, **tables)
    assert (alone(asked, "UIT"), alone(asked, "NORD")) == floors


def test_profession_by_profession() -> None:
    """Four places for nurses, which both institutions send, and two for social workers, whom UiT alone sends: they are all UiT's."""
    courses = [*SENDERS, {"course": "s", "institution": "UIT", "profession": "sosionom"}]
    needs = [{"need": f"{name}{one}", "course": name} for name in "uns" for one in range(4)]
    offers = [at("A", 4, professions="sykepleier"), at("B", 2, professions="sosionom")]
    asked = term(0, 0, offers, needs=needs, courses=courses)
    assert (alone(asked, "UIT"), alone(asked, "NORD")) == (4, 2)


def test_nobody_is_crowded_out_by_those_who_live_nearer() -> None:
    """UiT's students live beside the site; without the goal its four take all four places, with it each institution has two."""
    roads = [{"origin": name, "site": "A", "mode": "public", "minutes": minutes} for name, minutes in (("near", 5), ("far", 60))]
    students = [{"student": f"{name}{one}", "origin": origin} for name, origin in (("u", "near"), ("n", "far")) for one in range(4)]
    asked = term(4, 4, [at("A", 4)], students=students, travel=roads)
    plan = al.solve(asked)
    assert plan.placements["institution"].value_counts().to_dict() == {"UIT": 2, "NORD": 2}
    without = al.solve(asked.replace(policy=asked.policy.without("alone")))
    assert without.placements["institution"].value_counts().to_dict() == {"UIT": 4}


def test_what_cannot_be_had_together_is_told_as_missing() -> None:
    """Each alone would have two of the four places of the municipality; but site B is closed to all, so two are missing together."""
    asked = term(4, 4, [at("A", 2), at("B", 2)], sites=[SITES[0], {**SITES[1], "closed": "2026-W36"}, SITES[2]])
    plan = al.solve(asked)
    assert {one.layer: (one.value, one.bound) for one in plan.reached}["alone"] == (2, 2)
    al.check(plan.problem, plan.placements).require(plan.reached)
    told = beside_alone(plan)
    assert told[["institution", "alone"]].to_numpy().tolist() == [["NORD", 2], ["UIT", 2]]
    assert told["short"].sum() == 2
    assert [bool(reason) for reason in told["reason"]] == [short > 0 for short in told["short"]]
    said = plan_text(plan, "nb", 10)
    assert "Alene  Har plass  Mangler" in said
    assert "til sammen var det ikke plass til alle" in said


@pytest.mark.parametrize("seed", range(12))
def test_where_the_parts_divide_every_place_nobody_is_short(seed: int) -> None:
    """Each municipality has one site, whose places divide evenly among institutions with as many needs; own places, windows and roads are anyhow."""
    chance = Random(seed)
    senders = [f"I{one}" for one in range(chance.choice((2, 3)))]
    towns, windows = ("5501", "5530", "5503"), [{"period": "early"}, {"period": "late", "first_day": "2026-10-12", "last_day": "2026-12-04"}]
    many = chance.randint(2, 4)
    needs = [{"need": f"{one}-{at_}", "student": f"{one}-{at_}", "course": one, "periods": chance.choice(("", "", "early"))} for one in senders for at_ in range(many)]
    students = [{"student": row["student"], "origin": row["student"]} for row in needs]
    roads = [
        {"origin": row["student"], "site": town, "mode": "public", "minutes": chance.choice((10, 60, 90, 91, 120))} for row in needs for town in towns
    ]
    offers = [
        {"offer": f"{town}-{row['period']}", "site": town, "period": row["period"], "places": len(senders) * chance.choice((0, 1, 1))} for town in towns for row in windows
    ]
    offers.append({"offer": "own", "site": "5501", "period": "late", "places": 1, "institution": senders[0]})
    asked = problem(
        Policy.of((rule() for rule in RULES if rule.usual), LAYERS, seed=str(seed)), courses=[{"course": one, "institution": one} for one in senders], needs=needs,
        students=students, sites=[{"site": town, "municipality": town} for town in towns], periods=windows, offers=offers, travel=roads,
    )
    plan = al.solve(asked)
    assert (plan.reached[0].layer, plan.reached[0].value, plan.reached[0].bound) == ("alone", 0, 0)
    assert sum(least for _, least in next(goal.floors for goal in plan.problem.policy.goals if isinstance(goal, Alone))) > 0


def test_floors_that_are_said_are_kept_and_written_with_the_policy(tmp_path: Any) -> None:
    asked = with_floors(term(4, 2, [at("A", 3)]))
    goal = next(one for one in asked.policy.goals if isinstance(one, Alone))
    assert goal.floors == (("NORD", 1), ("UIT", 2))
    assert with_floors(asked) is asked
    (tmp_path / "policy.toml").write_text(as_toml(asked.policy), encoding="utf-8")
    assert read_policy(tmp_path, ("UIT", "NORD"))[0] == asked.policy


def test_a_policy_without_the_goal_is_left_as_it_is() -> None:
    asked = problem()
    assert with_floors(asked) is asked
