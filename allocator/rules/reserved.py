"""Reserved: places that are kept for somebody are not used by others."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.pools import at_most, counted, courses_of, places_of, pooled, shared_of, sized
from allocator.rules.rule import Rule
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text, week

_AT_ALL, _FIELD = Text("i perioden", "in the window"), Text("hele feltet", "the whole field")


@dataclass(frozen=True, kw_only=True)
class Reserved(Rule):
    """Of the shared places that those with a reservation could use, the others leave so many, in any week; from `release_on` on they need not.

    A row with a period counts that window. Released is what the policy's `as_of` has reached; without `as_of` nothing is.
    Several reservations of the same places are each kept by everyone else.
    """

    code = "reserved"
    title = Text(nb="Reserverte plasser", en="Reserved places")
    sentence = Text(
        nb="Plasser som er reservert, brukes ikke av andre før dagen de frigis.",
        en="Places that are reserved are not used by others before the day they are released.",
    )
    heading = "capacity"
    breach = Text(
        nb="Andre har {placed} studenter i {place} {when}; {reserved} plasser er reservert, så de kan ha {most}.",
        en="Others have {placed} students in {place} {when}; {reserved} places are reserved, so they may have {most}.",
    )
    own = Text(nb="Plassene som er igjen der, er reservert for andre.", en="The places that are left there are reserved for others.")

    statuses: tuple[str, ...] = ("confirmed", "offered")
    as_of: dt.date | None = None

    def limits(self, options: Options) -> Iterator[Limit]:
        """For each reservation one group for each kind of week, of the others on the places it is about."""
        quotas, course = options.table("quotas"), options["courses"].row
        today = self.as_of.toordinal() if self.as_of else NONE
        kept = (quotas["reserved"] != NONE) & ((quotas["release_on"] == NONE) | (quotas["release_on"] > today))
        for row in np.flatnonzero(kept):
            shared, period = shared_of(options, int(row), self.statuses), int(quotas["period"][row])
            others = np.flatnonzero(shared[options.offer] & ~courses_of(options, int(row))[course])
            yield at_most(options, others, np.maximum(places_of(options, shared, period) - quotas["reserved"][row], 0), period, self.price)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the placements of the others on the shared places of each reservation, beside what is left for them."""
        quotas = tables["quotas"].reset_index(names="quota").dropna(subset="reserved")
        if self.as_of is not None:
            quotas = quotas[quotas["release_on"].isna() | (quotas["release_on"] > pd.Timestamp(self.as_of))]
        pool = pooled(tables, quotas, self.statuses)
        others = counted(placed, tables, quotas).query("not mine").merge(pool[["quota", "offer"]].drop_duplicates(), on=["quota", "offer"])
        places = pool.groupby(["quota", "week"], as_index=False)["places"].sum().merge(quotas, on="quota")
        both = sized(others).merge(places, on=["quota", "week"])
        full = both.assign(most=(both["places"] - both["reserved"]).clip(lower=0)).query("placed > most")
        when = [Text(f"i {week(one, 'nb')}", f"in {week(one, 'en')}") if one else _AT_ALL for one in full["week"]]
        place = [site or area or town or _FIELD for site, area, town in side_by_side(full, "site", "area", "municipality")]
        said = {name: pd.Series(words, index=full.index, dtype=object) for name, words in (("place", place), ("when", when))}
        return full.assign(**said, units=(full["placed"] - full["most"]).astype("int64"))[["week", "placed", "most", "reserved", *said, "units"]]
