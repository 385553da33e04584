"""First come, first served, in the order of the needs; or a serial lottery, in an order that is drawn."""

import numpy as np

from allocator.system import System
from benchmarks.peers.filling import Filling
from benchmarks.peers.task import Task


def states(system: System) -> str:
    """Every limit can be looked at before somebody is placed; prices are not looked at."""
    return ""


def solve(task: Task, *, drawn: bool = False) -> None:
    """One plan, without a bound."""
    order = np.arange(task.system.needs)
    if drawn:
        order = np.random.default_rng(task.seed).permutation(order)
    task.plan(Filling(task.system).fill(order, task.costs).tolist())
