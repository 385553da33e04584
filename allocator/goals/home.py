"""Home: those who belong in their home municipality are placed there."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text


class Home(Goal):
    """Counts the placements of home-bound students outside their home municipality.

    Home-bound are students of a course that says so, and decentralised students whatever the course. No question is asked of
    whether there is a place at home: one place outside is one. Source: UiT's decentralised nursing, municipal practice primarily
    in the home municipality, https://en.uit.no/utdanning/program/282692/sykepleie_deltid_samlingsbasert_-_bachelor.
    """

    code = "home"
    title = Text(nb="Hjemkommune", en="Home municipality")
    sentence = Text(
        nb="Færrest mulig hjemmebundne og desentraliserte studenter får praksis utenfor hjemkommunen.",
        en="As few home-bound and decentralised students as possible are placed outside their home municipality.",
    )
    unit = Text(nb="utenfor hjemkommunen", en="outside home")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option of a home-bound student elsewhere than at home is one."""
        students = options["students"]
        bound = options["courses"]["home_bound"] | (students["study"] == options.code("students.study", "decentralised"))
        outside = bound & (options["sites"]["municipality"] != students["home"])
        yield Layer(self.code, self.unit.en, costs=outside.astype(np.int64))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The placements of the home-bound whose municipality is another than home."""
        bound = placed["courses.home_bound"] | placed["students.study"].eq("decentralised")
        return pd.Series({self.code: int((bound & placed["municipality"].ne(placed["students.home"])).sum())})
