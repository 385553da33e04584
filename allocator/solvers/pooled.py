"""Alternatives that differ only in whose room they take (which team of supervisors, say), pooled.

Options of one need that cost the same and fill the same rows but those of one Limit are a class, and become one column. Classes
with the same alternatives in that Limit draw on one pool: its own columns say how many placements take each alternative, and a
row sees to it that they are enough. Whole numbers of both can always be dealt out to the needs one by one, for a pool does not
know who is who. So the smaller Model has exactly the plans of the larger one, as long as no layer tells the alternatives apart.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from allocator.solvers.grouped import Floats, distinct
from allocator.solvers.model import Model
from allocator.solvers.stage import Cuts, Stage
from allocator.system import NONE, Bools, Ints, Share

_WORTH = 0.8
"""Pooling is worth it where it leaves at most this part of the columns."""

_SALT = np.uint64(0x9E3779B97F4A7C15)

Marks = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Pooled:
    """A smaller model with the same plans, and the way back.

    model: first a column for each class, then one for each pool and alternative; layers: how many of the first layers it serves
    whole: the larger model; of: (columns of whole,) each one's class, a column of `model`
    flow: (columns of whole,) the column of `model` that counts its alternative, NONE where its class has only one
    """

    model: Model
    layers: int
    whole: Model
    of: Ints
    flow: Ints

    def down(self, x: Ints) -> Ints:
        """A plan of the larger model as one of the smaller; (columns,)."""
        plan = np.zeros(self.model.columns, np.int64)
        np.add.at(plan, self.of, x)
        drawn = self.flow != NONE
        np.add.at(plan, self.flow[drawn], x[drawn])
        return plan

    def up(self, stage: Stage) -> Stage:
        """A stage of the smaller model in the larger one: what is left of it, its plan, what it holds, and its cuts."""
        model, known = stage.model, stage.model.tag != NONE
        left, plan = np.zeros(self.model.columns, bool), np.zeros(self.model.columns, np.int64)
        left[model.tag[known]], plan[model.tag[known]] = True, stage.x[known]
        alive = left[self.of] & ((self.flow == NONE) | left[self.flow])
        low, high = self.whole.low.copy(), self.whole.high.copy()
        own = (model.mark != NONE) & (model.mark < self.whole.rows)
        low[model.mark[own]] = np.maximum(low[model.mark[own]], model.low[own])
        high[model.mark[own]] = np.minimum(high[model.mark[own]], model.high[own])
        row, col, value, kept = self._rows(stage, model.row, model.col, model.value, np.flatnonzero(model.mark == NONE))
        larger = replace(self.whole, low=low, high=high).with_rows(col, row, np.rint(value).astype(np.int64), model.low[kept], model.high[kept]).restrict(alive)
        row, col, value, kept = self._rows(stage, stage.cuts.row, stage.cuts.col, stage.cuts.value, np.arange(len(stage.cuts.high)))
        cuts = Cuts(col, row, value, stage.cuts.high[kept]).restrict(alive)
        return replace(stage, model=larger, x=larger.complete(self._dealt(plan, alive)[alive]), cuts=cuts)

    def _dealt(self, plan: Ints, alive: Bools) -> Ints:
        """A plan of the smaller model dealt out to the columns that are left of the larger; (columns of whole,)."""
        dealt, rest, taken = np.zeros(self.whole.columns, np.int64), plan.copy(), np.flatnonzero(alive & (plan[self.of] > 0))
        for column, lead, flow in zip(taken.tolist(), self.of[taken].tolist(), self.flow[taken].tolist(), strict=True):
            if rest[lead] and (flow == NONE or rest[flow]):
                dealt[column] = rest[lead] if flow == NONE else 1
                rest[lead] = 0
                rest[flow] -= flow != NONE
        assert not rest[np.unique(self.of)].any(), "A pool can always be dealt out."
        return dealt

    def _rows(self, stage: Stage, row: Ints, col: Ints, value: Ints, wanted: Ints) -> tuple[Ints, Ints, Floats, Ints]:
        """Rows of the smaller model in the columns of the larger: each of those counts as its class and as its alternative.

        row, col, value: entries in the stage's columns; wanted: the rows. Rows with columns that came later are left out.
        Returns row (counted from 0), col, value, and which rows they are.
        """
        inside, place = np.isin(row, wanted), stage.model.tag[col]
        kept = np.setdiff1d(wanted, row[inside & (place == NONE)])
        inside &= np.isin(row, kept)
        drawn = np.flatnonzero(self.flow != NONE)
        smaller, larger = np.r_[self.of, self.flow[drawn]], np.r_[np.arange(len(self.of)), drawn]
        order = np.argsort(smaller, kind="stable")
        starts = np.searchsorted(smaller[order], np.arange(self.model.columns + 1))
        first, size = starts[place[inside]], np.diff(starts)[place[inside]]
        at = np.repeat(first - (np.cumsum(size) - size), size) + np.arange(size.sum())
        keys, same = np.unique(np.repeat(np.searchsorted(kept, row[inside]), size) * len(self.of) + larger[order[at]], return_inverse=True)
        total = np.bincount(same, weights=np.repeat(value[inside], size), minlength=len(keys)).astype(np.float64)
        return keys // len(self.of), keys % len(self.of), total, kept


def pooled(model: Model, shares: tuple[Share | None, ...]) -> Pooled | None:
    """The smaller model, or None where it would not be much smaller; shares: (layers,) what each layer evens out, if it does."""
    rng = np.random.default_rng(21)
    marks = rng.integers(0, 2**64, model.rows, np.uint64)
    real = model.option != NONE
    families = np.setdiff1d(model.family[model.row[real[model.col]]], np.r_[NONE, model.family[model.row[~real[model.col]]]])
    if not len(families):
        return None
    own = rng.integers(0, 2**64, model.columns, np.uint64)
    base = _summed(model, marks) + np.where(real, own[np.searchsorted(distinct(model.need), model.need)], own)
    parts = {int(family): _summed(model, np.where(model.family == family, marks, np.uint64(0))) for family in families}
    family = min(parts, key=lambda one: len(distinct(base - parts[one])))
    key, layers = base - parts[family], _alike(model, base - parts[family], real)
    for layer in range(layers):
        key = key + _of_layer(model, layer, shares[layer], rng)
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    if not layers or len(first) > _WORTH * model.columns:
        return None
    order = np.argsort(first)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return _built(model, layers, first[order], place[of], parts[family], model.family == family)


def _summed(model: Model, marks: Marks) -> Marks:
    """A number for each column that tells which rows it fills and how much; (columns,). Sums wrap around."""
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(marks[model.row] * model.value.astype(np.uint64), dtype=np.uint64)])
    return np.asarray(total[model.starts[1:]] - total[model.starts[:-1]])


def _of_layer(model: Model, layer: int, share: Share | None, rng: np.random.Generator) -> Marks:
    """A number for each column that tells what it is to a layer; (columns,)."""
    told = model.costs[layer].astype(np.uint64) * rng.integers(0, 2**64, dtype=np.uint64)
    if share is None:
        return np.asarray(told)
    of_option = np.zeros(int(max(share.option.max(initial=0), model.option.max(initial=0))) + 1, np.uint64)
    pairs = np.unique(np.c_[share.group, share.option].astype(np.int64), axis=0)
    np.add.at(of_option, pairs[:, 1], rng.integers(0, 2**64, len(share.of), np.uint64)[pairs[:, 0]])
    return np.asarray(told + np.where(model.option == NONE, np.uint64(0), of_option[model.option]))


def _alike(model: Model, key: Marks, real: Bools) -> int:
    """How many of the first layers tell few alternatives apart."""
    order = np.argsort(key[real], kind="stable")
    sorted_ = key[real][order]
    twins = sorted_[1:] == sorted_[:-1]
    for layer, costs in enumerate(model.costs):
        here = costs[real][order]
        if 2 * np.count_nonzero(here[1:][twins] != here[:-1][twins]) > np.count_nonzero(twins):
            return layer
    return len(model.costs)


def _built(model: Model, layers: int, first: Ints, of: Ints, kind: Marks, theirs: Bools) -> Pooled:
    """The smaller model from its classes: `first` member of each, `of` each column its class, `kind` its alternative."""
    class_, kinds, *_ = _pairs(of, kind)
    several = np.bincount(class_, minlength=len(first)) > 1
    mixed = np.zeros(len(first), np.uint64)
    told = kinds + _SALT  # an alternative that fills no row at all counts as well
    np.add.at(mixed, class_, told * (told | np.uint64(1)))
    sets, pool = np.unique(np.where(several, mixed, 0), return_inverse=True)
    drawn = np.flatnonzero(several[of])
    flows, _, lead, at = _pairs(pool[of[drawn]], kind[drawn])
    flow = np.full(model.columns, NONE)
    flow[drawn] = at + len(first)
    lead, size = drawn[lead], len(flows)
    smaller = _without(model.select(np.isin(np.arange(model.columns), first)), several, theirs)
    smaller = replace(smaller, mark=np.arange(model.rows))
    classes = np.bincount(pool[several], minlength=len(sets))
    top = classes[flows]
    smaller = smaller.with_columns(top, np.full(size, NONE))
    smaller = replace(smaller, tag=np.arange(smaller.columns))
    entries = theirs[model.row] & np.isin(model.col, lead)
    place = np.full(model.columns, NONE)
    place[lead] = np.arange(size) + len(first)
    smaller = smaller.with_entries(place[model.col[entries]], model.row[entries], model.value[entries])
    draws = np.flatnonzero(several)
    columns, rows = np.r_[draws, np.arange(size) + len(first)], np.r_[pool[draws], flows]
    value = np.r_[np.ones(len(draws), np.int64), np.full(size, -1)]
    used, row = np.unique(rows, return_inverse=True)
    smaller = smaller.with_rows(columns, row, value, np.full(len(used), -np.inf), np.zeros(len(used)))
    smaller.mark[model.rows :] = np.arange(model.rows, smaller.rows)
    return Pooled(smaller.tidy(), layers, model, of, flow)


def _pairs(one: Ints, other: Marks) -> tuple[Ints, Marks, Ints, Ints]:
    """The pairs that occur, rising: two of (pairs,), the first position of each, and which pair each position has."""
    marks, rank = np.unique(other, return_inverse=True)
    keys, first, at = np.unique(one * max(len(marks), 1) + rank, return_index=True, return_inverse=True)
    return keys // max(len(marks), 1), marks[keys % max(len(marks), 1)] if len(marks) else marks, first, at


def _without(model: Model, several: Bools, theirs: Bools) -> Model:
    """The model where the columns of several alternatives no longer fill the rows of their Limit themselves."""
    kept = ~(theirs[model.row] & several[model.col])
    return replace(model, col=model.col[kept], row=model.row[kept], value=model.value[kept])
