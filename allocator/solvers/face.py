"""Freezing without a row: where a linear program's bound is reached, complementary slackness says which plans reach it.

What a plan costs above the bound is the sum, over all columns, of reduced cost times distance from the bound it pulls to, and
over all rows of price times slack. With integers a row that is not tight has a slack of at least one. So a plan as good as the
best has no column whose reduced cost is above the gap, has those below minus the gap in full, and no slack in rows whose price
is above it. If all the rest cannot add up to one unit, then every plan that keeps this is as good: no row is needed to say so,
and such a row, with an entry for every column, is what makes linear programs slow and inexact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.solvers.grouped import Floats
from allocator.solvers.model import Model
from allocator.solvers.relaxation import Duals
from allocator.solvers.stage import Cuts, Stage
from allocator.system import NONE, Bools, Ints

_TINY = 1e-6


@dataclass(frozen=True)
class _Face:
    """What all best plans have in common: columns that none has, columns that all have in full, rows and cuts without slack.

    none, full: (columns,); rows, cuts: −1 tight below, 1 tight above, 0 not known; whole: whether there is nothing more to it.
    """

    none: Bools
    full: Bools
    rows: Ints
    cuts: Ints
    whole: bool


def faced(stage: Stage, proofs: Sequence[tuple[int, Ints, Duals]], held: int, left: Bools) -> Stage:
    """The stage whose plans keep what the proofs say, and hold no more by rows the layers that are kept so.

    proofs: a layer, costs (columns,) of it and those closed with it before, all proved, and the duals for these costs;
    held: how many layers were held by rows in these programs; left: (columns,) those that are left anyway.
    """
    model, open_ = stage.model, set(stage.held)
    none, full = np.zeros(model.columns, bool), np.zeros(model.columns, bool)
    rows, cuts = np.zeros(model.rows, np.int64), np.zeros(len(stage.cuts.high), np.int64)
    for layer, cost, duals in proofs:
        face = _face(stage, cost, duals, stage.model.rows + held)
        none, full = none | face.none, full | face.full
        rows, cuts = np.where(face.rows != 0, face.rows, rows), np.where(face.cuts != 0, face.cuts, cuts)
        open_ -= {layer} if face.whole else set()
    low, high = np.where(rows > 0, model.high, model.low), np.where(rows < 0, model.low, model.high)
    model = _with_full(replace(model, low=low, high=high), full & (stage.x > 0))
    stage = _with_tight_cuts(replace(stage, model=model, held=tuple(layer for layer in stage.held if layer in open_)), cuts != 0)
    return stage.restrict(left & (~none | (stage.x > 0)), force=True)


def _face(stage: Stage, cost: Ints, duals: Duals, later: int) -> _Face:
    """later: where the prices of the cuts begin."""
    model, x = stage.model, stage.x
    gap = float(int(cost @ x) - duals.bound) + _TINY
    none, full = duals.reduced > gap, duals.reduced < -gap
    own = duals.prices[: model.rows]
    prices = np.zeros(len(stage.cuts.high))
    prices[: len(duals.prices) - later] = duals.prices[later:]
    activity = np.bincount(model.row, weights=model.value * x[model.col], minlength=model.rows)
    tight = (np.abs(own) > gap) & _whole_rows(model) & (activity == np.where(own < 0, model.high, model.low))
    cut = (prices < -gap) & _whole_cuts(stage.cuts)
    cut &= np.bincount(stage.cuts.row, weights=stage.cuts.value * x[stage.cuts.col], minlength=len(prices)) == stage.cuts.high
    loose = np.where(none | full, 0.0, np.abs(duals.reduced)) * model.top
    rest = _most(loose, model.need) + _slack(model, np.where(tight, 0.0, own))
    rest += _slack_of_cuts(stage, np.where(cut, 0.0, prices))
    sure = rest + duals.bound < int(cost @ x) + 1 - _TINY and not (full & (x < model.top)).any()
    return _Face(none, full, np.where(tight, np.where(own < 0, 1, -1), 0), np.where(cut, 1, 0), bool(sure))


def _most(loose: Floats, need: Ints) -> float:
    """The most that columns can add up to when each need has one at most."""
    most = np.zeros(int(need.max(initial=0)) + 1)
    np.maximum.at(most, need[need != NONE], loose[need != NONE])
    return float(most.sum() + loose[need == NONE].sum())


def _slack(model: Model, prices: Floats) -> float:
    """The most that slack can cost at these prices (rows,)."""
    used = np.flatnonzero(prices)
    if not len(used):
        return 0.0
    least, most = model.activity()
    slack = np.where(prices < 0, model.high - least, most - model.low)[used]
    return float((np.abs(prices[used]) * slack).sum())


def _slack_of_cuts(stage: Stage, prices: Floats) -> float:
    low = np.minimum(stage.cuts.value, 0) * stage.model.top[stage.cuts.col]
    slack = stage.cuts.high - np.bincount(stage.cuts.row, weights=low, minlength=len(prices))
    return float((np.abs(prices) * slack).sum())


def _whole_rows(model: Model) -> Bools:
    """The rows with integral entries and bounds; (rows,)."""
    broken = np.bincount(model.row, weights=model.value != np.rint(model.value), minlength=model.rows) > 0
    return np.asarray(~broken & ((model.low == np.rint(model.low)) | np.isinf(model.low)) & ((model.high == np.rint(model.high)) | np.isinf(model.high)))


def _whole_cuts(cuts: Cuts) -> Bools:
    broken = np.bincount(cuts.row, weights=cuts.value != np.rint(cuts.value), minlength=len(cuts.high)) > 0
    return np.asarray(~broken & (cuts.high == np.rint(cuts.high)))


def _with_full(model: Model, full: Bools) -> Model:
    """The model where these columns are at their top."""
    col = np.flatnonzero(full)
    return model.with_rows(col, np.arange(len(col)), np.ones(len(col), np.int64), model.top[col].astype(float), np.full(len(col), np.inf))


def _with_tight_cuts(stage: Stage, tight: Bools) -> Stage:
    """The stage where these cuts are rows without slack."""
    inside = tight[stage.cuts.row]
    row, value = (np.cumsum(tight) - 1)[stage.cuts.row[inside]], np.rint(stage.cuts.value[inside]).astype(np.int64)
    high = stage.cuts.high[tight]
    return replace(stage, model=stage.model.with_rows(stage.cuts.col[inside], row, value, high, high), cuts=stage.cuts.take(~tight))
