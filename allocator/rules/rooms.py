"""Rooms: there are never more far students in a municipality than rooms."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.housing import rooms_of
from allocator.rules.pools import at_most
from allocator.rules.rule import Rule
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables
from allocator.text import Text, week


class Rooms(Rule):
    """In any week with rooms the far students of a municipality are at most its rooms (table `housing`), all institutions together.

    Rows of a municipality add up, and one without weeks holds in all. That there is a room at all in a week is another rule's sentence.
    """

    code = "rooms"
    title = Text(nb="Antall hybler", en="Rooms")
    sentence = Text(
        nb="En kommune har aldri flere studenter i fjernpraksis enn den har rom.", en="A municipality never has more students in far placements than rooms."
    )
    heading = "capacity"
    breach = Text(
        nb="{place} har {placed} studenter i fjernpraksis i {when}, og {rooms} rom.", en="{place} has {placed} far students in {when}, and {rooms} rooms."
    )
    own = Text(nb="Alle rommene i kommunen er i bruk i disse ukene.", en="Every room of the municipality is taken in these weeks.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each municipality and kind of week."""
        far, town, rooms = np.flatnonzero(options.far), options["sites"]["municipality"], rooms_of(options)
        rooms = np.where(rooms == 0, len(options), rooms)
        if not len(far):
            return
        found = [at_most(options, far[town[far] == one], rooms[one], NONE, self.price) for one in np.unique(town[far])]
        sizes = np.cumsum([0, *(one.groups for one in found)])
        yield Limit(
            option=np.concatenate([one.option for one in found]),
            group=np.concatenate([one.group + size for one, size in zip(found, sizes, strict=False)]),
            most=np.concatenate([one.most for one in found if one.most is not None]),
            units=np.concatenate([one.units for one in found if one.units is not None]),
        )

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the far placements of each municipality week by week, beside its rooms."""
        housing = tables["housing"][["municipality", "weeks", "rooms"]].rename(columns={"municipality": "place", "weeks": "week"})
        far = placed[placed["far"]][["municipality", "periods.weeks"]].rename(columns={"municipality": "place", "periods.weeks": "week"})
        used = far.explode("week").groupby(["place", "week"]).size().rename("placed").reset_index()
        always = housing[housing["week"].map(len) == 0].groupby("place")["rooms"].sum()
        then = housing.explode("week").dropna(subset="week").groupby(["place", "week"])["rooms"].sum().rename("more").reset_index()
        beside = used.merge(then, on=["place", "week"], how="left")
        full = beside.assign(rooms=beside["more"].fillna(0).astype("int64") + beside["place"].map(always).fillna(0).astype("int64")).query("placed > rooms > 0")
        when = [Text(week(one, "nb"), week(one, "en")) for one in full["week"]]
        return full.assign(when=pd.Series(when, index=full.index, dtype=object), units=full["placed"] - full["rooms"])
