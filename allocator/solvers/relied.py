"""Which rows the proofs of a part relied on."""

from dataclasses import dataclass, field

import numpy as np

from allocator.solvers.grouped import Floats
from allocator.solvers.model import Model
from allocator.system import Bools, Ints


@dataclass
class Relied:
    """Rows, by their `mark`, that had a price in a linear program or went into a cut; `all` where a tree was searched."""

    rows: set[int] = field(default_factory=set)
    all: bool = False

    def priced(self, model: Model, prices: Floats) -> None:
        """The rows of a linear program that had a price; (rows,)."""
        self.rows.update(model.mark[np.flatnonzero(prices)].tolist())

    def cut(self, model: Model, rows: Ints) -> None:
        """Rows that a cut was made from."""
        self.rows.update(model.mark[rows].tolist())

    def on(self, rows: Bools) -> bool:
        """Whether the proofs relied on one of these rows; (rows,) of the part's own model."""
        return bool(rows.any()) and (self.all or not self.rows.isdisjoint([*np.flatnonzero(rows).tolist()]))
