"""Wishes: students get what they have put high on their lists."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Ints, Layer, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Wishes(Goal):
    """Adds up, over the needs, the rank of the dearest wish that the placement fulfils.

    A placement that fulfils none, and a need without a place, costs `unlisted` however long or short the list is, so that
    leaving blanks never helps. (No claim is made that an untrue list never pays.) A rank from `unlisted` on costs one less than it.
    Raises ValueError where `unlisted` is below 2.
    """

    code = "wishes"
    title = Text(nb="Ønsker", en="Wishes")
    sentence = Text(nb="Studentene får det de har satt høyt på ønskelisten.", en="Students get what they have put high on their lists.")
    unit = Text(nb="ønskepoeng", en="wish points")

    unlisted: int = 10

    def __post_init__(self) -> None:
        if self.unlisted < 2:
            raise ValueError("unlisted is at least 2.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option costs what it is better than a place that is not listed."""
        needs = len(options.table("needs")["student"])
        yield Layer(self.code, self.unit.en, costs=wish_costs(options, self.unlisted) - self.unlisted, constant=self.unlisted * needs)

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The rank of each placement, and `unlisted` for each need without one."""
        without = ~tables["needs"]["need"].isin(placed["need"])
        return pd.Series({self.code: int(wish_points(placed, tables, self.unlisted).sum() + self.unlisted * without.sum())})


def wish_costs(options: Options, unlisted: int) -> Ints:
    """The rank of the dearest wish that each option fulfils, `unlisted` where none; (options,). All wishes of a rank at once."""
    wishes, sites = options.table("wishes"), options.table("sites")
    has = np.pad(sites["settings"], ((0, 0), (0, 1)))
    student, site = options["needs"]["student"], options["offers"]["site"]
    costs = np.full(len(options), unlisted, dtype=np.int64)
    for rank in np.unique(wishes["rank"])[::-1]:
        ranked = np.flatnonzero(wishes["rank"] == rank)
        asks = np.full(len(options.words["students"]), NONE)
        asks[wishes["student"][ranked]] = ranked
        option = np.flatnonzero(asks[student] != NONE)
        wish, at = asks[student[option]], site[option]
        fulfilled = (wishes["site"][wish] != NONE) & (sites["above"][at] == wishes["site"][wish][:, None]).any(axis=1)
        fulfilled |= (wishes["municipality"][wish] == sites["municipality"][at]) | has[at, wishes["setting"][wish]]
        costs[option[fulfilled]] = min(rank, unlisted - 1)
    return costs


def wish_points(placed: pd.DataFrame, tables: Tables, unlisted: int) -> "pd.Series[int]":
    """The rank of the dearest wish that each placement fulfils, `unlisted` where none; index of `placed`."""
    covers = set(tables.lineage().itertuples(index=False, name=None))
    said = placed[["student", "site", "municipality", "sites.settings"]]
    asked = said.reset_index(names="row").merge(tables["wishes"], on="student", suffixes=("", "_wished"))
    words = side_by_side(asked, "site", "site_wished", "sites.settings", "setting")
    fulfilled = pd.Series([(site, wished) in covers or setting in settings for site, wished, settings, setting in words], dtype=bool)
    dearest = asked[fulfilled | (asked["municipality"] == asked["municipality_wished"])].groupby("row")["rank"].min()
    return dearest.clip(upper=unlisted - 1).reindex(placed.index, fill_value=unlisted)
