"""The groups of a share: how many each has chosen, of how many, and what it takes to reach a quotient."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from allocator.solvers.measure import ranked
from allocator.solvers.stage import Stage
from allocator.system import NONE, Bools, Ints, Share


@dataclass(frozen=True)
class Groups:
    """The groups of a share in a model.

    group, option: (entries,); of: (groups,) how many needs; potential: (groups,) how many of them have an option; base: (groups,) how
    many must be chosen anyway
    """

    group: Ints
    option: Ints
    of: Ints
    potential: Ints
    base: Ints

    @classmethod
    def in_stage(cls, stage: Stage, share: Share) -> "Groups":
        """The groups of a share, with the entries whose options the stage still has."""
        live = np.isin(share.option, stage.model.option)
        pairs = np.unique(np.c_[share.group[live], share.option[live]].astype(np.int64), axis=0)
        need = np.full(int(stage.model.option.max(initial=0)) + 1, NONE, np.int64)
        real = stage.model.option != NONE
        need[stage.model.option[real]] = stage.model.need[real]
        needs = np.unique(np.c_[pairs[:, 0], need[pairs[:, 1]]], axis=0)
        of = np.asarray(share.of, np.int64)
        return cls(pairs[:, 0], pairs[:, 1], of, np.bincount(needs[:, 0], minlength=len(of)), np.zeros_like(of))

    def targets(self, quotient: Fraction) -> Ints:
        """How many each group must have chosen to reach the quotient; (groups,)."""
        return -((-self.of * quotient.numerator) // quotient.denominator)

    def take(self, keep: Bools) -> "Groups":
        """Some of the groups; keep: (groups,)."""
        entries = keep[self.group]
        group = (np.cumsum(keep) - 1)[self.group[entries]]
        return Groups(group, self.option[entries], self.of[keep], self.potential[keep], self.base[keep])

    def saved(self, quotient: Fraction, lower: Fraction, out: int) -> int:
        """How many fewer are missing at most at a lower quotient, where so many groups are excused."""
        fewer = np.sort(self.targets(quotient) - self.targets(lower))
        return int(fewer[out:].sum())

    def counts(self, stage: Stage) -> Ints:
        """How many each group has chosen; (groups,)."""
        taken = stage.model.option[(stage.x > 0) & (stage.model.option != NONE)]
        return np.bincount(self.group[np.isin(self.option, taken)], minlength=len(self.of))

    def sorted(self, stage: Stage) -> tuple[tuple[int, int], ...]:
        """The layer's value for the stage's plan."""
        return ranked(list(zip(self.counts(stage).tolist(), self.of.tolist(), strict=True)))

    def next(self, floor: Fraction) -> Fraction | None:
        """The smallest quotient above `floor` that some group could have."""
        above = (floor.numerator * self.of) // floor.denominator + 1
        able = above <= self.potential
        return min((Fraction(int(count), int(of)) for count, of in zip(above[able], self.of[able], strict=True)), default=None)

    def quotients(self) -> set[Fraction]:
        """Every quotient that some group could have."""
        pairs = set(zip(self.potential.tolist(), self.of.tolist(), strict=True))
        return {Fraction(count, of) for potential, of in pairs for count in range(potential + 1)}

    def alone(self) -> tuple[tuple[int, int], ...]:
        """The value if each group had all that it could have."""
        return ranked(list(zip(self.potential.tolist(), self.of.tolist(), strict=True)))
