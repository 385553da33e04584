"""What only large Systems call for, tried on tiny ones by lowering the sizes from which it is used."""

from dataclasses import replace

import numpy as np
import pytest

from allocator.solvers.build import build
from allocator.solvers.components import parts
from allocator.solvers.greedy import greedy
from allocator.solvers.halves import half_cuts
from allocator.solvers.ladder import by_rows
from allocator.solvers.memory import Memory
from allocator.solvers.model import Model
from allocator.solvers.pooled import pooled
from allocator.solvers.relaxation import Relaxation
from allocator.solvers.relied import Relied
from allocator.solvers.watch import Watch
from allocator.system import Effort, Ints, Layer, Limit, System
from tests.solvers import brute
from tests.solvers.test_referee import COUNT, PART, agrees
from tests.solvers.tiny import knotty, tiny

SEEDS = range(0, max(PART, COUNT // 5), PART)


def plans(system: System, model: Model) -> list[Ints]:
    """Every legal plan as values of the model's columns."""
    found = []
    for plan in brute.plans(system):
        x = np.zeros(model.columns, np.int64)
        x[list(plan)] = 1
        found.append(model.complete(x))
    return found


@pytest.mark.parametrize("first", SEEDS)
def test_columns_that_are_priced_later(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS is handed one column a need, and one more after each run: the same values come out."""
    for name, value in (("_WHOLE", -1), ("_LIKELY", 1), ("_MORE", 1)):
        monkeypatch.setattr(f"allocator.solvers.relaxation.{name}", value)
    for seed in range(first, first + PART):
        for system in (tiny(seed), knotty(seed)):
            agrees(system, by_rows(system, Watch(Effort())), brute.best(system))


@pytest.mark.parametrize("first", SEEDS)
def test_cuts_among_the_cheapest_columns_only(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From two columns on a System counts as large, and cuts are let go as soon as they have no price."""
    for name, value in (("_MANY", 2), ("_USELESS", 1)):
        monkeypatch.setattr(f"allocator.solvers.sums.{name}", value)
    for seed in range(first, first + PART):
        for system in (tiny(seed), knotty(seed)):
            agrees(system, by_rows(system, Watch(Effort())), brute.best(system))


@pytest.mark.parametrize("first", SEEDS)
def test_every_plan_keeps_the_cuts_by_halves(first: int) -> None:
    """Whatever it costs; and a cut does cut the linear program's plan off."""
    cut = 0
    for seed in range(first, first + PART):
        system = knotty(seed)
        model = build(system)[0].tidy()
        every = np.array(plans(system, model))
        for cost in model.costs:
            duals = Relaxation(model, cost, model.complete(np.zeros(model.columns, np.int64)), Watch(Effort())).solve()
            cuts = half_cuts(model, duals.x, Relied())
            for at, high in enumerate(cuts.high):
                mine = cuts.row == at
                assert cuts.value[mine] @ duals.x[cuts.col[mine]] > high + 0.01
                assert (every[:, cuts.col[mine]] @ cuts.value[mine] <= high).all()
            cut += len(cuts.high)
    assert cut


@pytest.mark.parametrize("first", SEEDS)
def test_no_plan_is_below_the_bound_however_large_the_numbers(first: int) -> None:
    """Bounds are exact: with costs of many digits and prices that are no fractions of two, not a unit too high."""
    for seed in range(first, first + PART):
        system, rng = knotty(seed), np.random.default_rng(seed)
        model = build(system)[0].tidy()
        cost = np.where(model.option >= 0, rng.integers(-(10**9), 10**9, model.columns), 0)
        relaxation = Relaxation(model, cost, model.complete(np.zeros(model.columns, np.int64)), Watch(Effort()))
        assert relaxation.solve().bound <= min(int(cost @ x) for x in plans(system, model))


def test_pools_have_the_same_plans() -> None:
    """A plan that goes down into the smaller model and up again is as good, and legal."""
    smaller = 0
    for seed in range(SEEDS.stop):
        system = tiny(seed)
        model = build(system)[0].tidy()
        pool = pooled(model, tuple(layer.share for layer in system.layers))
        if pool is None:
            continue
        smaller += 1
        for x in plans(system, model)[:40]:
            down = pool.down(x)
            assert pool.model.holds(pool.model.complete(down))
            assert (pool.model.costs[: pool.layers] @ down == model.costs[: pool.layers] @ x).all()
    assert smaller


def test_a_pool_knows_an_alternative_without_any_row() -> None:
    """Two needs that may take team 0 or 1 and two that may also do without a team: three alternatives are not two."""
    need = np.array([0, 0, 1, 1, 2, 2, 2, 3, 3, 3])
    team = np.array([0, 1, 0, 1, 0, 1, 9, 0, 1, 9])
    held = np.flatnonzero(team < 9)
    teams = Limit(held, team[held], most=np.array([1, 1]))
    site = Limit(np.arange(10), np.zeros(10, int), most=np.array([3]))
    system = System(need, 4, (teams, site), (Layer("placed", "students", costs=np.full(10, -1)), Layer("drawn", "", costs=np.arange(10, 0, -1) ** 2)))
    model = build(system)[0].tidy()
    pool = pooled(model, (None, None))
    assert pool is not None
    assert pool.layers == 1
    assert pool.model.columns == 4 + 2 + 3
    agrees(system, by_rows(system, Watch(Effort())), brute.best(system))


@pytest.mark.parametrize("first", SEEDS)
def test_parts_are_apart(first: int) -> None:
    """Every option is in one part, and two needs of different parts share no group that could be broken."""
    several = 0
    for seed in range(first, first + PART):
        system = tiny(seed)
        found = [options for options, _ in parts(system)]
        assert sorted(np.concatenate(found).tolist()) == list(range(system.options))
        several += len(found) > 1
    assert several


@pytest.mark.parametrize("first", SEEDS)
def test_what_is_remembered_changes_no_answer(first: int) -> None:
    """A System whose bounds moved is solved as if nothing were known of it."""
    for seed in range(first, first + PART):
        memory, rng, system = Memory(), np.random.default_rng(seed), tiny(seed)
        known = by_rows(system, Watch(Effort()), memory).chosen
        for _ in range(3):
            limits = [limit if limit.most is None else replace(limit, most=moved(limit, rng)) for limit in system.limits]
            system = replace(system, limits=tuple(limits))
            answer = by_rows(system, Watch(Effort()), memory, known)
            agrees(system, answer, brute.best(system))
            known = answer.chosen


def moved(limit: Limit, rng: np.random.Generator) -> Ints:
    """One upper bound a unit up or down."""
    most = np.array(limit.most)
    if len(most):
        at = int(rng.integers(len(most)))
        most[at] = max(0, most[at] + int(rng.choice([-1, 1])))
    return most


def test_a_part_that_stands_is_not_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three needs, two kinds of place, the second dear: room of the second may grow and the plan stands; room of the first may not."""
    every = np.arange(6)
    layers = (Layer("placed", "students", costs=np.full(6, -1)), Layer("cost", "kroner", costs=np.array([0, 5] * 3)))

    def system(first: int, second: int) -> System:
        return System(every // 2, 3, (Limit(every, every % 2, most=np.array([first, second])),), layers)

    memory = Memory()
    before = by_rows(system(1, 2), Watch(Effort()), memory)
    assert [one.value for one in before.reached] == [-3, 10]
    before = by_rows(system(2, 1), Watch(Effort()), memory)
    assert [one.value for one in before.reached] == [-3, 5]
    monkeypatch.setattr("allocator.solvers.ladder.Staged", lambda *given: None)
    assert (by_rows(system(2, 2), Watch(Effort()), memory).chosen == before.chosen).all()
    with pytest.raises(AttributeError):
        by_rows(system(3, 1), Watch(Effort()), memory)


def test_a_plan_to_begin_with_is_taken() -> None:
    """The options of a plan that is known come first."""
    system = System(np.array([0, 0]), 1, (), (Layer("placed", "students", costs=np.array([-1, -1])),))
    model = build(system)[0].tidy()
    assert greedy(model, np.array([-1, -1]), np.array([1])).tolist() == [0, 1]
    assert greedy(model, np.array([-1, -1]), np.array([], int)).tolist() == [1, 0]
