"""Quota: nobody uses more of the field than what has been agreed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.parts import entitled, parts
from allocator.rules.pools import at_most, counted, courses_of, offers_of, places_of, pooled, shared_of, sized
from allocator.rules.rule import Rule
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text, week

_AT_ALL, _ALL, _FIELD = Text("i perioden", "in the window"), Text("Alle sett under ett", "All together"), Text("hele feltet", "the whole field")


@dataclass(frozen=True, kw_only=True)
class Quota(Rule):
    """In any week at most `most` placements, and at most `share` percent of the shared places; a row with a period counts that window.

    The places of a share are those that stand open to all institutions. They are divided by largest remainders among the rows of the
    same part of the field, and the rest up to 100 percent. An odd place is for whoever has the largest remainder; where remainders are
    equal it is open to each of them. Owners decide what each gets: https://ldh.no/student/praksis/fordeling-av-praksisplasser.
    """

    code = "quota"
    title = Text(nb="Kvote", en="Quota")
    sentence = Text(
        nb="Ingen bruker mer av et felt enn kvoten: høyst så mange samtidig, eller en andel av de felles plassene, rundet etter største rest.",
        en="Nobody uses more of the field than the quota: at most so many at a time, or a share of the shared places, by largest remainders.",
    )
    heading = "capacity"
    breach = Text(
        nb="{who} har {placed} studenter i {place} {when}; kvoten er {most}.", en="{who} has {placed} students in {place} {when}; the quota is {most}."
    )
    own = Text(nb="Kvoten for plassene der er brukt opp.", en="The quota for the places there is used up.")

    statuses: tuple[str, ...] = ("confirmed", "offered")

    def limits(self, options: Options) -> Iterator[Limit]:
        """For each row one group for each kind of week, of all that counts, and of what is on shared offers."""
        quotas, course, weeks = options.table("quotas"), options["courses"].row, options.table("periods")["weeks"].shape[1]
        for row, (most, period, share) in enumerate(zip(quotas["most"], quotas["period"], quotas["share"], strict=True)):
            count = courses_of(options, row)[course]
            if most != NONE:
                all_of = np.flatnonzero(count & offers_of(options, row)[options.offer])
                yield at_most(options, all_of, np.full(1 if period != NONE else weeks, most), period, self.price)
            if not np.isnan(share):
                shared = shared_of(options, row, self.statuses)
                part = entitled(options, row, places_of(options, shared, period))
                yield at_most(options, np.flatnonzero(count & shared[options.offer]), part, period, self.price)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the placements of each quota, by week or in its window, beside its number and beside its part of the shared places."""
        quotas = tables["quotas"].reset_index(names="quota")
        mine, pool = counted(placed, tables, quotas).query("mine"), pooled(tables, quotas, self.statuses)
        shared = mine.merge(pool[["quota", "offer"]].drop_duplicates(), on=["quota", "offer"])
        by_number = sized(mine).merge(quotas[["quota", "most"]].dropna(), on="quota")
        by_share = sized(shared).merge(parts(pool, quotas), on=["quota", "week"])
        full = pd.concat([by_number, by_share]).query("placed > most").merge(quotas.drop(columns="most"), on="quota")
        when = [Text(f"i {week(one, 'nb')}", f"in {week(one, 'en')}") if one else _AT_ALL for one in full["week"]]
        place = [site or area or town or _FIELD for site, area, town in side_by_side(full, "site", "area", "municipality")]
        said = {"who": [one or _ALL for one in full["institution"]], "place": place, "when": when}
        told = full.assign(**{name: pd.Series(words, index=full.index, dtype=object) for name, words in said.items()})
        return told.assign(units=(full["placed"] - full["most"]).astype("int64"))[["week", "placed", "most", *said, "units"]]
