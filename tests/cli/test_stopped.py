"""Ctrl-C and SIGTERM in commands that solve many times: what is finished is kept whole, what is missing is said, and so does the exit code."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import allocator as al
from tests.make import problem

ROOT = Path(__file__).parents[2]
WAITS = """
import time
import allocator as al
from {module} import {owner}
real, calls = {owner}.{verb}, []
def patient(self, *given, **more):
    calls.append(1)
    if len(calls) == {nth}:
        print("begun", flush=True)
        {wait}
    return real(self, *given, **more)
{owner}.{verb} = patient
from allocator.cli import main; main()
"""
STOPPED = "\n        ".join(["effort = next(one for one in (*given, *more.values(), getattr(self, '_effort', None)) if isinstance(one, al.Effort))",
                            "while not effort.stop(): time.sleep(0.01)"])  # fmt: skip
ASLEEP = "time.sleep(3)"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a signal cannot be sent to one process there")


def stopped(*args, where, nth, wait=STOPPED, number=signal.SIGINT):
    """Runs a command, sends a signal to it and all its processes at the nth call of a method, and gives code, JSON and stderr."""
    module, owner, verb = where
    code = WAITS.format(module=module, owner=owner, verb=verb, nth=nth, wait=wait)
    line = f"import sys; sys.argv[1:] = {[str(arg) for arg in args]!r}; sys.path.insert(0, {str(ROOT)!r})\n{code}"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT,
        start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first == "begun\n", process.communicate()
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=100)
    assert "Traceback" not in err
    return process.returncode, json.loads(out), err


SOLVER = ("allocator.solver", "Solver", "solve")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A plan of six students and three places, and three scenarios, saved."""
    made = problem(
        students=[{"student": f"s{at}", "course": "c1"} for at in range(1, 7)],
        sites=[{"site": "A"}, {"site": "B"}],
        offers=[{"offer": "oA", "site": "A", "places": 2}, {"offer": "oB", "site": "B", "places": 1}],
    )
    folder = tmp_path_factory.mktemp("crowded")
    lines = [f'[[scenario]]\nname = "{name}"\n[[scenario.steps]]\nchange = "offers"\nset = {{ places = "+{at}" }}\n' for at, name in enumerate("abc", 1)]
    (folder / "three.toml").write_text("\n".join(lines), encoding="utf-8")
    al.save(al.solve(made), folder / "plan")
    return folder


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_scenarios_that_are_done_are_kept_and_the_others_named(crowded, tmp_path, number):
    code, told, err = stopped("whatif", crowded / "plan", crowded / "three.toml", "-o", tmp_path / "plans", "--json", where=SOLVER, nth=2, number=number)
    assert (code, [one["name"] for one in told["scenarios"]], told["missing"]) == (0, ["a"], ["b", "c"])
    assert "Dette mangler: b, c." in err
    assert sorted(one.name for one in (tmp_path / "plans").iterdir()) == ["a", "base", "run.json", "whatif.xlsx"]
    assert al.open_plan(tmp_path / "plans" / "a").placements.shape[0] == 5


def test_where_nothing_is_done_nothing_is_written(crowded, tmp_path):
    code, told, _ = stopped("whatif", crowded / "plan", crowded / "three.toml", "-o", tmp_path / "plans", "--json", where=SOLVER, nth=1)
    assert (code, told["kind"]) == (130, "Interrupted")
    assert list(tmp_path.iterdir()) == []


def test_a_replan_keeps_the_best_plan_so_far(crowded, tmp_path):
    code, told, _ = stopped("replan", crowded / "plan", crowded / "three.toml", "-o", tmp_path / "new", "--json", where=SOLVER, nth=1)
    assert (code, told["stopped"]) == (0, True)
    assert al.check(al.open_plan(tmp_path / "new").problem, al.open_plan(tmp_path / "new").placements).sound
    code, told, err = stopped("replan", crowded / "plan", crowded / "three.toml", "--curve", "--json", where=SOLVER, nth=3)
    assert (code, told["stopped"], len(told["curve"])) == (0, False, 1)
    assert "Dette mangler: resten av kurven." in err


def test_values_that_are_found_are_told(crowded):
    where = "allocator.explain.bounds", "Bounds", "changed"
    code, told, err = stopped("values", crowded / "plan", "--json", where=where, nth=3)
    assert (code, len(told["values"]), told["missing"], told["binding"]) == (0, 1, 1, 2)
    assert "Dette mangler: grenser som ikke ble prøvd: 1." in err


def test_budgets_that_are_found_are_told(crowded):
    where = "allocator.invest.market", "Market", "best"
    code, told, err = stopped("invest", crowded / "plan", "--places", 3, "--json", where=where, nth=2)
    assert (code, [one["placed"] for one in told["curve"]], told["missing"]) == (0, [3, 4], [2, 3])
    assert "Dette mangler: 2, 3." in err


def test_alternatives_that_are_found_are_told(tmp_path):
    asked = problem(
        students=[{"student": f"s{at}", "course": "c1"} for at in range(1, 5)],
        sites=[{"site": "A"}, {"site": "B", "municipality": "5530"}], municipalities=[{"municipality": "5501"}, {"municipality": "5530"}],
        offers=[{"offer": "oA", "site": "A", "places": 4}, {"offer": "oB", "site": "B", "places": 4}],
        wishes=[{"student": f"s{at}", "rank": 1, "site": "B"} for at in range(1, 5)],
    )
    folder = al.save(al.solve(asked), tmp_path / "plan")
    code, told, _ = stopped("alternatives", folder, "--json", where=SOLVER, nth=1)
    assert (code, told["kind"]) == (130, "Interrupted")


def test_trials_that_are_done_are_kept_and_the_rest_is_taken_up_again(crowded, tmp_path, answer):
    where = "allocator.sweep.shelf", "Shelf", "put"
    line = "sweep", crowded / "plan", crowded / "three.toml", "-o", tmp_path / "sweep", "--processes", 1, "--json"
    code, told, err = stopped(*line, where=where, nth=1, wait=ASLEEP)
    assert (code, len(told["trials"]) + len(told["missing"])) == (0, 3)
    assert told["missing"]
    assert f"Dette mangler: {', '.join(told['missing'])}." in err
    again = answer(*line[:-1])
    assert ([one["name"] for one in again["trials"]], again["missing"]) == (["a", "b", "c"], [])
    assert again["trials"][: len(told["trials"])] == told["trials"]
