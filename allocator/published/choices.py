"""What there is room for beside placements that are held, ranked by the layers of the policy."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from allocator.formulate import Formulated
from allocator.goals.wishes import wish_costs
from allocator.policy import Policy
from allocator.published.hands import free_hands
from allocator.published.room import Counted, counted
from allocator.published.swap import UNLISTED
from allocator.system import Bools, Ints


@dataclass(frozen=True)
class Choices:
    """What there is room for, the best first by the layers of the policy.

    free: one row for each need, offer and period, with the best team: need, student, site, offer, period, supervisor ("" where the team's
    placements must be dealt anew), minutes, estimated, rank (of the dearest wish fulfilled, UNLISTED for none), left (places the offer has
    after it, in its fullest week), and a column for each layer: what the choice adds to its value
    full: for each rule that counts how many offers (of a need, in a window) it leaves no room for, the first of them alone told of an offer
    allowed: how many offers no other rule shuts out
    shut: of one need, for each other rule how many offers it was the first to shut out; considered: how many offers were in question
    """

    free: pd.DataFrame
    full: dict[str, int]
    allowed: int
    shut: dict[str, int] = field(default_factory=dict)
    considered: int = 0


class Room:
    """Options beside those that are held, and what the rules that count have room for.

    taken: (options,) whether an option is held; held: the same in words (columns supervisor, period)
    """

    def __init__(self, formulated: Formulated, policy: Policy, taken: Bools, held: pd.DataFrame) -> None:
        self._formulated, self._options, self._held = formulated, formulated.options, held
        self._counted = tuple(counted(self._options, policy, taken))

    def choices(self, asked: Ints, reasons: int | None = None) -> Choices:
        """What there is room for among options that no rule forbids by itself. asked: (allowed,) positions; reasons: of the need in this row."""
        shut = np.full(len(asked), "", dtype=object)
        for one in self._counted:
            if one.limit.price is None:
                shut[(shut == "") & (one.more(asked) > 0)] = one.code
        open_ = asked[shut == ""]
        codes, allowed = self._full(asked, shut)
        if reasons is None:
            return Choices(self._frame(open_), codes, allowed)
        told = self._formulated.reasons
        first = {code: 0 for code in told.codes}
        for code, count in zip(told.codes, told.first[reasons].tolist(), strict=True):
            first[code] += count
        return Choices(self._frame(open_), codes, allowed, {code: count for code, count in first.items() if count}, int(told.considered[reasons]))

    def _full(self, asked: Ints, shut: npt.NDArray[Any]) -> tuple[dict[str, int], int]:
        """For each rule the offers without room for any team, told of the first team; and how many offers there are."""
        columns = np.stack([self._options.need[asked], self._options.offer[asked], self._options.period[asked]])
        _, first, place = np.unique(columns, axis=1, return_index=True, return_inverse=True)
        free = np.bincount(place.ravel(), weights=shut == "", minlength=len(first)) > 0
        codes, many = np.unique(shut[first][~free].astype(str), return_counts=True)
        return dict(zip(codes.tolist(), many.tolist(), strict=True)), len(first)

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
