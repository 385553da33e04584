"""When a System is a flow, and what the flow solver does with it."""

import numpy as np
import pytest

from allocator.solvers.flow import flow
from allocator.solvers.ladder import by_rows, solve
from allocator.solvers.laminar import forests
from allocator.solvers.watch import Watch
from allocator.system import Effort, Layer, Limit, Price, Share, System


def listed(seed: int, needs: int, sites: int, each: int) -> System:
    """Ranked lists: `each` wishes a need, places at sites, five layers down to two of hash weights."""
    rng = np.random.default_rng(seed)
    need, every = np.repeat(np.arange(needs), each), np.arange(needs * each)
    rank, draw = np.tile(np.arange(each), needs), np.repeat(rng.permutation(needs) + 1, each)
    layers = (
        Layer("placed", "students", costs=np.full(len(need), -1), constant=needs),
        Layer("wishes", "steps", costs=rank),
        Layer("lottery", "draws", costs=(rank - each) * draw),
        Layer("hash1", "marks", costs=rng.integers(1, 2**20, len(need))),
        Layer("hash2", "marks", costs=rng.integers(1, 2**20, len(need))),
    )
    places = Limit(every, rng.integers(0, sites, len(need)), most=rng.integers(0, 2 + needs // sites, sites))
    return System(need, needs, (places,), layers)


@pytest.mark.parametrize("seed", range(5))
def test_same_plan_as_by_rows(seed: int) -> None:
    """Flow and MIP prove the same values, and as the last layer leaves one plan, the same plan."""
    system = listed(seed, 120, 12, 6)
    by_flow, rows = solve(system), by_rows(system, Watch(Effort()))
    assert by_flow.solver == "flow"
    assert [reached.value for reached in by_flow.reached] == [reached.value for reached in rows.reached]
    assert np.array_equal(by_flow.chosen, rows.chosen)


def test_nested_groups_are_a_flow() -> None:
    """Sites in towns, and needs in classes: two forests."""
    need, site = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 2, 1, 2])
    every = np.arange(6)
    towns, classes = np.array([0, 0, 1])[site], np.array([0, 0, 1])[need]
    limits = tuple(Limit(every, group, most=np.ones(3, int)) for group in (site, towns, classes))
    found = forests(System(need, 3, limits, ()))
    assert found is not None
    assert len(found[0].parent) == 5
    assert len(found[1].parent) == 5


ODD = {
    "weights": {"weight": np.array([1, 2, 1, 1])},
    "least": {"least": np.array([2, 0])},
    "price": {"price": Price(0, 1)},
    "crossing": {"group": np.array([0, 0, 0, 1])},
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_flow(name: str) -> None:
    """Weights, minimums, prices and groups that cross are left to the general solver."""
    every, group = np.arange(4), np.array([0, 1, 0, 1])
    shape = {"option": every, "group": group, "most": np.ones(2, int)} | ODD[name]
    crossing = Limit(every, np.array([0, 0, 1, 1]), most=np.ones(2, int))
    thing = Limit(**shape)
    system = System(np.array([0, 1, 2, 3]), 4, (crossing, Limit(every, group, most=np.ones(2, int)), thing), (Layer("none", "units"),))
    assert flow(system, Watch(Effort())) is None


def test_a_share_is_no_flow() -> None:
    """A share is left to the general solver."""
    every = np.arange(2)
    system = System(every, 2, (), (Layer("share", "students", share=Share(every, every, np.ones(2, int))),))
    assert flow(system, Watch(Effort())) is None
    assert solve(system).reached[0].value == ((1, 1), (1, 1))
