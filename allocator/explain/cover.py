"""Needs that want more than there is: which of them, and which full bounds all their possibilities use.

Every plan uses, of each group of a counting rule, at most its bound. If each possibility of some needs is in one of some groups, then at
most the sum of those bounds of them are placed, however it is done. That is König's and Hall's argument: needs outside, and groups inside,
a least cover of the possibilities. The cover of least cost is found by an integer program; whatever it finds is counted again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np

from allocator.explain.sight import Crowd, Sight
from allocator.system import Bools, Ints


@dataclass(frozen=True)
class Cover:
    """Some needs (positions), and the groups that all their possibilities use: (crowd, group) each; room: the sum of their bounds."""

    needs: tuple[int, ...]
    groups: tuple[tuple[int, int], ...]
    room: int

    @property
    def lack(self) -> int:
        """So many of the needs must stay without a place."""
        return len(self.needs) - self.room


def covers(sight: Sight) -> tuple[Cover, ...]:
    """The needs that want more than there is, in groups that have nothing to do with each other; those that lack most first.

    Only what holds when it is counted again comes out. Needs without any possibility are left out.
    """
    entries = _entries(sight)
    found = _least(sight, entries)
    parts = [one for one in _parts(sight, entries, *found) if one.lack > 0 and holds(sight, one)]
    return tuple(sorted(parts, key=lambda one: (-one.lack, len(one.needs), one.needs)))


def holds(sight: Sight, cover: Cover) -> bool:
    """Whether each possibility of each need counts at least one in one of the groups, and the bounds add up to less than the needs."""
    options = np.concatenate([sight.allowed(need) for need in cover.needs])
    inside = np.zeros(len(sight.formulated.options), bool)
    room = 0
    for at, group in cover.groups:
        limit = sight.crowds[at].limit
        members = limit.group == group
        if (limit.weight[members] < 1).any():
            return False
        inside[limit.option[members]] = True
        room += int(limit.most[group])
    return bool(inside[options].all()) and room == cover.room < len(cover.needs)


@dataclass(frozen=True)
class _Entries:
    """Which option is in which group that can be full: option, group (entries,), groups numbered over all crowds; start (crowds,); most (groups,)."""

    option: Ints
    group: Ints
    start: Ints
    most: Ints


def _entries(sight: Sight) -> _Entries:
    crowds: tuple[Crowd, ...] = sight.crowds
    sizes = np.array([one.limit.groups for one in crowds], np.int64)
    start = np.cumsum(sizes) - sizes
    none = np.empty(0, np.int64)
    option = np.concatenate([none, *(one.limit.option for one in crowds)])
    group = np.concatenate([none, *(one.limit.group + first for one, first in zip(crowds, start, strict=True))])
    weight = np.concatenate([none, *(one.limit.weight for one in crowds)])
    most = np.concatenate([none, *(one.limit.most for one in crowds)])
    usable = np.ones(len(most), bool)
    usable[group[weight < 1]] = False
    kept = usable[group] & (np.concatenate([none, *(one.limit.potential(sight.formulated.system.need) for one in crowds)]) > most)[group]
    return _Entries(option[kept], group[kept], start, most)


def _least(sight: Sight, entries: _Entries) -> tuple[Bools, Bools]:
    """The cover of least cost: (needs,) which are kept inside, (groups,) which groups cover them; as few of both as that allows."""
    need, options = sight.formulated.system.need, len(sight.formulated.options)
    groups, at = np.unique(entries.group, return_inverse=True)
    needs, mine = np.unique(need, return_inverse=True)
    columns = len(groups) + len(needs)
    weight = 2 * columns + 1
    cost = np.concatenate([entries.most[groups] * weight + 1, np.full(len(needs), weight - 1)]).astype(float)
    row = np.concatenate([entries.option, np.arange(options)])
    column = np.concatenate([at.reshape(-1), len(groups) + mine])
    x = _solved(cost, *_distinct(row, column, options))
    inside, covering = np.zeros(sight.formulated.system.needs, bool), np.zeros(len(entries.most), bool)
    inside[needs[x[len(groups) :] == 0]] = True
    covering[groups[x[: len(groups)] == 1]] = True
    return inside, covering


def _distinct(row: Ints, column: Ints, rows: int) -> tuple[Ints, Ints]:
    """Entries (row, column) of the rows that differ: options of a need with the same groups say the same."""
    order = np.lexsort((column, row))
    row, column = row[order], column[order]
    starts = np.searchsorted(row, np.arange(rows + 1))
    seen: dict[tuple[int, ...], None] = {}
    for first, last in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        seen[tuple(column[first:last].tolist())] = None
    sizes = np.array([len(one) for one in seen], np.int64)
    return np.repeat(np.arange(len(seen)), sizes), np.array([one for many in seen for one in many], np.int64)


def _solved(cost: np.ndarray, row: Ints, column: Ints) -> Ints:
    """0 or 1 for each column so that each row has a 1, at least cost; (columns,)."""
    if not len(row):
        return np.ones(len(cost), np.int64)
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}.items():
        solver.setOptionValue(name, value)
    rows, columns = int(row[-1]) + 1, len(cost)
    starts = np.searchsorted(row, np.arange(rows)).astype(np.int32)
    bounds = (np.zeros(columns), np.ones(columns), np.ones(rows), np.full(rows, np.inf), starts)
    solver.passModel(columns, rows, len(row), 2, 1, 0.0, cost, *bounds, column.astype(np.int32), np.ones(len(row)), np.ones(columns, np.int32))
    solver.run()
    x = np.rint(np.asarray(solver.getSolution().col_value)).astype(np.int64)
    return x if len(x) == columns else np.ones(columns, np.int64)


def _parts(sight: Sight, entries: _Entries, inside: Bools, covering: Bools) -> Iterator[Cover]:
    """The needs inside and their groups, taken apart where they have nothing to do with each other."""
    need = sight.formulated.system.need
    kept = covering[entries.group] & inside[need[entries.option]]
    pairs = np.unique(np.stack([need[entries.option[kept]], entries.group[kept]]), axis=1)
    label = np.arange(len(inside))
    moving = True
    while moving:
        least = np.full(len(covering), len(inside))
        np.minimum.at(least, pairs[1], label[pairs[0]])
        lower = label.copy()
        np.minimum.at(lower, pairs[0], least[pairs[1]])
        moving, label = bool((lower != label).any()), lower
    for one in np.unique(label[pairs[0]]):
        mine = label[pairs[0]] == one
        groups, needs = np.unique(pairs[1][mine]), np.unique(pairs[0][mine])
        crowd = np.searchsorted(entries.start, groups, side="right") - 1
        named = tuple((int(at), int(group - entries.start[at])) for at, group in zip(crowd, groups, strict=True))
        yield Cover(tuple(int(need) for need in needs), named, int(entries.most[groups].sum()))
