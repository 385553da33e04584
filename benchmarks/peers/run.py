"""One peer on one System in a process of its own, and what of its word is believed: plans that the judge has counted again."""

import json
import pickle
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.joined import Joined
from benchmarks.peers.judge import judge
from benchmarks.peers.registry import Peer
from benchmarks.peers.task import Event
from benchmarks.peers.work import work

ROOT = Path(__file__).parents[2]

OVERRUN = 2.0
"""So many times its seconds, and START more, may a peer take before it is ended from outside."""

START = 60.0


@dataclass(frozen=True)
class Step:
    """What was known so many seconds after the start: the best value and the best bound so far, None where there was none."""

    at: float
    value: int | None
    bound: int | None


@dataclass(frozen=True)
class Run:
    """What came of a peer. ended: "" or why it has no answer or was cut short; faults: of a plan that the judge refused; memory: GB."""

    peer: Peer
    steps: tuple[Step, ...]
    ended: str
    faults: tuple[str, ...]
    seconds: float | None
    memory: float | None

    @property
    def value(self) -> int | None:
        """The best value."""
        return self.steps[-1].value if self.steps else None

    @property
    def bound(self) -> int | None:
        """The best bound that it claims."""
        return self.steps[-1].bound if self.steps else None

    def reached(self, value: float) -> float:
        """After how many seconds a value as good as this was known; infinite if never."""
        return min((step.at for step in self.steps if step.value is not None and step.value <= value), default=float("inf"))

    def proved(self, bound: int | None) -> float:
        """After how many seconds its own bound met its own value; infinite if never. Only believed up to `bound`, what all bounds together allow."""
        good = (one.at for one in self.steps if one.value is not None and one.bound is not None and one.value <= one.bound)
        return min(good, default=float("inf")) if bound is None or self.bound is None or self.bound <= bound else float("inf")

    def known(self, at: float) -> int | None:
        """The best value that was known after so many seconds."""
        return min((step.value for step in self.steps if step.at <= at and step.value is not None), default=None)


def here(peer: Peer, objective: Joined, seconds: float, seed: int) -> Run:
    """In this process: quick to start, but the memory would be everybody's."""
    events: list[Event] = []
    work(peer, objective, (seconds, seed), events.append)
    events[-1].pop("memory", None)
    return settled(peer, objective, events)


def apart(peer: Peer, objective: Joined, seconds: float, seed: int) -> Run:
    """In a process of its own, ended if it overruns its time by far; what it had told by then counts."""
    with tempfile.TemporaryDirectory() as place:
        path, told = Path(place) / "objective", Path(place) / "events"
        path.write_bytes(pickle.dumps(objective))
        words = [sys.executable, "-m", "benchmarks.peers.work", peer.code, str(path), str(seconds), str(seed), str(told)]
        try:
            done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=OVERRUN * seconds + START, cwd=ROOT, check=False)
            lines = done.stderr.strip().splitlines()
            why = f"crashed (exit {done.returncode}): {lines[-1][:200] if lines else 'no word'}"
        except subprocess.TimeoutExpired:
            why = f"ended from outside after {OVERRUN * seconds + START:.0f} s"
        events = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines() if line.endswith("}")] if told.exists() else []
    if not events or "ended" not in events[-1]:
        events.append({"ended": why})
    return settled(peer, objective, events)


def settled(peer: Peer, objective: Joined, events: list[Event]) -> Run:
    """What of the events is believed. The last one has `ended`.

    A plan counts for what the judge finds, or not at all; a value without a plan only if a plan as good came after it.
    """
    *told, last = events
    faults: dict[str, None] = {}
    checked: list[tuple[float, int]] = []
    for event in told:
        if event["chosen"] is not None:
            found = judge(objective.system, event["chosen"])
            faults |= dict.fromkeys(found.faults)
            if not found.faults:
                checked.append((event["at"], found.value))
    final = min((value for _, value in checked), default=None)
    claimed = [(event["at"], event["value"]) for event in told if event["value"] is not None and final is not None and event["value"] >= final]
    bounds = [(event["at"], event["bound"]) for event in told if event["bound"] is not None]
    return Run(peer, _steps(checked + claimed, bounds), last["ended"], tuple(faults), last.get("seconds"), last.get("memory"))


def _steps(values: list[tuple[float, int]], bounds: list[tuple[float, int]]) -> tuple[Step, ...]:
    """Both together in the order of time, each step as good as those before."""
    steps: list[Step] = []
    value: int | None = None
    bound: int | None = None
    merged = sorted([(at, one, None) for at, one in values] + [(at, None, one) for at, one in bounds], key=lambda each: each[0])
    for at, found, proof in merged:
        better = found is not None and (value is None or found < value)
        closer = proof is not None and (bound is None or proof > bound)
        if better or closer:
            value, bound = found if better else value, proof if closer else bound
            steps.append(Step(at, value, bound))
    return tuple(steps)
