"""One late student, or one freed place: what there is room for beside a plan, the best first."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from allocator.errors import InputError
from allocator.formulate import formulate, formulate_one
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.published.choices import Choices, Room
from allocator.published.chosen import chosen
from allocator.published.latecomer import Door
from allocator.published.who import needs_of
from allocator.system import NONE
from allocator.text import Text

__all__ = ["Choices", "Late", "late"]

_GONE = Text("Plassen til «{need}» holder ikke lenger.", "The place of “{need}” no longer holds.")
_GONE_TODO = Text("Legg planen om først («allocator replan»).", "Mend the plan first (“allocator replan”).")
_OFFER = Text("Det finnes ikke noe tilbud «{offer}».", "There is no offer “{offer}”.")
_OFFER_TODO = Text("Se kolonnen «offer» i offers.csv.", "See the column “offer” of offers.csv.")


class Late:
    """A plan kept warm, so that each question about one need or one place is answered at once.

    without: needs (or students with one) who have given up their places. Raises InputError for placements that no longer hold.
    """

    def __init__(self, problem: Problem, plan: Plan, *, without: Sequence[str] = ()) -> None:
        self._problem, self._formulated = problem, formulate(problem)
        left = set(needs_of(problem, without))
        held = plan.placements[~plan.placements["need"].isin(left)].reset_index(drop=True)
        self._held = held[held["need"].isin(problem.tables["needs"]["need"])].reset_index(drop=True)
        self._options = self._formulated.options
        self._at = at = chosen(self._options, self._held)
        if (at == NONE).any():
            gone = self._held["need"][at == NONE]
            raise InputError([fault("placements", _GONE.of(need=one), _GONE_TODO.of(), value=one, code="gone") for one in gone])
        self._taken = np.zeros(len(self._options), dtype=bool)
        self._taken[at] = True
        self._unplaced = np.setdiff1d(np.arange(len(self._options.words["needs"])), self._options.need[at])

    def need(self, word: str) -> Choices:
        """The places that a need without one (or a student with one need) may have. Raises InputError where the word means none."""
        need = self._options.words["needs"].index(needs_of(self._problem, [word])[0])
        mine = np.flatnonzero(self._options.need == need)
        waits = need in self._unplaced
        return self._room.choices(mine[~self._taken[mine]] if waits else mine[:0], need if waits else None)

    def place(self, offer: str) -> Choices:
        """The needs without a place that may have one of this offer. Raises InputError for an offer that does not exist."""
        if offer not in self._options.words["offers"]:
            raise InputError([fault("offers", _OFFER.of(offer=offer), _OFFER_TODO.of(), value=offer, code="unknown")])
        there = np.flatnonzero(self._options.offer == self._options.words["offers"].index(offer))
        return self._room.choices(there[np.isin(self._options.need[there], self._unplaced)])

    def student(self, rows: Mapping[str, pd.DataFrame]) -> Choices:
        """The places that a student who is not in the term may have.

        rows: the table `students` with one row, and what else there is to say of the student (`wishes`, `clearances`, `specials` …), as
        `load` takes them. The answer is that of the term with these rows; only the one student is formulated.
        Raises InputError with every fault of the rows.
        """
        problem, word = self._door.joined(rows)
        need = problem.tables["needs"]["need"].tolist().index(word)
        found = formulate_one(problem, need, self._options.take(self._at), self._problem.tables)
        taken = np.arange(len(found.options)) < len(self._at)
        return Room(found, problem.policy, taken, self._held).choices(np.flatnonzero(~taken), 0)

    @cached_property
    def _room(self) -> Room:
        return Room(self._formulated, self._problem.policy, self._taken, self._held)

    @cached_property
    def _door(self) -> Door:
        return Door(self._problem)


def late(problem: Problem, plan: Plan, need: str) -> Choices:
    """The places that there is room for beside a plan for one need without a place, the best first (see `Late`, which stays warm)."""
    return Late(problem, plan).need(need)
