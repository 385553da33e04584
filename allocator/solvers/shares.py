"""One share layer: raise the smallest chosen/of, then the next smallest, over all plans and not over named groups.

Step by step: with m groups already counted out, the (m+1)-th smallest quotient is raised as far as it goes. That at most m
groups are below a quotient t is asked with integer targets (a group reaches t when it has ceil(t·of) chosen) and one binary
for each group that says whether it is excused, so it is never said beforehand which groups those are. Then as few groups as
possible are left at that quotient, which gives the next m. What was reached stays as rows for all later layers.
"""

from bisect import bisect_left
from dataclasses import replace
from fractions import Fraction

import numpy as np

from allocator.solvers.quotients import Groups
from allocator.solvers.relaxation import Relaxation
from allocator.solvers.stage import Cuts, Stage
from allocator.solvers.sums import least, up
from allocator.solvers.watch import Watch
from allocator.system import NONE, Ended, Ints, Share, Value


def close_share(stage: Stage, share: Share, watch: Watch) -> tuple[Stage, Value, Ended]:
    """Evens out a share and freezes it. Returns the stage, a bound (the value where it was proved), and how it ended."""
    every = groups = Groups.in_stage(stage, share)
    out = 0
    while out < len(groups.of):
        stage, floor, proved = _raise(stage, groups, out, watch)
        if not proved:
            return _cut_short(stage, every, len(every.of) - len(groups.of) + out, watch)
        if out:
            held = _frozen(stage, groups, floor, out)
        else:
            held, groups = _floored(stage, groups, groups.targets(floor)), replace(groups, base=groups.targets(floor))
        above = groups.next(floor)
        if above is None:
            stage = held
            break
        asked, fewest, proved = _fewest(held, groups, above, watch)
        if not proved or fewest <= out:
            return _cut_short(held, every, len(every.of) - len(groups.of) + out, watch)
        stage, groups, out = _settled(stage, asked, groups, (above, fewest), watch)
    return stage, every.sorted(stage), Ended.PROVED


def _settled(stage: Stage, asked: Stage, groups: Groups, below: tuple[Fraction, int], watch: Watch) -> tuple[Stage, Groups, int]:
    """What is still open once so few groups are below a quotient: stage, groups, and how many of them stay excused.

    Groups that are below it in every plan are done: they keep what they have, all others reach the quotient, and nobody needs an
    excuse any more. Only where it could be one group or another all stay in question. asked: the stage with the excuses.
    """
    above, out = below
    counts = groups.counts(asked)
    low = counts < groups.targets(above)
    if not all(_is_most(asked, groups, int(at), watch) for at in np.flatnonzero(low)):
        return asked, groups, out
    bounds = np.where(low, counts, groups.targets(above))
    stage = _floored(replace(stage, x=asked.x[: stage.model.columns]), groups, bounds)
    return stage, replace(groups, base=bounds).take(~low), 0


def _is_most(stage: Stage, groups: Groups, group: int, watch: Watch) -> bool:
    """Whether one group can have no more chosen than it has."""
    cost = np.zeros(stage.model.columns, np.int64)
    cost[np.isin(stage.model.option, groups.option[groups.group == group]) & (stage.model.option != NONE)] = -1
    now = int(cost @ stage.x)
    return least(stage, cost, watch, cutting=False, enough=now).bound >= now


def shares_of(stage: Stage, share: Share) -> tuple[tuple[int, int], ...]:
    """The value of a share for the stage's plan."""
    return Groups.in_stage(stage, share).sorted(stage)


def keep_share(stage: Stage, share: Share) -> Stage:
    """The stage where a share stays at least what it is: at each of its quotients, no more groups below than now."""
    groups = Groups.in_stage(stage, share)
    quotients = [Fraction(*pair) for pair in groups.sorted(stage)]
    for floor in sorted(set(quotients)):
        stage = _frozen(stage, groups, floor, sum(one < floor for one in quotients))
        groups = groups if floor > quotients[0] else replace(groups, base=groups.targets(floor))
    return stage


def _raise(stage: Stage, groups: Groups, out: int, watch: Watch) -> tuple[Stage, Fraction, bool]:
    """Raises the (out+1)-th smallest quotient as far as it goes.

    The highest quotient that the linear program allows is tried first, then, if that is out of reach, the ones below.
    """
    low = Fraction(*groups.sorted(stage)[out])
    reach = Fraction(*groups.alone()[out])
    steps = sorted(step for step in groups.quotients() if low < step <= reach)
    steps = steps[: bisect_left(steps, 1, key=lambda step: _lacking(stage, groups, (step, out), watch))]
    while steps:
        stage, missing = _try(stage, groups, (steps[-1], out), watch)
        low = max(low, Fraction(*groups.sorted(stage)[out]))
        if low < steps[-1] and not missing:
            return stage, low, False
        steps = [step for step in steps[:-1] if step > low and groups.saved(steps[-1], step, out) >= missing]
    return stage, low, True


def _lacking(stage: Stage, groups: Groups, wanted: tuple[Fraction, int], watch: Watch) -> int:
    """How many are missing at least, by the linear program alone, for all groups but so many to reach a quotient."""
    asked, cost = _short_of(stage, groups, wanted)
    return max(up(Relaxation(asked.rows(), cost, asked.x, watch).solve().bound), 0)


def _try(stage: Stage, groups: Groups, wanted: tuple[Fraction, int], watch: Watch) -> tuple[Stage, int]:
    """Seeks a plan where all groups but so many reach a quotient: the stage, and how many are sure to be missing for that."""
    asked, cost = _short_of(stage, groups, wanted)
    closed = least(asked, cost, watch, cutting=False, enough=1)
    stage = replace(stage, cuts=_own(closed.stage.cuts, stage.model.columns))
    found = replace(stage, x=closed.stage.x[: stage.model.columns])
    better = Fraction(*groups.sorted(found)[wanted[1]]) > Fraction(*groups.sorted(stage)[wanted[1]])
    return found if better else stage, max(closed.bound, 0)


def _short_of(stage: Stage, groups: Groups, wanted: tuple[Fraction, int]) -> tuple[Stage, Ints]:
    """The stage where all groups but so many reach a quotient, or lack something: last a column for each group; and what lacks as cost."""
    quotient, out = wanted
    asked, _ = _excused(stage, groups, quotient, out)
    targets = groups.targets(quotient)
    rows = np.arange(len(targets)) + asked.model.rows - len(targets) - 1
    missing = np.arange(len(targets)) + asked.model.columns
    model = asked.model.with_columns(targets, rows).with_entries(missing, rows, np.ones(len(rows), np.int64))
    cost = np.zeros(model.columns, np.int64)
    cost[missing] = 1
    return replace(asked, model=model, x=model.complete(np.r_[asked.x, np.zeros(len(rows), np.int64)])), cost


def _own(cuts: Cuts, columns: int) -> Cuts:
    """The cuts without an entry in the columns from `columns` on: what every plan can be completed by does not narrow them."""
    foreign = np.zeros(len(cuts.high), bool)
    foreign[cuts.row[cuts.col >= columns]] = True
    return cuts.take(~foreign)


def _fewest(stage: Stage, groups: Groups, above: Fraction, watch: Watch) -> tuple[Stage, int, bool]:
    """Leaves as few groups as possible below a quotient, for good: the stage, how few, whether that is proved."""
    asked, excuses = _excused(stage, groups, above, len(groups.of))
    cost = np.zeros(asked.model.columns, np.int64)
    cost[excuses] = 1
    closed = least(asked, cost, watch, cutting=False, enough=int(cost @ asked.x))
    stage = closed.stage
    fewest = int(stage.x[excuses].sum())
    high = stage.model.high.copy()
    high[-1] = fewest
    return replace(stage, model=replace(stage.model, high=high)), fewest, closed.ended is Ended.PROVED


def _floored(stage: Stage, groups: Groups, bounds: Ints) -> Stage:
    """The stage where each group has at least so many chosen, for good; bounds: (groups,)."""
    cols, rows = _members(stage, groups)
    ones, high = np.ones(len(cols), np.int64), np.full(len(bounds), np.inf)
    return replace(stage, model=stage.model.with_rows(cols, rows, ones, bounds.astype(float), high))


def _members(stage: Stage, groups: Groups) -> tuple[Ints, Ints]:
    """The columns of the options of the groups, and the group of each; two of (entries,)."""
    model = stage.model
    at = np.full(int(max(model.option.max(initial=0), groups.option.max(initial=0))) + 1, NONE)
    real = np.flatnonzero(model.option != NONE)
    at[model.option[real]] = real
    col = at[groups.option]
    return col[col != NONE], groups.group[col != NONE]


def _frozen(stage: Stage, groups: Groups, floor: Fraction, out: int) -> Stage:
    """The stage where at most `out` groups are below a quotient, for good."""
    return _excused(stage, groups, floor, out)[0]


def _excused(stage: Stage, groups: Groups, quotient: Fraction, out: int) -> tuple[Stage, Ints]:
    """The stage with an excuse for each group that is below a quotient, at most `out` of them: the last rows. And the excuses."""
    targets, size = groups.targets(quotient), len(groups.of)
    excuses = np.arange(size) + stage.model.columns
    model = stage.model.with_columns(np.full(size, min(out, 1)), np.full(size, NONE))
    col, group = _members(stage, groups)
    lift = targets - groups.base
    lifted = np.flatnonzero(lift > 0)
    cols = np.r_[col, excuses[lifted], excuses]
    rows = np.r_[group, lifted, np.full(size, size)]
    value = np.r_[np.ones(len(col), np.int64), lift[lifted], np.ones(size, np.int64)]
    bounds = np.r_[targets.astype(float), -np.inf], np.r_[np.full(size, np.inf), float(out)]
    excused = np.zeros(size, np.int64)
    below = np.flatnonzero(groups.counts(stage) < targets)
    excused[below[np.argsort((groups.counts(stage) - targets)[below], kind="stable")][:out]] = 1
    return replace(stage, model=model.with_rows(cols, rows, value, *bounds), x=np.r_[stage.x, excused]), excuses


def _cut_short(stage: Stage, groups: Groups, out: int, watch: Watch) -> tuple[Stage, Value, Ended]:
    """Freezes each group at what it has. The bound: what was proved of the smallest, and what the others could reach alone."""
    counts = groups.counts(stage)
    frozen, _ = _excused(stage, replace(groups, base=counts, of=np.ones_like(counts)), Fraction(0), 0)
    at_least = frozen.model.low.copy()
    at_least[-len(counts) - 1 : -1] = counts
    bound = groups.sorted(stage)[:out] + groups.alone()[out:]
    return replace(frozen, model=replace(frozen.model, low=at_least)), bound, watch.why() or Ended.EFFORT
