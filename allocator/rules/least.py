"""Least: an offer for pairs or groups is used by enough students, or by none."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.rules.weekly import by_week
from allocator.system import NONE, Limit, Options, Price
from allocator.tables import Tables
from allocator.text import Text, week

_AT_ALL = Text(nb="i perioden", en="in the window")


class Least(Rule):
    """An offer that says `least` is used by at least so many students, or by none: two for a pair, four for a group.

    Counted as its places are: an offer for a window counts its students once; an offer by weeks counts those of each week, and each
    week in which anybody is there has enough. Pairs and groups with one supervisor are a model of supervision, not a way to save places:
    Sykepleien Forskning 2019 on student groups in nursing homes.
    """

    code = "least"
    title = Text(nb="Minst så mange", en="Least")
    sentence = Text(
        nb="Et tilbud for par eller grupper har minst så mange studenter som det ber om, eller ingen.",
        en="An offer for pairs or groups has at least as many students as it asks for, or none.",
    )
    heading = "capacity"
    breach = Text(
        nb="{offer} på {site} har {placed} {when}; tilbudet er for minst {least} eller ingen.",
        en="{offer} at {site} has {placed} {when}; the offer is for at least {least}, or none.",
    )
    own = Text(
        nb="{site} tar imot flere studenter samtidig eller ingen, og det ble ikke mange nok.",
        en="{site} takes several students at a time or none, and there were not enough.",
    )

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each offer of a window; for an offer by weeks one for each kind of week, all of them: the emptiest may be too empty."""
        offers = options.table("offers")
        asks = offers["least"][options.offer] != NONE
        if not asks.any():
            return
        whole = np.flatnonzero(asks & (offers["period"][options.offer] != NONE))
        yield Limit(option=whole, group=options.offer[whole], least=np.maximum(offers["least"], 0))
        weekly = np.flatnonzero(asks & (offers["period"][options.offer] == NONE))
        each_week = by_week(options, weekly, options.offer[weekly], offers["least"], price=Price(self.code))
        yield replace(each_week, most=None, least=each_week.most)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the students of each offer that asks for several, in each week where the offer names weeks."""
        counted = placed[["offer", "site", "offers.least", "offers.period", "periods.weeks"]].dropna(subset="offers.least")
        by_weeks = counted["offers.period"] == ""
        listed = pd.concat([counted[~by_weeks].assign(week=""), counted[by_weeks].assign(week=counted["periods.weeks"]).explode("week")])
        used = listed.groupby(["offer", "site", "week", "offers.least"], as_index=False).size()
        few = used.rename(columns={"size": "placed", "offers.least": "least"}).query("placed < least")
        when = [Text(f"i {week(one, 'nb')}", f"in {week(one, 'en')}") if one else _AT_ALL for one in few["week"]]
        return few.assign(when=pd.Series(when, index=few.index, dtype=object), units=(few["least"] - few["placed"]).astype("int64"))
