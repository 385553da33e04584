"""Wanted: what one need is asked to get before anything else counts, to see what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals import Goal
from allocator.system import Layer, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Wanted(Goal):
    """1 where the need is not at one of these places, each an offer and a period; 0 where it is, or where nothing is wanted.

    It is no goal of a policy: it is put first while a question is answered.
    """

    code = "wanted"
    title = Text(nb="Det det spørres om", en="What is asked about")
    sentence = Text(nb="Den det spørres om, får en av plassene det spørres om.", en="The one asked about gets one of the places asked about.")
    unit = Text(nb="behov", en="needs")

    need: str = ""
    places: tuple[tuple[str, str], ...] = ()

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option of the need at one of the places is one better than none."""
        costs = np.zeros(len(options), dtype=np.int64)
        mine = np.flatnonzero(options.need == options.code("needs", self.need))
        offers, periods = options.words["offers"], options.words["periods"]
        costs[mine] = [-((offers[offer], periods[period]) in self.places) for offer, period in zip(options.offer[mine], options.period[mine], strict=True)]
        yield Layer(self.code, self.unit.en, costs=costs, constant=int(bool(self.need)))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """Looks for the placement of the need among the places."""
        got = [(offer, period) in self.places for need, offer, period in side_by_side(placed, "need", "offer", "period") if need == self.need]
        return pd.Series({self.code: int(bool(self.need)) - sum(got)})
