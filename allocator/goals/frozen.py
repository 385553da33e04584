"""Frozen: what has begun stays where it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from allocator.goals.changes import published
from allocator.goals.goal import Goal
from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text

Status = Literal["proposed", "notified", "confirmed", "started", "ended"]


@dataclass(frozen=True, kw_only=True)
class Frozen(Goal):
    """Counts the published placements (the table previous) whose status is one of `begun` and that are not found again, at the same offer and window.

    Another supervisor is no change here. As the first layer it moves nobody who has begun, unless the place itself no longer holds.
    """

    code = "frozen"
    title = Text(nb="Det som er i gang, står", en="What has begun stands")
    sentence = Text(
        nb="Færrest mulig plasser som er påbegynt, flyttes eller faller bort.", en="As few placements as possible that have begun are moved or dropped."
    )
    unit = Text(nb="flyttet", en="moved")

    begun: tuple[Status, ...] = ("started", "ended")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option that is a frozen one is one fewer that is moved."""
        statuses = options.table("previous")["status"]
        frozen = np.isin(statuses, [options.code("previous.status", one) for one in self.begun])
        same = published(options, frozen)
        yield Layer(self.code, self.unit.en, costs=-same.astype(np.int64), constant=int(frozen.sum()))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The frozen placements that nobody has any longer."""
        frozen = tables["previous"][tables["previous"]["status"].isin(self.begun)]
        found = frozen.merge(placed[["need", "offer", "period"]], on=["need", "offer", "period"])
        return pd.Series({self.code: len(frozen) - len(found)})
