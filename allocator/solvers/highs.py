"""HiGHS, spoken to in arrays: mixed-integer programs.

What is trusted of HiGHS: that a plan it hands over can be rounded and checked, and the dual bound of a MIP whose run AND
model status are good. Bounds of linear programs are worked out again from the duals (see `relaxation`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from allocator.solvers.model import Model
from allocator.solvers.stage import Cuts
from allocator.solvers.watch import Watch
from allocator.system import Bools, Ended, Ints

_OPTIONS = {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": 0}
_MIP = {"mip_rel_gap": 0.0, "mip_abs_gap": 0.99, "mip_feasibility_tolerance": 1e-6}
_ROOT = {"presolve": "off", "mip_allow_restart": False, "mip_detect_symmetry": False, "mip_max_nodes": 1, "mip_heuristic_effort": 0.0} | {
    "mip_heuristic_run_" + name: False for name in ("rins", "rens", "root_reduced_cost", "zi_round", "shifting", "feasibility_jump")
}
STATUS = highspy.HighsModelStatus
_SPENT = {STATUS.kTimeLimit, STATUS.kIterationLimit, STATUS.kSolutionLimit, STATUS.kInterrupt, STATUS.kObjectiveBound}


@dataclass(frozen=True)
class Found:
    """What a MIP gave: x (columns,) integral and checked, a bound that no plan beats, and how it ended."""

    x: Ints
    bound: float
    ended: Ended


def mip(model: Model, rows: Model, cost: Ints, start: Ints, watch: Watch, nodes: int) -> Found:
    """The plan of least cost (columns,), searched until proved or until the effort is spent.

    rows: the model with whatever rows help; start: a plan that is known, (columns,), handed back if nothing better is found.
    The bound is infinite where the rows that help let no plan through.
    """
    if not model.columns or watch.why():
        bound = -np.inf if model.columns else 0.0
        return Found(start, bound, watch.why() or Ended.PROVED)
    watch.relied.all = True
    solver = loaded(rows, cost, rows.whole, watch)
    _set(solver, {**_MIP, "mip_max_nodes": nodes})
    known = highspy.HighsSolution()
    known.col_value = start.astype(float).tolist()
    solver.setSolution(known)
    status = run(solver, watch)
    if status == STATUS.kInfeasible and rows.rows > model.rows:
        return Found(start, np.inf, Ended.PROVED)
    plan = _plan(solver, model)
    bound = float(solver.getInfo().mip_dual_bound) if status in _SPENT or status == STATUS.kOptimal else -np.inf
    if plan is None:
        return Found(start, bound, watch.why() or Ended.EFFORT)
    return Found(plan, bound, Ended.PROVED if status == STATUS.kOptimal else watch.why() or Ended.EFFORT)


def root(model: Model, rows: Model, cost: Ints, watch: Watch) -> tuple[Ints | None, Cuts, float]:
    """What HiGHS finds at the root of its tree: a plan or None, its cuts, and the edge: they hold for plans that cost less.

    HiGHS derives cuts for plans that are better than the best it knows, so they say nothing about plans as dear as that one.
    Presolve, restarts and symmetry are off: the cuts must speak of these columns and cut off no plan for its twin's sake.
    """
    watch.relied.all = True
    solver = loaded(rows, cost, rows.whole, watch)
    _set(solver, {**_MIP, **_ROOT})
    caught: list[tuple[Cuts, float]] = []
    _listen(solver, watch, lambda out: caught.append((_cuts(out), float(out.mip_primal_bound))) if out.cutpool_num_col == model.columns else None)
    run(solver, watch)
    cuts, best = caught[0] if caught else (Cuts(), np.inf)
    return _plan(solver, model), cuts, best - 0.5


def _cuts(out: Any) -> Cuts:
    start, col, value, low, high = (np.array(getattr(out, "cutpool_" + part)) for part in ("start", "index", "value", "lower", "upper"))
    row = np.repeat(np.arange(len(high)), np.diff(start[: len(high) + 1]))
    assert np.isinf(low).all(), "HiGHS gives its cuts as ≤."
    return Cuts(col.astype(np.int64), row, value, high + 1e-9 * np.maximum(1.0, np.abs(high)))


def _plan(solver: Any, model: Model) -> Ints | None:
    """The plan that HiGHS holds, rounded and checked, or None."""
    x = np.rint(np.asarray(solver.getSolution().col_value))
    if len(x) != model.columns or not np.isfinite(x).all():
        return None
    plan = model.complete(x.astype(np.int64))
    return plan if model.holds(plan) else None


def _set(solver: Any, options: dict[str, Any]) -> None:
    for name, value in options.items():
        solver.setOptionValue(name, value)


def loaded(model: Model, cost: Ints, whole: Bools, watch: Watch) -> Any:
    """HiGHS with the model in it; cost, whole: (columns,)."""
    solver = highspy.Highs()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    integrality = np.where(whole, 1, 0).astype(np.int32)
    top, entries = model.top.astype(float), (model.row.astype(np.int32), model.value.astype(float))
    shape = (cost.astype(float), np.zeros(model.columns), top, model.low, model.high, model.starts[:-1].astype(np.int32))
    status = solver.passModel(model.columns, model.rows, len(model.col), 1, 1, 0.0, *shape, *entries, integrality)
    assert status != highspy.HighsStatus.kError, "HiGHS did not take the model."
    if watch.effort.stop is not None:
        _listen(solver, watch)
    return solver


def _listen(solver: Any, watch: Watch, catch: Callable[[Any], None] | None = None) -> None:
    """Asks the watch while HiGHS works, and hands over its cut pool to `catch`."""
    kinds = highspy.cb.HighsCallbackType

    def ask(kind: Any, message: str, out: Any, into: Any, data: Any) -> None:
        if kind == kinds.kCallbackMipGetCutPool:
            assert catch is not None
            catch(out)
        elif watch.why():
            into.user_interrupt = True

    solver.setCallback(ask, None)
    stoppable = (kinds.kCallbackMipInterrupt, kinds.kCallbackSimplexInterrupt) if watch.effort.stop is not None else ()
    for kind in (*stoppable, *((kinds.kCallbackMipGetCutPool,) if catch else ())):
        solver.startCallback(kind)


def run(solver: Any, watch: Watch) -> Any:
    """The model status after a run; kUnknown where the run itself failed. A scheduler that someone else started is put back once."""
    if watch.left < float("inf"):
        solver.setOptionValue("time_limit", solver.getRunTime() + watch.left)
    ran = solver.run()
    if ran == highspy.HighsStatus.kError:
        highspy.Highs.resetGlobalScheduler(True)
        ran = solver.run()
    return STATUS.kUnknown if ran == highspy.HighsStatus.kError else solver.getModelStatus()
