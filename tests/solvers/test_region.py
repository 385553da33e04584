"""Systems with all shapes together, too large for brute force."""

import numpy as np
import pytest

from allocator.solvers import solve
from allocator.solvers.build import build
from allocator.solvers.ladder import by_rows
from allocator.solvers.measure import holds
from allocator.solvers.watch import Watch
from allocator.system import Answer, Effort, Ended, Reached, System
from tests.solvers import sat
from tests.solvers.region import region


@pytest.mark.parametrize("seed", range(4))
def test_cp_sat_reaches_the_same_values(seed: int) -> None:
    """Another solver, fed option by option from the words of the limits, proves the same value in all nine layers."""
    system = region(seed, needs=45)
    answer = solve(system)
    assert all(reached.proved for reached in answer.reached)
    assert tuple(reached.value for reached in answer.reached) == sat.best(system)


def test_same_plan_again() -> None:
    """The last layers leave one plan: the same from run to run, and from another order of the options."""
    system = region(5, needs=150)
    assert np.array_equal(solve(system).chosen, solve(system).chosen)


def test_shares_come_before_travel() -> None:
    """With a share in the middle, every layer is proved and the plan is legal."""
    system = region(3, needs=60, shares=True)
    answer = solve(system)
    assert all(reached.proved for reached in answer.reached)
    assert holds(system, answer.chosen)


@pytest.fixture(scope="module")
def middling() -> tuple[System, Answer]:
    """A System of 150 needs, and its best plan."""
    system = region(9, needs=150)
    return system, solve(system)


@pytest.mark.parametrize("effort", [Effort(nodes=0), Effort(seconds=0.0), Effort(stop=lambda: True)], ids=["nodes", "clock", "stop"])
def test_cut_short_gives_a_legal_plan(middling: tuple[System, Answer], effort: Effort) -> None:
    """However it is cut short, there is a legal plan, and the bound of the first layer is not beaten by the best plan."""
    system, best = middling
    answer = solve(system, effort)
    assert holds(system, answer.chosen)
    assert answer.reached[0].bound <= best.reached[0].value  # type: ignore[operator]  # sum layers: integers
    assert len(answer.chosen) > 0


def test_says_why_it_ended(middling: tuple[System, Answer]) -> None:
    """Layers that are not proved name the clock, or who stopped them."""
    system, _ = middling
    for effort, why in ((Effort(seconds=0.0), Ended.CLOCK), (Effort(stop=lambda: True), Ended.STOPPED)):
        assert {reached.ended for reached in solve(system, effort).reached} <= {why, Ended.PROVED}
        assert solve(system, effort).reached[-1].ended is why


def test_stops_in_the_middle(middling: tuple[System, Answer]) -> None:
    """A search stopped halfway keeps the layers that were proved."""
    system, best = middling
    asked = iter(range(10**9))
    answer = solve(system, Effort(stop=lambda: next(asked) > 40))
    assert holds(system, answer.chosen)
    assert all(mine.value == its.value for mine, its in zip(answer.reached, best.reached, strict=True) if mine.proved and first_proved(answer, mine))


def first_proved(answer: Answer, layer: Reached) -> bool:
    """Whether this layer and all before it are proved."""
    return all(reached.proved for reached in answer.reached[: answer.reached.index(layer) + 1])


def test_tells_every_layer_in_order(middling: tuple[System, Answer]) -> None:
    """Progress is told once a layer, in order, with the values that the answer has."""
    system, best = middling
    told: list[Reached] = []
    solve(system, Effort(progress=told.append))
    assert [(reached.layer, reached.value) for reached in told] == [(reached.layer, reached.value) for reached in best.reached]


def test_rows_that_cannot_bind_are_not_built() -> None:
    """The model is smaller than the limits say, and every plan it knows is legal."""
    system = region(1, needs=150)
    model, alive = build(system)
    smaller = model.restrict((model.option < 0) | alive[model.option])
    assert smaller.rows < model.rows
    assert holds(system, by_rows(system, Watch(Effort(nodes=0))).chosen)
