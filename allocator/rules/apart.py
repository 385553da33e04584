"""Apart: those who must be kept apart are not at one site in the same weeks."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.friends import options_of, rows_of
from allocator.rules.rule import Rule
from allocator.rules.weekly import by_week
from allocator.system import Limit, Options
from allocator.tables import Tables
from allocator.text import Text, week


class Apart(Rule):
    """Of a group that is kept apart at most one is at a site in any week. A site above or below is another site.

    Why they are kept apart is not asked, and no reason that a student reads says from whom.
    """

    code = "apart"
    title = Text(nb="Følge: hver for seg", en="Companions apart")
    sentence = Text(
        nb="De som skal være hver for seg, er aldri på samme sted i samme uke.", en="Those who are kept apart are never at the same site in the same week."
    )
    heading = "conflict"
    breach = Text(
        nb="{placed} av følget {group} er på {site} i {when}; de skal være hver for seg.",
        en="{placed} of the group {group} are at {site} in {when}; they are to be kept apart.",
    )
    own = Text(nb="Du kan ikke være på {site} i disse ukene.", en="You cannot be at {site} in these weeks.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each group of students, each site and each kind of week."""
        rows, companions = rows_of(options, self.code), options.table("companions")
        at, option = options_of(options, companions["student"][rows])
        if not len(option):
            return
        there = companions["group"][rows[at]] * len(options.words["sites"]) + options["sites"].row[option]
        pairs, owner = np.unique(there, return_inverse=True)
        yield by_week(options, option, owner, np.ones(len(pairs), dtype=np.int64), price=self.price)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the placements of each group at each site, week by week."""
        kept = tables["companions"][tables["companions"]["kind"] == self.code][["group", "student"]]
        weekly = placed[["student", "site", "periods.weeks"]].merge(kept, on="student").explode("periods.weeks")
        used = weekly.groupby(["group", "site", "periods.weeks"], as_index=False).size().rename(columns={"size": "placed"})
        both = used[used["placed"] > 1]
        when = [Text(week(one, "nb"), week(one, "en")) for one in both["periods.weeks"]]
        return both.assign(when=pd.Series(when, index=both.index, dtype=object), units=both["placed"] - 1)
