"""A published plan after events: whoever nothing forces to move stays, and whoever has begun stays above all."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from allocator.beside import beside
from allocator.goals import Goal
from allocator.goals.changes import Changes
from allocator.goals.frozen import Frozen, Status
from allocator.intake.scenario import Scenario
from allocator.plan import Plan
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.published.outcome import Outcome, outcome
from allocator.published.remaining import Remaining, remaining
from allocator.solver import Solver
from allocator.system import Effort, Ended, Value
from allocator.tables import Tables, side_by_side
from allocator.text import Lang

_WEEK = re.compile(r"\d{4}-W\d{2}")

UNLIMITED = -1
"""A budget that is none: fewest changes only among plans that are equal in all else."""

FIRST = ("at_risk", "placed")
"""Who is placed: the layers that fewest changes never stands above, but for a budget."""


@dataclass(frozen=True)
class Setting:
    """What a replan may do.

    week: the ISO week from which on ("2026-W36"), None for the whole term; frozen: statuses of the published plan whose placements are
    moved only where they no longer hold (what begins before `week` has started); lang: of the term's name in the history
    Raises ValueError for a week that is none.
    """

    week: str | None = None
    frozen: tuple[Status, ...] = ("started",)
    lang: Lang = "nb"

    def __post_init__(self) -> None:
        if self.week is not None and not (_WEEK.fullmatch(self.week) and dt.date.fromisocalendar(int(self.week[:4]), int(self.week[6:]), 1)):
            raise ValueError(f"{self.week!r} is no ISO week.")


@dataclass(frozen=True)
class Replanned:
    """A plan after events. plan: of what is left of the term; base: the plan before; the rest is told in `Outcome` and `Remaining`."""

    plan: Plan
    base: Plan
    outcome: Outcome
    rest: Remaining


def replan(
    plan: Plan, events: Iterable[Scenario], setting: Setting | None = None, *, budget: int | None = None, effort: Effort | None = None
) -> Replanned:
    """The plan after events that changes as few as possible, with the proof of it in the layers `frozen` and `changes`.

    As few started placements as possible move; then as many as possible have places; then as few as possible of the published placements
    change; then everything else counts, in the order of the policy. With a `budget` the layers of the policy are bettered by as many changes,
    but no more (what the events force comes first). The weeks before `setting.week` are past: see `remaining`.

    Raises InputError where the events do not fit the term, and SolverError where the solver fails.
    """
    asked = _Asked.of(plan, tuple(events), setting or Setting())
    return asked.solved(Solver(asked.problem), budget, effort)


@dataclass(frozen=True)
class Point:
    """What so many changes bring: changes that were made, needs without a place, and the value of each layer of the policy."""

    budget: int | None
    changes: int
    unplaced: int
    values: dict[str, Value]


def replan_curve(plan: Plan, events: Iterable[Scenario], setting: Setting | None = None, *, points: int = 8, effort: Effort | None = None) -> tuple[Point, ...]:
    """What more changes bring: with none that is not forced, then with 1, 2, 4 … more, until more bring nothing; solved each time.

    The last point is the best without any budget. At most `points` are tried before it. Where the effort is asked to stop, the points
    that are found so far are given. Raises as `replan`.
    """
    asked = _Asked.of(plan, tuple(events), setting or Setting())
    solver = Solver(asked.problem)
    best = asked.point(solver, UNLIMITED, effort)
    first = asked.point(solver, 0, effort) if best else None
    if best is None or first is None:
        return (best,) if best else ()
    found, more = [first], 1
    while first.changes + more < best.changes and len(found) < points:
        one = asked.point(solver, first.changes + more, effort)
        if one is None:
            break
        found += [one] if one.values != found[-1].values else []
        more *= 2
    return (*found, best) if best.values != found[-1].values else tuple(found)


@dataclass(frozen=True)
class _Asked:
    """What is solved: the rest of the term after the events, beside the plan before."""

    problem: Problem
    base: Plan
    rest: Remaining
    events: tuple[Scenario, ...]

    @classmethod
    def of(cls, plan: Plan, events: tuple[Scenario, ...], setting: Setting) -> "_Asked":
        """The problem after the events, with the plan as the published one. Raises InputError."""
        problem = plan.problem
        for event in events:
            problem = event(problem)
        problem = beside(problem, plan)
        policy = problem.policy.with_goal(Frozen(begun=setting.frozen), above=problem.policy.layers[0])
        rest = _rest(problem.tables, plan, setting)
        return cls(problem.replace(tables=rest.tables, policy=policy), plan, rest, events)

    def solved(self, solver: Solver, budget: int | None, effort: Effort | None) -> Replanned:
        """The plan, with at most so many changes that the events do not force; None: with the fewest that place as many as possible."""
        asked = self.problem.replace(policy=_few_changes(self.problem.policy, budget))
        plan = solver.solve(asked, effort)
        kept = [one for one in self.base.run.get("audit", ()) if one["act"] in ("swap", "replan")]
        told = {"act": "replan", "before": self.base.run.get("problem", ""), "events": [event.as_json() for event in self.events]}
        plan = replace(plan, run={**plan.run, "audit": [*plan.run["audit"], *kept, told]})
        return Replanned(plan, self.base, outcome(asked, self.base, plan, self.rest), self.rest)

    def point(self, solver: Solver, budget: int, effort: Effort | None) -> Point | None:
        """What the budget brings, None where it was asked to stop before that was found."""
        found = self.solved(solver, budget, effort)
        values = {one.layer: one.value for one in found.plan.reached if one.layer.partition(":")[0] not in ("changes", "hash", "lottery")}
        told = None if budget == UNLIMITED else budget
        return None if found.plan.ended == Ended.STOPPED else Point(told, found.outcome.changes, len(found.plan.unplaced), values)


def _rest(tables: Tables, plan: Plan, setting: Setting) -> Remaining:
    """What is left of the term; what began before the week has started."""
    if setting.week is None:
        return Remaining(tables)
    week, previous = setting.week, tables["previous"]
    began = {period for period, weeks in side_by_side(tables["periods"], "period", "weeks") if min(weeks) < week}
    started = previous["period"].isin(began) & (previous["status"] != "ended")
    held = plan.placements[plan.placements["need"].isin(previous["need"])]
    told = tables.replace(previous=previous.assign(status=previous["status"].mask(started, "started").astype("str")))
    return remaining(told, held, week, setting.lang)


def _few_changes(policy: Policy, budget: int | None) -> Policy:
    """The policy with fewest changes below who is placed; with a budget above it, and below what is frozen."""
    if budget == UNLIMITED:
        return policy.with_goal(Changes())
    others = [name for name in policy.layers if name not in ("changes", "frozen")]
    last = max((others.index(name) for name in FIRST if name in others), default=-1) if budget is None else -1
    above = others[last + 1] if last + 1 < len(others) else ""
    goal: Goal = Changes(free=budget or 0)
    return policy.with_goal(goal, above=above)
