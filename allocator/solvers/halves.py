"""Cuts by halves: rows added up and halved, where rounding down what is left cuts the linear program's plan off.

Rows that hold with equality are added up so that every fractional column gets an even coefficient while the right side is odd;
half of that, rounded down, is a row that every integral plan keeps (a zero-half cut: Caprara and Fischetti 1996). Which rows to
add is found by elimination modulo 2, rows with little slack first (Koster, Zymolka and Kutschka 2009). They use nothing but the
rows, so unlike a solver's own cuts they hold for every plan, whatever it costs.
"""

import numpy as np

from allocator.solvers.grouped import Floats
from allocator.solvers.model import Model
from allocator.solvers.relied import Relied
from allocator.solvers.stage import Cuts
from allocator.system import Bools, Ints

_SLACK = 0.4
"""Rows with more slack than this are not used."""

_CUTS_OFF = 0.05
"""A cut must cut the plan off by at least this."""

_WIDE = 3_000
"""Rows and cuts with more entries are left alone."""

_ORDERS = 12
"""In so many orders of the columns the elimination is done: each finds other cuts."""

_MOST = 300
"""So many cuts at once, the deepest."""

_EPS = 1e-6


def half_cuts(model: Model, x: Floats, relied: Relied) -> Cuts:
    """The cuts that a linear program's plan x (columns,) breaks; none where it is integral or nothing is found."""
    inner, full = (x > _EPS) & (x < model.top - _EPS), (x >= model.top - _EPS) & (model.top > 0)
    if not inner.any():
        return Cuts()
    row, sign, slack = _tight(model, x, inner)
    order = np.argsort(model.row, kind="stable")
    starts = np.searchsorted(model.row[order], np.arange(model.rows + 1))
    value = np.rint(model.value).astype(np.int64)
    rows = [order[starts[at] : starts[at + 1]] for at in row.tolist()]
    right = np.where(sign > 0, model.high[row], -model.low[row]).astype(np.int64)
    odd = [entries[value[entries] % 2 == 1] for entries in rows]
    parity = [int((side - model.top[model.col[entries[full[model.col[entries]]]]].sum()) % 2) for side, entries in zip(right, odd, strict=True)]
    touched = [model.col[entries[inner[model.col[entries]]]] for entries in odd]
    found: dict[bytes, tuple[float, Ints, Ints, int]] = {}
    for combination in _combinations(touched, parity, slack, np.flatnonzero(inner)):
        entries = np.concatenate([rows[at] for at in combination])
        weight = np.concatenate([sign[at] * value[rows[at]] for at in combination])
        columns, place = np.unique(model.col[entries], return_inverse=True)
        total = np.bincount(place, weights=weight).astype(np.int64)
        bound = full[columns] & (total % 2 == 1)
        side = int(right[combination].sum() + model.top[columns[bound]].sum()) // 2
        half = (total + bound) // 2
        columns, half = columns[half != 0], half[half != 0]
        depth = float(half @ x[columns]) - side
        if depth > _CUTS_OFF and len(columns) <= _WIDE:
            relied.cut(model, row[combination])
            found[columns.tobytes() + half.tobytes()] = depth, columns, half, side
    deepest = sorted(found.values(), key=lambda cut: -cut[0])[:_MOST]
    size = [len(columns) for _, columns, _, _ in deepest]
    col, values = ([np.empty(0, np.int64), *(cut[part] for cut in deepest)] for part in (1, 2))
    high = np.array([float(side) for *_, side in deepest])
    return Cuts(np.concatenate(col), np.repeat(np.arange(len(deepest)), size), np.concatenate(values).astype(float), high)


def _tight(model: Model, x: Floats, inner: Bools) -> tuple[Ints, Ints, Floats]:
    """Rows (as ≤, sign −1 where it is the lower bound that is tight) that may be added up, those with least slack first, and their slack."""
    activity = np.bincount(model.row, weights=model.value * x[model.col], minlength=model.rows)
    size = np.bincount(model.row, minlength=model.rows)
    touches = np.bincount(model.row, weights=inner[model.col], minlength=model.rows) > 0
    broken = np.bincount(model.row, weights=model.value != np.rint(model.value), minlength=model.rows) > 0
    usable = touches & ~broken & (size <= _WIDE)
    ends = []
    for sign, bound, slack in ((1, model.high, model.high - activity), (-1, model.low, activity - model.low)):
        at = np.flatnonzero(usable & np.isfinite(bound) & (slack < _SLACK))
        at = at[bound[at] == np.rint(bound[at])]
        ends.append((at, np.full(len(at), sign), np.maximum(slack[at], 0.0)))
    row, sign_, slack_ = (np.concatenate([one[part] for one in ends]) for part in range(3))
    order = np.argsort(slack_, kind="stable")
    return row[order], sign_[order], slack_[order]


def _combinations(touched: list[Ints], parity: list[int], slack: Floats, inner: Ints) -> list[Ints]:
    """Sets of rows that together leave every inner column even and the right side odd, with less than a unit of slack."""
    found: dict[int, Ints] = {}
    rng = np.random.default_rng(22)
    place = np.zeros(int(inner.max(initial=0)) + 1, np.int64)
    for turn in range(_ORDERS):
        place[inner] = rng.permutation(len(inner)) if turn else np.arange(len(inner))
        pivots: dict[int, tuple[int, int]] = {}
        for at, columns in enumerate(touched):
            bits, members = parity[at], 1 << at
            for one in place[columns].tolist():
                bits ^= 2 << one
            while bits > 1 and (top := bits.bit_length()) in pivots:
                other = pivots[top]
                bits, members = bits ^ other[0], members ^ other[1]
            if bits > 1:
                pivots[bits.bit_length()] = bits, members
            elif bits == 1 and members not in found:
                rows = _bits(members)
                if slack[rows].sum() < 1 - 2 * _CUTS_OFF:
                    found[members] = rows
    return list(found.values())


def _bits(number: int) -> Ints:
    """The positions of the bits that are set."""
    return np.array([at for at, bit in enumerate(reversed(bin(number)[2:])) if bit == "1"], np.int64)
