"""Rules waived for one need at one place: what a lock's `despite` says, as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from allocator.system import NONE, Bools, Columns, Ints, Options
from allocator.tables import Tables

WHERE = ("municipality", "site", "offer", "period")


@dataclass(frozen=True)
class Waivers:
    """The locks that waive something: their positions (locks,), the codes each waives, and the encoded locks."""

    rows: Ints
    despite: tuple[frozenset[str], ...]
    locks: Columns
    sites: Columns
    team: Ints

    @classmethod
    def of(cls, tables: Tables, columns: Mapping[str, Columns]) -> "Waivers":
        """The waivers of a term."""
        despite = tuple(frozenset(codes) for codes in tables["locks"]["despite"])
        rows = np.array([at for at, codes in enumerate(despite) if codes], dtype=np.int64)
        return cls(rows, despite, columns["locks"], columns["sites"], columns["supervisors"]["team"])

    def __len__(self) -> int:
        return len(self.rows)

    def needs(self, count: int) -> Bools:
        """(needs,) whether a need has a waiver."""
        found = np.zeros(count, dtype=bool)
        found[self.locks["need"][self.rows]] = True
        return found

    def waived(self, options: Options, code: str) -> Bools:
        """(options,) whether the rule is waived there; never while options stand for many students."""
        found = np.zeros(len(options), dtype=bool)
        if options.personal:
            for row in self.rows:
                if code in self.despite[row]:
                    found |= (options.need == self.locks["need"][row]) & self._there(options, int(row))
        return found

    def _there(self, options: Options, row: int) -> Bools:
        lock = {name: int(self.locks[name][row]) for name in (*WHERE, "supervisor")}
        site = options["sites"].row
        match = np.ones(len(options), dtype=bool)
        if lock["municipality"] != NONE:
            match &= self.sites["municipality"][site] == lock["municipality"]
        if lock["site"] != NONE:
            match &= (self.sites["above"][site] == lock["site"]).any(axis=1)
        if lock["offer"] != NONE:
            match &= options.offer == lock["offer"]
        if lock["period"] != NONE:
            match &= options.period == lock["period"]
        if lock["supervisor"] != NONE:
            match &= options.team == self.team[lock["supervisor"]]
        return match
