"""New site: nobody goes twice to the same site, unless they want it most."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each, listed
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class NewSite(Rule):
    """The student has had no placement at the site before, passed or not, unless the first of the student's wishes names the site.

    The first wish is the one of the least rank; a wish for the municipality or the setting does not name the site. Neither the site
    above nor those below are the same site.
    """

    code = "new_site"
    title = Text(nb="Nytt sted", en="New site")
    sentence = Text(
        nb="Ingen sendes to ganger til samme sted, med mindre det er studentens førsteønske.",
        en="Nobody is sent twice to the same site, unless it is the student's first wish.",
    )
    heading = "conflict"
    breach = Text(
        nb="{need}: studenten har hatt praksis på {site} før, og har det ikke som førsteønske.",
        en="{need}: the student has been placed at {site} before, and it is not the first wish.",
    )
    own = Text(
        nb="Du har hatt praksis på {site} før, og har det ikke som førsteønske.",
        en="You have been placed at {site} before, and it is not your first wish.",
    )
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """The pair of student and site is in the history, and is not that of a first wish."""
        history, wishes, sites = options.table("history"), options.table("wishes"), len(options.words["sites"])
        order = np.lexsort((wishes["rank"], wishes["student"]))
        first = order[np.unique(wishes["student"][order], return_index=True)[1]]
        wanted = (wishes["student"] * sites + wishes["site"])[first][wishes["site"][first] != NONE]
        before = history["student"] * sites + history["site"]
        again = np.flatnonzero((history["site"] != NONE) & ~np.isin(before, wanted))
        return listed((history["student"][again], history["site"][again]), options["students"].row, options["sites"].row, sites)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements at a site of the student's history that does not stand first among the student's wishes."""
        before = set(tables["history"][["student", "site"]].itertuples(index=False, name=None))
        dearest = tables["wishes"].sort_values("rank").drop_duplicates("student")
        wanted = set(dearest[["student", "site"]].itertuples(index=False, name=None))
        pairs = zip(placed["student"], placed["site"], strict=True)
        return each(placed, pd.Series([pair in before and pair not in wanted for pair in pairs], index=placed.index, dtype=bool))
