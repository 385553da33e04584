"""Other plans that are as good where it matters most, and differ in what comes after: what each gives, and what it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from allocator import solvers
from allocator.check import check
from allocator.compare import Weighed, compare
from allocator.formulate import formulate
from allocator.goals import GOALS, Goal
from allocator.intake.scenario import Scenario
from allocator.invest.market import UNRANKED
from allocator.plan import Plan
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.system import Effort, Limit, System
from allocator.text import Lang, Text, number
from allocator.whatif import Outcome, Outlook, whatif

FIRST = ("at_risk", "placed", "specials")
"""Goals that no alternative gives anything of."""

TRADED = ("shares", "program_shares", "travel", "worst", "wishes", "home", "cost", "weights", "unused", "company", "load")
"""Goals that may be put first among the rest, in the order in which they are tried."""

_NAME = Text("{goal} først", "{goal} first")
_HEAD = Text("{name}: {changes} behov er annerledes enn i planen.", "{name}: {changes} needs are not as in the plan.")
_GIVES = Text("  Bedre: {layer} {before} → {after} {unit}", "  Better: {layer} {before} → {after} {unit}")
_TAKES = Text("  Verre: {layer} {before} → {after} {unit}", "  Worse: {layer} {before} → {after} {unit}")
_POINTS = Text("  Mulige mellomting ({one} / {other}): {points}", "  What lies between ({one} / {other}): {points}")
_BETWEEN = Text("{name} (det som ligger mellom)", "{name} (what lies between)")
_NOTHING = Text(
    "Ingen annen rekkefølge av målene gir en plan som skiller seg vesentlig fra denne.",
    "No other order of the goals gives a plan that differs materially from this one.",
)


@dataclass(frozen=True, eq=False)
class Trade:
    """What one alternative gives and takes.

    gives, takes: layers that are better and worse than in the plan, values before and after; goals: the first that it takes of, and
    the one that it puts first; points: exact points between these two, the plan's own first: (value of the one, least value of the
    other with no more of the one), all goals above them as they are; empty where the one cannot be bounded
    """

    outcome: Outcome
    gives: tuple[Weighed, ...]
    takes: tuple[Weighed, ...]
    goals: tuple[Text, Text]
    points: tuple[tuple[int, int], ...]

    def say(self, lang: Lang) -> str:
        """The trade in words."""
        lines = [_HEAD.say(lang, name=self.outcome.scenario.name, changes=self.outcome.comparison.changes)]
        for text, layers in ((_GIVES, self.gives), (_TAKES, self.takes)):
            lines += [text.say(lang, layer=one.title, before=_said(one.before, lang), after=_said(one.after, lang), unit=one.unit) for one in layers]
        if self.points:
            points = " · ".join(f"{number(one, lang)} / {number(other, lang)}" for one, other in self.points)
            lines.append(_POINTS.say(lang, one=self.goals[0], other=self.goals[1], points=points))
        return "\n".join(lines)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The trade as plain values."""
        gives, takes = (
            [{"layer": one.layer, "title": one.title.say(lang), "before": one.before, "after": one.after} for one in layers]
            for layers in (self.gives, self.takes)
        )
        return {
            "name": self.outcome.scenario.name, "folder": self.outcome.slug, "scenario": self.outcome.scenario.as_json(),
            "changes": self.outcome.comparison.changes, "gives": gives, "takes": takes, "points": [list(point) for point in self.points],
        }  # fmt: skip


@dataclass(frozen=True, eq=False)
class Alternatives:
    """The alternatives as an outlook (which `save` writes as folders), and what each of them trades, in the same order.

    missing: what was not tried when asked to stop: alternatives by name, and those whose points between are not all found
    """

    outlook: Outlook
    trades: tuple[Trade, ...]
    missing: tuple[str, ...] = ()

    def say(self, lang: Lang = "nb") -> str:
        """Each alternative with what it gives and takes."""
        return "\n".join(one.say(lang) for one in self.trades) or _NOTHING.say(lang)

    def __str__(self) -> str:
        return self.say("en")

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The alternatives as plain values."""
        return {"alternatives": [one.as_json(lang) for one in self.trades], "missing": list(self.missing)}


def alternatives(base: Problem | Plan, most: int = 3, *, lang: Lang = "nb", least: float = 0.02, effort: Effort | None = None) -> Alternatives:
    """At most so many plans that place as many, and differ from the plan and from each other in at least this share of the needs.

    Each puts another goal first among those that come after the placing, and changes as little as can be else; those that differ the most
    are taken. lang: the language of their names. Raises SolverError where the solver fails.
    """
    problem = base.problem if isinstance(base, Plan) else base
    spoken = _spoken(problem) if most > 0 else frozenset()
    orders = [(goal, layers) for goal, layers in _orders(problem.policy) if goal.code in spoken]
    outlook = whatif(base, [Scenario(_NAME.say(lang, goal=goal.title)).policy(layers=list(layers)) for goal, layers in orders], effort)
    kept = _apart(outlook, most, max(1, round(least * len(problem.tables["needs"]))))
    trades, between = list[Trade](), list[str]()
    for at in kept:
        trades.append(_trade(outlook.base, outlook.outcomes[at], orders[at][0], effort or Effort()))
        between += [_BETWEEN.say(lang, name=trades[-1].outcome.scenario.name)] if effort and effort.stopped else []
    return Alternatives(Outlook(outlook.base, tuple(one.outcome for one in trades)), tuple(trades), (*outlook.missing, *between))


def _orders(policy: Policy) -> Iterator[tuple[type[Goal], tuple[str, ...]]]:
    """Each goal that can be put first among the rest, with the layers in that order; not the one that is first already."""
    goals = {goal.code: goal for goal in GOALS if goal.code in TRADED}
    last = max((policy.layers.index(name) for name in FIRST if name in policy.layers), default=-1) + 1
    head, rest = policy.layers[:last], policy.layers[last:]
    for code in TRADED:
        if code not in (*head, *rest[:1]):
            yield goals[code], (*head, code, *(name for name in rest if name != code))


def _spoken(problem: Problem) -> frozenset[str]:
    """Goals that tell any two placements of this problem apart; putting another one first changes nothing."""
    layers = problem.policy.layers
    every = Scenario("").policy(layers=[*layers, *(code for code in TRADED if code not in layers)])(problem)
    system = formulate(every).system
    priced = {int(limit.price.layer) for limit in system.limits if limit.price is not None}
    told = [one for at, one in enumerate(system.layers) if at in priced or one.share is not None or (one.costs is not None and one.costs.any())]
    return frozenset(one.name.partition(":")[0] for one in told)


def _apart(outlook: Outlook, most: int, least: int) -> list[int]:
    """Alternatives by position, in order, the one farthest from all that are kept taken first."""
    plans = [one.plan for one in outlook.outcomes]
    near = [one.comparison.changes for one in outlook.outcomes]
    kept: list[int] = []
    while len(kept) < most and max(near, default=0) >= least:
        farthest = near.index(max(near))
        kept.append(farthest)
        near = [min(before, compare(plans[farthest], plan).changes) for before, plan in zip(near, plans, strict=True)]
    return sorted(kept)


def _trade(base: Plan, outcome: Outcome, goal: type[Goal], effort: Effort) -> Trade:
    told = [one for one in _measured(base, outcome) if one.before != one.after]
    takes = tuple(one for one in told if not _less(one))
    summed = [one.layer for one in takes if isinstance(one.before, int) and isinstance(one.after, int)]
    given = next((name for name in base.problem.policy.layers if name in summed), goal.code)
    titles = {one.code: one.title for one in GOALS}
    points = tuple(_points(base, outcome, (given, goal.code), effort)) if given != goal.code else ()
    return Trade(outcome, tuple(one for one in told if _less(one)), takes, (titles[given], goal.title), points)


def _measured(base: Plan, outcome: Outcome) -> list[Weighed]:
    """The layers that say how good a plan is, each measured in both plans by the alternative's policy."""
    before, after = (check(outcome.plan.problem, plan.placements).values for plan in (base, outcome.plan))
    words = {one.layer: one for one in outcome.comparison.layers}
    return [replace(words[name], before=before[name], after=after[name]) for name in after if name in words and name.partition(":")[0] not in UNRANKED]


def _less(one: Weighed) -> bool:
    """Whether a layer is better after than before: less of a sum, more of the smallest shares."""
    if isinstance(one.before, tuple) and isinstance(one.after, tuple):
        return [chosen / of for chosen, of in one.after] > [chosen / of for chosen, of in one.before]
    return bool(one.after < one.before)  # type: ignore[operator]


def _points(base: Plan, outcome: Outcome, codes: tuple[str, str], effort: Effort, between: int = 3) -> Iterator[tuple[int, int]]:
    """Exact points between the two plans: the least of the second goal where the first is bounded, then the least of the first."""
    ends = [check(outcome.plan.problem, plan.placements).values[codes[0]] for plan in (base, outcome.plan)]
    system = formulate(outcome.plan.problem).system
    names = [layer.name for layer in system.layers]
    low, high = int(ends[0]), int(ends[1])  # type: ignore[arg-type]
    layer = system.layers[names.index(codes[0])]
    priced = any(limit.price is not None and limit.price.layer == names.index(codes[0]) for limit in system.limits)
    if high <= low or priced or layer.costs is None or (layer.costs < 0).any() or system.layers[names.index(codes[1])].costs is None:
        return
    last = names.index(codes[0])
    seen: set[tuple[int, int]] = set()
    for at in range(between + 2):
        answer = solvers.solve(_bounded(system, last, low + (high - low) * at // (between + 1)), effort)
        if effort.stopped:
            return
        found = {one.layer: one.value for one in answer.reached}
        point = int(found[codes[0]]), int(found[codes[1]])  # type: ignore[arg-type]
        if point not in seen:
            seen.add(point)
            yield point


def _bounded(system: System, layer: int, most: int) -> System:
    """The System down to a layer whose sum is at most so much."""
    costs = np.asarray(system.layers[layer].costs)
    at = np.flatnonzero(costs)
    bound = Limit(at, np.zeros(len(at), dtype=np.int64), most=np.array([most - system.layers[layer].constant]), weight=costs[at])
    kept = tuple(limit for limit in system.limits if limit.price is None or int(limit.price.layer) <= layer)
    return replace(system, limits=(*kept, bound), layers=system.layers[: layer + 1])


def _said(value: Any, lang: Lang) -> str:
    return ", ".join(f"{chosen}/{of}" for chosen, of in value) if isinstance(value, tuple) else number(value or 0, lang)
