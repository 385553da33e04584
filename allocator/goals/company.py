"""Company: nobody is the only student of an area."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Ints, Layer, Limit, Options, Price
from allocator.tables import Tables
from allocator.text import Text


class Company(Goal):
    """Counts the students who are alone in an area in their weeks: no other student is there in just the same weeks.

    Areas are those of the table areas, at whatever level; a municipality in none is an area by itself, one in two counts in both.
    Students of every institution and programme are company. Groups that learn together are how small units manage far from a campus.
    """

    code = "company"
    title = Text(nb="Ingen alene", en="Company")
    sentence = Text(nb="Færrest mulig studenter er alene i et praksisområde.", en="As few students as possible are alone in an area.")
    unit = Text(nb="alene", en="alone")

    def layers(self, options: Options) -> Iterator[Layer]:
        """No option costs anything; those who are alone are counted in `limits`."""
        yield Layer(self.code, self.unit.en, costs=np.zeros(len(options), dtype=np.int64))

    def limits(self, options: Options) -> Iterator[Limit]:
        """At least two, or none, in each area in the same weeks."""
        option, area = _areas(options)
        _, alike = np.unique(options.table("periods")["weeks"], axis=0, return_inverse=True)
        groups, group = np.unique(np.stack([area, alike.ravel()[options.period[option]]]), axis=1, return_inverse=True)
        yield Limit(option=option, group=group.ravel(), least=np.full(groups.shape[1], 2, dtype=np.int64), price=Price(self.code))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The areas and weeks with just one placement."""
        there = placed[["municipality", "periods.weeks"]].merge(tables["areas"], on="municipality", how="left")
        counted = there.assign(weeks=there["periods.weeks"].map(" ".join), alone=there["area"].isna(), place=there["area"].fillna(there["municipality"]))
        return pd.Series({self.code: int(counted.groupby(["alone", "place", "weeks"]).size().eq(1).sum())})


def _areas(options: Options) -> tuple[Ints, Ints]:
    """Each option with each area it lies in; two of (pairs,). A municipality in no area has a number above those of the areas."""
    areas, towns = options.table("areas"), len(options.words["municipalities"])
    without = np.setdiff1d(np.arange(towns), areas["municipality"])
    town = np.concatenate([areas["municipality"], without])
    area = np.concatenate([areas["area"], len(options.words["areas"]) + without])[np.argsort(town, kind="stable")]
    size = np.bincount(town, minlength=towns)
    there = options["sites"]["municipality"]
    many = size[there]
    option = np.repeat(np.arange(len(options)), many)
    within = np.arange(len(option)) - np.repeat(np.cumsum(many) - many, many)
    return option, area[(np.cumsum(size) - size)[there[option]] + within]
