"""One trial of a sweep, in whatever process it runs: a case, a scenario, and what came of it as plain values."""

import pickle
import threading
import zlib
from dataclasses import dataclass
from typing import Any

from allocator.compare import compare
from allocator.errors import InputError
from allocator.intake.scenario import Scenario
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.solve import solve
from allocator.solver import Solver
from allocator.system import Effort
from allocator.tables import plain, side_by_side
from allocator.versions import __version__


@dataclass(frozen=True, eq=False)
class Case:
    """What all trials of a sweep start from. plan: the base that is solved beside, None for none."""

    problem: Problem
    base: Plan
    plan: Plan | None
    effort: Effort


class _Kept(threading.local):
    """The case that this thread works on, by its key, with a solver that stays warm."""

    key = ""
    case: Case
    solver: Solver


_KEPT = _Kept()


def packed(case: Case) -> bytes:
    """The case as it is sent to other processes."""
    return zlib.compress(pickle.dumps((__version__, case)))


def unpacked(key: str, sent: bytes) -> None:
    """Keeps a case that was sent, in the place of the one before, thread by thread. Raises ImportError where the two sides are not of one version."""
    if key != _KEPT.key:
        version, case = pickle.loads(zlib.decompress(sent))
        if version != __version__:
            raise ImportError(f"The sender has allocator {version}, this process {__version__}.")
        _KEPT.key, _KEPT.case, _KEPT.solver = key, case, Solver(case.problem)


def tried(key: str, scenario: Scenario, sent: bytes | None = None) -> dict[str, Any]:
    """What came of a scenario: plain values, the same in whatever order and process trials are done; or its faults.

    sent: the case, where it did not come before.
    """
    if sent is not None:
        unpacked(key, sent)
    case, solver = _KEPT.case, _KEPT.solver
    try:
        problem = scenario(case.problem)
    except InputError as error:
        return {"faults": list(error.faults)}
    plan = solver.solve(problem, case.effort, beside=case.plan)
    if not all(one.proved for one in plan.reached):
        plan = solve(problem, case.effort, beside=case.plan)  # an open search may depend on what the solver remembers
    return _told(scenario, case.base, plan)


def _told(scenario: Scenario, base: Plan, plan: Plan) -> dict[str, Any]:
    found = compare(base, plan)
    placed = side_by_side(plan.placements, "need", "site", "period", "minutes")
    moved = found.moved[found.moved["kind"] != "supervisor"]
    return {
        "name": scenario.name, "counts": found.counts(), "proved": all(one.proved for one in plan.reached),
        "layers": {one.layer: one.value if isinstance(one.value, int) else [list(pair) for pair in one.value] for one in plan.reached},
        "places": {need: [site, period, int(minutes)] for need, site, period, minutes in placed},
        "unplaced": plan.unplaced["need"].tolist(), "lost": found.lost["need"].tolist(), "gained": found.gained["need"].tolist(),
        "moved": moved["need"].tolist(), "added": plain(found.added[["need", "placed"]]), "withdrawn": found.withdrawn["need"].tolist(),
    }  # fmt: skip
