"""Canonical: of plans that are equally good in everything, one and always the same is chosen."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.draw import draw, mixed
from allocator.goals.goal import Goal
from allocator.system import Ints, Layer, Options
from allocator.tables import Tables
from allocator.teams import teams
from allocator.text import Text

BITS = (44, 24)
"""Where each layer's 20 bits begin in a number of 64."""


@dataclass(frozen=True, kw_only=True)
class Canonical(Goal):
    """Adds up a weight for each placement, drawn by seed, need, offer, period and team, so that one best plan remains.

    Two layers of 20 bits, compared in order, are 2^40 weights: with up to a thousand million options one plan is best with a
    probability of 99.9 % or more (isolation lemma: Mulmuley, Vazirani and Vazirani 1987; its proof holds for any ordered sums).
    The words decide, never their positions; a team goes by its smallest supervisor id.
    """

    code = "hash"
    title = Text(nb="Entydighet", en="Uniqueness")
    sentence = Text(nb="Blant like gode planer velges alltid den samme.", en="Of equally good plans always the same one is chosen.")
    unit = Text(nb="trekningsvekt", en="drawn weight")

    seed: str = ""

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option costs its weight, one layer for each 20 bits of it."""
        words = options.words
        smallest = [*(words["supervisors"][one] for one in options.table("teams")["supervisor"]), ""]
        drawn = {name: draw(words[name], name, self.seed) for name in ("needs", "offers", "periods")}
        people = draw(smallest, "supervisors", self.seed)
        number = mixed(drawn["needs"][options.need], drawn["offers"][options.offer], drawn["periods"][options.period], people[options.team])
        for name, bits in zip((self.code, f"{self.code}:2"), BITS, strict=True):
            yield Layer(name, self.unit.en, costs=_weights(number, bits))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The weights of the placements, each supervisor under the smallest id of her team."""
        team = teams(tables).reindex(placed["supervisor"]).fillna("")
        ids = {"needs": placed["need"], "offers": placed["offer"], "periods": placed["period"], "supervisors": team}
        number = mixed(*(self._drawn(words, table) for table, words in ids.items()))
        return pd.Series({self.code: int(_weights(number, BITS[0]).sum()), f"{self.code}:2": int(_weights(number, BITS[1]).sum())})

    def _drawn(self, words: "pd.Series[str]", table: str) -> Ints:
        """The draw of each word; each is drawn once."""
        at, distinct = pd.factorize(words)
        return draw(distinct.tolist(), table, self.seed)[at]


def _weights(number: Ints, bits: int) -> Ints:
    """The 20 bits of each number from `bits` on, as 1 to 2^20."""
    return ((number >> np.uint64(bits)) & np.uint64(2**20 - 1)).astype(np.int64) + 1
