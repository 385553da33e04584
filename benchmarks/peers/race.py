"""All peers on the same System, and the figures over several seeds: gaps at equal time, time to an equal gap, memory."""

from dataclasses import dataclass
from math import isnan
from statistics import median

from benchmarks.peers.registry import OURS
from benchmarks.peers.run import Run

NEVER, UNKNOWN = float("inf"), float("nan")
LATE = 1.05
"""A clock is looked at now and then: what is told so little after it still counts as told in time (and half a second)."""


@dataclass(frozen=True)
class Race:
    """One seed: the runs by the peers' codes, the seconds each had, and what a placement is worth in the joined objective."""

    seed: int
    runs: dict[str, Run]
    seconds: float
    placement: int

    @property
    def best(self) -> int | None:
        """The best value that anybody found."""
        return min((run.value for run in self.runs.values() if run.value is not None), default=None)

    @property
    def bound(self) -> int | None:
        """The best bound that anybody proved, leaving out those that a known plan contradicts."""
        best = self.best
        return max((run.bound for run in self.runs.values() if run.bound is not None and (best is None or run.bound <= best)), default=None)

    def false(self, run: Run) -> bool:
        """Whether the run claims a bound that a known plan beats."""
        return run.bound is not None and self.best is not None and run.bound > self.best

    def gap(self, code: str, at: float) -> float:
        """How far the best value known after so many seconds is above the best bound of all, as a part of that bound; unknown without a bound."""
        return self._short(code, at) / max(1, abs(self.bound or 0))

    def placements(self, code: str, at: float) -> float:
        """The same in placements."""
        return self._short(code, at) / self.placement

    def _short(self, code: str, at: float) -> float:
        value = self.runs[code].known(at * LATE + 0.5 if at == self.seconds else at)
        return NEVER if value is None else UNKNOWN if self.bound is None else value - self.bound

    def last(self, code: str) -> float:
        """When the peer's best plan was known."""
        value = self.runs[code].value
        return NEVER if value is None else self.runs[code].reached(value)

    def as_good(self, code: str) -> float:
        """When ours was as good as the best plan of the peer; unknown where ours did not run or the peer found nothing."""
        value = self.runs[code].value
        return UNKNOWN if value is None or OURS not in self.runs else self.runs[OURS].reached(value)

    def faster(self, code: str) -> float:
        """How many times as fast ours was there; below 1 it is slower, 0 never there; or unknown."""
        ours = self.as_good(code)
        return UNKNOWN if isnan(ours) else self.last(code) / max(1e-3, ours)

    def rival(self) -> str | None:
        """The peer, ours aside, with the best plan in time, the first of equals."""
        limit = self.seconds * LATE + 0.5
        known = [(run.known(limit), run.reached(run.known(limit) or 0), code) for code, run in self.runs.items() if not code.startswith(OURS)]
        found = [(value, at, code) for value, at, code in known if value is not None]
        return min(found)[2] if found else None


def middle(figures: list[float]) -> float:
    """The median, where never is later than anything; unknown if one figure is."""
    return UNKNOWN if any(isnan(one) for one in figures) else median(figures)
