"""What a place is worth is what a term with one more, or one fewer, comes to when it is solved from cold."""

from hypothesis import given, settings
from hypothesis import strategies as st

import allocator as al
from allocator.explain.bounds import Bound, Bounds
from allocator.explain.sight import Sight
from allocator.policy import Policy
from allocator.problem import Problem
from tests.make import problem
from tests.strategies import joined, worlds


def test_one_more_place_places_one_more_and_one_fewer_one_fewer() -> None:
    """Three students 10, 20 and 30 minutes from a site with two places: one more gives the third and 30 minutes, one fewer takes the second."""
    made = problem(
        students=[{"student": f"s{at}", "course": "c1", "origin": f"x{at}"} for at in (1, 2, 3)], offers=[{"offer": "o1", "places": 2}],
        travel=[{"origin": f"x{at}", "site": "A1", "mode": "public", "minutes": at * 10} for at in (1, 2, 3)],
    )
    plan = al.solve(made)
    worth, = al.values(made, plan).worths
    assert worth.fewer is not None
    assert (worth.bound.kind, worth.id, worth.most) == ("offer", "o1", 2)
    assert (worth.more.students, worth.more.minutes, worth.fewer.students, worth.fewer.minutes) == (1, 30, -1, -20)
    said = al.values(made, plan).say("nb")
    assert "Grenser som er nådd: 1. Prøvd med én til og én færre: 1" in said
    assert "2 plasser på A1 (P1): én til gir +1 med plass, +30 minutter reise; én færre gir -1 med plass, -20 minutter reise." in said


def test_what_changes_nothing_is_counted_and_not_listed() -> None:
    """One student and one place: one more gives nothing. The place has a supervisor with room for one, too."""
    made = problem(courses=[{"course": "c1", "supervisor_professions": "sykepleier"}], supervisors=[{"supervisor": "v1", "sites": "A1"}], sites=[{"ceiling": 1}])
    found = al.values(made, al.solve(made))
    assert [(one.bound.kind, one.more.students, one.fewer and one.fewer.students) for one in found.worths] == [("offer", 0, -1), ("site", 0, -1), ("team", 0, -1)]
    assert al.values(made, al.solve(made), most=1).as_json("en")["asked"] == 1
    assert "Bounds that are reached: 3. Tried with one more and one fewer: 3" in found.say("en")


def changed(asked: Problem, bound: Bound, by: int, word: str) -> Problem:
    """The term with one bound moved, by its table."""
    table, key, column = {
        "offer": ("offers", "offer", "places"), "team": ("supervisors", "supervisor", "capacity"), "site": ("sites", "site", "ceiling"),
        "municipality": ("municipalities", "municipality", "ceiling"), "quota": ("quotas", "", "most"),
    }[bound.kind]
    frame = asked.tables[table].copy()
    row = frame.index[bound.row] if bound.kind == "quota" else frame.index[frame[key] == word][0]
    frame.loc[row, column] += by
    return asked.replace(tables=asked.tables.replace(**{table: frame}))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(("supervision", "ceiling", "quota", "places", "reserved", "everything")), st.booleans())
def test_each_bound_is_worth_what_a_cold_solve_says(seed: int, code: str, shares: bool) -> None:
    """On tiny worlds, for every bound that is reached and both ways: every layer down to travel moves by just as much."""
    policy = Policy.neutral() if shares else Policy.of(Policy.neutral().rules, ("at_risk", "placed", "specials", "home", "travel", "wishes"))
    plan = al.solve(Problem(joined(worlds(code, 1 if shares else 3, seed)), policy))
    sight = Sight.of(plan)
    assert sum(map(len, Bounds(sight)._limits)) + len(Bounds(sight)._rest) == len(sight.formulated.system.limits)
    for worth in al.values(plan.problem, plan).worths:
        for by, moved in ((1, worth.more), (-1, worth.fewer)):
            word = worth.id.split(" | ")[0]
            people = plan.problem.tables["supervisors"].set_index("supervisor")["capacity"]
            if moved is not None and not (worth.bound.kind == "team" and by < 0 and people[word] == 0):
                cold = al.solve(changed(plan.problem, worth.bound, by, word))
                assert moved.proved
                assert len(cold.placements) - len(plan.placements) == moved.students
                names = [one.layer for one in plan.reached]
                for had, has in zip(plan.reached[: names.index("travel") + 1], cold.reached, strict=False):
                    if isinstance(had.value, int):
                        assert int(has.value) - had.value == moved.layers.get(had.layer, 0)  # type: ignore[arg-type]


def test_a_bound_without_a_price_is_answered_by_the_proof_alone_and_a_chain_of_moves_places_one_more() -> None:
    """A, full of its own: one more place at B is filled from A by s2, and s3, who can go to A alone, takes the place that is left."""
    made = problem(
        Policy.of(Policy.neutral().rules, ("placed", "travel")), students=[{"student": f"s{at}", "course": "c1", "origin": f"x{at}"} for at in (1, 2, 3)],
        sites=[{"site": "A"}, {"site": "B"}], offers=[{"offer": "oA", "site": "A", "places": 1}, {"offer": "oB", "site": "B", "places": 1}],
        travel=[
            {"origin": f"x{at}", "site": site, "mode": "public", "minutes": minutes}
            for at, to_a, to_b in ((1, 300, 10), (2, 10, 20), (3, 30, 300)) for site, minutes in (("A", to_a), ("B", to_b))
        ],
    )  # fmt: skip
    plan = al.solve(made)
    assert len(plan.placements) == 2
    found = {one.id: one for one in al.values(made, plan).worths}
    assert (found["oB"].more.students, found["oB"].more.minutes, found["oA"].more.students) == (1, 40, 1)
    assert found["oB"].more.proved


def test_a_quota_is_a_bound_too() -> None:
    """Two places, two students, a quota of one for the institution: the quota binds, the places do not."""
    made = problem(needs=[{}, {}], offers=[{"places": 2}], quotas=[{"institution": "I1", "municipality": "5501", "most": 1}], institutions=[{"institution": "I1"}])
    worth, = al.values(made, al.solve(made)).worths
    assert (worth.bound.kind, worth.more.students, worth.fewer and worth.fewer.students) == ("quota", 1, -1)
    assert worth.name.say("nb") == "kvoten på 1 for I1 i 5501"

