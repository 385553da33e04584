"""CBC, as OR-Tools brings it, on the compact model."""

from ortools.linear_solver import linear_solver_pb2, pywraplp

from allocator.system import System
from benchmarks.peers.rows import rows
from benchmarks.peers.task import Task


def states(system: System) -> str:
    """Every limit is a linear row."""
    return ""


def solve(task: Task) -> None:
    """The last plan and bound only: CBC tells nothing on the way here, and may overrun the clock."""
    compact = rows(task.system)
    proto = linear_solver_pb2.MPModelProto(objective_offset=compact.constant)
    for cost, top in zip(compact.cost.tolist(), compact.top.tolist(), strict=True):
        proto.variable.add(lower_bound=0, upper_bound=top, objective_coefficient=cost, is_integer=True)
    starts = compact.starts.tolist()
    for at, (low, high) in enumerate(zip(compact.low.tolist(), compact.high.tolist(), strict=True)):
        entries = slice(starts[at], starts[at + 1])
        row = proto.constraint.add(lower_bound=low, upper_bound=high)
        row.var_index.extend(compact.col[entries].tolist())
        row.coefficient.extend(compact.value[entries].astype(float).tolist())
    solver = pywraplp.Solver.CreateSolver("CBC")
    solver.LoadModelFromProto(proto)
    solver.SetTimeLimit(round(1000 * task.left))
    exact = pywraplp.MPSolverParameters()
    exact.SetDoubleParam(exact.RELATIVE_MIP_GAP, 0.0)
    if solver.Solve(exact) in (solver.OPTIMAL, solver.FEASIBLE):
        task.picked([variable.solution_value() for variable in solver.variables()], solver.Objective().BestBound())
