"""Employer: nobody is a student where they work, or worked until lately."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.rules.ties import tied, ties
from allocator.system import NONE, Bools, Ints, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Employer(Rule):
    """The student does not work at the site or one above it, and has not for so many calendar months before the first day.

    Six months after 31 August is 28 (or 29) February, and that day is free. Work without an end still lasts. Source: Molde
    University College, https://www.himolde.no/studier/praksis-i-helse-og-sosialfagstudiene/tildeling-av-praksisplasser.html.
    """

    code = "employer"
    title = Text(nb="Arbeidssted", en="Employer")
    sentence = Text(
        nb="Ingen har praksis der de arbeider eller nylig har arbeidet.",
        en="Nobody is placed where they work or lately have worked.",
    )
    heading = "conflict"
    breach = Text(
        nb="{need}: studenten arbeider på {site}, eller sluttet mindre enn {months} måneder før første dag.",
        en="{need}: the student works at {site}, or left less than {months} months before the first day.",
    )
    own = Text(
        nb="Du arbeider på {site}, eller sluttet mindre enn {months} måneder før første dag.",
        en="You work at {site}, or left less than {months} months before the first day.",
    )
    asks = "student"

    months: int = 6

    def forbids(self, options: Options) -> Bools:
        """The student's work at the site or above it lasts, or ended too late for the window's first day."""
        conflicts, first = options.table("conflicts"), options.table("periods")["first_day"]
        ended = conflicts["ended"][:, None]
        lasts = (ended == NONE) | (_later(ended, self.months) > first)
        return tied(options, lasts & (conflicts["reason"] == options.code("conflicts.reason", "employer"))[:, None])

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements at an employer of the student from whom the window's first day is not yet far enough."""
        work = ties(placed, tables).query("reason == 'employer'")
        free = work["ended"] + pd.DateOffset(months=self.months)
        lately = work[free.isna() | (free > work["periods.first_day"])]
        return each(placed.assign(months=self.months), placed.index.to_series().isin(lately["row"]))


def _later(days: Ints, months: int) -> Ints:
    """Ordinal days so many calendar months later: the same day of the month, or the month's last."""
    epoch = 719_163  # the ordinal of 1970-01-01
    day = (days - epoch).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    begins, ends = (month + months).astype("datetime64[D]"), (month + months + 1).astype("datetime64[D]")
    later = begins + np.minimum(day - month.astype("datetime64[D]"), ends - begins - 1)
    return np.asarray(later.astype(np.int64) + epoch)
