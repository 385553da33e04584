"""Whether the groups of a System nest: those of needs in one forest, those of options in another."""

from dataclasses import dataclass

import numpy as np

from allocator.solvers.grouped import Grouped, every
from allocator.system import NONE, Ints, System


@dataclass(frozen=True)
class Forest:
    """Groups that nest: parent, most (groups,), NONE at a root; leaf: (options,) the innermost group of each option or NONE."""

    parent: Ints
    most: Ints
    leaf: Ints


@dataclass(frozen=True)
class _Group:
    members: Ints
    most: int
    need: bool


def forests(system: System) -> tuple[Forest, Forest] | None:
    """The forest of the needs and the forest of the options, or None where the System is no flow.

    It is one where no layer is a share, limits only say `most`, without weights and prices, and their groups fall into two
    families that nest, one of them together with "one option for each need". Larger groups are placed first.
    """
    limits = every(system)
    if any(layer.share is not None for layer in system.layers) or not all(_plain(limit) for limit in limits):
        return None
    groups = sorted(_groups(system, limits), key=lambda group: (-len(group.members), not group.need))
    sides = _Side(system.options), _Side(system.options)
    size = np.bincount(system.need, minlength=system.needs)
    for group in groups:
        order = sides if group.need or _of_needs(group, system, size) else sides[::-1]
        if not any(side.place(group) for side in order[: 1 if group.need else 2]):
            return None
    return sides[0].forest(), sides[1].forest()


def _plain(limit: Grouped) -> bool:
    free = limit.price is not None and limit.price.cost == 0
    return free or (limit.price is None and bool((limit.weight == 1).all() and (limit.least <= 1).all()))


def _groups(system: System, limits: tuple[Grouped, ...]) -> list[_Group]:
    found = [_Group(members, 1, need=True) for members in _split(system.need, np.arange(system.options))]
    for limit in limits:
        if limit.price is None:
            parts = _split(limit.group, limit.option)
            found += [_Group(part, int(most), need=False) for part, most in zip(parts, limit.most[np.unique(limit.group)], strict=True)]
    return [group for group in found if group.need or group.most < len(group.members)]


def _split(group: Ints, option: Ints) -> list[Ints]:
    order = np.argsort(group, kind="stable")
    return np.split(option[order], np.flatnonzero(np.diff(group[order])) + 1) if len(order) else []


def _of_needs(group: _Group, system: System, size: Ints) -> bool:
    """Whether a group is all options of some needs, or lies within one need."""
    needs = np.unique(system.need[group.members])
    return len(needs) == 1 or int(size[needs].sum()) == len(group.members)


class _Side:
    """A forest that is growing, larger groups first."""

    def __init__(self, options: int) -> None:
        self._leaf = np.full(options, NONE)
        self._parent: list[int] = []
        self._most: list[int] = []

    def place(self, group: _Group) -> bool:
        """Puts a group under the innermost group of its members, if that is one and the same."""
        above = self._leaf[group.members]
        if (above != above[0]).any():
            return False
        self._leaf[group.members] = len(self._parent)
        self._parent.append(int(above[0]))
        self._most.append(group.most)
        return True

    def forest(self) -> Forest:
        """The forest as arrays."""
        return Forest(np.array(self._parent, np.int64), np.array(self._most, np.int64), self._leaf)
