"""Where the search stands between two layers."""

from dataclasses import dataclass, field, replace

import numpy as np

from allocator.solvers.grouped import Floats
from allocator.solvers.model import Model
from allocator.system import NONE, Bools, Ints


@dataclass(frozen=True)
class Cuts:
    """Rows that no plan still in question breaks, but that the linear program would: ≤ high.

    col, row, value: (entries,); high: (cuts,)
    """

    col: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    row: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    value: Floats = field(default_factory=lambda: np.empty(0))
    high: Floats = field(default_factory=lambda: np.empty(0))

    def restrict(self, keep: Bools) -> "Cuts":
        """The cuts in the columns that are left."""
        at, entries = np.cumsum(keep) - 1, keep[self.col]
        return Cuts(at[self.col[entries]], self.row[entries], self.value[entries], self.high)

    def __add__(self, more: "Cuts") -> "Cuts":
        rows = np.r_[self.row, more.row + len(self.high)]
        return Cuts(np.r_[self.col, more.col], rows, np.r_[self.value, more.value], np.r_[self.high, more.high])

    def narrow(self, widest: int) -> "Cuts":
        """The cuts with at most so many entries."""
        return self.take(np.bincount(self.row, minlength=len(self.high)) <= widest)

    def take(self, keep: Bools) -> "Cuts":
        """These cuts; keep: (cuts,)."""
        entries = keep[self.row]
        return Cuts(self.col[entries], (np.cumsum(keep) - 1)[self.row[entries]], self.value[entries], self.high[keep])


@dataclass(frozen=True)
class Stage:
    """The model that is left, the best plan x (columns,), the layers frozen at its values, and cuts.

    Every plan that keeps the frozen layers keeps the cuts. held: the frozen layers that are kept by rows; the others are kept
    by every plan of the model.
    """

    model: Model
    x: Ints
    frozen: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    cuts: Cuts = field(default_factory=Cuts)

    @property
    def costs(self) -> Ints:
        """The costs of the layers held by rows; (held, columns)."""
        return np.asarray(self.model.costs[list(self.held)])

    @property
    def kept(self) -> Ints:
        """The values of the layers held by rows, without constants; (held,)."""
        return np.asarray(self.costs @ self.x)

    @property
    def options(self) -> Ints:
        """The options that the plan chooses, rising."""
        return np.sort(self.model.option[(self.x > 0) & (self.model.option != NONE)])

    def freeze(self, layer: int) -> "Stage":
        """The stage with one more layer frozen, by a row."""
        return replace(self, frozen=(*self.frozen, layer), held=(*self.held, layer))

    def restrict(self, keep: Bools, *, force: bool = False) -> "Stage":
        """The same without the other columns, which the plan does not use; force: tidied even if nothing is left out."""
        if keep.all() and not force:
            return self
        return replace(self, model=self.model.restrict(keep), x=self.x[keep], cuts=self.cuts.restrict(keep))

    def adopt(self, part: Bools, x: Ints, cost: Ints) -> "Stage":
        """The stage with the plan x of some columns, if it is better: by the frozen layers first, then by `cost`."""
        whole = np.zeros(self.model.columns, np.int64)
        whole[part] = x
        order = np.r_[self.model.costs[list(self.frozen)], cost[None]]
        return replace(self, x=whole) if tuple(order @ whole) < tuple(order @ self.x) else self

    def rows(self, frozen: bool = True, widest: int | None = None) -> Model:
        """The model with the held layers (unless they are kept otherwise) and the cuts as rows: those last, in that order.

        widest: leaves out the cuts with more entries, where given.
        """
        model = self.model
        if frozen and self.held:
            row, col = np.nonzero(self.costs)
            model = model.with_rows(col, row, self.costs[row, col], np.full(len(self.held), -np.inf), self.kept.astype(float))
        cuts = self.cuts if widest is None else self.cuts.narrow(widest)
        return model.with_rows(cuts.col, cuts.row, cuts.value, np.full(len(cuts.high), -np.inf), cuts.high)
