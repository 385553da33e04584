"""Seldom far: nobody is sent far too often in a programme."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.system import Limit, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class SeldomFar(Rule):
    """A student has at most `most` far placements in the programme, those in `history` counted, passed or not.

    It holds only where a policy names it. One or two outside the home municipality are expected of everyone at LDH,
    https://ldh.no/student/praksis/ofte-stilte-sporsmal. Raises ValueError for a number below 0.
    """

    code = "seldom_far"
    title = Text(nb="Ikke for ofte langt unna", en="Seldom far")
    sentence = Text(
        nb="En student har høyst så mange fjernpraksiser i løpet av studiet (2 om ikke annet er sagt).",
        en="A student has at most so many far placements in the programme (2 unless another number is given).",
    )
    heading = "distance"
    breach = Text(
        nb="{student} får {placed} fjernpraksiser og har hatt {before}; høyst {most} i løpet av studiet.",
        en="{student} gets {placed} far placements and has had {before}; at most {most} in the programme.",
    )
    own = Text(
        nb="Du har hatt så mange fjernpraksiser som du kan få i løpet av studiet.",
        en="You have had as many far placements as you may have in the programme.",
    )
    usual = False

    most: int = 2

    def __post_init__(self) -> None:
        if self.most < 0:
            raise ValueError("most is at least 0.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each student: what is left of `most`."""
        history, far = options.table("history"), np.flatnonzero(options.far)
        before = np.bincount(history["student"][history["far"]], minlength=len(options.words["students"]))
        yield Limit(option=far, group=options["students"].row[far], most=np.maximum(self.most - before, 0))

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the far placements of each student beside the earlier ones."""
        earlier = tables["history"][tables["history"]["far"]].groupby("student").size()
        now = placed[placed["far"]].groupby("student").size().rename("placed").reset_index()
        told = now.assign(before=now["student"].map(earlier).fillna(0).astype("int64"), most=self.most)
        surplus = told["placed"] - (self.most - told["before"]).clip(lower=0)
        return told.assign(units=surplus)[surplus > 0]
