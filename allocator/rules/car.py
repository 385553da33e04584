"""Car: where one must drive one's own car, the student can."""

import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class Car(Rule):
    """A site that asks for a car gets students who have the use of one and a licence to drive it: a car alone does not help.

    Source: Molde University College, places for which a licence or a car is needed,
    https://www.himolde.no/studier/praksis-i-helse-og-sosialfagstudiene/tildeling-av-praksisplasser.html.
    """

    code = "car"
    title = Text(nb="Bil", en="Car")
    sentence = Text(
        nb="På et sted som krever bil, har studenten bil og førerkort.",
        en="At a site that asks for a car the student has a car and a driving licence.",
    )
    heading = "clearance"
    breach = Text(
        nb="{need}: {site} krever bil, og studenten har ikke både bil og førerkort.",
        en="{need}: {site} asks for a car, and the student does not have both a car and a driving licence.",
    )
    own = Text(nb="{site} krever bil og førerkort.", en="{site} asks for a car and a driving licence.")
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """The site asks for a car, and the student lacks it or the licence."""
        students = options["students"]
        drives: Bools = students["car"] & students["licence"]
        asked: Bools = options["sites"]["needs_car"]
        return asked & ~drives

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements at sites that ask for a car, of students without one or without a licence."""
        return each(placed, placed["sites.needs_car"] & ~(placed["students.car"] & placed["students.licence"]))
