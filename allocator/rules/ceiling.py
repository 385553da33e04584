"""Ceiling: no site and no municipality has more students at a time than it can take."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.rules.weekly import by_week
from allocator.system import NONE, Limit, Options
from allocator.tables import Tables
from allocator.text import Text


class Ceiling(Rule):
    """A site, every site above it and its municipality have at most their ceiling of students in any week.

    All institutions and all offers together; the weeks are those that a period names, and periods may overlap partly.
    A municipality takes part of its own will (helse- og omsorgstjenesteloven § 8-1), so the number is never exceeded.
    """

    code = "ceiling"
    title = Text(nb="Tak per uke", en="Weekly ceiling")
    sentence = Text(
        nb="Et sted, stedet over det og kommunen har aldri flere studenter samtidig enn taket, alle institusjoner sett under ett.",
        en="A site, the site above it and the municipality never have more students at a time than their ceiling, all institutions together.",
    )
    heading = "capacity"
    breach = Text(nb="{place} har {placed} studenter i {week}; taket er {ceiling}.", en="{place} has {placed} students in {week}; the ceiling is {ceiling}.")
    own = Text(nb="Stedet eller kommunen tar ikke flere studenter samtidig.", en="The site or the municipality takes no more students at a time.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each site, with all that lies below it, and each kind of week; then the same for municipalities."""
        sites = options.table("sites")
        bounded = np.where((sites["above"] != NONE) & (sites["ceiling"][sites["above"]] != NONE), sites["above"], NONE)
        site, every = options["sites"].row, np.arange(len(options), dtype=np.int32)
        option, level = np.nonzero(bounded[site] != NONE)
        yield by_week(options, option.astype(np.int32), bounded[site[option], level], sites["ceiling"], price=self.price)
        yield by_week(options, every, options["sites"]["municipality"], options.table("municipalities")["ceiling"], price=self.price)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Lists every week of every placement, and counts it at its site, at those above and in the municipality."""
        alike = placed.groupby(["site", "municipality", "period"], as_index=False).size()
        weekly = alike.merge(tables["periods"][["period", "weeks"]], on="period").explode("weeks").rename(columns={"weeks": "week"})
        at_sites = weekly.merge(tables.lineage(), on="site").merge(tables["sites"][["site", "ceiling"]].rename(columns={"site": "above"}), on="above")
        in_municipalities = weekly.merge(tables["municipalities"][["municipality", "ceiling"]], on="municipality")
        counted = [at_sites.assign(place=at_sites["above"]), in_municipalities.assign(place=in_municipalities["municipality"])]
        used = [one[one["ceiling"].notna()].groupby(["place", "week", "ceiling"], as_index=False).agg(placed=("size", "sum")) for one in counted]
        full = pd.concat(used, ignore_index=True)
        return full[full["placed"] > full["ceiling"]].assign(units=lambda rows: (rows["placed"] - rows["ceiling"]).astype("int64"))
