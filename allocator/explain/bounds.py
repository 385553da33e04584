"""The bounds of a plan's counting rules one by one, moved up or down by one and solved again, each in the part of the System that it touches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from allocator import solvers
from allocator.explain.margin import Margins
from allocator.explain.sight import Sight, settled
from allocator.rules import Rule
from allocator.solvers.components import parts
from allocator.solvers.grouped import grouped
from allocator.solvers.measure import values
from allocator.solvers.memory import Memory
from allocator.system import NONE, Bools, Columns, Effort, Ints, Limit, Options, Price, System

Kind = Literal["offer", "team", "site", "municipality", "quota"]

COLUMN: Mapping[Kind, tuple[str, str]] = {
    "offer": ("offers", "places"), "team": ("teams", "capacity"), "site": ("sites", "ceiling"), "municipality": ("municipalities", "ceiling"),
    "quota": ("quotas", "most"),
}
"""The table and column of each kind of bound; a team's capacity is the sum of its members'."""

READ_BY: Mapping[Kind, frozenset[str]] = {
    "offer": frozenset({"places", "with_offer", "quota", "reserved"}), "team": frozenset({"supervision"}), "site": frozenset({"ceiling"}),
    "municipality": frozenset({"ceiling"}), "quota": frozenset({"quota"}),
}
"""The counting rules that read each kind of bound."""


DRAWN = ("changes", "lottery", "hash")
"""Layers that say nothing of quality."""


@dataclass(frozen=True)
class Bound:
    """A bound that a counting rule sets: kind, and its row in the table."""

    kind: Kind
    row: int


@dataclass(frozen=True)
class Moved:
    """What came of moving a bound: students (placed more or fewer), minutes (of all journeys), layers (that changed, by how much), proved."""

    students: int
    minutes: int
    layers: Mapping[str, int]
    proved: bool


class Bounds:
    """A plan's System, whose bounds can be moved; what was solved is remembered.

    Only the layers down to the last of `upto` are solved; where the policy has none of them, all but the changes from a published plan
    and the draw. What later layers would choose between is left open.
    """

    def __init__(self, sight: Sight, upto: tuple[str, ...] = (), effort: Effort | None = None) -> None:
        self.sight, self.solved, self._effort = sight, 0, effort or Effort()
        self.options = sight.formulated.options
        self._memory, self._margins, self._primed = Memory(), Margins(self._effort), set[bytes]()
        whole = sight.formulated.system
        names = [layer.name.partition(":")[0] for layer in whole.layers]
        asked = [at for at, name in enumerate(names) if name in upto] or [at for at, name in enumerate(names) if name not in DRAWN]
        last = max(asked, default=-1)
        self.system = replace(whole, layers=whole.layers[: last + 1])
        self.settled = settled(sight.plan)

    def binding(self) -> list[Bound]:
        """Every bound that the plan reaches, those first that most needs without a place press on."""
        found: dict[Bound, set[int]] = {}
        without = np.setdiff1d(np.arange(self.system.needs), self.options.need[self.sight.chosen])
        for limits, rule in zip(self._limits, self._rules, strict=True):
            for at, limit in enumerate(limits):
                for bound, needs in self._reached(rule, at, limit):
                    found.setdefault(bound, set()).update(np.intersect1d(needs, without).tolist())
        return sorted(found, key=lambda bound: (-len(found[bound]), bound.kind, bound.row))

    def moved(self, bound: Bound, by: int) -> Moved:
        """What one more (+1) or one fewer (-1) comes to. It is solved again with all that it can touch."""
        return self.changed({bound: by})

    def changed(self, by: Mapping[Bound, int]) -> Moved:
        """What several bounds moved at once come to."""
        limits = self._changed(by)
        needs = self._touched(limits)
        before, now = self._part(self.system, needs), self._part(replace(self.system, limits=(*sum(limits, ()), *self._rest)), needs)
        option = np.flatnonzero(needs[self.system.need])
        chosen = np.flatnonzero(np.isin(option, self.sight.chosen))
        if not self.settled:
            chosen, _ = self._solve(before, chosen)
        elif (which := needs.tobytes()) not in self._primed:
            self._primed.add(which)
            self._margins.close(before, chosen)
        found, proved = self._solve(now, chosen)
        had, has = values(before, chosen), values(now, found)
        minutes = self.options.minutes[option].astype(np.int64)
        moved = {
            layer.name: int(after) - int(first)
            for layer, first, after in zip(self.system.layers, had, has, strict=True)
            if isinstance(first, int) and isinstance(after, int) and first != after
        }
        return Moved(
            len(found) - len(chosen), int(minutes[found].sum() - minutes[chosen].sum()), moved, proved
        )

    @property
    def spared(self) -> int:
        """How many answers followed from the proof of the plan, so that nothing was solved again."""
        return self._margins.spared

    def _solve(self, system: System, known: Ints) -> tuple[Ints, bool]:
        """The best plan, and whether it is proved: from the plan at hand where linear programs say so (see `Margins`), else searched."""
        spared = self._margins.spared
        found = self._margins.close(system, known)
        self.solved += found is None or self._margins.spared == spared
        if found is not None:
            return found, True
        answer = solvers.solve(system, self._effort, self._memory, known)
        return answer.chosen, all(one.proved for one in answer.reached)

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return self.sight.plan.problem.policy.rules

    @cached_property
    def _limits(self) -> list[tuple[Limit, ...]]:
        """The Limits of each rule, as they stand in the System."""
        return [self._of(rule, self.options) for rule in self._rules]

    @cached_property
    def _rest(self) -> tuple[Limit, ...]:
        """The Limits of goals."""
        return self.system.limits[sum(map(len, self._limits)) :]

    @cached_property
    def _apart(self) -> Ints:
        """(needs,) the part of the System that each need belongs to, each on its own where it has no option."""
        label = -1 - np.arange(self.system.needs)
        for number, (options, _) in enumerate(parts(self.system)):
            label[self.system.need[options]] = number
        return label

    def _of(self, rule: Rule, options: Options) -> tuple[Limit, ...]:
        if type(rule).limits is Rule.limits:
            return ()
        part = np.flatnonzero(self.sight.concerned(rule, options))
        position = {layer.name: at for at, layer in enumerate(self.sight.formulated.system.layers)}
        price = None if rule.price is None else Price(position[str(rule.price.layer)], rule.price.cost)
        return tuple(replace(one, option=part[one.option], price=price) for one in rule.limits(options.take(part)))

    def _changed(self, by: Mapping[Bound, int]) -> list[tuple[Limit, ...]]:
        """The Limits of each rule with these bounds moved; those that read none of them as they are."""
        tables: dict[str, Columns] = dict(self.options.tables)
        for bound, step in by.items():
            table, column = COLUMN[bound.kind]
            values_ = np.array(tables[table][column])
            values_[bound.row] += step
            tables[table] = {**tables[table], column: values_}
        read = frozenset().union(*(READ_BY[bound.kind] for bound in by))
        options = replace(self.options, tables=tables)
        return [self._of(rule, options) if rule.code in read else limits for rule, limits in zip(self._rules, self._limits, strict=True)]

    def _touched(self, limits: list[tuple[Limit, ...]]) -> Bools:
        """(needs,) the parts that the changed bounds are about."""
        needs = np.zeros(self.system.needs, bool)
        for had, has in zip(sum(self._limits, ()), sum(limits, ()), strict=True):
            if had is not has:
                needs[self.system.need[_different(had, has)]] = True
        if any(layer.share is not None for layer in self.system.layers) and needs.any():
            return np.ones(self.system.needs, bool)
        return np.asarray(np.isin(self._apart, self._apart[needs]))

    def _part(self, system: System, needs: Bools) -> System:
        """The System of some needs alone, without Limits at a price in layers that are left out; groups keep their numbers."""
        option = np.flatnonzero(needs[system.need])
        place = np.full(system.options, NONE)
        place[option] = np.arange(len(option))
        limits = []
        for one in system.limits:
            if one.price is not None and int(one.price.layer) >= len(system.layers):
                continue
            kept = np.flatnonzero(place[one.option] != NONE)
            weight = None if one.weight is None else one.weight[kept]
            limits.append(replace(one, option=place[one.option[kept]], group=one.group[kept], weight=weight))
        layers = tuple(replace(one, costs=None if one.costs is None else one.costs[option]) for one in system.layers)
        return System(system.need[option], system.needs, tuple(limits), layers)

    def _reached(self, rule: Rule, at: int, limit: Limit) -> Iterator[tuple[Bound, Ints]]:
        """The bounds behind the full groups of a Limit, and the needs with an option there."""
        if rule.price is not None or rule.code not in ("places", "supervision", "ceiling", "quota") or limit.most is None:
            return
        taken = np.zeros(self.system.options, np.int64)
        taken[self.sight.chosen] = 1
        plain = grouped(limit)
        full = np.flatnonzero(plain.loads(taken)[plain.group] == plain.most[plain.group])
        for kind, row, options in owners(self.options, rule, at, plain.option[full], plain.group[full], plain.most):
            yield Bound(kind, row), self.system.need[options]


def _different(one: Limit, other: Limit) -> Ints:
    """The members of the groups whose bound differs; all of them where the groups are others."""
    if one.most is None or other.most is None or len(one.most) != len(other.most) or not np.array_equal(one.group, other.group):
        return np.unique(np.concatenate([one.option, other.option]))
    return np.asarray(one.option[(one.most != other.most)[one.group]])


def owners(options: Options, rule: Rule, at: int, option: Ints, group: Ints, most: Ints) -> Iterator[tuple[Kind, int, Ints]]:
    """Whose bounds the groups of some members of a rule's Limit are: kind, row, and the members' options.

    at: which of the rule's Limits; option, group: (members,) most: (groups,)
    """
    if rule.code in ("places", "supervision"):
        owner = options.offer[option] if rule.code == "places" else options.team[option]
        for row in np.unique(owner):
            yield "offer" if rule.code == "places" else "team", int(row), option[owner == row]
    elif rule.code == "quota" and len(option):
        row = _rows_of_quota(options)[at]
        if row != NONE:
            yield "quota", row, option
    elif rule.code == "ceiling":
        yield from _ceilings(options, at, option, group, most)


def _rows_of_quota(options: Options) -> list[int]:
    """The row behind each Limit that the rule about quotas makes, NONE for a share of the places."""
    quotas = options.table("quotas")
    made = [(row, by) for row in range(len(quotas["most"])) for by in ("most", "share")]
    return [row if by == "most" else NONE for row, by in made if (quotas["most"][row] != NONE if by == "most" else not np.isnan(quotas["share"][row]))]


def _ceilings(options: Options, at: int, option: Ints, group: Ints, most: Ints) -> Iterator[tuple[Kind, int, Ints]]:
    """The site that all members of a full group lie at or below and whose ceiling it is (the lowest such), or their municipality."""
    sites = options.table("sites")
    for one in np.unique(group):
        mine = option[group == one]
        rows = options.take(mine)["sites"]
        if at == 1:
            yield "municipality", int(rows["municipality"][0]), mine
            continue
        above = [site for site in sites["above"][rows.row[0]] if site != NONE and sites["ceiling"][site] == most[one]]
        shared = [site for site in above if (rows["above"] == site).any(axis=1).all()]
        if shared:
            yield "site", int(shared[0]), mine
