"""A swap carried out: every student concerned has confirmed it."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from allocator.check import describe
from allocator.errors import BrokenPlan, InputError
from allocator.intake.alone import read_alone
from allocator.intake.faults import fault
from allocator.plan import PLACEMENTS, Plan
from allocator.problem import Problem
from allocator.published.swap import Swap
from allocator.published.who import needs_of
from allocator.rows.decision import Confirmation
from allocator.system import Ended
from allocator.tables import plain, side_by_side
from allocator.text import Text

_NOT_CONFIRMED = Text("«{need}» har ikke bekreftet å overta plassen til «{other}».", "“{need}” has not confirmed taking the place of “{other}”.")
_CONFIRM = Text(
    "Legg til en rad med behov, hvem plassen overtas fra, hvem som bekreftet, og hvorfor.",
    "Add a row with need, whose place is taken, who confirmed, and why.",
)


def read_confirmations(path: str | Path, problem: Problem) -> pd.DataFrame:
    """The confirmations of a csv or workbook: columns need, takes (needs), who, why. Raises InputError with every fault."""
    found = read_alone(path, Confirmation)
    words = needs_of(problem, [*found["need"], *found["takes"]])
    return found.assign(need=list(words[: len(found)]), takes=list(words[len(found) :]))


def carry_out(problem: Problem, plan: Plan, swap: Swap, confirmations: pd.DataFrame) -> Plan:
    """The plan after a swap, with what each student confirmed in the audit part of `run`; the problem and the bounds are as they were.

    confirmations: columns need, takes, who, why. Where the problem is not the plan's own, no bound is claimed.
    Raises BrokenPlan where a rule stops the swap, and InputError with every confirmation that is missing.
    """
    if not swap.allowed:
        raise BrokenPlan(swap.after)
    _confirmed(swap, confirmations)
    same = problem.digest() == plan.problem.digest()
    values = swap.after.values
    reached = tuple(
        replace(one, value=values[one.layer], ended=Ended.PROVED if values[one.layer] == one.bound else Ended.BY_HAND) for one in plan.reached if same
    )
    run = {name: value for name, value in plan.run.items() if name != "command"}
    run |= {"problem": problem.digest(), "audit": [*plan.run.get("audit", ()), *_acts(swap, confirmations)]}
    return Plan(problem, _placements(problem, swap.placements), plan.unplaced, reached, Ended.BY_HAND, plan.solver, run)


def _confirmed(swap: Swap, confirmations: pd.DataFrame) -> None:
    given = set(side_by_side(confirmations, "need", "takes"))
    asked = zip(swap.needs, (*swap.needs[1:], swap.needs[0]), strict=True)
    missing = [pair for pair in asked if pair not in given]
    if missing:
        raise InputError([fault("confirmations", _NOT_CONFIRMED.of(need=need, other=other), _CONFIRM.of(), code="unconfirmed") for need, other in missing])


def _acts(swap: Swap, confirmations: pd.DataFrame) -> list[dict[str, str]]:
    """One act for each need: what it took, from whom, who confirmed and why."""
    given = confirmations.drop_duplicates(["need", "takes"]).set_index(["need", "takes"])
    acts = []
    for at, side in enumerate(plain(swap.sides)):
        takes = swap.needs[(at + 1) % len(swap.needs)]
        told = given.loc[(side["need"], takes)]
        place = {name: side[name] for name in ("need", "offer", "period", "supervisor") if side[name]}
        acts.append({"act": "swap", **place, "takes": takes, "who": str(told["who"]), "why": str(told["why"])})
    return acts


def _placements(problem: Problem, placements: pd.DataFrame) -> pd.DataFrame:
    """The placements with all that a plan says of them."""
    placed = describe(problem, placements)
    placed = placed.assign(first_day=placed["periods.first_day"], last_day=placed["periods.last_day"])
    return placed[list(PLACEMENTS)].sort_values("need", ignore_index=True)
