"""Distance: nobody travels longer than the daily limit, unless it is a far placement."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NO_JOURNEY, NONE, Bools, Ints, Options
from allocator.tables import Tables
from allocator.text import Text

Far = Literal["accepted", "all", "none"]
_JOURNEY = Text("{minutes} minutter", "{minutes} minutes")
_NO_WAY = Text("ingen reisevei", "no way to travel")


@dataclass(frozen=True, kw_only=True)
class Distance(Rule):
    """The journey one way takes at most the daily limit of the student, just as long is allowed; or it is a far placement.

    Far is what lies beyond the limit where somebody can live there in the weeks: for those who accept it (`far` "accepted"), for "all",
    or for "none"; and only where any way leads there at all.

    The limit is the institution's minutes; or, where a special consideration with minutes is granted and lasts to the first day of
    the window, those minutes (the least of several), longer or shorter. What the student accepts may only raise it. `modes` are
    the ways of travel that count; a car needs car and licence. Source: 90 minutes one way by public transport, NTNU
    https://i.ntnu.no/wiki/-/wiki/Norsk/Retningslinjer+for+geografisk+s%C3%A6rplass+under+praksisstudier-+MH.
    """

    code = "distance"
    title = Text(nb="Reisetid", en="Distance")
    sentence = Text(
        nb="Reisen én vei tar ikke lenger tid enn studentens grense, om det ikke er en fjernpraksis som studenten godtar eller policyen tillater.",
        en="The journey one way takes no longer than the student's limit, unless it is a far placement that the student accepts or the policy allows.",
    )
    heading = "distance"
    breach = Text(
        nb="{need}: {journey} én vei til {site}; grensen er {limit} minutter.", en="{need}: {journey} one way to {site}; the limit is {limit} minutes."
    )
    own = Text(nb="{site}: {journey} én vei for deg; grensen din er {limit} minutter.", en="{site}: {journey} one way for you; your limit is {limit} minutes.")
    asks = "student"

    minutes: int = 90
    modes: tuple[str, ...] = ("car", "public")
    far: Far = "accepted"

    def forbids(self, options: Options) -> Bools:
        """The minutes are above the limit that the student has in that window, and it is no far placement."""
        return self._beyond(options) & ~self.sends_far(options)

    def sends_far(self, options: Options) -> Bools:
        """(options,) whether each is a far placement."""
        accepts = options["students"]["accepts_far"] if self.far == "accepted" else np.full(len(options), self.far == "all")
        return np.asarray(accepts & (options.minutes < NO_JOURNEY) & self._beyond(options))

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps the placements that travel longer than the limit and are not far ones."""
        told = placed.assign(limit=self._limit(placed, tables))
        found = each(told, (told["minutes"] > told["limit"]) & ~self.is_far(placed, tables))
        said = [_NO_WAY if minutes >= NO_JOURNEY else _JOURNEY.of(minutes=minutes) for minutes in found["minutes"]]
        return found.assign(journey=pd.Series(said, index=found.index, dtype=object))

    def is_far(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[bool]":
        """Whether each placement is a far one: beyond the limit, where that is allowed and some way leads there."""
        sent = placed["students.accepts_far"] if self.far == "accepted" else pd.Series(self.far == "all", index=placed.index)
        return sent.astype(bool) & (placed["minutes"] > self._limit(placed, tables)) & (placed["minutes"] < NO_JOURNEY)

    def _limit(self, placed: pd.DataFrame, tables: Tables) -> Ints:
        """The daily limit for each placement, in minutes: what is granted, looked up placement by placement, else the institution's."""
        granted = tables["specials"][tables["specials"]["status"].eq("granted") & tables["specials"]["minutes"].notna()]
        beside = placed.assign(row=range(len(placed)))[["row", "student", "periods.first_day"]].merge(granted, on="student")
        lasting = beside[beside["until"].isna() | (beside["until"] >= beside["periods.first_day"])]
        least = lasting.groupby("row")["minutes"].min().reindex(range(len(placed))).fillna(self.minutes)
        return np.asarray(np.maximum(least.to_numpy(dtype=int), placed["students.accepts_minutes"].fillna(0).to_numpy(dtype=int)))

    def _beyond(self, options: Options) -> Bools:
        """(options,) the minutes are above the limit; the limits are worked out for (students, periods)."""
        students, specials, first = options.table("students"), options.table("specials"), options.table("periods")["first_day"]
        usable = np.flatnonzero((specials["status"] == options.code("specials.status", "granted")) & (specials["minutes"] != NONE))
        until = specials["until"][usable][:, None]
        minutes = np.where((until == NONE) | (until >= first), specials["minutes"][usable][:, None], NO_JOURNEY)
        granted = np.full((len(students["accepts_minutes"]), len(first)), NO_JOURNEY)
        np.minimum.at(granted, specials["student"][usable], minutes)
        limits = np.maximum(np.where(granted < NO_JOURNEY, granted, self.minutes), students["accepts_minutes"][:, None])
        return np.asarray(options.minutes > limits[options["students"].row, options.period])
