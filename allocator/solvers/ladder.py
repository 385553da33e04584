"""The ladder of solvers: System → Answer."""

from allocator.solvers.build import build
from allocator.solvers.flow import flow
from allocator.solvers.staged import staged
from allocator.solvers.watch import Watch
from allocator.system import NONE, Answer, Effort, System


def solve(system: System, effort: Effort | None = None) -> Answer:
    """The best plan of a System, layer by layer, each with a proved bound.

    Which plan comes out depends on the System alone, unless the effort names a clock or is stopped.
    """
    watch = Watch(effort or Effort())
    return flow(system, watch) or by_rows(system, watch)


def by_rows(system: System, watch: Watch) -> Answer:
    """The plan by linear and mixed-integer programs: for every shape of System."""
    model, alive = build(system)
    model = model.restrict((model.option == NONE) | alive[model.option])
    chosen, reached = staged(system, model, watch)
    return Answer(chosen, reached, "highs")
