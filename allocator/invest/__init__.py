"""Where to put more places, or whom to train: decided with everything else, not one after the other, and solved again before it is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from allocator.compare import Comparison, compare
from allocator.intake.scenario import Scenario
from allocator.invest.market import UNRANKED, Buy, Kind, Market, asked_of
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.solver import Solver
from allocator.system import Effort, Ended
from allocator.text import Lang, Text

_NAME = "Flere plasser og veiledere"
_HEAD = Text("Med {spent} av {budget}: {placed} har plass (nå {before}).", "With {spent} of {budget}: {placed} placed (now {before}).")
_NOTHING = Text("  Ingenting av dette ville gjort planen bedre.", "  Nothing of this would make the plan better.")


@dataclass(frozen=True, eq=False)
class Point:
    """What a budget brings. budget, spent: units of money (places, where all cost one); buys: on what; plan: solved with them beside the base."""

    budget: int
    spent: int
    buys: tuple[Buy, ...]
    plan: Plan

    @property
    def placed(self) -> int:
        """How many are placed."""
        return len(self.plan.placements)


@dataclass(frozen=True, eq=False)
class Investment:
    """The curve of what each budget brings, the last point for the whole of it; missing: budgets not finished when asked to stop."""

    base: Plan
    curve: tuple[Point, ...]
    missing: tuple[int, ...] = ()

    @property
    def comparison(self) -> Comparison:
        """The plan of the whole budget beside the base."""
        return compare(self.base, self.curve[-1].plan)

    def scenario(self) -> Scenario:
        """The purchases of the whole budget as a scenario."""
        return _scenario(self.base.problem, self.curve[-1].buys)

    def say(self, lang: Lang = "nb") -> str:
        """What to buy for the whole budget, and what it brings."""
        last = self.curve[-1]
        head = _HEAD.say(lang, spent=last.spent, budget=last.budget, placed=last.placed, before=len(self.base.placements))
        return "\n".join([head, *(one.say(lang) for one in last.buys)] if last.buys else [head, _NOTHING.say(lang)])

    def __str__(self) -> str:
        return self.say("en")

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The curve as plain values, with the purchases as a scenario and the comparison."""
        points = [
            {"budget": one.budget, "spent": one.spent, "placed": one.placed, "minutes": int(one.plan.placements["minutes"].sum()),
             "buys": [{"kind": buy.kind, "name": buy.name, "site": buy.site, "count": buy.count, "cost": buy.cost} for buy in one.buys]}
            for one in self.curve
        ]  # fmt: skip
        return {"curve": points, "missing": list(self.missing), "scenario": self.scenario().as_json(), "comparison": self.comparison.as_json(lang)}


def invest(
    base: Problem | Plan, *, places: int = 0, supervisors: int = 0, prices: Mapping[str, int] | None = None, points: int = 12, effort: Effort | None = None
) -> Investment:
    """Where so many more places, and the training of so many supervisors, bring the most by the policy's own order of goals.

    places, supervisors: the budgets, each in its own unit; prices: of a place by offer, of a training by supervisor, 1 where none is given;
    points: at most so many points of the curve. Ceilings, teams, agreements and all other rules hold as they are; a supervisor who is
    trained has the education that the courses ask for. Purchases are decided with the plan in one optimisation, then put into the tables
    and solved again: what is told is what came of that. Among the best, the cheapest. Raises SolverError where the solver fails.
    """
    solver = Solver(base.problem if isinstance(base, Plan) else base)
    plan = base if isinstance(base, Plan) else solver.solve(effort=effort)
    market = Market.of(plan.problem, {"places": places, "supervisors": supervisors}, prices or {})
    curve = [Point(0, 0, (), plan)]
    budgets = [_budget(places, supervisors, share) for share in _shares(max(places, supervisors), points)]
    for at, budget in enumerate(budgets):
        buys = market.best(budget, effort or Effort())
        if effort and effort.stopped:
            return Investment(plan, tuple(curve), tuple(sum(one.values()) for one in budgets[at:]))
        if buys == curve[-1].buys:
            curve.append(replace(curve[-1], budget=sum(budget.values())))
            continue
        found = solver.solve(_scenario(plan.problem, buys)(plan.problem), effort, beside=plan)
        if found.ended == Ended.STOPPED:
            return Investment(plan, tuple(curve), tuple(sum(one.values()) for one in budgets[at:]))
        point = Point(sum(budget.values()), sum(one.cost for one in buys), buys, found)
        curve.append(point if quality(found) < quality(curve[-1].plan) else replace(curve[-1], budget=point.budget))
    return Investment(plan, tuple(curve))


def _budget(places: int, supervisors: int, share: tuple[int, int]) -> dict[Kind, int]:
    return {"places": places * share[0] // share[1], "supervisors": supervisors * share[0] // share[1]}


def _shares(most: int, points: int) -> Iterator[tuple[int, int]]:
    """The budgets of the curve, as shares of the whole: each unit, or `points` of them."""
    steps = min(most, points)
    return ((at, steps) for at in range(1, steps + 1))


def _scenario(problem: Problem, buys: tuple[Buy, ...]) -> Scenario:
    scenario = Scenario(_NAME)
    for one in buys:
        if one.kind == "places":
            scenario = scenario.change("offers", {"offer": one.name}, places=f"+{one.count}")
    trained = [one.name for one in buys if one.kind == "supervisors"]
    return scenario.change("supervisors", {"supervisor": trained}, ects=asked_of(problem)) if trained else scenario


def quality(plan: Plan) -> tuple[Any, ...]:
    """The values of the layers that say how good a plan is, as a tuple that is less where it is better."""
    reached = [one for one in plan.reached if one.layer.partition(":")[0] not in UNRANKED]
    return tuple(tuple((-chosen / of, -chosen) for chosen, of in one.value) if isinstance(one.value, tuple) else one.value for one in reached)
