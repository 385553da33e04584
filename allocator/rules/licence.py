"""Licence: where one must drive, the student may."""

import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class Licence(Rule):
    """A site that asks for a driving licence (home care with its own cars, say) gets students who have one.

    Source: Molde University College, places for which a licence or a car is needed,
    https://www.himolde.no/studier/praksis-i-helse-og-sosialfagstudiene/tildeling-av-praksisplasser.html.
    """

    code = "licence"
    title = Text(nb="Førerkort", en="Driving licence")
    sentence = Text(nb="På et sted som krever førerkort, har studenten det.", en="At a site that asks for a driving licence the student has one.")
    heading = "clearance"
    breach = Text(nb="{need}: {site} krever førerkort, og studenten har ikke det.", en="{need}: {site} asks for a driving licence, and the student has none.")
    own = Text(nb="{site} krever førerkort.", en="{site} asks for a driving licence.")
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """The site asks for a licence that the student lacks."""
        asked: Bools = options["sites"]["needs_licence"]
        had: Bools = options["students"]["licence"]
        return asked & ~had

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements of students without a licence at sites that ask for one."""
        return each(placed, placed["sites.needs_licence"] & ~placed["students.licence"])
