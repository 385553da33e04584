"""Specials: those who have been granted a special consideration are served first, in the order of its class."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Bools, Ints, Layer, Options
from allocator.tables import Tables
from allocator.text import Text

OUTSIDE = 99
"""The class of a need that no criterion puts in one."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A criterion of an institution and the class it gives, 1 first.

    below: only where the value of the consideration is below this (a child's age, say), None: whatever it is; only: the institutions
    concerned, empty: all that say nothing themselves of the criterion. Raises ValueError for a class outside 1 … 9.
    """

    criterion: str
    class_: int
    below: float | None = None
    only: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.class_ <= 9:
            raise ValueError("class is 1 … 9.")


@dataclass(frozen=True, kw_only=True)
class Specials(Goal):
    """Counts, class by class, the needs without a place whose student has a granted special consideration of that class.

    The class follows from criterion and value by the criteria of the institution whose course it is (`[criteria]` in the policy): the
    same situation may give a class at one institution and none at another, so classes are compared within one. Of several the best counts;
    one that ended before the first window of the term does not. What is granted, area or minutes, is for rules to keep.
    """

    code = "specials"
    title = Text(nb="Innvilgede særhensyn", en="Special considerations")
    sentence = Text(
        nb="Færrest mulig med innvilget særhensyn står uten plass, klasse for klasse etter institusjonens egne kriterier.",
        en="As few as possible with a granted consideration go without a place, class by class by the institution's own criteria.",
    )
    unit = Text(nb="uten plass", en="unplaced")

    criteria: tuple[Criterion, ...] = ()

    def layers(self, options: Options) -> Iterator[Layer]:
        """For each class, each option chosen for a need of that class is one fewer."""
        needs, ranks = options.table("needs"), self._ranks(options)
        rank = ranks[needs["student"], options.table("courses")["institution"][needs["course"]]]
        for name, wanted in self._names().items():
            yield Layer(name, self.unit.en, costs=-(rank[options.need] == wanted).astype(np.int64), constant=int((rank == wanted).sum()))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The needs that no placement names, beside the best class of what is granted their students."""
        without = tables["needs"][~tables["needs"]["need"].isin(placed["need"])].merge(tables["courses"][["course", "institution"]], on="course")
        granted = tables["specials"][tables["specials"]["status"] == "granted"]
        lasting = granted[granted["until"].isna() | (granted["until"] >= tables["periods"]["first_day"].min())]
        asked = without.merge(lasting, on="student")
        found = [asked.head(0).assign(rank=0)]
        for institution, mine in asked.groupby("institution"):
            for one in self._of(str(institution)):
                right = mine[(mine["criterion"] == one.criterion) & ((one.below is None) | (mine["value"] < (one.below or 0)))]
                found.append(right.assign(rank=one.class_))
        best = pd.concat(found).groupby("need")["rank"].min()
        return pd.Series({name: int((best == wanted).sum()) for name, wanted in self._names().items()})

    def _names(self) -> dict[str, int]:
        """The class that each sublayer counts."""
        first, *rest = sorted({one.class_ for one in self.criteria}) or [1]
        return {self.code: first, **{f"{self.code}:{one}": one for one in rest}}

    def _of(self, institution: str) -> list[Criterion]:
        """The criteria of an institution: its own, and those of all for what it says nothing of."""
        own = [one for one in self.criteria if institution in one.only]
        said = {one.criterion for one in own}
        return own + [one for one in self.criteria if not one.only and one.criterion not in said]

    def _ranks(self, options: Options) -> Ints:
        """(students, institutions) the best class of what is granted each student, as each institution sees it."""
        specials, institutions = options.table("specials"), options.words["institutions"]
        first = options.table("periods")["first_day"].min(initial=10**7)
        lasts: Bools = (specials["status"] == options.code("specials.status", "granted")) & ((specials["until"] == NONE) | (specials["until"] >= first))
        ranks = np.full((len(options.words["students"]), len(institutions)), OUTSIDE)
        for at, institution in enumerate(institutions):
            for one in self._of(institution):
                is_it = lasts & (specials["criterion"] == options.code("criteria", one.criterion))
                right = is_it if one.below is None else is_it & (specials["value"] < one.below)
                np.minimum.at(ranks[:, at], specials["student"][right], one.class_)
        return ranks
