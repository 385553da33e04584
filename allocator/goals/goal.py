"""What a goal is: something that makes one plan better than another, measured the same from both sides."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from allocator.system import Layer, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Goal(ABC):
    """A goal: parameters are fields; the solver half is `layers`, the checker half is `measure`.

    code: its word in policy files; title, sentence: for people; unit: what its values count, in both languages
    """

    code: ClassVar[str]
    title: ClassVar[Text]
    sentence: ClassVar[Text]
    unit: ClassVar[Text]

    @abstractmethod
    def layers(self, options: Options) -> Iterator[Layer]:
        """One layer for each sublayer, most important first; the first is named by the code, more by code:word."""

    @abstractmethod
    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The value of each sublayer, by name, from words alone (`placed` as for `Rule.breaches`)."""
