"""What a solver sees: arrays and nothing else. No word, no table, no rule lives here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[Any]
Bools: TypeAlias = npt.NDArray[np.bool_]
Columns: TypeAlias = Mapping[str, npt.NDArray[Any]]

NONE = -1
"""What stands in an integer array where there is nothing: no such row, no bound, no day."""

NO_JOURNEY = 9999
"""Minutes where no mode of travel leads there."""


@dataclass(frozen=True)
class Gathered:
    """A table's rows, option by option: `gathered["home"]` is that column for each option, `gathered.row` the positions."""

    columns: Columns
    row: Ints

    def __getitem__(self, column: str) -> npt.NDArray[Any]:
        values = self.columns[column][self.row]
        if values.dtype == np.bool_:
            return values & _along(self.row >= 0, values)
        return np.where(_along(self.row >= 0, values), values, NONE)


@dataclass(frozen=True)
class Options:
    """Placements that are possible, as parallel arrays of positions; what rules and goals are given.

    need, offer, period, team: (options,) positions in their tables; team is NONE where the course asks for no
    supervisor or the site has not named any yet
    minutes: (options,) one way, the least of the modes that policy and student allow, NO_JOURNEY where there is none
    metres: (options,) the road one way, 0 unless a goal asks for it (`Goal.asks_road`) or where it is not known
    estimated: (options,) whether the minutes are an estimate; far: (options,) beyond the daily limit
    tables: the encoded columns of every table (ids are positions, words are codes, days are ordinals, lists and weeks are
    boolean matrices, NONE where there is nothing); words: each vocabulary's words in the order of their codes
    personal: False while only what is the same for all students of a course is known; then students may not be asked for
    """

    need: Ints
    offer: Ints
    period: Ints
    team: Ints
    minutes: Ints
    metres: Ints
    estimated: Bools
    far: Bools
    tables: Mapping[str, Columns] = field(repr=False)
    words: Mapping[str, tuple[str, ...]] = field(repr=False)
    personal: bool = True

    def __len__(self) -> int:
        return len(self.need)

    def __getitem__(self, table: str) -> Gathered:
        """The rows of `table` that the options point to. Raises KeyError for a table that no option points to."""
        if table == "students" and not self.personal:
            raise KeyError("A rule that reads students says so: asks = \"student\".")
        return Gathered(self.tables[table], self._row(table))

    def table(self, name: str) -> Columns:
        """The whole table's columns, by position."""
        return self.tables[name]

    def code(self, vocabulary: str, word: str) -> int:
        """The code of a word, NONE where nothing in the term has it. A choice column's vocabulary is "table.column"."""
        known = self.words[vocabulary]
        return known.index(word) if word in known else NONE

    def take(self, chosen: Ints | Bools) -> "Options":
        """The options at these positions."""
        names = ("need", "offer", "period", "team", "minutes", "metres", "estimated", "far")
        return replace(self, **{name: getattr(self, name)[chosen] for name in names})

    def _row(self, table: str) -> Ints:
        if table in ("needs", "offers", "periods", "teams"):
            return np.asarray(getattr(self, table[:-1]))
        via = {"students": ("needs", "student"), "courses": ("needs", "course"), "sites": ("offers", "site")}
        via |= {"institutions": ("courses", "institution"), "municipalities": ("sites", "municipality")}
        near, column = via[table]
        return np.asarray(self.tables[near][column][self._row(near)])


@dataclass(frozen=True)
class Price:
    """What a breach costs: so much in a layer for each unit. In a System `layer` is a position, in a policy a name."""

    layer: str | int
    cost: int = 1


@dataclass(frozen=True)
class Limit:
    """How many options may be chosen in each of several groups: the one shape that every counting rule takes.

    option, group: (members,) an option may count in many groups
    most: (groups,) at least 0; None where there is no upper bound
    least: (groups,) at least so many, or none at all; with `or_none` False (only at a price) none is missing units too
    weight: (members,) default 1; may be negative only where `least` is None
    units: (groups,) how many units a surplus or missing one counts (weeks, say); default 1; matters only at a price
    price: None: must hold

    The empty plan keeps every Limit without a price.
    """

    option: Ints
    group: Ints
    most: Ints | None = None
    least: Ints | None = None
    weight: Ints | None = None
    units: Ints | None = None
    or_none: bool = True
    price: Price | None = None

    @property
    def groups(self) -> int:
        """The number of groups."""
        bound = self.most if self.most is not None else self.least
        return 0 if bound is None else len(bound)


@dataclass(frozen=True)
class Share:
    """To be evened out: raise the smallest chosen/of over the groups, then the next smallest.

    option, group: (members,); of: (groups,) at least 1. The value is the list of pairs (chosen, of), sorted by their
    quotient (compared by cross-multiplication), smallest first.
    """

    option: Ints
    group: Ints
    of: Ints


@dataclass(frozen=True)
class Layer:
    """One step of the order of importance; its value is never given up for a later layer.

    name: for reports; unit: students, minutes …; costs: (options,) of choosing each option, the sum to be least;
    constant: the layer's value for the empty plan, without prices; share: instead of costs.
    """

    name: str
    unit: str
    costs: Ints | None = None
    constant: int = 0
    share: Share | None = None


@dataclass(frozen=True)
class System:
    """All that a solver ever sees: integers only.

    need: (options,) the need of each option; at most one option of each need is chosen
    needs: the number of needs; limits: what must hold or has a price; layers: most important first
    """

    need: Ints
    needs: int
    limits: tuple[Limit, ...]
    layers: tuple[Layer, ...]

    @property
    def options(self) -> int:
        """The number of options."""
        return len(self.need)


class Ended(StrEnum):
    """Why the search of a layer ended. What is proved is the bound beside the layer's value. BY_HAND: the plan was changed after it."""

    PROVED = "proved"
    EFFORT = "effort"
    CLOCK = "clock"
    STOPPED = "stopped"
    BY_HAND = "by_hand"


Value: TypeAlias = int | tuple[tuple[int, int], ...]
"""A layer's value: a sum, or the sorted pairs (chosen, of) of a share."""


@dataclass(frozen=True)
class Reached:
    """What was reached in one layer: value, proved bound, and why the search ended."""

    layer: str
    unit: str
    value: Value
    bound: Value
    ended: Ended
    seconds: float = 0.0

    @property
    def proved(self) -> bool:
        """Whether nothing better exists, given the layers before."""
        return self.value == self.bound


@dataclass(frozen=True)
class Effort:
    """How hard to search. Work, not time, is the default measure, so that the result does not depend on the machine.

    nodes: branch-and-bound nodes for each MIP; seconds: a clock for the whole solve (not reproducible), None for none;
    stop: asked now and then, True ends the search and keeps the best; progress: told of every step.
    """

    nodes: int = 20_000
    seconds: float | None = None
    stop: Callable[[], bool] | None = None
    progress: Callable[[Reached], None] | None = None

    @property
    def stopped(self) -> bool:
        """Whether somebody has asked for the end."""
        return self.stop is not None and self.stop()


@dataclass(frozen=True)
class Answer:
    """What a solver gives back: chosen, positions of options (placements,), rising; one Reached a layer; the solver's name."""

    chosen: Ints
    reached: tuple[Reached, ...]
    solver: str


def _along(mask: Bools, values: npt.NDArray[Any]) -> Bools:
    """The mask (options,) made to fit values of shape (options, ...)."""
    return mask.reshape(mask.shape + (1,) * (values.ndim - 1))
