"""Answered: an offer that was not confirmed in time is no offer any longer."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Answered(Rule):
    """The offer is confirmed, or the day by which it must be has not passed when the plan is made; that day itself is in time.

    The day on which the plan is made is the policy's `as_of`; where the policy names none, no day has passed.
    """

    code = "answered"
    title = Text(nb="Svarfrist", en="Answered in time")
    sentence = Text(
        nb="Et tilbud med svarfrist er bekreftet, eller fristen er ikke ute.",
        en="An offer that must be confirmed by a day is confirmed, or that day has not passed.",
    )
    heading = "capacity"
    breach = Text(
        nb="{need}: tilbudet {offer} på {site} skulle vært bekreftet innen {deadline}.",
        en="{need}: the offer {offer} at {site} should have been confirmed by {deadline}.",
    )
    own = Text(nb="{site} bekreftet ikke tilbudet innen fristen.", en="{site} did not confirm the offer in time.")

    as_of: dt.date | None = None

    def forbids(self, options: Options) -> Bools:
        """The offer names a day before the one on which the plan is made, and is not confirmed."""
        offers, today = options.table("offers"), self.as_of.toordinal() if self.as_of else NONE
        late = (offers["answer_by"] != NONE) & (offers["answer_by"] < today) & (offers["status"] != options.code("offers.status", "confirmed"))
        found: Bools = late[options.offer]
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements on an offer whose deadline is behind us without a confirmation."""
        told = placed.assign(deadline=placed["offers.answer_by"])
        if self.as_of is None:
            return each(told.iloc[:0], pd.Series(dtype=bool))
        return each(told, (told["deadline"] < pd.Timestamp(self.as_of)) & (told["offers.status"] != "confirmed"))
