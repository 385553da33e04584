"""What a rule is: one sentence that a plan must respect, or should at a price, in one room."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import pandas as pd

from allocator.system import Bools, Limit, Options, Price
from allocator.tables import Tables
from allocator.text import Text

HEADINGS: dict[str, Text] = {
    "agreement": Text("avtale", "agreement"),
    "region": Text("område", "region"),
    "setting": Text("praksistype", "setting"),
    "supervisor": Text("veileder", "supervisor"),
    "clearance": Text("attest", "clearance"),
    "distance": Text("avstand", "distance"),
    "conflict": Text("binding", "conflict"),
    "capacity": Text("kapasitet", "capacity"),
    "decision": Text("avgjort for hånd", "decided by hand"),
}
"""The words under which people read a reason, in the order in which reasons are told."""


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """A rule: parameters are fields; the solver half is `forbids` and `limits`, the checker half is `breaches`.

    code: its word in policy files; title, sentence: for people; heading: a key of HEADINGS
    breach: words for planners; own: words for the student concerned, about nobody else; their fields are columns of `breaches`
    asks: what `forbids` reads, so that most is judged once a course: "course" (course, what a need narrows of it, offer, site, period),
    "supervisor" (the team too), "student" (student, minutes, site, period, but neither offer nor team), "option" (everything)
    usual: whether it holds where the policy does not name it
    price, only: never read by the rule itself. None: must hold. Empty: all institutions
    """

    code: ClassVar[str]
    title: ClassVar[Text]
    sentence: ClassVar[Text]
    heading: ClassVar[str]
    breach: ClassVar[Text]
    own: ClassVar[Text]
    asks: ClassVar[Literal["course", "supervisor", "student", "option"]] = "course"
    usual: ClassVar[bool] = True

    price: Price | None = None
    only: tuple[str, ...] = ()

    def forbids(self, options: Options) -> Bools:
        """Which options break the rule whatever else is chosen; (options,). Default: none."""
        return np.zeros(len(options), dtype=bool)

    def limits(self, options: Options) -> Iterator[Limit]:
        """How many options may be chosen together. Default: no limit."""
        return iter(())

    @abstractmethod
    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Every breach in a plan, from words alone.

        `placed` has one row a placement: need, student, course, institution, offer, site, municipality, period, supervisor,
        minutes, metres, estimated, far, and every column of the rows it points to as "table.column" (see `check.describe`).
        Comes back: one row a breach with `units` (at least 1), `need` where it concerns one placement, and the fields of the words.
        """


def each(placed: pd.DataFrame, broken: "pd.Series[bool]") -> pd.DataFrame:
    """The placements that break a rule, one unit each."""
    return placed[broken].assign(units=1)


def listed(pairs: tuple[np.ndarray, np.ndarray], first: np.ndarray, second: np.ndarray, size: int) -> Bools:
    """Whether (first[i], second[i]) is one of `pairs`; `size` is above every second value; shape of `first`."""
    wanted = np.unique(pairs[0].astype(np.int64) * size + pairs[1])
    if len(wanted) == 0:
        return np.zeros(first.shape, dtype=bool)
    asked = first.astype(np.int64) * size + second
    found: Bools = wanted[np.minimum(np.searchsorted(wanted, asked), len(wanted) - 1)] == asked
    return found
