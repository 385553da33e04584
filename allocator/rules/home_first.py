"""Home first: those who belong in their home municipality are placed nowhere else."""

import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class HomeFirst(Rule):
    """A home-bound student is placed in the home municipality only; whether it has a place at all is never asked.

    Home-bound are students of a course that says so, and decentralised students whatever the course. One whose home is not known can be
    placed nowhere. As a must this is a hard choice, so it holds only where a policy names it. Source: UiT's decentralised nursing,
    https://en.uit.no/utdanning/program/282692/sykepleie_deltid_samlingsbasert_-_bachelor.
    """

    code = "home_first"
    title = Text(nb="Bare hjemkommunen", en="Home municipality only")
    sentence = Text(
        nb="Hjemmebundne og desentraliserte studenter har praksis i hjemkommunen og ingen andre steder.",
        en="Home-bound and decentralised students are placed in their home municipality and nowhere else.",
    )
    heading = "region"
    breach = Text(nb="{need}: {site} ligger ikke i studentens hjemkommune.", en="{need}: {site} does not lie in the student's home municipality.")
    own = Text(nb="{site} ligger ikke i hjemkommunen din.", en="{site} does not lie in your home municipality.")
    asks = "student"
    usual = False

    def forbids(self, options: Options) -> Bools:
        """The course or the way of study binds the student to a home that is another municipality."""
        students = options["students"]
        decentralised: Bools = students["study"] == options.code("students.study", "decentralised")
        bound: Bools = options["courses"]["home_bound"] | decentralised
        elsewhere: Bools = options["sites"]["municipality"] != students["home"]
        return bound & elsewhere

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements outside the home municipality of those who belong there."""
        bound = placed["courses.home_bound"] | placed["students.study"].eq("decentralised")
        return each(placed, bound & placed["municipality"].ne(placed["students.home"]))
