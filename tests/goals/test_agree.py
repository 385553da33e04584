"""Each goal says the same from both sides, for every possible plan of tiny random worlds (of many at once, every fifth)."""

import os
from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pytest

from allocator.goals import GOALS, Goal
from allocator.goals.cost import Cost, Rates
from allocator.goals.specials import Criterion
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rules.distance import Distance
from allocator.system import Ints, Layer, Limit, Price, Value
from tests.plans import Described, Plans, considered, wrong
from tests.strategies import joined, worlds

WORLDS = int(os.environ.get("ALLOCATOR_WORLDS", "21000")) // 50
SECOND = tuple(f"{world:04}.I2" for world in range(1000))
RATES = (
    Rates(per_km=2.5, from_km=20, own_day=10, most_day=90, most_rent=1250), Rates(per_km=1.25, home=True, far_trips=3, most_rent=900, only=SECOND),
)
CRITERIA = (
    Criterion(criterion="child", below=6, class_=2), Criterion(criterion="child", below=12, class_=4), Criterion(criterion="illness", class_=2),
    Criterion(criterion="child", below=18, class_=1, only=SECOND),
)
FLOORS = tuple((f"{world:04}.{one}", least) for world in range(1000) for one, least in (("I1", 2), ("I2", 1)))
VARIANTS: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "travel": ({}, {"exponent": 1}, {"carried": 30, "fair": 15}), "worst": ({}, {"minutes": (150,)}), "wishes": ({}, {"unlisted": 2}, {"unlisted": 3}), "lottery": ({}, {"seed": "b", "step": 1}), "specials": ({}, {"criteria": CRITERIA}), "load": ({}, {"steps": 1}), "changes": ({}, {"free": 1}, {"free": 2}), "frozen": ({}, {"begun": ("proposed", "notified")}), "cost": ({}, {"rates": RATES[:1]}, {"rates": RATES[1:]}), "hash": ({}, {"seed": "b"}), "alone": ({"floors": FLOORS[:1]}, {"floors": FLOORS}),
}


def _every_goal() -> list[Goal]:
    return [kind(**given) for kind in GOALS for given in VARIANTS.get(kind.code, ({},))]


@pytest.mark.parametrize("size", [1, WORLDS], ids=["a world at a time", "many worlds"])
def test_costs_are_what_is_measured(size: int) -> None:
    batches = [worlds("goals", size, seed) for seed in range(3 if size == 1 else 1)]
    for batch in batches:
        tables = joined(batch)
        policy = Policy(rules=(Distance(price=Price("far")),), goals=(Cost(rates=RATES),), layers=("far",))
        formulated = considered(tables, policy)
        described = Described.of(Problem(tables, policy), formulated)
        layers = [(goal, list(goal.layers(formulated.options)), list(goal.limits(formulated.options))) for goal in _every_goal()]
        for number, (_, chosen) in enumerate(Plans.of(formulated)):
            if size > 1 and number % 5:
                continue
            placed = described.plan(formulated, chosen, number, named=False)
            for goal, parts, limits in layers:
                costs = {one.name: _value(one, limits, chosen, len(formulated.options)) for one in parts}
                measured = {str(name): one if isinstance(one, tuple) else int(one) for name, one in goal.measure(placed, tables).items()}
                assert measured == costs, f"{goal}: {batch if size == 1 else ''}"


def _value(layer: Layer, limits: list[Limit], chosen: Ints, options: int) -> Value:
    """A sublayer's value: the sorted pairs of a share; else its costs, and what its limits count."""
    if layer.share is not None:
        taken = np.isin(layer.share.option, chosen)
        counts = np.bincount(layer.share.group[taken], minlength=len(layer.share.of))
        return tuple(sorted(zip(counts.tolist(), layer.share.of.tolist(), strict=True), key=lambda pair: (Fraction(*pair), pair)))
    mine = [(limit, limit.price.cost) for limit in limits if limit.price is not None and limit.price.layer == layer.name]
    units = (cost * wrong(limit, chosen, options) * (1 if limit.units is None else limit.units) for limit, cost in mine)
    return int(np.sum(layer.costs[chosen])) + layer.constant + int(sum(one.sum() for one in units)) if layer.costs is not None else 0
