"""Travel: short journeys, above all no very long ones, and above all not for those who have had one before."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Ints, Layer, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Travel(Goal):
    """Adds up what each journey, one way, adds to the student's burden: burden to the power of `exponent`, a tenth of it, rounded down.

    With exponent 2 one journey of 80 minutes weighs as much as four of 40; with 1 only the total counts. The burden that a student
    carries from `history` makes the next minutes dearer, so that long and far placements go round: `carried` percent of what each
    earlier journey was longer than `fair` minutes (a far placement counts as at least `far` minutes), rounded down; 0 forgets it.
    Rotation is expected: LDH reckons with one or two placements outside the home municipality for everyone,
    https://ldh.no/student/praksis/ofte-stilte-sporsmal.
    Raises ValueError for an exponent other than 1 and 2, and for anything below 0.
    """

    code = "travel"
    title = Text(nb="Reisetid", en="Travel")
    sentence = Text(
        nb="Reisene er korte; én lang reise teller mer enn flere korte, og mest for den som har hatt lang reise før.",
        en="Journeys are short; one long journey weighs more than several short ones, and most for those who have had one before.",
    )
    unit = Text(nb="reisepoeng", en="travel points")

    exponent: int = 2
    carried: int = 100
    fair: int = 45
    far: int = 180

    def __post_init__(self) -> None:
        if self.exponent not in (1, 2):
            raise ValueError("exponent is 1 or 2.")
        if min(self.carried, self.fair, self.far) < 0:
            raise ValueError("carried, fair and far are at least 0.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option costs its journey, on top of what the student carries."""
        before = self._carried(options)[options["students"].row]
        points = ((before + options.minutes) ** self.exponent - before**self.exponent) // 10
        yield Layer(self.code, self.unit.en, costs=points)

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The journeys of the placements, each beside the student's earlier ones."""
        earlier = tables["history"][["student", "minutes", "far"]]
        minutes = earlier["minutes"].fillna(0).astype("int64")
        burden = minutes.mask(earlier["far"], minutes.clip(lower=self.far)).sub(self.fair).clip(lower=0)
        before = placed["student"].map(burden.groupby(earlier["student"]).sum()).fillna(0).astype("int64").mul(self.carried).floordiv(100)
        after = before + placed["minutes"].astype("int64")
        return pd.Series({self.code: int((after.pow(self.exponent) - before.pow(self.exponent)).floordiv(10).sum())})

    def _carried(self, options: Options) -> Ints:
        """(students,) the minutes that each carries."""
        history = options.table("history")
        long = np.where(history["minutes"] == NONE, 0, history["minutes"])
        long = np.maximum(np.where(history["far"] & (long < self.far), self.far, long) - self.fair, 0)
        total = np.zeros(len(options.words["students"]), dtype=np.int64)
        np.add.at(total, history["student"], long)
        return total * self.carried // 100
