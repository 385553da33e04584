"""Parts of a Model that have nothing to do with each other.

Where every layer is a sum, a plan is best layer by layer exactly where each part's plan is: the order of importance is an order
of vectors that adding the same vector on both sides does not change. So each part is solved alone. A share looks at all its
groups together; the needs of its groups then count as one part.
"""

import numpy as np

from allocator.solvers.model import Model
from allocator.system import NONE, Bools, Ints, Share


def parts(model: Model, shares: tuple[Share, ...]) -> list[Bools]:
    """The columns of each part, (columns,), the smallest part first; equal sizes in the order of their first column."""
    row, col, rows = [model.row], [model.col], model.rows
    for share in shares:
        shared = np.flatnonzero(np.isin(model.option, share.option) & (model.option != NONE))
        row.append(np.full(len(shared), rows))
        col.append(shared)
        rows += 1
    label = _labels(np.concatenate(row), np.concatenate(col), rows, model.columns)
    _, first, part, size = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    return [part == at for at in np.lexsort((first, size))]


def _labels(row: Ints, col: Ints, rows: int, columns: int) -> Ints:
    """The least column that each column is joined to by rows; (columns,). Labels fall along rows and along each other until none moves."""
    label = np.arange(columns)
    while True:
        least = np.full(rows, columns)
        np.minimum.at(least, row, label[col])
        lower = label.copy()
        np.minimum.at(lower, col, least[row])
        np.minimum.at(lower, label, lower)
        lower = lower[lower]
        if (lower == label).all():
            return label
        label = lower
