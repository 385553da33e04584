"""Relative: nobody is a student where they are somebody's kin or patient."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.rules.ties import tied, ties
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class Relative(Rule):
    """The student has no tie but work to the site or one above it (a relative, a patient's file, another) on the first day of the window.

    A tie that ends before that day is no hindrance; one without an end lasts. The words never say which tie it is, since that may tell of
    health. Source: Molde University College, https://www.himolde.no/studier/praksis-i-helse-og-sosialfagstudiene/tildeling-av-praksisplasser.html.
    """

    code = "relative"
    title = Text(nb="Personlig binding", en="Personal tie")
    sentence = Text(
        nb="Ingen har praksis der de har pårørende, er pasient eller har en annen binding.",
        en="Nobody is placed where they have a relative, are a patient or have another tie.",
    )
    heading = "conflict"
    breach = Text(nb="{need}: studenten har en binding til {site}.", en="{need}: the student has a tie to {site}.")
    own = Text(nb="Du har en binding til {site} som du har meldt fra om.", en="You have a tie to {site} that you have told us of.")
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """A tie to the site or above it, other than work, lasts to the window's first day."""
        conflicts, first = options.table("conflicts"), options.table("periods")["first_day"]
        other = np.isin(conflicts["reason"], [options.code("conflicts.reason", reason) for reason in ("relative", "patient", "other")])
        ended = conflicts["ended"][:, None]
        return tied(options, other[:, None] & ((ended == NONE) | (ended >= first)))

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements at a site to which the student has a tie other than work that had not ended on the first day."""
        near = ties(placed, tables)
        near = near[(near["reason"] != "employer") & ~(near["ended"] < near["periods.first_day"])]
        return each(placed, placed.index.to_series().isin(near["row"]))
