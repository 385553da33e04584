"""Shares: what is missing is shared evenly between the institutions."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Ints, Layer, Options, Share
from allocator.tables import Tables
from allocator.text import Text


class Shares(Goal):
    """Raises the lowest share of needs met among the institutions as far as it goes, then the next lowest.

    A share is placed needs of all needs of the institution's courses. A need that no offer is open to is one of them too: an
    institution is not served worse for it, and reports show such needs apart. The value is the pairs (placed, needs), lowest first.
    """

    code = "shares"
    title = Text(nb="Rettferdig mellom institusjonene", en="Fair shares")
    sentence = Text(
        nb="Institusjonen som får dekket den minste andelen av behovet, får så mye som mulig, deretter den nest minste.",
        en="The institution with the lowest share of its needs met gets as much as possible, then the next lowest.",
    )
    unit = Text(nb="plassert av behov", en="placed of needs")
    even = True

    def layers(self, options: Options) -> Iterator[Layer]:
        """One group for each institution with needs."""
        institution = options.table("courses")["institution"][options.table("needs")["course"]]
        yield Layer(self.code, self.unit.en, share=share_of(options, institution))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[Any]":
        """Placements of needs, institution by institution."""
        return pd.Series({self.code: pairs_of(placed, tables, ["institution"])}, dtype=object)


def share_of(options: Options, group: Ints) -> Share:
    """The Share of needs that are put together by any code (needs,)."""
    _, at = np.unique(group, return_inverse=True)
    return Share(option=np.arange(len(options)), group=at.ravel()[options.need], of=np.bincount(at.ravel()))


def pairs_of(placed: pd.DataFrame, tables: Tables, words: list[str]) -> tuple[tuple[int, int], ...]:
    """How many are placed of how many needs, for each that has the same `words` of the course, lowest first."""
    courses = tables["courses"].set_index("course")[words]
    of = courses.loc[tables["needs"]["course"]].groupby(words).size()
    chosen = courses.loc[placed["course"]].groupby(words).size().reindex(of.index, fill_value=0)
    return tuple(sorted(zip(chosen.tolist(), of.tolist(), strict=True), key=lambda pair: (Fraction(*pair), pair)))
