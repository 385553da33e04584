"""Changes: what has been published stays as it is."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Layer, Options
from allocator.tables import Tables
from allocator.teams import teams
from allocator.text import Text


class Changes(Goal):
    """Counts what is no longer as in the plan that was published before (the table previous).

    A placement at another offer or in another window, or none, is one change; another supervisor than the one published, where one
    was, is one more. Supervisors who are interchangeable (of one team) are the same here, for they are named last.
    """

    code = "changes"
    title = Text(nb="Færrest endringer", en="Fewest changes")
    sentence = Text(nb="Færrest mulig endringer fra planen som er publisert.", en="As few changes as possible from the plan that was published.")
    unit = Text(nb="endringer", en="changes")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option that is the published one is one change fewer, two with the supervisor."""
        previous = options.table("previous")
        offer, period, supervisor = (np.full(len(options.words["needs"]), NONE) for _ in range(3))
        for column, name in ((offer, "offer"), (period, "period"), (supervisor, "supervisor")):
            column[previous["need"]] = previous[name]
        team = np.append(options.table("supervisors")["team"], NONE)[supervisor]
        same = (offer[options.need] == options.offer) & (period[options.need] == options.period)
        named = same & (team[options.need] != NONE) & (team[options.need] == options.team)
        told = len(previous["need"]) + int((previous["supervisor"] != NONE).sum())
        yield Layer(self.code, self.unit.en, costs=-(same.astype(np.int64) + named), constant=told)

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The published placements that are not found again, and the published supervisors."""
        before, team = tables["previous"], teams(tables)
        both = before.merge(placed[["need", "offer", "period", "supervisor"]], on=["need", "offer", "period"], suffixes=("", "_now"))
        named = (both["supervisor"] != "") & (both["supervisor"].map(team) == both["supervisor_now"].map(team))
        return pd.Series({self.code: int(len(before) + (before["supervisor"] != "").sum() - len(both) - named.sum())})
