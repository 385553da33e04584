"""Our own solver, by the clock: as one objective, or with the layers in order."""

import highspy  # noqa: F401  # loaded before the clock starts, as the peers' libraries are
from ortools.graph.python import min_cost_flow  # noqa: F401  # the same

from allocator import solvers
from allocator.system import Effort, Reached, System
from benchmarks.peers.task import Task

ENDLESS = 10**9


def states(system: System) -> str:
    """Nothing is beyond it."""
    return ""


def solve(task: Task, *, layers: bool = False) -> None:
    """Tells of each step; in layers the bounds are those of the layers, not of the joined objective, so only the plan is told."""

    def progress(step: Reached) -> None:
        if not layers and isinstance(step.value, int) and isinstance(step.bound, int):
            task.figures(step.value, step.bound)

    effort = Effort(nodes=ENDLESS, seconds=task.seconds, progress=progress)
    answer = solvers.solve(task.layered if layers else task.system, effort)
    bound = answer.reached[0].bound
    task.plan(answer.chosen.tolist(), bound if isinstance(bound, int) and not layers else None)
