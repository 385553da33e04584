"""SCIP, as OR-Tools brings it, on the compact model."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from allocator.system import System
from benchmarks.peers.rows import Rows, rows
from benchmarks.peers.task import Task

_CELLS = 18
_FIGURE = re.compile(r"[-+]?\d\.\d+e[-+]\d+")


def states(system: System) -> str:
    """Every limit is a linear row."""
    return ""


def solve(task: Task) -> None:
    """Values and bounds from SCIP's own log, which has no plans; the plan at the end."""
    compact = rows(task.system)
    model = mathopt.Model.from_model_proto(_proto(compact))
    parameters = mathopt.SolveParameters(
        time_limit=datetime.timedelta(seconds=task.left), relative_gap_tolerance=0.0, absolute_gap_tolerance=0.99, random_seed=task.seed, threads=1
    )

    def hear(lines: Sequence[str]) -> None:
        for line in lines:
            read(line, task)

    found = mathopt.solve(model, mathopt.SolverType.GSCIP, params=parameters, msg_cb=hear)
    if found.has_primal_feasible_solution():
        chosen = [variable.id for variable, value in found.variable_values().items() if value > 0.5 and variable.id < task.system.options]
        task.plan(chosen, found.termination.objective_bounds.dual_bound)


def read(line: str, task: Task) -> None:
    """Tells of the bound and the value in a line of SCIP's table: ... | dualbound | primalbound | gap | compl."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) == _CELLS and _FIGURE.fullmatch(cells[-4]):
        value = _figure(cells[-3], 1) if _FIGURE.fullmatch(cells[-3]) else None
        task.figures(value, _figure(cells[-4], -1))


def _figure(cell: str, side: int) -> float:
    """A figure of seven digits, rounded to the cautious side."""
    return float(cell) + side * 0.5 * 10.0 ** (int(cell.split("e")[1]) - 6)


def _proto(compact: Rows) -> Any:
    proto, columns, count = model_pb2.ModelProto(), len(compact.cost), len(compact.low)
    proto.variables.ids.extend(range(columns))
    proto.variables.lower_bounds.extend([0.0] * columns)
    proto.variables.upper_bounds.extend(compact.top.astype(float).tolist())
    proto.variables.integers.extend([True] * columns)
    proto.objective.offset = compact.constant
    dear = compact.cost.nonzero()[0]
    proto.objective.linear_coefficients.ids.extend(dear.tolist())
    proto.objective.linear_coefficients.values.extend(compact.cost[dear].astype(float).tolist())
    proto.linear_constraints.ids.extend(range(count))
    proto.linear_constraints.lower_bounds.extend(compact.low.tolist())
    proto.linear_constraints.upper_bounds.extend(compact.high.tolist())
    entries = sorted(zip(compact.row.tolist(), compact.col.tolist(), compact.value.astype(float).tolist(), strict=True))
    for name, part in zip(("row_ids", "column_ids", "coefficients"), zip(*entries, strict=True), strict=False):
        getattr(proto.linear_constraint_matrix, name).extend(part)
    return proto
