"""Near: friends who go near each other are in one municipality."""

from collections.abc import Iterator

import pandas as pd

from allocator.rules.friends import only_beside, without
from allocator.rules.rule import Rule
from allocator.system import Limit, Options
from allocator.tables import Tables
from allocator.text import Text


class Near(Rule):
    """Where one of a group is placed, each of the others is placed in the same municipality, in whatever window. So all of them, or none.

    As for those who go together, one who gets no place holds the others back, and one who has no need this term is not waited for.
    """

    code = "near"
    title = Text(nb="Følge: nær hverandre", en="Companions near")
    sentence = Text(
        nb="De som skal være nær hverandre, er i samme kommune, eller ingen av dem får plass.",
        en="Those who go near each other are in the same municipality, or none of them is placed.",
    )
    heading = "conflict"
    breach = Text(
        nb="{need}: {friend} i følget {group} er ikke i samme kommune som {site}.",
        en="{need}: {friend} of the group {group} is not in the municipality of {site}.",
    )
    own = Text(
        nb="Det var ikke plass i kommunen til {site} for alle dere som skal være nær hverandre.",
        en="The municipality of {site} had no room for all of you who go near each other.",
    )

    def limits(self, options: Options) -> Iterator[Limit]:
        """Each of two friends is in a municipality only where the other is."""
        yield from only_beside(options, self.code, options["sites"]["municipality"])

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """The placements without a friend in the same municipality, one unit for each friend."""
        return without(placed, tables, self.code, ["municipality"])
