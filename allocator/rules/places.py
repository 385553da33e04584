"""Places: nobody uses more places than were offered."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.rules.weekly import by_week, patterns
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables
from allocator.text import Text


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
        yield by_week(weekly, options.offer[weekly], patterns(options.take(weekly), "weeks"), offers["places"])

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the students of each offer, in each week where the offer names weeks."""
        whole = placed[placed["offers.period"] != ""].assign(when="")
        weekly = placed[placed["offers.period"] == ""].assign(when=placed["periods.weeks"]).explode("when")
        used = pd.concat([whole, weekly]).groupby(["offer", "site", "when", "offers.places"], as_index=False).size()
        used = used.rename(columns={"size": "placed", "offers.places": "places"})
        return used[used["placed"] > used["places"]].assign(units=lambda rows: rows["placed"] - rows["places"])
