"""Draws that are the same on every machine: all of them are made from uniform doubles of one seeded generator."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np

T = TypeVar("T")

_BLOCK = 4096


class Dice:
    """Draws from PCG64, keyed by a seed and a word, so that one part of a term never shifts another.

    Only `Generator.random` is used: its stream has never changed between numpy versions, unlike those of `choice` or `integers`.
    """

    def __init__(self, seed: int, word: str) -> None:
        self._generator = np.random.Generator(np.random.PCG64([seed, *word.encode()]))
        self._block: list[float] = []

    def number(self) -> float:
        """A number from 0 up to, not including, 1."""
        if not self._block:
            self._block = self._generator.random(_BLOCK).tolist()[::-1]
        return self._block.pop()

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.number() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + int(self.number() * (high - low + 1))

    def spread(self, low: float, high: float) -> float:
        """A number between `low` and `high`."""
        return low + self.number() * (high - low)

    def one(self, of: Sequence[T]) -> T:
        """One of several, all equally likely."""
        return of[int(self.number() * len(of))]

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """`count` different ones (all, if there are fewer), in random order."""
        left = list(of)
        return [left.pop(int(self.number() * len(left))) for _ in range(min(count, len(left)))]

    def weighted(self, ladder: "Ladder[T]") -> T:
        """One of several by weight."""
        return ladder.at(self.number())


class Ladder(Generic[T]):
    """Things with weights, ready to be drawn from many times."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self._things = list(things)
        self._sums = list(accumulate(weights))
        if not self._things or self._sums[-1] <= 0:
            raise ValueError("Nothing to draw from.")

    def at(self, share: float) -> T:
        """The thing at this share (0 up to 1) of the summed weights."""
        return self._things[min(bisect_right(self._sums, share * self._sums[-1]), len(self._things) - 1)]


def parts(total: int, weights: Sequence[float]) -> list[int]:
    """`total` split into whole parts by weight; largest remainders first, ties to the earlier."""
    whole = sum(weights)
    if whole <= 0:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    made = [int(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda i: (made[i] - exact[i], i))
    for i in order[: total - sum(made)]:
        made[i] += 1
    return made
