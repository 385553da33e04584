"""Peers solve the same thing we do, and nobody's word is taken for a plan, ours included."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from allocator.system import Layer, Limit, System
from benchmarks.peers import __main__ as command
from benchmarks.peers import run as running
from benchmarks.peers.joined import Joined, joined
from benchmarks.peers.judge import judge
from benchmarks.peers.race import Race
from benchmarks.peers.registry import PEERS
from benchmarks.peers.run import Run, Step, apart, here, settled
from benchmarks.peers.simple import sites
from benchmarks.peers.table import table
from benchmarks.peers.task import Event, Task
from benchmarks.peers.terms import objective
from tests.solvers import brute
from tests.solvers.tiny import simple, tiny

EXACT = ("ours", "naive", "cpsat-1", "cpsat-2", "cpsat-8", "highs", "scip", "cbc")
LISTS = ("scipy", "matching")
INEXACT = ("ours-layers", "first-come", "lottery", "matching")

TWO = System(
    need=np.array([0, 0, 1, 1]), needs=2, limits=(Limit(np.array([0, 2]), np.array([0, 0]), most=np.array([1])),),
    layers=(Layer("placed", "students", costs=np.full(4, -1), constant=2), Layer("travel", "minutes", costs=np.array([3, 9, 4, 20]))),
)  # fmt: skip
"""Two needs; their first options are at one site with one place."""


def _found(code: str, task: Joined, seconds: float = 20.0) -> Run:
    found = here(PEERS[code], task, seconds, 1)
    if found.ended.startswith("not installed"):
        pytest.skip(found.ended)
    return found


def _tiny(seed: int) -> Joined | None:
    system = tiny(seed) if seed % 3 else simple(seed)
    return None if all(layer.share is not None for layer in system.layers) else joined(system)


def test_the_joined_objective_is_worked_out_by_hand() -> None:
    task = joined(TWO)
    assert task.weights == (200, 1)
    assert task.say() == "200 x placed + 1 x travel"
    assert task.system.layers[0].constant == 400
    assert task.system.layers[0].costs.tolist() == [-197, -191, -196, -180]


def test_the_judge_agrees_with_the_referee_on_every_choice() -> None:
    for seed in range(60):
        task = _tiny(seed)
        if task is None:
            continue
        for plan in brute.plans(task.system):
            found = judge(task.system, list(plan))
            assert found == replace(found, value=brute.value(task.system, 0, plan), faults=())
        for choice in np.random.default_rng(seed).integers(0, 2, (20, task.system.options)):
            plan = tuple(np.flatnonzero(choice).tolist())
            assert bool(judge(task.system, list(plan)).faults) != brute.legal(task.system, plan)


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        ([0, 1], "gives a need more than one option"),
        ([0, 2], "breaks limit 0 in 1 groups, first in group 0"),
        ([3, 3], "chooses an option twice"),
        ([4], "chooses something that is no option"),
        ([-1], "chooses something that is no option"),
    ],
)
def test_the_judge_refuses(chosen: list[int], fault: str) -> None:
    assert fault in judge(joined(TWO).system, chosen).faults


@pytest.mark.parametrize("code", [*EXACT, "scipy"])
def test_exact_peers_equal_trying_everything(code: str) -> None:
    stated = 0
    for seed in range(40):
        task = _tiny(seed)
        if task is None:
            continue
        found = _found(code, task)
        if found.ended.startswith("cannot state"):
            assert code == "scipy"
            continue
        best = brute.best(task.system)[0]
        assert (found.ended, found.faults, found.value) == ("", (), best), seed
        assert found.bound is not None
        assert found.bound <= best, seed
        stated += 1
    assert stated > 5


@pytest.mark.parametrize("code", INEXACT)
def test_other_peers_give_plans_that_count_and_are_never_too_good(code: str) -> None:
    for seed in range(40):
        task = _tiny(seed)
        if task is not None and not (found := _found(code, task)).ended:
            assert not found.faults
            assert found.value is not None
            assert found.value >= brute.best(task.system)[0]  # type: ignore[operator]


@pytest.mark.parametrize("case", ["village", "ranked-small", "weights-small"])
def test_exact_peers_agree_with_ours(case: str) -> None:
    task = objective(case, 1, 1.1)
    ours = here(PEERS["ours"], task, 20, 1)
    assert ours.value == ours.bound
    for code in ("naive", "cpsat-2", "highs", "scip", "cbc", "scipy"):
        found = here(PEERS[code], task, 20, 1)
        if code == "scipy" and case != "ranked-small":
            assert found.ended.startswith("cannot state")
        else:
            assert (found.ended, found.value, found.bound) == ("", ours.value, ours.value), code


@pytest.mark.parametrize("code", PEERS)
def test_a_broken_answer_is_refused_whoever_gives_it(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Task._tell
    monkeypatch.setattr(Task, "_tell", lambda self, value, bound, chosen: honest(self, 0, bound, None if chosen is None else [0, 1, 2]))
    task = joined(replace(TWO, layers=TWO.layers[:1])) if code in LISTS else joined(TWO)
    found = _found(code, task)
    assert found.value is None
    assert "gives a need more than one option" in found.faults
    said = table([Race(1, {code: found}, 1.0, 1)], "")
    assert "broken answer" in said


def test_values_without_a_plan_count_only_if_a_plan_as_good_comes_after() -> None:
    def event(at: float, value: int | None = None, chosen: list[int] | None = None) -> Event:
        return {"at": at, "value": value, "bound": None, "chosen": chosen}

    task, end = joined(TWO), {"ended": ""}
    worth = judge(task.system, [0, 3]).value
    believed = settled(PEERS["scip"], task, [event(1, 300), event(2, worth), event(3, chosen=[0, 3]), end])
    assert (believed.value, believed.reached(300), believed.reached(worth)) == (worth, 1, 2)
    boast = settled(PEERS["scip"], task, [event(1, worth - 1), event(3, chosen=[0, 3]), end])
    assert (boast.value, boast.reached(worth)) == (worth, 3)
    assert settled(PEERS["scip"], task, [event(1, 0), end]).value is None


def test_a_bound_that_a_plan_contradicts_is_not_used() -> None:
    runs = {"ours": Run(PEERS["ours"], (Step(1, 120, 100),), "", (), 1, None), "highs": Run(PEERS["highs"], (Step(2, 130, 125),), "", (), 2, None)}
    race = Race(1, runs, 4.0, 10)
    assert race.bound == 100
    assert "claims the bound 125, but a plan worth 120 is known" in table([race], "")


def test_the_figures_of_a_race_by_hand() -> None:
    ours = Run(PEERS["ours"], (Step(1, 150, 90), Step(4, 110, 100)), "", (), 6, 0.5)
    highs = Run(PEERS["highs"], (Step(0.5, 200, None), Step(3, 120, 100)), "", (), 6, 1.5)
    cbc = Run(PEERS["cbc"], (Step(5, 105, 80),), "", (), 6, 1.0)
    lazy = Run(PEERS["scip"], (), "", (), 6, 1.0)
    race = Race(1, {"ours": ours, "highs": highs, "cbc": cbc, "scip": lazy}, 6.0, 10)
    assert [race.gap("ours", at) for at in (1, 3, 6)] == [0.5, 0.5, pytest.approx(0.1)]
    assert race.placements("highs", 6) == 2
    assert (race.last("highs"), race.as_good("highs"), race.faster("highs")) == (3, 4, 0.75)
    assert race.rival() == "cbc"
    said = table([race], "words").splitlines()
    row = {line.split(" | ")[0].strip("| "): line for line in said}
    assert "| 100.000 % | 20.000 % | 20.000 % | 2.00 | 3.00 | 4.00 | **0.75: a loss** | no | 1.50 |" in row["HiGHS MIP, compact"]
    assert "| none | none | 5.000 % | 0.50 | 5.00 | never | **never: a loss** | no | 1.00 |" in row["CBC, compact"]
    assert "- SCIP, compact: no plan (seed 1)" in said
    assert "Median factor against the best peer: **never: a loss**" in said[-1]


def test_without_a_bound_no_gap_is_told() -> None:
    run = Run(PEERS["first-come"], (Step(1, 150, None),), "", (), 1, None)
    row = next(line for line in table([Race(1, {"first-come": run}, 6.0, 10)], "words").splitlines() if "first come" in line)
    assert row == "| first come, first served | no bound | no bound | no bound | – | 1.00 | – | – | no | – |"


def test_what_the_simple_peers_cannot_state_is_said() -> None:
    assert "weights" in str(sites(replace(TWO, limits=(replace(TWO.limits[0], weight=np.array([1, 2])),))))
    assert "least" in str(sites(replace(TWO, limits=(replace(TWO.limits[0], least=np.array([2])),))))
    assert "several" in str(sites(replace(TWO, limits=(*TWO.limits, *TWO.limits))))


def test_a_peer_that_is_not_installed_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.delitem(sys.modules, "benchmarks.peers.highs", raising=False)
    found = here(PEERS["highs"], joined(TWO), 1, 1)
    assert found.ended == "not installed: highspy"
    assert "- HiGHS MIP, compact: not installed: highspy" in table([Race(1, {"highs": found}, 1.0, 1)], "")


def test_a_peer_that_fails_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.peers.first_come.Filling", None)
    assert here(PEERS["first-come"], joined(TWO), 1, 1).ended.startswith("failed: TypeError")


def test_a_process_of_its_own_tells_the_same_and_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    found = apart(PEERS["first-come"], joined(TWO), 5, 1)
    assert (found.value, found.ended) == (here(PEERS["first-come"], joined(TWO), 5, 1).value, "")
    assert found.memory is not None
    assert 0.005 < found.memory < 0.5
    monkeypatch.setattr(running, "START", 0.01)
    assert apart(PEERS["naive"], joined(TWO), 0.01, 1).ended.startswith("ended from outside")


def test_the_command_writes_a_page_and_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["weights-small", "--seeds", "1,2", "--seconds", "5", "--peers", "ours,first-come,highs,scipy", "--here", "-o", str(tmp_path)])
    page, picture = sorted(tmp_path.iterdir())
    text = page.read_text(encoding="utf-8")
    assert capsys.readouterr().out.strip().splitlines()[-1] in text
    assert picture.name in text
    assert "scipy linear_sum_assignment: cannot state limits with weights" in text
    assert picture.read_text(encoding="utf-8").count("<path d=") > 3
    with pytest.raises(SystemExit):
        command.main(["nowhere", "--dry"])
