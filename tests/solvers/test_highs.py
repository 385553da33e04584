"""What is trusted of HiGHS, and what is not."""

from types import SimpleNamespace

import numpy as np

from allocator.solvers.build import build
from allocator.solvers.highs import _plan, root
from allocator.solvers.stage import Stage
from allocator.solvers.watch import Watch
from allocator.system import Effort, Layer, Limit, System
from tests.solvers import brute
from tests.solvers.tiny import knotty


def test_its_cuts_keep_every_plan_below_the_edge() -> None:
    """HiGHS cuts off plans as dear as its best one (it does so here), but none that costs less than the edge."""
    cut_off = 0
    for seed in range(60):
        system = knotty(seed)
        model = build(system)[0].tidy()
        for cost in model.costs[:2]:
            _, cuts, edge = root(model, model, cost, Watch(Effort()))
            for plan in brute.plans(system):
                x = model.complete(np.isin(np.arange(model.columns), plan).astype(int))
                load = np.bincount(cuts.row, weights=cuts.value * x[cuts.col], minlength=len(cuts.high))
                if (load > cuts.high + 1e-6).any():
                    cut_off += 1
                    assert cost @ x > edge
    assert cut_off


def one_place() -> Stage:
    """Two needs, one place; the first layer counts the placed, the second likes the second need less."""
    every = np.arange(2)
    layers = (Layer("placed", "students", costs=np.array([-1, -1])), Layer("cost", "kroner", costs=np.array([2, 3])))
    model = build(System(every, 2, (Limit(every, np.zeros(2, int), most=np.ones(1, int)),), layers))[0]
    return Stage(model, np.array([0, 1]), frozen=(0,))


def test_a_plan_that_breaks_a_row_is_not_taken() -> None:
    """Whatever HiGHS hands over is rounded and checked."""
    model = one_place().model

    def holds(*x: float) -> bool:
        return _plan(SimpleNamespace(getSolution=lambda: SimpleNamespace(col_value=x)), model) is not None

    assert holds(0.0, 1 - 1e-7)
    assert not holds(1.0, 1.0)
    assert not holds(0.0, np.nan)
    assert not holds(1.0)


def test_a_plan_that_gives_up_a_frozen_layer_is_not_adopted() -> None:
    """Cheaper in this layer, worse in one before: no."""
    stage = one_place()
    cost, every = stage.model.costs[1], np.ones(2, bool)
    assert stage.adopt(every, np.array([0, 0]), cost) is stage
    assert stage.adopt(every, np.array([1, 0]), cost).x.tolist() == [1, 0]
