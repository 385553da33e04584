"""Why not this wish, and the smallest change that would have given a place: every answer is solved again before it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
import pandas as pd

from allocator.check import describe
from allocator.errors import QuestionError
from allocator.explain.account import Account, Wished
from allocator.explain.change import Change, Kind
from allocator.explain.search import candidates
from allocator.explain.sight import Seen, Sight
from allocator.explain.tell import account, fulfils, site_name
from allocator.explain.trial import Outcome, Trials
from allocator.system import NONE, Ints
from allocator.text import Message, Text

_SEVERAL = Text(
    "Studenten «{student}» har flere behov. Si hvilket: {needs}.",
    "The student “{student}” has several needs. Say which: {needs}.",
)
_NO_WISH = Text("Studenten har ikke noe ønske {rank}.", "The student has no wish {rank}.")


@dataclass(frozen=True)
class WishAnswer:
    """Why a wish was not fulfilled: what the rules say to the student (own words), or what came of granting it (outcome)."""

    wish: Wished
    own: tuple[Message, ...] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Tried:
    """A change that was solved again, and what came of it. flips: whether the need then has a place; site_name: where, "" where it has none."""

    change: Change
    outcome: Outcome
    flips: bool
    site_name: str


@dataclass(frozen=True)
class WhyNot:
    """What stands in the way of a need, verified.

    wishes: each wish that was not fulfilled; tried: the changes that were solved again, none where the need has a place
    found: for each kind of change how many there were to try; solved: how many times it was solved again
    """

    account: Account
    wishes: tuple[WishAnswer, ...]
    tried: tuple[Tried, ...]
    found: dict[Kind, int]
    solved: int

    @property
    def ways(self) -> tuple[Tried, ...]:
        """The changes that give the need a place."""
        return tuple(one for one in self.tried if one.flips)

    def smallest(self, kind: Kind) -> bool:
        """Whether the first way of a kind is proved the smallest of its kind: everything smaller was tried, and every answer proved."""
        mine = [one for one in self.tried if one.change.kind == kind]
        first = next((at for at, one in enumerate(mine) if one.flips), None)
        return first is not None and all(one.outcome.proved for one in mine[: first + 1])


class Asker:
    """A plan that many are asked about: it is formulated once, and its solver stays warm."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.trials = Trials(sight.plan)

    def ask(self, need: int, *, wish: int | None = None, tries: int = 6) -> WhyNot:
        """What stands in the way of a need. wish: of this wish alone; tries: at most so many changes of each kind.

        Raises QuestionError where there is no such wish.
        """
        told, before = account(self.sight, need), self.trials.solved
        reached = told.given.wish if told.given else None
        asked = [one for one in told.wishes if one.rank == wish or (wish is None and (reached is None or one.rank < reached))]
        if wish is not None and not asked:
            raise QuestionError(_NO_WISH.of(rank=wish))
        wishes = tuple(self._wish(need, one) for one in asked if one.outcome != "placed")
        every = list(candidates(self.sight, need, told)) if told.given is None and wish is None else []
        found = {kind: sum(one.kind == kind for one in every) for kind in get_args(Kind)}
        tried = tuple(answer for kind in found for answer in self._tried([one for one in every if one.kind == kind][:tries]))
        return WhyNot(told, wishes, tried, found, self.trials.solved - before)

    def _tried(self, changes: list[Change]) -> Iterator[Tried]:
        """Each change solved again, until the first that gives a place."""
        for change in changes:
            outcome = self.trials.solve(change(self.trials.problem), change.need)
            placed = outcome.placed.get(change.need)
            yield Tried(change, outcome, placed is not None, self._site(placed[0]) if placed else "")
            if placed:
                return

    def _site(self, offer: str) -> str:
        options = self.sight.formulated.options
        return site_name(self.sight, int(options.table("offers")["site"][options.words["offers"].index(offer)]))

    def _wish(self, need: int, wish: Wished) -> WishAnswer:
        if wish.outcome == "nothing":
            return WishAnswer(wish)
        seen, row = self.sight.seen(need), self._row(need, wish)
        if wish.outcome == "shut":
            asked = np.flatnonzero(fulfils(seen.options, row))
            least = asked[np.argmin(seen.shut[asked].sum(axis=1))]
            return WishAnswer(wish, own=tuple(_own(self.sight, seen, int(least))))
        mine = self.sight.formulated.options.take(self.sight.allowed(need))
        there = mine.take(fulfils(mine, row))
        places = sorted({(there.words["offers"][offer], there.words["periods"][period]) for offer, period in zip(there.offer, there.period, strict=True)})
        word = mine.words["needs"][need]
        return WishAnswer(wish, outcome=self.trials.solve(self.trials.insisting(word, tuple(places)), word))

    def _row(self, need: int, wish: Wished) -> int:
        """The row of a wish."""
        options = self.sight.formulated.options
        wishes = options.table("wishes")
        return int(np.flatnonzero((wishes["student"] == options.table("needs")["student"][need]) & (wishes["rank"] == wish.rank))[0])


def one_need(sight: Sight, student: str, needs: Ints) -> int:
    """The only need of a student. Raises QuestionError where there are several."""
    if len(needs) > 1:
        raise QuestionError(_SEVERAL.of(student=student, needs=tuple(sight.formulated.options.words["needs"][one] for one in needs)))
    return int(needs[0])


def _own(sight: Sight, seen: Seen, option: int) -> Iterator[Message]:
    """What each rule that shuts an option says to the student concerned, from the checker's half of the rule."""
    options, problem = seen.options, sight.plan.problem
    words = options.words
    member: Any = np.flatnonzero(options.table("supervisors")["team"] == options.team[option]) if options.team[option] != NONE else []
    row = {
        "need": words["needs"][options.need[option]], "offer": words["offers"][options.offer[option]], "period": words["periods"][options.period[option]],
        "supervisor": words["supervisors"][member[0]] if len(member) else "",
    }  # fmt: skip
    placed = describe(problem, pd.DataFrame([row]))
    for rule, shut in zip(seen.rules, seen.shut[option], strict=True):
        found: Any = rule.breaches(placed, problem.tables).to_dict("records") if shut else []
        for breach in found[:1]:
            said = {name: breach[name] for name in rule.own.fields}
            if "site" in said:
                said["site"] = site_name(sight, int(options["sites"].row[option]))
            yield rule.own.of(**said)
