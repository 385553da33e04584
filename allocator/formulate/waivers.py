"""Rules waived for one need at one place: what a lock's `despite` says, as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from allocator.system import NONE, Bools, Columns, Ints, Options
from allocator.tables import Tables


@dataclass(frozen=True)
class Waivers:
    """The locks that waive something: their positions (locks,), the codes each waives, and the encoded locks."""

    rows: Ints
    despite: tuple[frozenset[str], ...]
    locks: Columns
    offers: Columns
    sites: Columns
    team: Ints

    @classmethod
    def of(cls, tables: Tables, columns: Mapping[str, Columns]) -> "Waivers":
        """The waivers of a term."""
        despite = tuple(frozenset(codes) for codes in tables["locks"]["despite"])
        rows = np.array([at for at, codes in enumerate(despite) if codes], dtype=np.int64)
        return cls(rows, despite, columns["locks"], columns["offers"], columns["sites"], columns["supervisors"]["team"])

    def __len__(self) -> int:
        return len(self.rows)

    def windows(self, row: int, offer: Ints, period: Ints) -> Ints:
        """Which offers with their periods (windows,) lie where a lock points; its supervisor is not looked at."""
        site = self.offers["site"][offer]
        match = np.ones(len(offer), dtype=bool)
        for name, values in (("municipality", self.sites["municipality"][site]), ("offer", offer), ("period", period)):
            wanted = int(self.locks[name][row])
            match &= (values == wanted) | (wanted == NONE)
        wanted = int(self.locks["site"][row])
        return np.flatnonzero(match & ((self.sites["above"][site] == wanted).any(axis=1) | (wanted == NONE)))

    def waived(self, options: Options, code: str) -> Bools:
        """(options,) whether the rule is waived there."""
        found = np.zeros(len(options), dtype=bool)
        rows = [int(row) for row in self.rows if code in self.despite[row]]
        concerned = np.flatnonzero(np.isin(options.need, self.locks["need"][rows]))
        for row in rows:
            mine = concerned[options.need[concerned] == self.locks["need"][row]]
            found[mine] |= self._there(options.take(mine), row)
        return found

    def _there(self, options: Options, row: int) -> Bools:
        match = np.zeros(len(options), dtype=bool)
        match[self.windows(row, options.offer, options.period)] = True
        supervisor = int(self.locks["supervisor"][row])
        return match & (options.team == self.team[supervisor]) if supervisor != NONE else match
