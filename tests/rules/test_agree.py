"""The heart of trust: each rule alone says the same in both halves, for every possible plan of tiny random worlds.

Alone, because another rule's refusal hides a mistake. ALLOCATOR_WORLDS scales how many worlds are tried over all rules.
"""

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from allocator.problem import Problem
from allocator.rules import RULES, Rule
from allocator.system import Price
from tests.crowds import CROWDED
from tests.plans import Described, Plans, breach_units, considered, counted, units, world_of
from tests.rules.far import alone
from tests.rules.near import NEAR
from tests.strategies import World, joined, worlds

WORLDS = int(os.environ.get("ALLOCATOR_WORLDS", "21000"))
BATCH = {"competence": 100}
NAMED = ("supervision",)
VARIANTS: dict[str, tuple[dict[str, object], ...]] = {
    "supervised": ({"required": True}, {"required": True}, {"required": True}, {}),
    "competence": ({}, {"mode": "one_at_site"}), "answered": ({"as_of": dt.date(2026, 6, 1)},),
    "own_found": (
        {"as_of": dt.date(2026, 6, 1)}, {"as_of": dt.date(2026, 6, 1), "years": (2,), "areas": ("X",)}, {"programmes": ("bsn",)}, {"allowed": False},
    ),
    "distance": ({}, {}, {"far": "none"}, {}, {"far": "all"}), "seldom_far": ({"most": 1}, {"most": 0}, {}),
    "region": ({}, {"secondary": False}),
    "reserved": ({}, {"as_of": dt.date(2026, 6, 1)}, {}),
}
"""Parameters that are tried in turn, batch by batch."""


class Tried:
    """What was tried of a rule, and how near its boundary."""

    def __init__(self) -> None:
        self.worlds = self.plans = self.refused = 0
        self.near: Counter[int] = Counter()

    def __str__(self) -> str:
        edges = ", ".join(f"{step:+d}: {self.near[step]}" for step in (-1, 0, 1) if self.near)
        return f"{self.worlds} worlds, {self.plans} plans, {self.refused / max(self.plans, 1):.0%} refused {edges}"


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.code)
def test_halves_agree(kind: type[Rule], capsys: pytest.CaptureFixture[str]) -> None:
    tried = Tried()
    for rule, batch in _batches(kind):
        _compare(rule, batch, tried)
    with capsys.disabled():
        sys.stdout.write(f"\n  {kind.code}: {tried} ")
    if tried.worlds >= 300:
        assert tried.refused >= 0.3 * tried.plans, "the rule hardly ever bound"
        assert tried.refused <= 0.95 * tried.plans, "the rule hardly ever let a plan through"
        assert not tried.near or all(tried.near[step] for step in (-1, 0, 1)), "a boundary did not occur"
        assert tried.near or kind.code not in NEAR


def _batches(kind: type[Rule]) -> Iterator[tuple[Rule, list[World]]]:
    """Batches of worlds, each with its variant of the rule; of rules that count also some worlds one by one, so that their weeks meet no others."""
    for one in range(3 if kind.code in CROWDED else 0):
        yield kind(), worlds(kind.code, 1, -one - 1)
    left, number = -(-WORLDS // len(RULES)), 0
    variants = VARIANTS.get(kind.code, ({},))
    while left > 0:
        size = max(1, min(left, BATCH.get(kind.code, 700), -(-WORLDS // len(RULES) // len(variants))))
        yield kind(**variants[number % len(variants)]), worlds(kind.code, size, number)
        left, number = left - size, number + 1


def _compare(rule: Rule, batch: list[World], tried: Tried) -> None:
    """Every plan of every world of a batch: allowed by the System ⇔ no breach; and at a price the same units."""
    tables, count = joined(batch), len(batch)
    at_price = alone(replace(rule, price=Price("x")))
    free = considered(tables, at_price)
    must = considered(tables, alone(rule))
    described = Described.of(Problem(tables, at_price), free)
    plans = Plans.of(free)
    kept = _kept(free, must)
    world, world_kept = (world_of(one.options.words["needs"])[one.options.need] for one in (free, must))
    tried.worlds += count
    if rule.code in NEAR:
        tried.near.update(NEAR[rule.code](described.frame, tables))
    for number, (there, chosen) in enumerate(plans):
        placed = described.plan(free, chosen, number, named=rule.code in NAMED)
        found = breach_units(rule, placed, tables, count)
        shut = np.bincount(world[chosen[kept[chosen] < 0]], minlength=count) > 0
        open_ = kept[chosen[kept[chosen] >= 0]]
        refused = shut | (units(must.system, "x", open_, world_kept, count) > 0)
        charged = units(free.system, "x", chosen, world, count)
        for one in np.flatnonzero((refused != (found > 0)) | (charged != found))[:1]:
            mine = placed[world_of(placed["need"]) == one][["need", "student", "offer", "site", "period", "supervisor", "minutes"]]
            pytest.fail(f"{rule}\nrefused: {refused[one]}, priced at {charged[one]}, breaches: {found[one]}\n{mine.to_string()}\n{_told(batch[one])}")
        tried.plans += len(there)
        tried.refused += int(refused.sum())
        for limit in free.system.limits:
            bound = limit.least if limit.most is None else limit.most
            if bound is not None:
                steps = (counted(limit, chosen, len(free.options)) - bound)[np.unique(limit.group)]
                tried.near.update(dict(zip(*(part.tolist() for part in np.unique(steps, return_counts=True)), strict=True)))


def _kept(free: object, must: object) -> np.ndarray:
    """For each considered option its position among those that the rule as a must leaves, -1 where it is shut."""
    keys = [pd.MultiIndex.from_arrays([getattr(one.options, name) for name in ("need", "offer", "period", "team")]) for one in (free, must)]  # type: ignore[attr-defined]
    return np.asarray(keys[1].get_indexer(keys[0]))


def _told(world: World) -> str:
    return "\n".join(f"{name}: {rows}" for name, rows in world.items())
