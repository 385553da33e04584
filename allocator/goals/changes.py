"""Changes: what has been published stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Bools, Ints, Layer, Limit, Options, Price
from allocator.tables import Tables
from allocator.teams import teams
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Changes(Goal):
    """Counts what is no longer as in the plan that was published before (the table previous).

    A placement at another offer or in another window, or none, is one change; another supervisor than the one published, where one
    was, is one more. Supervisors who are interchangeable (of one team) are the same here, for they are named last. The first `free` changes
    count nothing: a budget, where the layer stands above those that are to be bettered by so many changes at most.
    Raises ValueError where `free` is below 0.
    """

    code = "changes"
    title = Text(nb="Færrest endringer", en="Fewest changes")
    sentence = Text(nb="Færrest mulig endringer fra planen som er publisert.", en="As few changes as possible from the plan that was published.")
    unit = Text(nb="endringer", en="changes")

    free: int = 0

    def __post_init__(self) -> None:
        if self.free < 0:
            raise ValueError("free is at least 0.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option that is the published one is one change fewer, two with the supervisor."""
        kept, told = _kept(options)
        yield Layer(self.code, self.unit.en, costs=np.zeros_like(kept) if self.free else -kept, constant=0 if self.free else told)

    def limits(self, options: Options) -> Iterator[Limit]:
        """With a budget: what is kept is at least what was published less the budget, or each one that is missing counts."""
        kept, told = _kept(options)
        if 0 < self.free < told:
            same = np.flatnonzero(kept)
            bound = np.array([told - self.free])
            yield Limit(same, np.zeros(len(same), np.int64), least=bound, weight=kept[same], or_none=False, price=Price(self.code))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The published placements that are not found again, and the published supervisors."""
        before, team = tables["previous"], teams(tables)
        both = before.merge(placed[["need", "offer", "period", "supervisor"]], on=["need", "offer", "period"], suffixes=("", "_now"))
        named = (both["supervisor"] != "") & (both["supervisor"].map(team) == both["supervisor_now"].map(team))
        changes = int(len(before) + (before["supervisor"] != "").sum() - len(both) - named.sum())
        return pd.Series({self.code: max(changes - self.free, 0)})


def published(options: Options, which: Bools | None = None) -> Bools:
    """(options,) whether it is where its need was published to be, in the same window; which: (rows of previous,) only these."""
    previous = options.table("previous")
    rows = np.arange(len(previous["need"])) if which is None else np.flatnonzero(which)
    offer, period = (np.full(len(options.words["needs"]), NONE) for _ in range(2))
    for column, name in ((offer, "offer"), (period, "period")):
        column[previous["need"][rows]] = previous[name][rows]
    same: Bools = (offer[options.need] == options.offer) & (period[options.need] == options.period)
    return same


def _kept(options: Options) -> tuple[Ints, int]:
    """(options,) how much of what was published each keeps, and how much was published in all."""
    previous = options.table("previous")
    supervisor = np.full(len(options.words["needs"]), NONE)
    supervisor[previous["need"]] = previous["supervisor"]
    team = np.append(options.table("supervisors")["team"], NONE)[supervisor]
    same = published(options)
    named = same & (team[options.need] != NONE) & (team[options.need] == options.team)
    return same.astype(np.int64) + named, len(previous["need"]) + int((previous["supervisor"] != NONE).sum())
