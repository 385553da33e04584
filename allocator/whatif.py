"""What if: each scenario solved beside the same base plan, on a solver that stays warm, and compared with it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from allocator.compare import Comparison, compare
from allocator.intake.scenario import Scenario, applied, told
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.solver import Solver
from allocator.system import Effort, Ended
from allocator.text import Lang, Message, Text

_LINE = Text("{name}: {counts}", "{name}: {counts}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, eq=False)
class Outcome:
    """One scenario: the plan under it, and how that plan compares with the base. met: what each step met, in words; slug: its folder."""

    scenario: Scenario
    plan: Plan
    comparison: Comparison
    met: tuple[Message, ...]
    slug: str


@dataclass(frozen=True, eq=False)
class Outlook:
    """The base plan and what becomes of it under each scenario, in the order in which they were given; missing: those not finished when asked to stop."""

    base: Plan
    outcomes: tuple[Outcome, ...]
    missing: tuple[str, ...] = ()

    def say(self, lang: Lang = "nb") -> str:
        """For each scenario how many gain, lose and move."""
        lines = [one.comparison.say(lang).split("\n") for one in self.outcomes]
        return "\n".join(_LINE.say(lang, name=one.scenario.name, counts=" ".join(said[:2])) for one, said in zip(self.outcomes, lines, strict=True))

    def __str__(self) -> str:
        return self.say("en")


def whatif(
    base: Problem | Plan, scenarios: Iterable[Scenario], effort: Effort | None = None, *, tell: Callable[[str], None] | None = None
) -> Outlook:
    """What becomes of a plan under each scenario: as good a plan as there is, and of those the one that changes the fewest placements.

    base: a plan, or a problem, which is then solved first; tell: is told the name of each scenario before it is solved.
    Where the effort is asked to stop, the scenarios that are not finished are named in `missing`.
    Raises InputError with the faults of all scenarios, before anything is solved, and SolverError where the solver fails.
    """
    scenarios = tuple(scenarios)
    problem = base.problem if isinstance(base, Plan) else base
    problems = applied(scenarios, problem)
    solver = Solver(problem)
    plan = base if isinstance(base, Plan) else solver.solve(effort=effort)
    outcomes: list[Outcome] = []
    for scenario, changed in zip(scenarios, problems, strict=True):
        if effort and effort.stopped:
            break
        if tell:
            tell(scenario.name)
        found = solver.solve(changed, effort, beside=plan)
        if found.ended == Ended.STOPPED:
            break
        found = replace(found, run={**found.run, "scenario": scenario.as_json()})
        slug = _slug(scenario.name, {"base", *(one.slug for one in outcomes)})
        outcomes.append(Outcome(scenario, found, compare(plan, found), told(changed, scenario), slug))
    return Outlook(plan, tuple(outcomes), tuple(one.name for one in scenarios[len(outcomes) :]))


def _slug(name: str, taken: set[str]) -> str:
    """A folder's name: the words of the scenario's name in small letters, unlike those that are taken."""
    stem = "-".join(_WORD.findall(name.casefold()))[:60].strip("-") or "scenario"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
