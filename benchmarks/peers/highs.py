"""HiGHS, as a mixed-integer program, on the compact model."""

from typing import Any

import highspy
import numpy as np

from allocator.system import System
from benchmarks.peers.rows import rows
from benchmarks.peers.task import Task

_BY_ROW, _LEAST = 2, 1


def states(system: System) -> str:
    """Every limit is a linear row."""
    return ""


def solve(task: Task) -> None:
    """Every plan and every bound as it is found; to the last unit, else as HiGHS comes."""
    compact = rows(task.system)
    columns = len(compact.cost)
    solver = highspy.Highs()
    options = {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99, "time_limit": task.left, "random_seed": task.seed}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(
        columns, len(compact.low), len(compact.col), _BY_ROW, _LEAST, float(compact.constant), compact.cost.astype(float), np.zeros(columns),
        compact.top.astype(float), compact.low, compact.high, compact.starts[:-1].astype(np.int32), compact.col.astype(np.int32),
        compact.value.astype(float), np.ones(columns, np.int32),
    )  # fmt: skip
    _listen(solver, task)
    solver.run()
    bound, solution = solver.getInfo().mip_dual_bound, solver.getSolution()
    if solution.value_valid:
        task.picked(np.array(solution.col_value), bound)


def _listen(solver: Any, task: Task) -> None:
    kinds = highspy.cb.HighsCallbackType

    def hear(kind: Any, message: str, out: Any, into: Any, data: Any) -> None:
        if kind == kinds.kCallbackMipImprovingSolution:
            task.picked(np.array(out.mip_solution), out.mip_dual_bound)
        else:
            task.figures(None, out.mip_dual_bound)

    solver.setCallback(hear, None)
    for kind in (kinds.kCallbackMipImprovingSolution, kinds.kCallbackMipLogging):
        solver.startCallback(kind)
