"""Places being filled one need after another, as a clerk does it."""

import numpy as np

from allocator.system import Bools, Ints, System

_ENDLESS = 2**40


class Filling:
    """Groups of a System that must hold, and how full they are."""

    def __init__(self, system: System) -> None:
        hard = [limit for limit in system.limits if limit.price is None]
        first = np.cumsum([0, *(limit.groups for limit in hard)])
        groups = int(first[-1])
        option = np.concatenate([np.zeros(0, np.int64), *(limit.option for limit in hard)])
        group = np.concatenate([np.zeros(0, np.int64), *(limit.group + at for limit, at in zip(hard, first, strict=False))])
        ones = (np.ones(len(limit.option), np.int64) if limit.weight is None else limit.weight for limit in hard)
        weight = np.concatenate([np.zeros(0, np.int64), *ones])
        keys, at = np.unique(option.astype(np.int64) * max(1, groups) + group, return_inverse=True)
        self.option, self.group = np.divmod(keys, max(1, groups))
        self.weight = np.bincount(at, weights=weight, minlength=len(keys)).astype(np.int64)
        self.starts = np.searchsorted(self.option, np.arange(system.options + 1))
        self.most, self.least = np.full(groups, _ENDLESS), np.zeros(groups, np.int64)
        for limit, begin in zip(hard, first, strict=False):
            inside = slice(begin, begin + limit.groups)
            if limit.most is not None:
                self.most[inside] = limit.most
            if limit.least is not None:
                self.least[inside] = limit.least
        self.need = system.need
        self.load = np.zeros(groups, np.int64)
        self.taken, self.banned = np.zeros(system.options, bool), np.zeros(system.options, bool)

    def fill(self, order: Ints, costs: Ints) -> Ints:
        """The options chosen: each need in `order` (needs,) takes the cheapest of its options that fits, if it costs less than nothing.

        Groups that end up too small are sent home, and who was there tries again elsewhere.
        """
        by_need = np.lexsort((costs, self.need))
        begins = np.searchsorted(self.need[by_need], np.arange(len(order) + 1))
        while True:
            placed = set(self.need[self.taken].tolist())
            for need in order.tolist():
                if need not in placed:
                    self._place(by_need[begins[need] : begins[need + 1]], costs)
            wrong = self._wrong()
            if not wrong.any():
                return np.flatnonzero(self.taken)
            while wrong.any():
                self._send_home(wrong)
                wrong = self._wrong()

    def _place(self, options: Ints, costs: Ints) -> None:
        for option in options.tolist():
            entries = slice(self.starts[option], self.starts[option + 1])
            groups = self.group[entries]
            fits = costs[option] < 0 and not self.banned[option] and (self.load[groups] + self.weight[entries] <= self.most[groups]).all()
            if fits:
                self.load[groups] += self.weight[entries]
                self.taken[option] = True
                return

    def _wrong(self) -> Bools:
        """Options taken in a group that is too small or too full; (options,)."""
        groups = (self.load > self.most) | ((self.load < self.least) & (self.load != 0))
        members = groups[self.group] & (self.weight > 0)
        wrong = np.zeros(len(self.taken), bool)
        wrong[self.option[members]] = True
        return wrong & self.taken

    def _send_home(self, options: Bools) -> None:
        leaving = options[self.option]
        np.subtract.at(self.load, self.group[leaving], self.weight[leaving])
        self.taken &= ~options
        self.banned |= options
