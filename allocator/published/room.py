"""Which options there is still room for beside a plan, by the rules that count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from allocator.policy import Policy
from allocator.system import Bools, Ints, Limit, Options


@dataclass(frozen=True)
class Counted:
    """A Limit of a rule, with how much of each group a plan has taken.

    code: the rule's; order: (members,) members sorted by option; first: (options + 1,) where those of an option begin
    count: (groups,); limit: its options are positions among all
    """

    code: str
    limit: Limit
    order: Ints
    first: Ints
    count: Ints

    @classmethod
    def of(cls, code: str, limit: Limit, taken: Bools) -> "Counted":
        """taken: (options,) whether the plan has chosen it."""
        weight = _weights(limit)
        count = np.bincount(limit.group, weights=taken[limit.option] * weight, minlength=limit.groups).astype(np.int64)
        order = np.argsort(limit.option, kind="stable")
        return cls(code, limit, order, np.searchsorted(limit.option[order], np.arange(len(taken) + 1)), count)

    def more(self, options: Ints) -> Ints:
        """(options,) how many units more are wrong when each of these options is chosen besides."""
        size = self.first[options + 1] - self.first[options]
        at = np.repeat(np.arange(len(options)), size)
        member = self.order[np.repeat(self.first[options], size) + np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)]
        group = self.limit.group[member]
        before = self.count[group]
        after = before + _weights(self.limit)[member]
        units = 1 if self.limit.units is None else self.limit.units[group]
        wrong = (self._wrong(after, group) - self._wrong(before, group)) * units
        return np.bincount(at, weights=wrong, minlength=len(options)).astype(np.int64)

    def _wrong(self, count: Ints, group: Ints) -> Ints:
        found = np.zeros(len(count), dtype=np.int64)
        if self.limit.most is not None:
            found += np.maximum(count - self.limit.most[group], 0)
        if self.limit.least is not None:
            missing = np.maximum(self.limit.least[group] - count, 0)
            found += np.where((count > 0) | (not self.limit.or_none), missing, 0)
        return found


def counted(options: Options, policy: Policy, taken: Bools) -> Iterator[Counted]:
    """Every Limit of the policy's rules and goals; a price names its layer. taken: (options,) whether a plan has chosen it."""
    senders = np.array(options.words["institutions"], dtype=object)[options["courses"]["institution"]]
    for rule in policy.rules:
        part = np.flatnonzero(np.isin(senders, rule.only)) if rule.only else np.arange(len(options))
        for limit in rule.limits(options.take(part)):
            yield Counted.of(rule.code, replace(limit, option=part[limit.option], price=rule.price), taken)
    for goal in policy.goals:
        for limit in goal.limits(options):
            yield Counted.of(goal.code, limit, taken)


def _weights(limit: Limit) -> Ints:
    return np.ones(len(limit.option), dtype=np.int64) if limit.weight is None else np.asarray(limit.weight)
