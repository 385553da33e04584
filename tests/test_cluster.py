"""A sweep on a real Dask scheduler with two real worker processes, one of which is killed in the middle."""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from tests.deadly import Deadly, Here
from tests.test_sweep import SCENARIOS, term, told

ROOT = Path(__file__).parents[1]


def started(*words: str) -> "subprocess.Popen[bytes]":
    """A program of Dask in a process group of its own."""
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-m", *words], env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler on this machine, with two workers that are started again when they die."""
    pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    where = ("--scheduler-file", str(file))
    quiet = ("--no-dashboard", "--local-directory", str(folder), "--host", "127.0.0.1", "--nthreads", "1")
    programs = [started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *where)]
    programs += [started("distributed.cli.dask_worker", *where, *quiet) for _ in range(2)]
    try:
        for _ in range(600):
            if file.exists() and file.stat().st_size:
                break
            time.sleep(0.1)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        with importlib.import_module("distributed").Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=90)
        yield address
    finally:
        for program in programs:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def test_a_worker_is_killed_and_the_sweep_is_the_same(scheduler: str, tmp_path: Path) -> None:
    """One scenario kills the worker that holds it, once: it is done again elsewhere, and nothing else is noticed."""
    marker = tmp_path / "once"
    marker.touch()
    deadly = Deadly("B closes", SCENARIOS[1].steps, only=str(marker))
    with al.Cluster(scheduler) as cluster:
        found = al.sweep(term(), [SCENARIOS[0], deadly, *SCENARIOS[2:]], cluster)
        assert cluster.repeated() >= 1
    assert not marker.exists()
    assert told(found) == told(al.sweep(term(), SCENARIOS, Here()))


def test_the_command_line_uses_it_too(scheduler: str, tmp_path: Path) -> None:
    plan = al.save(al.solve(term()), tmp_path / "plan")
    words = ["sweep", str(plan), "--draws", "2", "--sick", "0.5", "--json"]
    there = CliRunner().invoke(cli, [*words, "--scheduler", scheduler])
    assert there.exit_code == 0, there.output
    here = al.sweep(al.open_plan(plan), al.draws(term(), 2, "1", sick=0.5), Here())
    assert json.loads(there.stdout)["trials"] == [dict(one) for one in here.trials]


def test_a_scheduler_that_does_not_answer() -> None:
    pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    with pytest.raises(al.SweepError, match="does not answer"):
        al.Cluster("tcp://127.0.0.1:9", timeout="1s")


def test_dask_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(al.SweepError, match=r"allocator\[cluster\]"):
        al.Cluster("tcp://127.0.0.1:9")
