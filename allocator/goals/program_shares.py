"""Program shares: what is missing is shared evenly between the programmes of an institution."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from allocator.goals.goal import Goal
from allocator.goals.shares import pairs_of, share_of
from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text


class ProgramShares(Goal):
    """Raises the lowest share of needs met among the programmes of the institutions, then the next lowest.

    Below `shares` each institution keeps what it has, so it is the programmes within each that are evened out. A programme that two
    institutions have under the same name is two. The value is the pairs (placed, needs), lowest first.
    """

    code = "program_shares"
    title = Text(nb="Rettferdig mellom studieprogrammene", en="Fair shares of programmes")
    sentence = Text(
        nb="Studieprogrammet som får dekket den minste andelen av behovet, får så mye som mulig, deretter det nest minste.",
        en="The programme with the lowest share of its needs met gets as much as possible, then the next lowest.",
    )
    unit = Text(nb="plassert av behov", en="placed of needs")
    even = True

    def layers(self, options: Options) -> Iterator[Layer]:
        """One group for each programme with needs at each institution."""
        courses, course = options.table("courses"), options.table("needs")["course"]
        programme = courses["institution"] * (len(options.words["programmes"]) + 1) + courses["programme"]
        yield Layer(self.code, self.unit.en, share=share_of(options, programme[course]))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[Any]":
        """Placements of needs, programme by programme of each institution."""
        return pd.Series({self.code: pairs_of(placed, tables, ["institution", "programme"])}, dtype=object)
