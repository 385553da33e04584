"""Travel: short journeys, and above all no very long ones."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Travel(Goal):
    """Adds up the minutes of each placement, one way, raised to `exponent` and divided by ten (rounded down).

    With exponent 2 one journey of 80 minutes weighs as much as four of 40; with 1 only the total counts.
    Raises ValueError for an exponent other than 1 and 2.
    """

    code = "travel"
    title = Text(nb="Reisetid", en="Travel")
    sentence = Text(
        nb="Reisene er korte; én lang reise teller mer enn flere korte.",
        en="Journeys are short; one long journey weighs more than several short ones.",
    )
    unit = Text(nb="reisepoeng", en="travel points")

    exponent: int = 2

    def __post_init__(self) -> None:
        if self.exponent not in (1, 2):
            raise ValueError("exponent is 1 or 2.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option costs its journey."""
        yield Layer(self.code, self.unit.en, costs=options.minutes.astype(np.int64) ** self.exponent // 10)

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The journeys of the placements."""
        points = placed["minutes"].astype("int64").pow(self.exponent).floordiv(10)
        return pd.Series({self.code: int(points.sum())})
