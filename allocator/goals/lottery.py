"""Lottery: what is left to choose goes to those who were drawn first."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.draw import draw
from allocator.goals.goal import Goal
from allocator.goals.wishes import wish_costs, wish_points
from allocator.system import NONE, Ints, Layer, Options
from allocator.tables import Tables
from allocator.text import Text

UNLISTED, STEPS = 10, 10
WITHOUT = UNLISTED * (STEPS + 1) + STEPS + 1


@dataclass(frozen=True, kw_only=True)
class Lottery(Goal):
    """Adds up, over the needs, the student's weight in the draw times how far the need is from the best thinkable.

    Among n students the one who chooses first weighs n, the last 1. First come those with a number given beforehand
    (`students.lottery`, 1 first), then those drawn: by `draw` of the student's id, least first, so that a student more or less
    never changes the order of the others. How far: 11 for each rank of the wish fulfilled (10 where none), plus 1 for each
    `step` minutes of journey, at most 10; 121 without a place. So no coefficient exceeds 7.3 million at 60,000 students.
    Raises ValueError where `step` is below 1.
    """

    code = "lottery"
    title = Text(nb="Trekning", en="Lottery")
    sentence = Text(nb="Det som står igjen å velge, får de som er trukket ut først.", en="What is left to choose goes to those who were drawn first.")
    unit = Text(nb="trekningspoeng", en="draw points")

    seed: str = ""
    step: int = 15

    def __post_init__(self) -> None:
        if self.step < 1:
            raise ValueError("step is at least 1.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option costs what it is better than no place, times the weight in the draw."""
        weights = self._weights(options)
        far = wish_costs(options, UNLISTED) * (STEPS + 1) + np.minimum(options.minutes // self.step, STEPS)
        without = int(weights[options.table("needs")["student"]].sum()) * WITHOUT
        yield Layer(self.code, self.unit.en, costs=weights[options["needs"]["student"]] * (far - WITHOUT), constant=without)

    def _weights(self, options: Options) -> Ints:
        """(students,) n for the student who chooses first, 1 for the last."""
        given = options.table("students")["lottery"]
        drawn = draw(options.words["students"], "students", self.seed)
        weights = np.empty(len(given), dtype=np.int64)
        weights[np.lexsort((drawn, given, given == NONE))] = np.arange(len(given), 0, -1)
        return weights

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The same from the ids: students in the order of the draw, placements with wish and journey, needs without a place."""
        students, needs = tables["students"], tables["needs"]
        drawn = students.assign(drawn=draw(students["student"].tolist(), "students", self.seed)).sort_values(["lottery", "drawn", "student"])
        weights = pd.Series(range(len(drawn), 0, -1), index=drawn["student"], dtype="int64")
        far = wish_points(placed, tables, UNLISTED) * (STEPS + 1) + placed["minutes"].floordiv(self.step).clip(upper=STEPS)
        without = needs[~needs["need"].isin(placed["need"])]["student"].map(weights) * WITHOUT
        return pd.Series({self.code: int((placed["student"].map(weights) * far).sum() + without.sum())})
