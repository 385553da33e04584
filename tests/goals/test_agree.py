"""Each goal says the same from both sides, for every possible plan of tiny random worlds."""

import os
from collections.abc import Mapping

import numpy as np
import pytest

from allocator.goals import GOALS, Goal
from allocator.policy import Policy
from allocator.problem import Problem
from tests.plans import Described, Plans, considered
from tests.strategies import joined, worlds

WORLDS = int(os.environ.get("ALLOCATOR_WORLDS", "21000")) // 50
VARIANTS: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "travel": ({}, {"exponent": 1}), "wishes": ({}, {"unlisted": 2}, {"unlisted": 3}), "lottery": ({}, {"seed": "b", "step": 1}), "hash": ({}, {"seed": "b"}),
}


def _every_goal() -> list[Goal]:
    return [kind(**given) for kind in GOALS for given in VARIANTS.get(kind.code, ({},))]


@pytest.mark.parametrize("size", [1, WORLDS], ids=["a world at a time", "many worlds"])
def test_costs_are_what_is_measured(size: int) -> None:
    batches = [worlds("goals", size, seed) for seed in range(3 if size == 1 else 1)]
    for batch in batches:
        tables = joined(batch)
        policy = Policy(rules=(), goals=(), layers=())
        formulated = considered(tables, policy)
        described = Described.of(Problem(tables, policy), formulated)
        layers = [(goal, list(goal.layers(formulated.options))) for goal in _every_goal()]
        for number, (_, chosen) in enumerate(Plans.of(formulated)):
            placed = described.plan(formulated, chosen, number, named=False)
            for goal, parts in layers:
                costs = {one.name: int(np.sum(one.costs[chosen])) + one.constant for one in parts if one.costs is not None}
                assert {str(name): int(value) for name, value in goal.measure(placed, tables).items()} == costs, f"{goal}: {batch if size == 1 else ''}"
