"""What holds for every problem, whatever the rules: tried on tiny random worlds with all rules and all goals."""

import os
from random import Random

import pandas as pd
import pytest

import allocator as al
from allocator.policy import LAYERS, Policy
from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.rules import RULES
from allocator.tables import Tables
from tests.make import problem as make
from tests.solvers.brute import key
from tests.strategies import joined, worlds

SEEDS = range(max(2, int(os.environ.get("ALLOCATOR_WORLDS", "21000")) // 3000))


def term(seed: int) -> Problem:
    """A tiny random problem."""
    return Problem(joined(worlds("everything", 1, seed)), Policy.neutral("a seed"))


def vector(plan: al.Plan) -> list[object]:
    """The value of each layer, proved, as it is compared: smaller is better."""
    assert all(one.proved for one in plan.reached)
    return [key(one.value) for one in plan.reached]


def fair(plan: al.Plan) -> list[object]:
    """The value of each layer above the lottery."""
    return vector(plan)[: [one.layer for one in plan.reached].index("lottery")]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_checker_agrees_with_every_layer(seed: int) -> None:
    problem = term(seed)
    plan = al.solve(problem)
    assert al.check(problem, plan.placements).require().values == {one.layer: one.value for one in plan.reached}


@pytest.mark.parametrize("seed", SEEDS)
def test_same_input_same_plan_whatever_the_order_of_the_rows(seed: int) -> None:
    problem = term(seed)
    shuffled = Tables.of({name: frame.sample(frac=1, random_state=seed) for name, frame in problem.tables.frames.items()})
    assert shuffled.digest() == problem.tables.digest()
    pd.testing.assert_frame_equal(al.solve(problem.replace(tables=shuffled)).placements, al.solve(problem).placements)


def test_rows_without_a_name_are_sorted_by_their_lists_too() -> None:
    tables = make(locks=[{"need": "n1", "kind": "pin", "despite": rules} for rules in ("distance", "car | access", "")]).tables
    turned = tables.replace(locks=tables["locks"].iloc[::-1])
    assert turned == tables
    assert turned.digest() == tables.digest()


@pytest.mark.parametrize("seed", SEEDS)
def test_ids_renamed_change_nothing_above_the_lottery(seed: int) -> None:
    problem = term(seed)
    assert fair(al.solve(problem.replace(tables=renamed(problem.tables, Random(seed))))) == fair(al.solve(problem))


@pytest.mark.parametrize("seed", SEEDS)
def test_two_institutions_swapped_change_nothing_above_the_lottery(seed: int) -> None:
    """Also where nobody may be worse than alone: what each would have alone goes with its students, not with its name."""
    problem = term(seed)
    problem = problem.replace(policy=Policy.of(problem.policy.rules, ("alone", *LAYERS)))
    other = dict(zip(names := problem.tables["institutions"]["institution"].tolist(), reversed(names), strict=True)) | {"": ""}
    named = {name: [one.name for one in row.columns() if "institutions" in (one.refers, name if row.key == (one.name,) else "")] for name, row in ROWS.items()}
    swapped = {name: frame.assign(**{one: frame[one].map(other) for one in named[name]}) for name, frame in problem.tables.frames.items()}
    assert swapped["courses"]["institution"].tolist() != problem.tables["courses"]["institution"].tolist()
    assert fair(al.solve(problem.replace(tables=Tables.of(swapped)))) == fair(al.solve(problem))


@pytest.mark.parametrize("seed", SEEDS)
def test_another_seed_changes_nothing_above_the_lottery(seed: int) -> None:
    problem = term(seed)
    assert fair(al.solve(problem.replace(policy=Policy.neutral("another")))) == fair(al.solve(problem))


@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_place_never_makes_it_worse(seed: int) -> None:
    problem = term(seed)
    offers = problem.tables["offers"]
    more = offers.assign(places=offers["places"] + (offers.index == seed % len(offers)).astype(int))
    assert vector(al.solve(problem.replace(tables=problem.tables.replace(offers=more)))) <= vector(al.solve(problem))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dropped_rule_never_makes_it_worse(seed: int) -> None:
    problem = term(seed)
    best = vector(al.solve(problem))
    for rule in Random(seed).sample(RULES, 3):
        assert vector(al.solve(problem.replace(policy=problem.policy.without(rule.code)))) <= best, rule.code


def renamed(tables: Tables, chance: Random) -> Tables:
    """The same tables with other ids in another order."""
    new: dict[str, dict[str, str]] = {}
    for name, row in ROWS.items():
        if len(row.key) == 1:
            ids = tables[name][row.key[0]].tolist()
            new[name] = dict(zip(ids, (f"x{at}" for at in chance.sample(range(1000, 9999), len(ids))), strict=True)) | {"": ""}
    frames = {}
    for name, row in ROWS.items():
        frame = tables[name]
        for one in row.columns():
            table = name if row.key == (one.name,) else one.refers or one.near
            if table in new and one.many:
                frame = frame.assign(**{one.name: [tuple(new[table][word] for word in words) for words in frame[one.name]]})
            elif table in new:
                frame = frame.assign(**{one.name: frame[one.name].map(new[table])})
        frames[name] = frame
    return Tables.of(frames)
