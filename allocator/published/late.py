"""One late student, or one freed place: what there is room for beside a plan, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.errors import InputError
from allocator.formulate import formulate
from allocator.goals.wishes import wish_costs
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.published.chosen import chosen
from allocator.published.hands import free_hands
from allocator.published.room import Counted, counted
from allocator.published.swap import UNLISTED
from allocator.published.who import needs_of
from allocator.system import NONE, Ints
from allocator.text import Text

_GONE = Text("Plassen til «{need}» holder ikke lenger.", "The place of “{need}” no longer holds.")
_GONE_TODO = Text("Legg planen om først («allocator replan»).", "Mend the plan first (“allocator replan”).")
_OFFER = Text("Det finnes ikke noe tilbud «{offer}».", "There is no offer “{offer}”.")
_OFFER_TODO = Text("Se kolonnen «offer» i offers.csv.", "See the column “offer” of offers.csv.")


@dataclass(frozen=True)
class Choices:
    """What there is room for, the best first by the layers of the policy.

    free: one row for each need, offer and period, with the best team: need, student, site, offer, period, supervisor ("" where the team's
    placements must be dealt anew), minutes, estimated, rank (of the dearest wish fulfilled, UNLISTED for none), left (places the offer has
    after it, in its fullest week), and a column for each layer: what the choice adds to its value
    full: for each rule that counts how many allowed options it leaves no room for, the first of them alone told of an option
    allowed: how many options no other rule shuts out
    """

    free: pd.DataFrame
    full: dict[str, int]
    allowed: int


class Late:
    """A plan kept warm, so that each question about one need or one place is answered at once.

    without: needs (or students with one) who have given up their places. Raises InputError for placements that no longer hold.
    """

    def __init__(self, problem: Problem, plan: Plan, *, without: Sequence[str] = ()) -> None:
        self._problem, self._formulated = problem, formulate(problem)
        left = set(needs_of(problem, without))
        held = plan.placements[~plan.placements["need"].isin(left)].reset_index(drop=True)
        held = held[held["need"].isin(problem.tables["needs"]["need"])].reset_index(drop=True)
        self._options = self._formulated.options
        at = chosen(self._options, held)
        if (at == NONE).any():
            raise InputError([fault("placements", _GONE.of(need=one), _GONE_TODO.of(), value=one, code="gone") for one in held["need"][at == NONE]])
        self._held, self._taken = held, np.zeros(len(self._options), dtype=bool)
        self._taken[at] = True
        self._counted = tuple(counted(self._options, problem.policy, self._taken))
        self._unplaced = np.setdiff1d(np.arange(len(self._options.words["needs"])), self._options.need[at])

    def need(self, word: str) -> Choices:
        """The places that a need without one (or a student with one need) may have. Raises InputError where the word means none."""
        need = self._options.words["needs"].index(needs_of(self._problem, [word])[0])
        mine = np.flatnonzero(self._options.need == need)
        return self._choices(mine[~self._taken[mine]] if need in self._unplaced else mine[:0])

    def place(self, offer: str) -> Choices:
        """The needs without a place that may have one of this offer. Raises InputError for an offer that does not exist."""
        if offer not in self._options.words["offers"]:
            raise InputError([fault("offers", _OFFER.of(offer=offer), _OFFER_TODO.of(), value=offer, code="unknown")])
        there = np.flatnonzero(self._options.offer == self._options.words["offers"].index(offer))
        return self._choices(there[np.isin(self._options.need[there], self._unplaced)])

    def _choices(self, asked: Ints) -> Choices:
        """asked: (allowed,) positions of options that no rule forbids by itself."""
        shut = np.full(len(asked), "", dtype=object)
        for one in self._counted:
            if one.limit.price is None:
                shut[(shut == "") & (one.more(asked) > 0)] = one.code
        open_ = asked[shut == ""]
        codes, many = np.unique(shut[shut != ""].astype(str), return_counts=True)
        return Choices(self._frame(open_), dict(zip(codes.tolist(), many.tolist(), strict=True)), len(asked))

    def _frame(self, at: Ints) -> pd.DataFrame:
        added = self._added(at)
        order = np.lexsort((at, *reversed(list(added.values()))))
        columns = np.stack([self._options.need[at], self._options.offer[at], self._options.period[at]])[:, order]
        order = order[np.sort(np.unique(columns, axis=1, return_index=True)[1])]  # of several teams the best
        options, words = self._options.take(at[order]), self._options.words
        named = {name: np.array(words[f"{name}s"], dtype=object)[getattr(options, name)] for name in ("need", "offer", "period")}
        sites, students = options["sites"].row, options["students"].row
        texts = {
            "need": named["need"], "student": np.array(words["students"], dtype=object)[students], "site": np.array(words["sites"], dtype=object)[sites],
            "offer": named["offer"], "period": named["period"], "supervisor": free_hands(options, self._held),
        }  # fmt: skip
        numbers = {"minutes": options.minutes.astype(np.int64), "estimated": options.estimated, "rank": wish_costs(options, UNLISTED)}
        told = {name: values[order] for name, values in added.items() if name.partition(":")[0] != "hash"}
        frame = pd.DataFrame({name: pd.Series(list(values), dtype="str") for name, values in texts.items()})
        return frame.assign(**numbers, left=self._left(at[order]), **told)

    def _added(self, at: Ints) -> dict[str, Ints]:
        """What each option adds to the layers that are sums, in their order; the last of them tells any two apart."""
        added = {layer.name: np.asarray(layer.costs, np.int64)[at] for layer in self._formulated.system.layers if layer.costs is not None}
        for one in self._counted:
            if one.limit.price is not None and str(one.limit.price.layer) in added:
                added[str(one.limit.price.layer)] = added[str(one.limit.price.layer)] + one.more(at) * one.limit.price.cost
        return added

    def _left(self, at: Ints) -> Ints:
        """Places that the offer of each option has left after it, in its fullest week."""
        left = np.full(len(at), np.iinfo(np.int64).max)
        for one in self._counted:
            if one.code == "places":
                left = np.minimum(left, _least_left(one, at))
        places: Ints = self._options.table("offers")["places"][self._options.offer[at]]
        return np.asarray(np.minimum(left, places - 1))


def _least_left(one: Counted, at: Ints) -> Ints:
    """The least of most − count − 1 over the groups of each option; a great number where it has none."""
    left = np.full(len(at), np.iinfo(np.int64).max)
    for nth, option in enumerate(at):
        groups = one.limit.group[one.order[one.first[option] : one.first[option + 1]]]
        if len(groups) and one.limit.most is not None:
            left[nth] = (one.limit.most[groups] - one.count[groups] - 1).min()
    return left


def late(problem: Problem, plan: Plan, need: str) -> Choices:
    """The places that there is room for beside a plan for one need without a place, the best first (see `Late`, which stays warm)."""
    return Late(problem, plan).need(need)
