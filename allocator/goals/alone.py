"""Alone: no institution is served worse together with the others than it would be by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Layer, Limit, Options, Price
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Alone(Goal):
    """Adds up by how many placements each institution falls short of what it would have had alone.

    floors: each institution with the number of its needs that it would place alone: on its own and its reserved places, and on its
    part of the shared ones. Empty: worked out when the problem is solved (see `allocator.alone`), and written in the term of a saved plan;
    until then nothing is measured. One that is not named has no floor.
    Where the parts divide every place, ceiling and room, the plans that each would make fit together, and the least sum is 0.
    Raises ValueError for a number below 0, and for an institution that stands twice.
    """

    code = "alone"
    title = Text(nb="Ingen dårligere enn alene", en="Nobody worse than alone")
    sentence = Text(
        nb="Ingen institusjon får færre plasser enn den ville fått alene, på sin del av plassene; det som mangler, er samlet så lite som mulig.",
        en="No institution gets fewer places than it would alone, on its part of the places; what is missing is as little as possible in all.",
    )
    unit = Text(nb="færre enn alene", en="fewer than alone")

    floors: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if any(least < 0 for _, least in self.floors) or len(dict(self.floors)) < len(self.floors):
            raise ValueError("floors are at least 0, and each institution stands once.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """No option costs anything; what is missing is counted in `limits`."""
        yield Layer(self.code, self.unit.en, costs=np.zeros(len(options), dtype=np.int64))

    def limits(self, options: Options) -> Iterator[Limit]:
        """At least its floor for each institution."""
        floors = dict(self.floors)
        least = np.array([floors.get(one, 0) for one in options.words["institutions"]], dtype=np.int64)
        if least.any():
            every = np.arange(len(options))
            yield Limit(option=every, group=options["courses"]["institution"], least=least, or_none=False, price=Price(self.code))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The floors, less the placements of each institution; nothing where no floors are known."""
        known = set(tables["institutions"]["institution"])
        has = placed["institution"].value_counts()
        short = sum(max(0, least - int(has.get(one, 0))) for one, least in self.floors if one in known)
        return pd.Series({self.code: short} if self.floors else {}, dtype="int64")
