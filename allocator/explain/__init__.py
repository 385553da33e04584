"""Why a student got this place, or none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allocator.errors import QuestionError
from allocator.explain.account import Account
from allocator.explain.answers import answer_json, answer_text
from allocator.explain.letter import letter
from allocator.explain.repair import Prices
from allocator.explain.repaired import Repair, repaired
from allocator.explain.shortfall import Certificate, certificate
from allocator.explain.sight import Sight
from allocator.explain.tell import account
from allocator.explain.values import Values, valued
from allocator.explain.why_not import Asker, WhyNot, one_need
from allocator.explain.words import say
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.system import Effort
from allocator.text import Lang, Text

_NEITHER = Text("Si hvilken student eller hvilket behov det gjelder.", "Say which student or which need it is about.")
_NO_NEED = Text(
    "Studenten «{student}» har ingen behov for praksis i dette semesteret.",
    "The student “{student}” has no need of a placement in this term.",
)


@dataclass(frozen=True)
class Explanation:
    """Why a student got what the plan gives: one account for each need. It speaks of no other student but in numbers."""

    student: str
    accounts: tuple[Account, ...]

    def say(self, lang: Lang = "nb") -> str:
        """The reasons in words, for planners."""
        return "\n\n\n".join(say(one, lang) for one in self.accounts)

    def letter(self, lang: Lang = "nb") -> str:
        """The text of a letter to the student: the place, or the reasons and the next step."""
        return letter(self.student, self.accounts, lang)

    def as_json(self, lang: Lang = "nb") -> dict[str, Any]:
        """The same as plain values."""
        return {"student": self.student, "needs": [one.as_json(lang) for one in self.accounts], "says": self.say(lang)}

    def __str__(self) -> str:
        return self.say("en")


def explain(problem: Problem, plan: Plan, *, student: str = "", need: str = "") -> Explanation:
    """Why a student, or one need, got this place or none.

    Raises QuestionError where there is no such student or need (with the nearest one), or where the plan is not one of this problem.
    """
    sight = Sight.of(plan_of(problem, plan))
    if not student and not need:
        raise QuestionError(_NEITHER.of())
    return explained(sight, (sight.need(need),)) if need else explained(sight, needs_of(sight, student))


def explain_all(problem: Problem, plan: Plan) -> Iterator[Explanation]:
    """The explanation of every student with a need, in the order of the students. Raises QuestionError as `explain` does."""
    sight = Sight.of(plan_of(problem, plan))
    for student in sight.formulated.options.words["students"]:
        needs = tuple(int(one) for one in sight.needs_of(student))
        if needs:
            yield explained(sight, needs)


@dataclass(frozen=True)
class Answer:
    """What stands in the way of one need, verified by solving again (see `WhyNot`)."""

    found: WhyNot

    def say(self, lang: Lang = "nb") -> str:
        """The answer in words, for planners."""
        return answer_text(self.found, lang)

    def as_json(self, lang: Lang = "nb") -> dict[str, Any]:
        """The same as plain values."""
        return answer_json(self.found, lang)

    def __str__(self) -> str:
        return self.say("en")


def why_not(problem: Problem, plan: Plan, *, student: str = "", need: str = "", wish: int | None = None, tries: int = 6) -> Answer:
    """Why each wish was not fulfilled and what granting it would cost, and the small changes that would have given a place.

    wish: about this wish alone; tries: at most so many changes of each kind. Every change is solved again, beside the plan.
    Raises QuestionError where there is no such student, need or wish, or where the student has several needs.
    """
    sight = Sight.of(plan_of(problem, plan))
    asked = sight.need(need) if need else one_need(sight, student, sight.needs_of(student))
    return Answer(Asker(sight).ask(asked, wish=wish, tries=tries))


def why_not_all(problem: Problem, plan: Plan, student: str, *, wish: int | None = None, tries: int = 6) -> tuple[Answer, ...]:
    """The same for every need of a student."""
    sight = Sight.of(plan_of(problem, plan))
    asker = Asker(sight)
    return tuple(Answer(asker.ask(one, wish=wish, tries=tries)) for one in needs_of(sight, student))


def values(problem: Problem, plan: Plan, *, most: int | None = None, effort: Effort | None = None) -> Values:
    """What one more and one fewer of each bound that the plan reaches is worth: offers, ceilings, teams, quotas; each solved again.

    most: at most so many bounds, those first that most needs without a place press on. The goals down to who is placed and to travel
    count; what later ones would choose between is left open.
    Raises QuestionError where the plan is not one of this problem.
    """
    return valued(Sight.of(plan_of(problem, plan)), most, effort)


def shortfall(problem: Problem, plan: Plan) -> Certificate:
    """Why so many stand without a place: needs that want more than there is, each group a certificate that can be counted.

    Raises QuestionError where the plan is not one of this problem.
    """
    return certificate(Sight.of(plan_of(problem, plan)))


def repair(problem: Problem, plan: Plan, *, prices: Prices | None = None) -> Repair:
    """The cheapest list of places, supervisors, documents, agreements, windows and minutes that would place those who stand without.

    It is found by optimisation under the prices, those of `Prices` where none are given, and solved again before it is told.
    Raises QuestionError where the plan is not one of this problem.
    """
    return repaired(Sight.of(plan_of(problem, plan)), prices or Prices())


def plan_of(problem: Problem, plan: Plan) -> Plan:
    """The plan as one of this problem; a plan keeps its own policy and published plan where the term is the same."""
    if problem is plan.problem or problem.digest() == plan.problem.digest():
        return plan
    return Plan(problem, plan.placements, plan.unplaced, plan.reached, plan.ended, plan.solver, plan.run)


def needs_of(sight: Sight, student: str) -> tuple[int, ...]:
    """The needs of a student, positions. Raises QuestionError where the student is unknown or has none."""
    needs = tuple(int(one) for one in sight.needs_of(student))
    if not needs:
        raise QuestionError(_NO_NEED.of(student=student))
    return needs


def explained(sight: Sight, needs: tuple[int, ...]) -> Explanation:
    """The explanation of some needs of one student."""
    accounts = tuple(account(sight, one) for one in needs)
    return Explanation(accounts[0].student, accounts)
