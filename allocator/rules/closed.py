"""Closed: nobody is placed where the door is shut."""

import pandas as pd

from allocator.rules.rule import Rule
from allocator.system import Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class Closed(Rule):
    """Neither the site nor a site above it is closed in a week that the window names; weeks between them do not count."""

    code = "closed"
    title = Text(nb="Stengte uker", en="Closed weeks")
    sentence = Text(nb="Stedet er åpent i alle ukene studenten er i praksis.", en="The site is open in every week of the placement.")
    heading = "capacity"
    breach = Text(nb="{need}: {site} er stengt {closed} i perioden {period}.", en="{need}: {site} is closed in {closed} of the window {period}.")
    own = Text(nb="{site} er stengt {closed}.", en="{site} is closed in {closed}.")

    def forbids(self, options: Options) -> Bools:
        """A week of the window is closed at the site; what is closed above is closed there too."""
        shut: Bools = options.table("sites")["closed"] @ options.table("periods")["weeks"].T
        return shut[options["sites"].row, options.period]

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Lists the weeks of each placement and the closed weeks of its site and those above, and keeps what is in both."""
        above = tables.lineage().merge(tables["sites"][["site", "closed"]].rename(columns={"site": "above"}), on="above")
        shut = above[["site", "closed"]].explode("closed").dropna().rename(columns={"closed": "week"}).drop_duplicates()
        near = placed[placed["site"].isin(shut["site"])]
        weekly = near[["site", "periods.weeks"]].explode("periods.weeks").rename(columns={"periods.weeks": "week"}).rename_axis("row").reset_index()
        found = weekly.merge(shut, on=["site", "week"]).groupby("row")["week"].agg(tuple)
        return placed.loc[found.index].assign(closed=found, units=1)
