"""How many offers each rule shut out for each need: what explanations are made of."""

from dataclasses import dataclass

import numpy as np

from allocator.system import NO_JOURNEY, Bools, Ints, Options


@dataclass(frozen=True)
class Reasons:
    """For each need and rule how many offers that rule shut out. An offer that serves two windows counts as two.

    codes: (rules,) in the order in which reasons are told; considered: (needs,) offers in the need's own windows
    first: (needs, rules) offers for which it is the first rule that shuts them; of several teams the one that came furthest counts
    alone: (needs, rules) offers that this rule shuts and no other that was asked at the same step
    left: (needs,) offers that no rule shuts; near: (needs,) the least minutes of an offer that distance alone shuts, NO_JOURNEY for none
    Rules are asked in four steps, each of what the step before left open: those that are the same for a whole course, those
    about its supervisors, those about the student, those about all of it (see `Rule.asks`).
    """

    codes: tuple[str, ...]
    considered: Ints
    first: Ints
    alone: Ints
    left: Ints
    near: Ints


class Tally:
    """Counts, for every owner (a kind of need, or a need), what shuts each of its offers, block by block."""

    def __init__(self, owners: int, rules: int) -> None:
        self.first = np.zeros((owners, rules), dtype=np.int64)
        self.alone = np.zeros((owners, rules), dtype=np.int64)
        self.near = np.full(owners, NO_JOURNEY, dtype=np.int64)

    def add(self, owner: Ints, options: Options, shut: Bools, rules: Ints, offers: Ints | None = None) -> None:
        """Counts a block of options (options,), those of one owner, offer and period next to each other.

        owner: (options,); shut: (options, asked) by the rules at positions `rules` (asked,); offers: (options,) how many offers an
        option stands for, where each stands for a place.
        """
        if len(owner) == 0:
            return
        many = np.ones(len(owner), dtype=np.int64) if offers is None else offers
        starts = _runs(owner, options)
        closed = np.logical_and.reduceat(shut.any(axis=1), starts)
        furthest = np.maximum.reduceat(shut.argmax(axis=1) if shut.shape[1] else np.zeros(len(owner), dtype=np.int64), starts)
        whose, many = owner[starts], many[starts]
        _count(self.first, whose[closed], rules[furthest[closed]], many[closed])
        lone = np.flatnonzero((shut.sum(axis=1) == 1) & np.repeat(closed, np.diff(np.append(starts, len(owner)))))
        run = np.searchsorted(starts, lone, side="right") - 1
        run, by = np.divmod(np.unique(run * shut.shape[1] + shut[lone].argmax(axis=1)), shut.shape[1]) if len(lone) else (lone, lone)
        _count(self.alone, whose[run], rules[by], many[run])

    def add_near(self, options: Options, shut: Bools, distance: Ints) -> None:
        """Keeps, for each need, the least minutes among the options that only these rules shut."""
        alone = (shut.sum(axis=1) == 1) & shut[:, distance].any(axis=1)
        np.minimum.at(self.near, options.need[alone], options.minutes[alone])


def _runs(owner: Ints, options: Options) -> Ints:
    """Where each run of one owner's options on one offer and period begins."""
    same = (owner[1:] == owner[:-1]) & (options.offer[1:] == options.offer[:-1]) & (options.period[1:] == options.period[:-1])
    return np.concatenate([[0], np.flatnonzero(~same) + 1])


def _count(into: Ints, row: Ints, column: Ints, many: Ints) -> None:
    flat = np.bincount(row * into.shape[1] + column, weights=many, minlength=into.size)
    into += flat.reshape(into.shape).astype(np.int64)
