"""Together: friends who go together are at one site in one window."""

from collections.abc import Iterator

import pandas as pd

from allocator.rules.friends import only_beside, without
from allocator.rules.rule import Rule
from allocator.system import Limit, Options
from allocator.tables import Tables
from allocator.text import Text


class Together(Rule):
    """Where one of a group is placed, each of the others is too: at the same site and in the same window. So all of them, or none.

    One who gets no place holds the others back, for they asked to go together: whoever would rather go alone than not at all is no
    companion, or the rule has a price. Not waited for is one who has no need this term. The course and the offer may differ.
    """

    code = "together"
    title = Text(nb="Følge: sammen", en="Companions together")
    sentence = Text(
        nb="De som skal sammen, er på samme sted i samme periode, eller ingen av dem får plass.",
        en="Those who go together are at the same site in the same window, or none of them is placed.",
    )
    heading = "conflict"
    breach = Text(
        nb="{need}: {friend} i følget {group} er ikke på {site} i {period}.", en="{need}: {friend} of the group {group} is not at {site} in {period}."
    )
    own = Text(
        nb="Det var ikke plass på {site} i {period} til alle dere som skal sammen.",
        en="{site} had no room in {period} for all of you who go together.",
    )

    def limits(self, options: Options) -> Iterator[Limit]:
        """Each of two friends is at a site in a window only where the other is."""
        yield from only_beside(options, self.code, options["sites"].row * (options.period.max(initial=0) + 1) + options.period)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """The placements without a friend at the same site in the same window, one unit for each friend."""
        return without(placed, tables, self.code, ["site", "period"])
