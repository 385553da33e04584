"""System → Model: every Limit becomes rows, and columns for switches and counted breaches."""

from dataclasses import dataclass, field

import numpy as np

from allocator.solvers.grouped import FREE, Floats, Grouped, every, summed
from allocator.solvers.model import Model
from allocator.system import NONE, Bools, Ints, System


@dataclass
class _Rows:
    """Rows and extra columns, collected while the Limits are read."""

    need: Ints
    layers: int
    rows: int = 0
    extras: int = 0
    entries: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    bounds: list[tuple[Floats, Floats]] = field(default_factory=list)
    families: list[Ints] = field(default_factory=list)
    family: int = NONE
    tops: list[Ints] = field(default_factory=list)
    wholes: list[Bools] = field(default_factory=list)
    switches: list[Ints] = field(default_factory=list)
    slacks: list[Ints] = field(default_factory=list)
    costs: list[Ints] = field(default_factory=list)

    def add_rows(self, low: Floats | float, high: Floats | float, count: int) -> Ints:
        """New rows with these bounds; their positions."""
        self.bounds.append((np.broadcast_to(np.float64(low), count), np.broadcast_to(np.float64(high), count)))
        self.families.append(np.full(count, self.family))
        self.rows += count
        return np.arange(self.rows - count, self.rows)

    def add_columns(self, top: Ints, switch: Ints | None = None, slack: Ints | None = None) -> Ints:
        """New columns; their positions. `switch`: the rows that switch them on; `slack`: the rows whose breach they count."""
        count, none = len(top), np.full(len(top), NONE)
        self.tops.append(top)
        self.wholes.append(np.ones(count, bool))
        self.switches.append(none if switch is None else switch)
        self.slacks.append(none if slack is None else slack)
        self.costs.append(np.zeros((self.layers, count), np.int64))
        self.extras += count
        return np.arange(len(self.need) + self.extras - count, len(self.need) + self.extras)

    def enter(self, row: Ints, col: Ints, value: Ints | int) -> None:
        """New entries."""
        self.entries.append((row, col, np.broadcast_to(np.int64(value), len(row))))


def build(system: System) -> tuple[Model, Bools]:
    """The Model of a System, not yet tidied, and which options can be chosen at all, alone; (options,).

    Banned are options that break a Limit alone and those in a group that can never reach its `least`: no legal plan has them.
    """
    limits = every(system)
    alive = choosable(system.need, limits, system.options)
    rows = _Rows(system.need, len(system.layers))
    _one_each(system.need, rows)
    for rows.family, limit in enumerate(limits):
        living = limit.take(alive[limit.option])
        if limit.price is None:
            _hard(living, system.need, _most(living, limits, system.need, alive), rows)
        elif limit.price.cost:
            _priced(living, system.need, rows)
    return _assembled(system, rows), alive


def open_model(system: System) -> Model:
    """The Model of a System without the options that no legal plan has, tidied."""
    model, alive = build(system)
    left = model.option == NONE
    left[~left] = alive[model.option[~left]]
    return model.restrict(left)


def choosable(need: Ints, limits: tuple[Grouped, ...], options: int) -> Bools:
    """Which options some legal plan could have, as far as each Limit alone tells; (options,)."""
    alive = np.ones(options, bool)
    while True:
        before = int(alive.sum())
        for limit in limits:
            if limit.price is not None:
                continue
            living = limit.take(alive[limit.option])
            signed = np.zeros(limit.groups, bool)
            signed[living.group[living.weight < 0]] = True
            short = (limit.least > _most(living, limits, need, alive))[living.group]
            heavy = (living.weight > limit.most[living.group]) & ~signed[living.group]
            alive[living.option[short & (living.weight > 0) | heavy]] = False
        if int(alive.sum()) == before:
            return alive


def _most(limit: Grouped, limits: tuple[Grouped, ...], need: Ints, alive: Bools) -> Ints:
    """The most that each group could weigh in a legal plan, as far as it and, where it has a `least`, one other Limit tell; (groups,)."""
    most, some = np.minimum(limit.potential(need), limit.most), limit.take((limit.least > 0)[limit.group])
    if not len(some.option):
        return most
    through = np.minimum.reduce([_through(some, other, need, alive) for other in limits if other.price is None])
    return np.where(limit.least > 0, np.minimum(most, through), most)


def _through(limit: Grouped, other: Grouped, need: Ints, alive: Bools) -> Ints:
    """The most that each group could weigh when every one of its members is held by a group of another Limit as well; (groups,).

    Each member is counted under one group of the other Limit (the first it is in), which lets through at most its own `most`
    when it does not weigh less there; members that are in no such group are counted in full.
    """
    living = other.take(alive[other.option] & (other.most < FREE)[other.group])
    signed = np.zeros(other.groups, bool)
    signed[living.group[living.weight < 0]] = True
    holds = ~signed[living.group]
    under, heft = np.full(len(alive), NONE), np.zeros(len(alive), np.int64)
    order = np.argsort(-living.most[living.group[holds]], kind="stable")
    under[living.option[holds][order]], heft[living.option[holds][order]] = living.group[holds][order], living.weight[holds][order]
    within = (under[limit.option] != NONE) & (limit.weight > 0) & (heft[limit.option] >= limit.weight)
    keys, at = np.unique(limit.group[within].astype(np.int64) * max(other.groups, 1) + under[limit.option[within]], return_inverse=True)
    group, through = np.divmod(keys, max(other.groups, 1))
    none = np.zeros(len(keys), np.int64)
    parts = Grouped(limit.option[within], at, limit.weight[within], none, none, none, or_none=True, price=None)
    let = np.minimum(parts.potential(need), other.most[through])
    return summed(group, let, limit.groups) + limit.take(~within).potential(need)


def _one_each(need: Ints, rows: _Rows) -> None:
    """At most one option for each need."""
    found, at = np.unique(need, return_inverse=True)
    rows.enter(rows.add_rows(-np.inf, 1, len(found))[at], np.arange(len(need)), 1)


def _hard(limit: Grouped, need: Ints, most: Ints, rows: _Rows) -> None:
    """Groups that must hold: a ceiling row, or (with a `least` that can fail) a switch with two rows; most: (groups,) what is possible."""
    potential = limit.potential(need)
    switched = (limit.least > limit.lightest()) & (potential > 0)
    plain = ~switched & (potential > limit.most)
    _place(limit, plain, rows.add_rows(-np.inf, limit.most[plain].astype(float), int(plain.sum())), rows)
    _switch(limit, switched, most, rows)


def _switch(limit: Grouped, groups: Bools, cap: Ints, rows: _Rows) -> tuple[Ints, Ints]:
    """A switch for each group: load ≤ cap·switch and load ≥ least·switch. Returns the rows of `least` and the switches."""
    count = int(groups.sum())
    above, below = rows.add_rows(-np.inf, 0.0, count), rows.add_rows(0.0, np.inf, count)
    switches = rows.add_columns(np.ones(count, np.int64), switch=above)
    _place(limit, groups, above, rows)
    _place(limit, groups, below, rows)
    rows.enter(above, switches, -cap[groups])
    rows.enter(below, switches, -limit.least[groups])
    _link(limit, groups, switches, rows)
    return below, switches


def _link(limit: Grouped, groups: Bools, switches: Ints, rows: _Rows) -> None:
    """No need is in a group that is not switched on: implied for plans, but it makes the linear program much tighter."""
    members = groups[limit.group]
    group, option = limit.group[members], limit.option[members]
    needs = int(rows.need.max(initial=0)) + 1
    keys, at = np.unique(group.astype(np.int64) * needs + rows.need[option], return_inverse=True)
    linked = rows.add_rows(-np.inf, 0.0, len(keys))
    rows.enter(linked[at], option, 1)
    switch = np.full(limit.groups, NONE)
    switch[groups] = switches
    rows.enter(linked, switch[keys // needs], -1)


def _priced(limit: Grouped, need: Ints, rows: _Rows) -> None:
    """Groups whose breaches are counted: a column for the units above `most`, one for those below `least`."""
    assert limit.price is not None
    if limit.price.cost < 0:
        raise ValueError("A price below nothing would reward breaches.")
    potential = limit.potential(need)
    over = potential > limit.most
    above = rows.add_rows(-np.inf, limit.most[over].astype(float), int(over.sum()))
    _place(limit, over, above, rows)
    _count(limit, over, above, (potential - limit.most, -1), rows)
    if limit.or_none:
        under = (limit.least > limit.lightest()) & (potential > 0)
        below, _ = _switch(limit, under, potential, rows)
    else:
        under = limit.least > 0
        below = rows.add_rows(limit.least[under].astype(float), np.inf, int(under.sum()))
        _place(limit, under, below, rows)
    _count(limit, under, below, (limit.least, 1), rows)


def _count(limit: Grouped, groups: Bools, at: Ints, reach: tuple[Ints, int], rows: _Rows) -> None:
    """A column that counts the breach of each of these groups' rows, up to reach[0], entering with the sign reach[1]."""
    assert limit.price is not None
    columns = rows.add_columns(reach[0][groups], slack=at)
    rows.enter(at, columns, reach[1])
    rows.costs[-1][int(limit.price.layer)] = limit.price.cost * limit.units[groups]


def _place(limit: Grouped, groups: Bools, at: Ints, rows: _Rows) -> None:
    """The members of the marked groups, in order, into the rows `at`."""
    where = np.full(limit.groups, NONE)
    where[groups] = at
    members = groups[limit.group]
    rows.enter(where[limit.group[members]], limit.option[members], limit.weight[members])


def _assembled(system: System, rows: _Rows) -> Model:
    row, col, value = (np.concatenate(part).astype(np.int64) for part in zip(*rows.entries, strict=True))
    low, high = (np.concatenate(part) for part in zip(*rows.bounds, strict=True))
    high[high >= FREE] = np.inf
    order = np.argsort(col, kind="stable")
    options, extras = system.options, np.full(rows.extras, NONE)
    none = np.full(options, NONE)
    costs = [np.zeros(options) if layer.costs is None else layer.costs for layer in system.layers]
    own = np.asarray(costs, np.int64).reshape(len(system.layers), options)
    return Model(
        col=col[order], row=row[order], value=value[order], low=low, high=high, one=np.arange(len(low)) < len(np.unique(system.need)),
        family=np.concatenate(rows.families), mark=np.arange(len(low)), top=np.concatenate([np.ones(options, np.int64), *rows.tops]),
        whole=np.concatenate([np.ones(options, bool), *rows.wholes]),
        option=np.r_[np.arange(options), extras], need=np.r_[system.need.astype(np.int64), extras],
        tag=np.arange(options + rows.extras), switch=np.concatenate([none, *rows.switches]), slack=np.concatenate([none, *rows.slacks]),
        costs=np.concatenate([own, *rows.costs], axis=1), constants=np.array([layer.constant for layer in system.layers], np.int64),
    )  # fmt: skip
