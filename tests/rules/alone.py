"""A rule's table of situations, decided by hand: each is put before both halves of the rule, alone."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from allocator.check import describe
from allocator.formulate import formulate
from allocator.problem import Problem
from allocator.rules import Rule
from allocator.system import NONE
from tests.make import problem
from tests.rules.far import alone

Tables = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Case:
    """A situation: one placement in a tiny problem, and whether it is allowed."""

    says: str
    allowed: bool
    tables: Tables
    rule: Rule | None
    placement: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.says}: {'yes' if self.allowed else 'no'}"

    def judged(self, rule: Rule) -> tuple[bool, bool]:
        """What the two halves say, solver half first."""
        return judged(self.rule or rule, problem(**self.tables), **self.placement)


def yes(says: str, rule: Rule | None = None, *, at: dict[str, str] | None = None, **tables: list[dict[str, Any]]) -> Case:
    """A situation that is allowed. rule: with other parameters than usual; at: need, offer, period, supervisor of the placement."""
    return Case(says, True, tables, rule, at or {})


def no(says: str, rule: Rule | None = None, *, at: dict[str, str] | None = None, **tables: list[dict[str, Any]]) -> Case:
    """A situation that is not allowed."""
    return Case(says, False, tables, rule, at or {})


def judged(rule: Rule, term: Problem, *, need: str = "n1", offer: str = "o1", period: str = "P1", supervisor: str = "") -> tuple[bool, bool]:
    """Whether the rule alone allows a placement: is it an option in the solver half, is it without a breach in the checker half."""
    asked = term.replace(policy=alone(rule))
    placement = {"need": need, "offer": offer, "period": period, "supervisor": supervisor}
    return optional(asked, placement), breaches(rule, asked, placement).empty


def optional(term: Problem, placement: dict[str, str]) -> bool:
    """Whether the placement is among the options."""
    options = formulate(term).options
    found = options.team == NONE
    if placement["supervisor"]:
        found = options.team == options.table("supervisors")["team"][options.words["supervisors"].index(placement["supervisor"])]
    for name in ("need", "offer", "period"):
        found = found & (getattr(options, name) == options.words[f"{name}s"].index(placement[name]))
    return bool(found.any())


def breaches(rule: Rule, term: Problem, *placements: dict[str, str]) -> pd.DataFrame:
    """The breaches of these placements; each can be told in both languages, to planners and to the student."""
    found = rule.breaches(describe(term, pd.DataFrame(list(placements), columns=["need", "offer", "period", "supervisor"])), term.tables)
    assert (found["units"] >= 1).all()
    for row in found.to_dict("records"):
        for text in (rule.breach, rule.own):
            for lang in ("nb", "en"):
                said = text.say(lang, **{name: row[name] for name in text.fields})
                assert "nan" not in said.split(), said
                assert "NaT" not in said, said
    return found
