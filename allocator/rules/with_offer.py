"""With offer: a placement over two units takes a place at both."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text, week

_AT_ALL = Text(nb="i perioden", en="in the window")


@dataclass(frozen=True, kw_only=True)
class WithOffer(Rule):
    """A placement on an offer that names another (`with_offer`) takes one of that one's places too, in the weeks that both have.

    Counted are the offers so named, with those who use them themselves. One for a window counts its students once, those who come through
    another offer where they share a week with it; one by weeks counts those of each of its weeks. One whose status does not count has no
    places to take. Whether the student could have had the other place alone is not asked; the other offer's own other one is not taken.
    """

    code = "with_offer"
    title = Text(nb="Plass på to enheter", en="Over two units")
    sentence = Text(
        nb="En praksis som går over to enheter, tar en plass av begge tilbudene.",
        en="A placement over two units takes a place of both offers.",
    )
    heading = "capacity"
    breach = Text(
        nb="{offer} på {site} har {placed} studenter {when}, medregnet dem som kommer fra en annen enhet; det er plass til {places}.",
        en="{offer} at {site} has {placed} students {when}, with those who come from another unit; there is room for {places}.",
    )
    own = Text(nb="Alle plassene på {site} er i bruk.", en="Every place at {site} is taken.")

    statuses: tuple[str, ...] = ("confirmed", "offered")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each offer of a window that another names, and one for each week of each such offer by weeks."""
        offers, weeks = options.table("offers"), options.table("periods")["weeks"]
        other = np.where(offers["with_offer"] == np.arange(len(offers["site"])), NONE, offers["with_offer"])
        if not (other != NONE).any():
            return
        counts = np.isin(offers["status"], [options.code("offers.status", word) for word in self.statuses])
        room = np.where(counts, offers["places"], 0)
        direct = np.flatnonzero(np.isin(options.offer, other[other != NONE]))
        through = np.flatnonzero(other[options.offer] != NONE)
        option, taken = np.concatenate([direct, through]), np.concatenate([options.offer[direct], other[options.offer[through]]])
        window = offers["period"][taken]
        met = weeks[options.period[option]] & np.where((window != NONE)[:, None], weeks[window], offers["weeks"][taken])
        once = np.flatnonzero((window != NONE) & met.any(axis=1))
        yield Limit(option=option[once].astype(np.int32), group=taken[once].astype(np.int32), most=room)
        member, at = np.nonzero(met & (window == NONE)[:, None])
        pairs, group = np.unique(taken[member].astype(np.int64) * met.shape[1] + at, return_inverse=True)
        yield Limit(option=option[member].astype(np.int32), group=group.astype(np.int32), most=room[pairs // max(met.shape[1], 1)])

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Puts each placement on its own offer and on the other, and counts those of each offer that some other names, week by week."""
        named = tables["offers"].query("with_offer != '' and with_offer != offer")
        uses = placed[["offer", "periods.weeks"]].rename(columns={"offer": "from", "periods.weeks": "there"})
        through = uses.merge(named[["offer", "with_offer"]], left_on="from", right_on="offer").assign(offer=lambda rows: rows["with_offer"])
        both = pd.concat([uses.assign(offer=uses["from"]), through])[["offer", "there"]]
        rooms = tables["offers"][tables["offers"]["offer"].isin(named["with_offer"])]
        windows = tables["periods"][["period", "weeks"]].rename(columns={"weeks": "window"})
        beside = both.merge(rooms, on="offer").merge(windows, on="period", how="left")
        shared = []
        for there, period, window, weeks in side_by_side(beside, "there", "period", "window", "weeks"):
            met = sorted(set(there) & set(window if period else weeks))
            shared.append(met[:1] and [""] if period else met)
        weekly = beside.assign(week=pd.Series(shared, index=beside.index, dtype=object)).explode("week").dropna(subset=["week"])
        used = weekly.groupby(["offer", "site", "places", "status", "week"], as_index=False).size().rename(columns={"size": "placed"})
        used["places"] = used["places"].where(used["status"].isin(self.statuses), 0)
        full = used[used["placed"] > used["places"]]
        when = [Text(f"i {week(one, 'nb')}", f"in {week(one, 'en')}") if one else _AT_ALL for one in full["week"]]
        return full.assign(when=pd.Series(when, index=full.index, dtype=object), units=full["placed"] - full["places"])
