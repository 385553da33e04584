"""A problem kept warm: solved again after a change for less than the first time."""

import time

import numpy as np

from allocator import solvers
from allocator.alone import with_floors
from allocator.beside import beside as set_beside
from allocator.formulate import Formulated, formulate
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.solve import planned
from allocator.solvers.memory import Memory
from allocator.system import Effort, Ints


class Solver:
    """Solves problems that differ little, one after the other, and remembers what each taught.

    `Solver(problem).solve()` gives what `solve(problem)` gives. `solve(changed)` takes any other valid Problem, such as
    `problem.replace(tables=...)` with more places, a lower ceiling, a lock, a student more or less. The plan and the proof are
    those of `solve(changed)`; only where the effort is spent before all is proved may another, no less legal plan come out.

    What is remembered: needs that can never stand in each other's way are solved apart, and a part that is as it was is not
    solved again; nor is one where only upper bounds changed, if its plan still keeps them and no proof relied on a bound that
    was raised. Any other part begins with the plan before.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._memory = Memory()
        self._before: tuple[Formulated, Ints] | None = None

    def solve(self, problem: Problem | None = None, effort: Effort | None = None, *, beside: Plan | None = None) -> Plan:
        """The best plan of the problem, or of the one it was changed into, which is the solver's problem from then on.

        beside: a plan that is there already, from which as few as possible change (see `solve`).
        Raises SolverError where the solver fails.
        """
        began, effort = time.perf_counter(), effort or Effort()
        self.problem = self.problem if problem is None else problem
        self.problem = self.problem if beside is None else set_beside(self.problem, beside)
        asked = with_floors(self.problem, effort)
        formulated = formulate(asked)
        known = None if self._before is None else _again(*self._before, formulated)
        answer = solvers.solve(formulated.system, effort, self._memory, known)
        self._before = formulated, answer.chosen
        return planned(asked, formulated, answer, effort, began)


def _again(before: Formulated, chosen: Ints, now: Formulated) -> Ints:
    """The options that place a need where the plan before placed it, in the same window, whatever the team."""
    kinds = ("needs", "offers", "periods")
    sizes = [max(len(now.options.words[kind]), 1) for kind in kinds]
    taken = before.options.take(chosen)
    place = {kind: {word: at for at, word in enumerate(now.options.words[kind])} for kind in kinds}
    words = [[before.options.words[kind][at] for at in column] for kind, column in zip(kinds, (taken.need, taken.offer, taken.period), strict=True)]
    found = [[place[kind].get(word, -1) for word in column] for kind, column in zip(kinds, words, strict=True)]
    need, offer, period = (np.array(column, np.int64) for column in found)
    keys = ((need * sizes[1] + offer) * sizes[2] + period)[(need >= 0) & (offer >= 0) & (period >= 0)]
    options = now.options
    return np.flatnonzero(np.isin((options.need.astype(np.int64) * sizes[1] + options.offer) * sizes[2] + options.period, keys))
