"""Two plans side by side, decided by hand."""

import json

import pandas as pd
import pytest

import allocator as al
from allocator import report
from tests.make import problem

TOWNS = [{"municipality": "5501", "name": "Tromsø"}, {"municipality": "5530", "name": "Senja"}]
SITES = [{"site": "A", "municipality": "5501"}, {"site": "C", "municipality": "5530"}]
ROADS = [
    {"origin": "5501", "site": "A", "mode": "public", "minutes": 10}, {"origin": "5501", "site": "C", "mode": "public", "minutes": 50},
    {"origin": "5530", "site": "A", "mode": "public", "minutes": 50}, {"origin": "5530", "site": "C", "mode": "public", "minutes": 5},
]


def term(a: int, c: int, homes: dict[str, str], **more: object) -> al.Problem:
    """A site in Tromsø with `a` places and one in Senja with `c`; students by home."""
    given = {
        "municipalities": TOWNS, "sites": SITES, "travel": ROADS,
        "offers": [{"offer": "a", "site": "A", "places": a}, {"offer": "c", "site": "C", "places": c}],
        "students": [{"student": one, "home": home} for one, home in homes.items()], **more,
    }
    return problem(**given)  # type: ignore[arg-type]


TWO = {"t1": "5501", "t2": "5501"}


def test_a_plan_beside_itself_is_as_before() -> None:
    plan = al.solve(term(1, 1, TWO))
    found = al.compare(plan, plan)
    assert found.counts() == {"placed_before": 2, "placed": 2, "gained": 0, "lost": 0, "moved": 0, "led": 0, "kept": 2, "added": 0, "withdrawn": 0}
    assert found.changes == 0
    assert all(one.before == one.after for one in found.layers)


def test_who_gains_and_who_loses() -> None:
    """One place in Tromsø; then two."""
    one, two = al.solve(term(1, 0, TWO)), al.solve(term(2, 0, TWO))
    kept, gains = one.placements["need"][0], one.unplaced["need"][0]
    more, less = al.compare(one, two), al.compare(two, one)
    assert more.gained[["need", "site", "minutes"]].values.tolist() == [[gains, "A", 10]]
    assert less.lost[["need", "site", "minutes"]].values.tolist() == [[gains, "A", 10]]
    assert more.counts() | {"gained": 0, "placed": 1} == less.counts() | {"lost": 0, "placed_before": 1, "placed": 1}
    assert kept not in {*more.gained["need"], *less.lost["need"]}
    assert more.changes == less.changes == 1


def test_who_moves_and_what_it_does_to_minutes() -> None:
    """The one who lives in Senja has the only place, in Tromsø; a place in Senja brings her home."""
    before, after = al.solve(term(1, 0, {"n": "5530"})), al.solve(term(1, 1, {"n": "5530"}))
    found = al.compare(before, after)
    assert found.moved[["from_site", "to_site", "from_minutes", "to_minutes", "kind"]].values.tolist() == [["A", "C", 50, 5, "site"]]
    assert found.minutes == {"total": (50, 5), "mean": (50.0, 5.0), "longest": (50, 5)}
    layers = {one.layer: (one.before, one.after) for one in found.layers}
    assert layers["travel"][0] > layers["travel"][1]  # type: ignore[operator]
    assert found.municipalities.fillna(-1).values.tolist() == [["5501", "Tromsø", 1, 0, 100.0, 0.0], ["5530", "Senja", 0, 1, -1, 100.0]]


def test_another_window_at_the_same_site_is_a_move() -> None:
    windows = [{"period": "P1"}, {"period": "P2", "first_day": "2026-10-12", "last_day": "2026-12-04"}]
    first = problem(periods=windows, offers=[{"offer": "a", "period": "P1", "places": 1}, {"offer": "b", "period": "P2", "places": 0}])
    then = problem(periods=windows, offers=[{"offer": "a", "period": "P1", "places": 0}, {"offer": "b", "period": "P2", "places": 1}])
    found = al.compare(al.solve(first), al.solve(then))
    assert found.moved[["from_period", "to_period", "kind"]].values.tolist() == [["P1", "P2", "period"]]


@pytest.mark.parametrize(("years", "kind"), [(0, []), (9, ["supervisor"])])
def test_a_supervisor_counts_where_she_is_not_interchangeable(years: int, kind: list[str]) -> None:
    course = [{"course": "c1", "supervisor_professions": "sykepleier", "supervisor_years": 5}]
    people = [{"supervisor": "v1", "years": 9}, {"supervisor": "v2", "years": 9}]
    courses = course if years == 0 else [*course, {"course": "c2", "supervisor_years": 10}]
    people[1]["years"] = 9 if years == 0 else 12
    plan = al.solve(problem(courses=courses, supervisors=people, needs=[{"course": "c1"}]))
    now = "v2" if plan.placements["supervisor"][0] == "v1" else "v1"
    other = al.Plan(plan.problem, plan.placements.assign(supervisor=now), plan.unplaced, plan.reached, plan.ended, plan.solver)
    found = al.compare(plan, other)
    assert found.moved["kind"].tolist() == kind
    assert (found.counts()["led"], found.counts()["kept"], found.changes) == (len(kind), 1 - len(kind), 0)


def test_needs_that_only_one_plan_knows_are_told_apart() -> None:
    before, after = al.solve(term(2, 0, TWO)), al.solve(term(2, 0, {"t2": "5501", "t3": "5501", "t4": "5501"}, needs=[
        {"need": "n2", "student": "t2"}, {"need": "n3", "student": "t3"}, {"need": "n4", "student": "t4"},
    ]))  # fmt: skip
    found = al.compare(before, after)
    assert found.withdrawn[["need", "placed"]].values.tolist() == [["n1", True]]
    assert found.added["need"].tolist() == ["n3", "n4"]
    placed = set(after.placements["need"])
    assert found.added["placed"].tolist() == [one in placed for one in ("n3", "n4")]
    assert found.institutions.values.tolist() == [["I1", 2, 2, 3, 2]]


def test_plans_without_placements_or_with_other_goals() -> None:
    empty = al.solve(term(0, 0, TWO))
    other = al.solve(term(2, 0, TWO, policy=al.Policy.neutral().without("travel")))
    found = al.compare(empty, other)
    assert found.minutes == {"total": (0, 20), "mean": (None, 10.0), "longest": (None, 10)}
    travel = next(one for one in found.layers if one.layer == "travel")
    assert (travel.before is None, travel.after, travel.told) == (False, None, False)
    assert found.municipalities["full_before"].isna().all()


def test_it_is_said_in_both_languages() -> None:
    found = al.compare(al.solve(term(1, 0, TWO)), al.solve(term(2, 0, TWO)))
    who = found.gained["student"][0]
    said = found.say("nb").split("\n")
    assert said[:3] == [
        "Plasser: 1 → 2.", "Får plass: 1. Mister plass: 0. Flytter: 0. Får en annen veileder: 0. Som før: 1.",
        f"  + {who} (c1) får plass: A (P1), 10 min",
    ]
    assert str(found).startswith("Placed: 1 → 2.\nGain a place: 1.")
    assert "Alle får plass: 1 → 0 uten plass" in found.say("nb")


def test_as_json_is_plain() -> None:
    found = al.compare(al.solve(term(1, 0, TWO)), al.solve(term(2, 1, {"t1": "5501", "n": "5530"})))
    told = json.loads(json.dumps(found.as_json("nb")))
    assert told["counts"] == found.counts()
    assert [one["layer"] for one in told["layers"]] == [one.layer for one in found.layers]


def test_the_table_and_the_sheet() -> None:
    found = al.compare(al.solve(term(1, 0, {"n": "5530"})), al.solve(term(1, 1, {"n": "5530", "t": "5501"})))
    text = report.comparison_text(found, "nb", 20)
    assert "flytter  n1     n        c1    A (P1)   50  C (P1)    5" in text
    assert "Har plass nå" in text
    page = report.comparison_page("Fire til: i [Senja]/Tromsø og alt annet", found, "en")
    assert page.title == "Fire til i Senja Tromsø og alt"
    assert page.frame.iloc[0].tolist() == ["moves", "n1", "n", "c1", "A (P1)", 50, "C (P1)", 5]
    assert report.comparison_text(found, "en", 0).endswith("… and 1 more.")


def test_sheets_have_names_of_their_own() -> None:
    long = "x" * 40
    assert report.sheet_name(long) == "x" * 31
    assert report.sheet_name(long, ("X" * 31,)) == "x" * 27 + " (2)"
    assert report.sheet_name("///") == "1"


def test_frames_have_their_columns_also_where_nobody_is_concerned() -> None:
    plan = al.solve(term(1, 0, TWO))
    found = al.compare(plan, plan)
    assert list(found.gained.columns) == list(found.lost.columns)
    assert isinstance(found.moved, pd.DataFrame)
    assert {"from_site", "to_site", "kind"} <= set(found.moved.columns)
