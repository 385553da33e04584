"""The package `matching`: hospitals and residents. It looks for a stable matching, not a cheapest one."""

import sys
import threading

import numpy as np
from matching.games import HospitalResident

from allocator.system import System
from benchmarks.peers.simple import Sites, sites
from benchmarks.peers.task import Task

STACK = 512 * 2**20  # bytes: the package copies its players by recursion
LARGEST = 400_000
"""Options above which its copying takes hours."""


def states(system: System) -> str:
    """Sites with places; a site ranks by what the student costs there, then by the order of the needs."""
    found = sites(system)
    if isinstance(found, str):
        return found
    return f"{system.options:,} ranked pairs" if system.options > LARGEST else ""


def solve(task: Task) -> None:
    """One plan, without a bound."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            _solve(task)
        except BaseException as error:
            failed.append(error)

    deep, size = sys.getrecursionlimit(), threading.stack_size(STACK)
    sys.setrecursionlimit(1_000_000)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(deep)
        threading.stack_size(size)
    if failed:
        raise failed[0]


def _solve(task: Task) -> None:
    found = sites(task.system)
    assert isinstance(found, Sites)
    costs = task.costs
    pairs: dict[tuple[int, int], int] = {}
    for option in np.lexsort((task.system.need, costs)).tolist():
        pair = int(task.system.need[option]), int(found.site[option])
        if costs[option] < 0:
            pairs.setdefault(pair, option)
    residents: dict[str, list[str]] = {}
    hospitals: dict[str, list[str]] = {}
    places = {f"h{site}": int(count) for site, count in enumerate(found.places)} | {"h-1": task.system.needs}
    for need, site in pairs:
        if places[f"h{site}"] > 0:
            residents.setdefault(f"r{need}", []).append(f"h{site}")
            hospitals.setdefault(f"h{site}", []).append(f"r{need}")
    game = HospitalResident.create_from_dictionaries(residents, hospitals, {name: places[name] for name in hospitals})
    matched = game.solve(optimal="resident")
    chosen = [pairs[int(one.name[1:]), int(hospital.name[1:])] for hospital, group in matched.items() for one in group]
    task.plan(sorted(chosen))
