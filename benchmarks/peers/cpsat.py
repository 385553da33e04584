"""CP-SAT on the compact model."""

from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from allocator.system import System
from benchmarks.peers.rows import rows
from benchmarks.peers.task import Task


def states(system: System) -> str:
    """Every limit is a linear row."""
    return ""


def solve(task: Task, *, workers: int) -> None:
    """Every plan and every bound as it is found."""
    compact = rows(task.system)
    model = cp_model.CpModel()
    columns = [model.new_bool_var("") if top == 1 else model.new_int_var(0, top, "") for top in compact.top.tolist()]
    starts, col, value = compact.starts.tolist(), compact.col.tolist(), compact.value.tolist()
    bounds = zip(compact.low.tolist(), compact.high.tolist(), strict=True)
    for at, (low, high) in enumerate(bounds):
        entries = range(starts[at], starts[at + 1])
        members = [columns[col[one]] for one in entries]
        if high == 1 and all(value[one] == 1 and compact.top[col[one]] <= 1 for one in entries):
            model.add_at_most_one(members)
        else:
            load = cp_model.LinearExpr.weighted_sum(members, [value[one] for one in entries])
            model.add_linear_constraint(load, _bound(low), _bound(high))
    model.minimize(cp_model.LinearExpr.weighted_sum(columns, compact.cost.tolist()) + compact.constant)
    search(model, task, workers)


def search(model: Any, task: Task, workers: int | None = None) -> None:
    """Runs CP-SAT; the options must be the model's first variables."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = task.left
    solver.parameters.random_seed = task.seed
    if workers is not None:
        solver.parameters.num_workers = workers
    solver.best_bound_callback = lambda bound: task.figures(None, float(bound))
    status = solver.solve(model, _Listener(task))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        task.picked(np.array(solver.response_proto.solution), float(solver.best_objective_bound))


class _Listener(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]  # ortools has no types
    """Tells of every plan."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def on_solution_callback(self) -> None:
        """Called by CP-SAT at every better plan."""
        self._task.picked(np.array(self.response_proto.solution), float(self.best_objective_bound))


def _bound(side: float) -> int:
    return int(side) if np.isfinite(side) else (cp_model.INT32_MAX if side > 0 else cp_model.INT32_MIN)
