"""Worst: as few as possible have a very long journey."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Worst(Goal):
    """Counts the placements with a journey above each of `minutes`, one way, the longest bound first; just as long is not above.

    Each bound is a layer: first as few as possible above 90 minutes, then above 75, then above 60.
    Raises ValueError unless the bounds fall and there is at least one.
    """

    code = "worst"
    title = Text(nb="Lange reiser", en="Long journeys")
    sentence = Text(
        nb="Færrest mulig reiser lenger enn 90 minutter én vei, deretter færrest mulig lenger enn 75 og lenger enn 60 (grensene kan settes).",
        en="As few as possible travel longer than 90 minutes one way, then longer than 75 and longer than 60 (the bounds can be set).",
    )
    unit = Text(nb="over grensen", en="above the bound")

    minutes: tuple[int, ...] = (90, 75, 60)

    def __post_init__(self) -> None:
        if not self.minutes or any(first <= then for first, then in pairwise(self.minutes)):
            raise ValueError("minutes has at least one bound, and each is below the one before.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option with a journey above the bound is one."""
        for name, bound in zip(self._names(), self.minutes, strict=True):
            yield Layer(name, self.unit.en, costs=(options.minutes > bound).astype(np.int64))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The journeys above each bound."""
        return pd.Series({name: int(placed["minutes"].gt(bound).sum()) for name, bound in zip(self._names(), self.minutes, strict=True)})

    def _names(self) -> list[str]:
        return [self.code, *(f"{self.code}:{bound}" for bound in self.minutes[1:])]
