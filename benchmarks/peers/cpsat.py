"""CP-SAT on the compact model."""

from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from allocator.system import System
from benchmarks.peers.rows import Rows, rows
from benchmarks.peers.task import Task

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


def states(system: System) -> str:
    """Every limit is a linear row."""
    return ""


def solve(task: Task, *, workers: int) -> None:
    """Every plan and every bound as it is found."""
    search(filled(rows(task.system)), task, workers)


def filled(compact: Rows) -> cp_model.CpModel:
    """The model, filled row by row without an expression object for each entry."""
    model = cp_model.CpModel()
    for top in compact.top.tolist():
        model.new_int_var(0, top, "")
    starts, light = compact.starts.tolist(), (compact.value == 1) & (compact.top[compact.col] <= 1)
    for at, (low, high) in enumerate(zip(compact.low.tolist(), compact.high.tolist(), strict=True)):
        entries = slice(starts[at], starts[at + 1])
        row, col = model.proto.constraints.add(), compact.col[entries].tolist()
        if high == 1 and low < 0 and light[entries].all():
            row.at_most_one.literals.extend(col)
        else:
            row.linear.vars.extend(col)
            row.linear.coeffs.extend(compact.value[entries].tolist())
            row.linear.domain.extend([_LOWEST if low == -np.inf else int(low), _HIGHEST if high == np.inf else int(high)])
    model.proto.objective.vars.extend(range(len(compact.cost)))
    model.proto.objective.coeffs.extend(compact.cost.tolist())
    model.proto.objective.offset = compact.constant
    return model


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


class _Listener(cp_model.CpSolverSolutionCallback):
    """Tells of every plan."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def on_solution_callback(self) -> None:
        """Called by CP-SAT at every better plan."""
        self._task.picked(np.array(self.response_proto.solution), float(self.best_objective_bound))
