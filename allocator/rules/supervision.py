"""Supervision: nobody supervises more students at a time than she can."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.rules.weekly import by_week
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables
from allocator.text import Text


class Supervision(Rule):
    """A supervisor has at most her capacity of students in any week from the first to the last of their periods.

    Weeks off inside a period count, for the student comes back to the same supervisor. Members of a team are interchangeable
    and a student holds one of them for one unbroken run of weeks, so the team's capacities can be added up: naming the person
    afterwards always succeeds (an interval graph is coloured with as many colours as its fullest week; Golumbic 1980, ch. 8).
    """

    code = "supervision"
    title = Text(nb="Veileders kapasitet", en="Supervision")
    sentence = Text(
        nb="En veileder har aldri flere studenter samtidig enn kapasiteten, fra første til siste uke av perioden.",
        en="A supervisor never has more students at a time than her capacity, from the first to the last week of the period.",
    )
    heading = "capacity"
    breach = Text(
        nb="{supervisor} har {placed} studenter i {week}; kapasiteten er {capacity}.",
        en="{supervisor} has {placed} students in {week}; the capacity is {capacity}.",
    )
    own = Text(nb="Veilederne der har ikke plass til flere studenter samtidig.", en="The supervisors there have no room for more students at a time.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each team and each kind of week."""
        supervised = np.flatnonzero(options.team != NONE)
        yield by_week(options, supervised, options.team[supervised], options.table("teams")["capacity"], price=self.price, weeks="span")

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the students of each supervisor in each week from the first to the last of their periods."""
        periods = tables["periods"]
        spans = {weeks: _run(weeks) for weeks in set(periods["weeks"])}
        runs = {period: spans[weeks] for period, weeks in zip(periods["period"], periods["weeks"], strict=True)}
        named = placed[placed["supervisor"] != ""][["supervisor", "supervisors.capacity", "period"]]
        alike = named.rename(columns={"supervisors.capacity": "capacity"}).groupby(["supervisor", "capacity", "period"], as_index=False).size()
        weekly = alike.assign(week=alike["period"].map(runs)).explode("week")
        used = weekly.groupby(["supervisor", "capacity", "week"], as_index=False).agg(placed=("size", "sum"))
        return used[used["placed"] > used["capacity"]].assign(units=lambda rows: (rows["placed"] - rows["capacity"]).astype("int64"))


def _run(weeks: tuple[str, ...]) -> list[str]:
    """Every week from the first to the last."""
    first, last = (dt.datetime.strptime(f"{week}-1", "%G-W%V-%u") for week in (min(weeks), max(weeks)))
    return [f"{first + dt.timedelta(weeks=nth):%G-W%V}" for nth in range((last - first).days // 7 + 1)]
