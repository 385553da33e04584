"""The solvers against brute force, on as many tiny Systems as `ALLOCATOR_TINY` asks for."""

import os

import numpy as np
import pytest

from allocator.solvers import solve
from allocator.solvers.build import build
from allocator.solvers.highs import mip
from allocator.solvers.ladder import by_rows
from allocator.solvers.measure import holds
from allocator.solvers.model import Model
from allocator.solvers.stage import Cuts, Stage
from allocator.solvers.sums import least, sought
from allocator.solvers.watch import Watch
from allocator.system import Answer, Effort, Ended, Layer, Limit, Price, Share, System
from tests.solvers import brute
from tests.solvers.tiny import knotty, simple, tiny

COUNT = int(os.environ.get("ALLOCATOR_TINY", "1500"))
PART = 50


def agrees(system: System, answer: Answer, best: tuple[object, ...]) -> None:
    """Asserts that a plan is legal and best, that every layer is told as it is, and that all is proved."""
    plan = tuple(answer.chosen.tolist())
    assert brute.legal(system, plan)
    assert holds(system, answer.chosen)
    assert brute.rank(system, plan) == best
    for at, reached in enumerate(answer.reached):
        assert reached.value == brute.value(system, at, plan)
        assert reached.proved
        assert reached.ended is Ended.PROVED


@pytest.mark.parametrize("first", range(0, COUNT, PART))
def test_best_in_every_layer(first: int) -> None:
    """Whatever the limits and layers, the plan is as good as the best of all plans, layer by layer."""
    for seed in range(first, first + PART):
        system = tiny(seed)
        agrees(system, solve(system), brute.best(system))


@pytest.mark.parametrize("first", range(0, COUNT // 5, PART))
def test_best_where_linear_programs_mislead(first: int) -> None:
    """With a wide gap between linear program and plans, no option that a best plan has is dropped."""
    for seed in range(first, first + PART):
        system = knotty(seed)
        agrees(system, solve(system), brute.best(system))


@pytest.mark.parametrize("first", range(0, COUNT // 3, PART))
def test_flow_and_rows_agree_with_brute_force(first: int) -> None:
    """Where groups nest, the flow is taken; it and the general solver reach the same values."""
    for seed in range(first, first + PART):
        system = simple(seed)
        best, flow = brute.best(system), solve(system)
        assert flow.solver == "flow"
        agrees(system, flow, best)
        agrees(system, by_rows(system, Watch(Effort())), best)


@pytest.mark.parametrize("first", range(0, COUNT // 5, PART))
def test_flow_layer_by_layer(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the layers do not fit in one flow, what a layer leaves open is open for the next, and nothing else."""
    monkeypatch.setattr("allocator.solvers.flow._ROOM", 0)
    for seed in range(first, first + PART):
        system = simple(seed)
        agrees(system, solve(system), brute.best(system))


@pytest.mark.parametrize("first", range(0, COUNT // 5, PART))
def test_cut_short_but_never_beyond_the_bound(first: int) -> None:
    """With no effort at all the plan is legal, and no plan is better than the first layer's bound."""
    for seed in range(first, first + PART):
        system = tiny(seed)
        answer = by_rows(system, Watch(Effort(nodes=0)))
        plan = tuple(answer.chosen.tolist())
        assert brute.legal(system, plan)
        bound, ranks = answer.reached[0].bound, [brute.rank(system, other)[0] for other in brute.plans(system)]
        assert brute.key(bound) <= min(ranks)
        assert all(reached.value == brute.value(system, at, plan) for at, reached in enumerate(answer.reached))


def believable(system: System, answer: Answer) -> None:
    """Asserts that a plan is legal, and as good as the best in the layers that are proved, up to the first that is not."""
    plan = tuple(answer.chosen.tolist())
    assert brute.legal(system, plan)
    proved = [reached.proved for reached in answer.reached]
    first_open = [*proved, False].index(False)
    assert brute.rank(system, plan)[:first_open] == brute.best(system)[:first_open]


@pytest.mark.parametrize("effort", [Effort(nodes=0), Effort(seconds=0.0), Effort(stop=lambda: True)], ids=["nodes", "clock", "stop"])
@pytest.mark.parametrize("first", range(0, COUNT // 10, PART))
def test_what_is_told_as_proved_is_best(first: int, effort: Effort) -> None:
    """However the search is cut short, it claims no more than is so."""
    for seed in range(first, first + PART):
        system = tiny(seed)
        believable(system, by_rows(system, Watch(effort)))


@pytest.mark.parametrize("first", range(0, COUNT // 5, PART))
def test_a_part_searched_is_not_the_whole(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cheapest few columns are searched first, with those of the plan; that nothing better is there says nothing about the rest."""
    monkeypatch.setattr("allocator.solvers.sums._few", lambda cost: 1)
    monkeypatch.setattr("allocator.solvers.sums._TRIED", 0)
    monkeypatch.setattr("allocator.solvers.sums.root", lambda *asked: (None, Cuts(), np.inf))
    for seed in range(first, first + PART):
        system = tiny(seed)
        agrees(system, by_rows(system, Watch(Effort())), brute.best(system))


@pytest.mark.parametrize("first", range(0, COUNT // 10, PART))
def test_weights_too_small_to_keep_the_order(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scout that mixes the layers up is only a scout: each layer is closed in its order."""
    monkeypatch.setattr("allocator.solvers.bundle._FACTOR", 0)
    for seed in range(first, first + PART):
        for system in (tiny(seed), knotty(seed)):
            agrees(system, solve(system), brute.best(system))


@pytest.mark.parametrize("widest", [40, 4_000_000])
@pytest.mark.parametrize("first", range(0, COUNT // 10, PART))
def test_a_hint_decides_nothing(first: int, widest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later layer that gives the first search its direction changes no value, be it told apart in full or hardly."""
    hints = []
    monkeypatch.setattr("allocator.solvers.bundle._FINE", 2)
    monkeypatch.setattr("allocator.solvers.bundle._WIDEST", widest)
    monkeypatch.setattr("allocator.solvers.bundle.sought", lambda stage, cost, relaxation: hints.append(cost) or sought(stage, cost, relaxation))
    for seed in range(first, first + PART):
        for system in (tiny(seed), knotty(seed)):
            agrees(system, by_rows(system, Watch(Effort())), brute.best(system))
    assert hints


@pytest.mark.parametrize("root", ["cheaper", "dearer"])
@pytest.mark.parametrize("first", range(0, COUNT // 10, PART))
def test_cuts_of_a_plan_that_is_not_handed_over(first: int, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the plan that the cuts go by is lost, what they cut off may be better than what is known: nothing is proved beyond it."""
    monkeypatch.setattr("allocator.solvers.sums.root", lambda *asked: (None, *ROOTS[root](*asked)[1:]))
    for seed in range(first, first + PART):
        system = knotty(seed)
        believable(system, solve(system))


@pytest.mark.parametrize("first", range(0, COUNT // 5, PART))
def test_no_best_plan_is_dear(first: int) -> None:
    """Of all plans that are as good as the one found, none has an option that the reduced costs would drop."""
    for seed in range(first, first + PART):
        system = knotty(seed)
        model = build(system)[0].tidy()
        cost = model.costs[1]
        closed = least(Stage(model, model.complete(np.zeros(model.columns, int))), cost, Watch(Effort()))
        plans = [plan for plan in brute.plans(system) if sum(cost[list(plan)]) == cost @ closed.stage.x]
        assert plans
        assert not closed.dear()[sorted({option for plan in plans for option in plan})].any()


def greedy_for_cheaper(model: Model, rows: Model, cost: np.ndarray, watch: Watch) -> tuple[np.ndarray, Cuts, float]:
    """What a root could return that found the best plan at once: a cut that lets only cheaper plans through."""
    empty = model.complete(np.zeros(model.columns, int))
    best = mip(model, rows, cost, empty, Watch(Effort()), 1000).x
    used = np.flatnonzero(cost)
    value = int(cost @ best)
    return best, Cuts(used, np.zeros(len(used), int), cost[used].astype(float), np.array([value - 1.0])), value - 0.5


def as_if_dearer(model: Model, rows: Model, cost: np.ndarray, watch: Watch) -> tuple[np.ndarray, Cuts, float]:
    """The same with a cut that lets only dearer plans through: as true, for no plan is cheaper than the best."""
    best, cuts, edge = greedy_for_cheaper(model, rows, cost, watch)
    return best, Cuts(cuts.col, cuts.row, -cuts.value, -cuts.high - 6), edge


ROOTS = {"cheaper": greedy_for_cheaper, "dearer": as_if_dearer}


@pytest.mark.parametrize("widest", [4_000_000, 0], ids=["bundled", "one by one"])
@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("first", range(0, COUNT // 10, PART))
def test_cuts_speak_only_of_cheaper_plans(first: int, root: str, widest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS may cut off every plan as dear as the one it has: such cuts prove that plan best, and must then be forgotten."""
    monkeypatch.setattr("allocator.solvers.sums.root", ROOTS[root])
    monkeypatch.setattr("allocator.solvers.bundle._WIDEST", widest)
    for seed in range(first, first + PART):
        system = knotty(seed)
        agrees(system, solve(system), brute.best(system))


@pytest.mark.parametrize(("costs", "full"), [((0, 0, 5, 5), "first"), ((5, 5, 0, 0), "second")])
def test_the_worst_group_differs_between_optima(costs: tuple[int, ...], full: str) -> None:
    """Three places for two groups of two: whichever group is left with one of two, the share is the same; the next layer decides.

    A solver that raised a named group would be stuck with it.
    """
    every = np.arange(4)
    share = Share(every, np.array([0, 0, 1, 1]), np.array([2, 2]))
    layers = (Layer("share", "students", share=share), Layer("cost", "kroner", costs=np.array(costs)))
    system = System(every, 4, (Limit(every, np.zeros(4, int), most=np.array([3])),), layers)
    answer = solve(system)
    assert answer.reached[0].value == ((1, 2), (2, 2))
    assert answer.reached[1].value == 5
    assert ({0, 1} if full == "first" else {2, 3}) <= set(answer.chosen.tolist())
    agrees(system, answer, brute.best(system))


@pytest.mark.parametrize(("elsewhere", "most"), [([3], 3), ([1, 1], 2), ([9], 6)])
def test_a_switch_knows_how_many_could_be_there(elsewhere: list[int], most: int) -> None:
    """Two or none of six, where other limits let so many through: the switch stands for that many, not for all six."""
    every = np.arange(6)
    pair = Limit(every, np.zeros(6, int), least=np.array([2]))
    other = Limit(every, every * len(elsewhere) // 6, most=np.array(elsewhere))
    model, _ = build(System(every, 6, (pair, other), (Layer("placed", "", np.full(6, -1)),)))
    switch = np.flatnonzero(model.switch != -1)
    above = model.switch[switch[0]]
    assert model.value[(model.row == above) & (model.col == switch[0])].tolist() == [-most]


def test_empty() -> None:
    """No options, no layers, no limits: an empty plan."""
    none = np.empty(0, int)
    assert solve(System(none, 0, (), ())).chosen.tolist() == []
    bare = System(none, 3, (Limit(none, none, most=none),), (Layer("placed", "students", costs=none, constant=3),))
    assert [reached.value for reached in solve(bare).reached] == [3]
    assert [reached.value for reached in by_rows(bare, Watch(Effort())).reached] == [3]
    missing = Limit(none, none, least=np.array([2]), or_none=False, price=Price(0, 5))
    lacking = System(none, 3, (missing,), (Layer("cost", "kroner", costs=none),))
    assert [(reached.value, reached.proved) for reached in solve(lacking).reached] == [(10, True)]


def test_order_of_options_changes_no_value() -> None:
    """The same System with its options in another order reaches the same values."""
    for seed in range(60):
        system = tiny(seed)
        order = np.random.default_rng(seed).permutation(system.options)
        assert [reached.value for reached in solve(shuffled(system, order)).reached] == [reached.value for reached in solve(system).reached]


def shuffled(system: System, order: np.ndarray) -> System:
    """The System with option order[i] at place i."""
    place = np.argsort(order)
    limits = tuple(
        Limit(place[limit.option], limit.group, limit.most, limit.least, limit.weight, limit.units, or_none=limit.or_none, price=limit.price)
        for limit in system.limits
    )
    layers = tuple(
        Layer(layer.name, layer.unit, None if layer.costs is None else layer.costs[order], layer.constant, layer.share and moved(layer.share, place))
        for layer in system.layers
    )
    return System(system.need[order], system.needs, limits, layers)


def moved(share: Share, place: np.ndarray) -> Share:
    """The share with its options at their new places."""
    return Share(place[share.option], share.group, share.of)
