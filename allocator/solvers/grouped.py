"""A Limit made plain: members without repeats, bounds always there, and how full each group could ever be."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from allocator.system import Bools, Ints, Limit, Price, System

FREE = np.int64(2) ** 40
"""The bound of a group that has none."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Grouped:
    """The members of a Limit: option, group, weight (members,), sorted by group; most, least, units (groups,)."""

    option: Ints
    group: Ints
    weight: Ints
    most: Ints
    least: Ints
    units: Ints
    or_none: bool
    price: Price | None

    @property
    def groups(self) -> int:
        """The number of groups."""
        return len(self.most)

    def take(self, members: Bools) -> "Grouped":
        """The same groups with these members only."""
        kept = (self.option[members], self.group[members], self.weight[members])
        return Grouped(*kept, self.most, self.least, self.units, self.or_none, self.price)

    def potential(self, need: Ints) -> Ints:
        """The most that each group could weigh when each need is given its heaviest option; (groups,)."""
        heavy = self.weight > 0
        group, needed, weight = self.group[heavy], need[self.option[heavy]], self.weight[heavy]
        if not len(group):
            return np.zeros(self.groups, np.int64)
        order = np.lexsort((needed, group))
        group, needed, weight = group[order], needed[order], weight[order]
        first = np.flatnonzero(np.r_[True, (group[1:] != group[:-1]) | (needed[1:] != needed[:-1])])
        return summed(group[first], np.maximum.reduceat(weight, first), self.groups)

    def binding(self, need: Ints) -> Bools:
        """The groups that some choice of one option for each need could break; (groups,)."""
        potential = self.potential(need)
        least = self.least > (self.lightest() if self.or_none else 0)
        return np.asarray((potential > self.most) | least & ((potential > 0) | (not self.or_none)))

    def lightest(self) -> Ints:
        """The least positive weight in each group, FREE where there is none; (groups,)."""
        light = np.full(self.groups, FREE)
        heavy = self.weight > 0
        np.minimum.at(light, self.group[heavy], self.weight[heavy])
        return light

    def loads(self, chosen: Ints) -> Ints:
        """What each group weighs when `chosen` (options,) 0/1 is chosen; (groups,)."""
        return summed(self.group, self.weight * chosen[self.option], self.groups)


def grouped(limit: Limit) -> Grouped:
    """The Limit with members that repeat added up, members that weigh nothing dropped, and every bound filled in."""
    groups = limit.groups
    weight = np.ones(len(limit.option), np.int64) if limit.weight is None else np.asarray(limit.weight, np.int64)
    width = int(limit.option.max(initial=-1)) + 1
    keys, at = np.unique(np.asarray(limit.group, np.int64) * width + limit.option, return_inverse=True)
    total = summed(at, weight, len(keys))
    keys, total = keys[total != 0], total[total != 0]
    most, least, units = (_filled(given, groups, other) for given, other in ((limit.most, int(FREE)), (limit.least, 0), (limit.units, 1)))
    if (most < 0).any() or (least < 0).any():
        raise ValueError("A limit has a negative bound: then not even the empty plan keeps it.")
    option, group = keys % max(width, 1), keys // max(width, 1)
    return Grouped(option.astype(np.int32), group.astype(np.int32), total, most, least, units, limit.or_none, limit.price)


def every(system: System) -> tuple[Grouped, ...]:
    """All Limits of a System, made plain."""
    return tuple(grouped(limit) for limit in system.limits)


def distinct(values: npt.NDArray[np.integer[Any]]) -> Ints:
    """The different values, rising, by sorting: for large numbers far faster than numpy's own way, which is a hash table."""
    return np.asarray(np.unique(values, return_counts=True)[0])


def summed(at: Ints, amount: Ints, size: int) -> Ints:
    """The amounts added up at each position; exact below 2**53; (size,)."""
    return np.bincount(at, weights=amount, minlength=size).astype(np.int64)


def _filled(given: Ints | None, groups: int, other: int) -> Ints:
    """The bounds, or `other` for every group where there are none; (groups,)."""
    return np.full(groups, np.int64(other)) if given is None else np.asarray(given, np.int64)
