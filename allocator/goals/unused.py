"""Unused: municipalities that have had no students get their first."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Bools, Layer, Limit, Options, Price
from allocator.tables import Tables
from allocator.text import Text


class Unused(Goal):
    """Counts the municipalities that offer places, have never had a student, and get none now either.

    One has had students if `municipalities.last_used` says so or a row of `history` lies there. A student more where one comes
    already counts nothing: it is the first use that matters.
    """

    code = "unused"
    title = Text(nb="Nye kommuner", en="New municipalities")
    sentence = Text(
        nb="Flest mulig kommuner som tilbyr plass og aldri har hatt studenter, får sine første.",
        en="As many as possible of the municipalities that offer places and have never had students get their first.",
    )
    unit = Text(nb="uten studenter", en="without students")

    def layers(self, options: Options) -> Iterator[Layer]:
        """No option costs anything; counted here are the municipalities that no option leads to, the others in `limits`."""
        waits, led = _waiting(options), np.zeros(len(options.words["municipalities"]), dtype=bool)
        led[options["sites"]["municipality"]] = True
        yield Layer(self.code, self.unit.en, costs=np.zeros(len(options), dtype=np.int64), constant=int((waits & ~led).sum()))

    def limits(self, options: Options) -> Iterator[Limit]:
        """At least one student in each municipality that waits for its first."""
        town = options["sites"]["municipality"]
        there = np.flatnonzero(_waiting(options)[town])
        towns, group = np.unique(town[there], return_inverse=True)
        yield Limit(option=there, group=group, least=np.ones(len(towns), dtype=np.int64), or_none=False, price=Price(self.code))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The municipalities with offers that are in neither history nor plan."""
        towns = tables["municipalities"]
        offering = tables["offers"].merge(tables["sites"], on="site")["municipality"]
        new = towns[(towns["last_used"] == "") & towns["municipality"].isin(offering) & ~towns["municipality"].isin(tables["history"]["municipality"])]
        return pd.Series({self.code: int((~new["municipality"].isin(placed["municipality"])).sum())})


def _waiting(options: Options) -> Bools:
    """(municipalities,) whether it offers places and has never had a student."""
    offering = np.zeros(len(options.words["municipalities"]), dtype=bool)
    offering[options.table("sites")["municipality"][options.table("offers")["site"]]] = True
    return np.asarray(offering & ~options.table("municipalities")["used"])
