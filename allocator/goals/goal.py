"""What a goal is: something that makes one plan better than another, measured the same from both sides."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from allocator.system import Layer, Limit, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Goal(ABC):
    """A goal: parameters are fields; the solver half is `layers` and `limits`, the checker half is `measure`.

    code: its word in policy files; title, sentence: for people; unit: what its values count, in both languages
    even: whether its values are pairs (placed, needs) that are evened out; no breach can have its price in such a layer
    """

    code: ClassVar[str]
    title: ClassVar[Text]
    sentence: ClassVar[Text]
    unit: ClassVar[Text]
    even: ClassVar[bool] = False

    @abstractmethod
    def layers(self, options: Options) -> Iterator[Layer]:
        """One layer for each sublayer, most important first; the first is named by the code, more by code:word."""

    def limits(self, options: Options) -> Iterator[Limit]:
        """What is counted group by group: Limits whose price names one of the sublayers. Default: none."""
        return iter(())

    def asks_road(self) -> bool:
        """Whether it reads how long the road is: `options.metres`, and the column metres of `placed`. Default: no."""
        return False

    @abstractmethod
    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[Any]":
        """The value of each sublayer, by name, from words alone (`placed` as for `Rule.breaches`)."""
