"""Distance: nobody travels longer than the daily limit."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NO_JOURNEY, NONE, Bools, Ints, Options
from allocator.tables import Tables
from allocator.text import Text

_JOURNEY = Text("{minutes} minutter", "{minutes} minutes")
_NO_WAY = Text("ingen reisevei", "no way to travel")


@dataclass(frozen=True, kw_only=True)
class Distance(Rule):
    """The journey one way takes at most the daily limit of the student: just as long is allowed.

    The limit is the institution's minutes; or, where a special consideration with minutes is granted and lasts to the first day of
    the window, those minutes (the least of several), longer or shorter. What the student accepts may only raise it. `modes` are
    the ways of travel that count; a car needs car and licence. Source: 90 minutes one way by public transport, NTNU
    https://i.ntnu.no/wiki/-/wiki/Norsk/Retningslinjer+for+geografisk+s%C3%A6rplass+under+praksisstudier-+MH.
    """

    code = "distance"
    title = Text(nb="Reisetid", en="Distance")
    sentence = Text(nb="Reisen én vei tar ikke lenger tid enn studentens grense.", en="The journey one way takes no longer than the student's limit.")
    heading = "distance"
    breach = Text(
        nb="{need}: {journey} én vei til {site}; grensen er {limit} minutter.", en="{need}: {journey} one way to {site}; the limit is {limit} minutes."
    )
    own = Text(nb="{site}: {journey} én vei for deg; grensen din er {limit} minutter.", en="{site}: {journey} one way for you; your limit is {limit} minutes.")
    asks = "student"

    minutes: int = 90
    modes: tuple[str, ...] = ("car", "public")

    def forbids(self, options: Options) -> Bools:
        """The minutes are above the limit that the student has in that window."""
        return options.minutes > self._limits(options)[options["students"].row, options.period]

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Looks up what is granted each student for each placement, and keeps those that travel longer than the limit."""
        granted = tables["specials"][tables["specials"]["status"].eq("granted") & tables["specials"]["minutes"].notna()]
        beside = placed.assign(row=range(len(placed)))[["row", "student", "periods.first_day"]].merge(granted, on="student")
        lasting = beside[beside["until"].isna() | (beside["until"] >= beside["periods.first_day"])]
        least = lasting.groupby("row")["minutes"].min().reindex(range(len(placed))).fillna(self.minutes)
        limit = np.maximum(least.to_numpy(dtype=int), placed["students.accepts_minutes"].fillna(0).to_numpy(dtype=int))
        found = each(placed.assign(limit=limit), placed["minutes"] > limit)
        said = [_NO_WAY if minutes >= NO_JOURNEY else _JOURNEY.of(minutes=minutes) for minutes in found["minutes"]]
        return found.assign(journey=pd.Series(said, index=found.index, dtype=object))

    def _limits(self, options: Options) -> Ints:
        """(students, periods): the daily limit in minutes."""
        students, specials, first = options.table("students"), options.table("specials"), options.table("periods")["first_day"]
        usable = np.flatnonzero((specials["status"] == options.code("specials.status", "granted")) & (specials["minutes"] != NONE))
        until = specials["until"][usable][:, None]
        minutes = np.where((until == NONE) | (until >= first), specials["minutes"][usable][:, None], NO_JOURNEY)
        granted = np.full((len(students["accepts_minutes"]), len(first)), NO_JOURNEY)
        np.minimum.at(granted, specials["student"][usable], minutes)
        return np.maximum(np.where(granted < NO_JOURNEY, granted, self.minutes), students["accepts_minutes"][:, None])
