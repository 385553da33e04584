"""Places: nobody uses more places than were offered."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.rules.weekly import by_week
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables
from allocator.text import Text, week

_AT_ALL = Text(nb="i perioden", en="in the window")


class Places(Rule):
    """An offer is used by at most as many students as it has places.

    An offer for a window counts its students once; an offer by weeks counts the students of each week.
    A municipality offers of its own will (helse- og omsorgstjenesteloven § 8-1), so the number is never exceeded.
    """

    code = "places"
    title = Text(nb="Plasser", en="Places")
    sentence = Text(nb="Et tilbud får aldri flere studenter enn det har plasser.", en="An offer never gets more students than it has places.")
    heading = "capacity"
    breach = Text(
        nb="{offer} på {site} har {placed} studenter {when}; det er tilbudt {places}.",
        en="{offer} at {site} has {placed} students {when}; {places} are offered.",
    )
    own = Text(nb="Alle plassene på {site} er i bruk.", en="Every place at {site} is taken.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each offer of a window; for an offer by weeks one for each set of windows that meet in a week."""
        offers = options.table("offers")
        whole = np.flatnonzero(offers["period"][options.offer] != NONE)
        yield Limit(option=whole, group=options.offer[whole], most=offers["places"])
        weekly = np.flatnonzero(offers["period"][options.offer] == NONE)
        yield by_week(options, weekly, options.offer[weekly], offers["places"], price=self.price)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the students of each offer, in each week where the offer names weeks."""
        counted = placed[["offer", "site", "offers.places", "offers.period", "periods.weeks"]].rename(columns={"periods.weeks": "week"})
        by_weeks = counted["offers.period"] == ""
        listed = pd.concat([counted[~by_weeks].assign(week=""), counted[by_weeks].explode("week")])
        used = listed.groupby(["offer", "site", "week", "offers.places"], as_index=False).size()
        full = used.rename(columns={"size": "placed", "offers.places": "places"}).query("placed > places")
        when = [Text(f"i {week(one, 'nb')}", f"in {week(one, 'en')}") if one else _AT_ALL for one in full["week"]]
        return full.assign(when=pd.Series(when, index=full.index, dtype=object), units=full["placed"] - full["places"])
