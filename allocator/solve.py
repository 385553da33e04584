"""Problem → Plan: formulate, solve, put the words back."""

import time

import numpy as np
import pandas as pd

from allocator import solvers
from allocator.alone import with_floors
from allocator.audit import acts
from allocator.beside import beside as set_beside
from allocator.formulate import Formulated, formulate
from allocator.naming import name_supervisors
from allocator.plan import PLACEMENTS, Plan
from allocator.problem import Problem
from allocator.system import NO_JOURNEY, Answer, Effort, Ended, Ints
from allocator.versions import versions


def solve(problem: Problem, effort: Effort | None = None, *, beside: Plan | None = None) -> Plan:
    """The best plan, with a proved bound for every layer. Same problem, same plan, whatever the machine, unless a clock was set.

    beside: a plan that is there already; among plans of the same quality the one with the fewest changes from it is the best.
    Raises SolverError where the solver fails; a plan without placements is a plan.
    """
    began = time.perf_counter()
    effort = effort or Effort()
    problem = with_floors(problem if beside is None else set_beside(problem, beside), effort)
    formulated = formulate(problem)
    return planned(problem, formulated, solvers.solve(formulated.system, effort), effort, began)


def planned(problem: Problem, formulated: Formulated, answer: Answer, effort: Effort, began: float) -> Plan:
    """The answer in words; began: when the work did, by `time.perf_counter`."""
    ended = max((one.ended for one in answer.reached), key=list(Ended).index, default=Ended.PROVED)
    run = {
        "versions": versions(), "seed": problem.policy.seed, "policy": problem.policy.as_json(), "problem": problem.digest(),
        "sources": dict(problem.sources), "solver": answer.solver, "ended": str(ended), "clock": effort.seconds, "nodes": effort.nodes,
        "options": len(formulated.options), "audit": acts(problem.tables), "seconds": round(time.perf_counter() - began, 3),
    }
    return Plan(problem, placements(formulated, answer.chosen), unplaced(formulated, answer.chosen), answer.reached, ended, answer.solver, run)


def placements(formulated: Formulated, chosen: Ints) -> pd.DataFrame:
    """The chosen options (placements,) in words, columns PLACEMENTS, with a supervisor named for each, sorted by need."""
    options = formulated.options.take(chosen)
    words = options.words
    days = {name: options["periods"][name] for name in ("first_day", "last_day")}
    frame = pd.DataFrame({
        "need": _words(words["needs"], options.need),
        "student": _words(words["students"], options["students"].row),
        "institution": _words(words["institutions"], options["institutions"].row),
        "course": _words(words["courses"], options["courses"].row),
        "site": _words(words["sites"], options["sites"].row),
        "offer": _words(words["offers"], options.offer),
        "period": _words(words["periods"], options.period),
        **{name: _days(day) for name, day in days.items()},
        "supervisor": _words((*words["supervisors"], ""), name_supervisors(options)),
        "far": options.far, "minutes": options.minutes.astype(np.int64), "estimated": options.estimated,
    })
    return frame[list(PLACEMENTS)].sort_values("need", ignore_index=True)


def unplaced(formulated: Formulated, chosen: Ints) -> pd.DataFrame:
    """One row a need without a place, with what shut its options out (see `Plan.unplaced`)."""
    options, reasons = formulated.options, formulated.reasons
    without = np.setdiff1d(np.arange(formulated.system.needs), options.need[chosen])
    needs, words = options.table("needs"), options.words
    course = needs["course"][without]
    institution = options.table("courses")["institution"][course]
    frame = pd.DataFrame({
        "need": _words(words["needs"], without),
        "student": _words(words["students"], needs["student"][without]),
        "institution": _words(words["institutions"], institution),
        "course": _words(words["courses"], course),
        "considered": reasons.considered[without], "left": reasons.left[without],
        "nearest": pd.array(np.where(reasons.near[without] < NO_JOURNEY, reasons.near[without], -1), dtype="Int64"),
    })
    frame["nearest"] = frame["nearest"].mask(frame["nearest"] < 0)
    first = pd.DataFrame(reasons.first[without], columns=list(reasons.codes)).T.groupby(level=0, sort=False).sum().T
    return pd.concat([frame, first], axis=1).sort_values("need", ignore_index=True)


def _words(words: tuple[str, ...], at: Ints) -> "pd.Series[str]":
    return pd.Series(np.array(words, dtype=object)[at] if len(at) else [], dtype="str")


def _days(ordinals: Ints) -> "pd.Series[pd.Timestamp]":
    return pd.Series((ordinals - 719_163).astype("datetime64[D]")).astype("datetime64[s]")
