"""At risk: those who lose progression without a place come first."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text


class AtRisk(Goal):
    """Counts the needs without a place whose student loses progression by it (repeaters, final year)."""

    code = "at_risk"
    title = Text(nb="Progresjon i fare", en="At risk")
    sentence = Text(
        nb="Færrest mulig av dem som mister progresjon uten plass, står uten plass.",
        en="As few as possible of those who lose progression without a place go without one.",
    )
    unit = Text(nb="uten plass", en="unplaced")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option chosen for a need at risk is one fewer."""
        at_risk = options.table("needs")["at_risk"]
        yield Layer(self.code, self.unit.en, costs=-at_risk[options.need].astype(np.int64), constant=int(at_risk.sum()))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The needs at risk that no placement names."""
        needs = tables["needs"]
        without = needs["at_risk"] & ~needs["need"].isin(placed["need"])
        return pd.Series({self.code: int(without.sum())})
