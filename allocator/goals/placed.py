"""Placed: as few as possible go without a place."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text


class Placed(Goal):
    """Counts the needs without a place."""

    code = "placed"
    title = Text(nb="Alle får plass", en="Placed")
    sentence = Text(nb="Færrest mulig studenter står uten plass.", en="As few students as possible go without a place.")
    unit = Text(nb="uten plass", en="unplaced")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option chosen is one need fewer without a place."""
        needs = len(options.table("needs")["student"])
        yield Layer(self.code, self.unit.en, costs=np.full(len(options), -1), constant=needs)

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The needs that no placement names."""
        without = ~tables["needs"]["need"].isin(placed["need"])
        return pd.Series({self.code: int(without.sum())})
