"""What a peer is given to do, and how it tells what it has found."""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from allocator.system import Ints, System

Event = dict[str, Any]
"""at (seconds since the start), and what is told: value, bound, chosen (positions of options); None where nothing is said."""


@dataclass(frozen=True)
class Task:
    """A System of one layer to be solved in so many seconds.

    layered: the same with its layers apart; seed: for solvers that draw lots; hear: gets every event; begun: when the clock started
    """

    system: System
    layered: System
    seconds: float
    seed: int
    hear: Callable[[Event], None]
    begun: float = field(default_factory=time.perf_counter)

    @property
    def left(self) -> float:
        """Seconds that are left, a tenth at least."""
        return max(0.1, self.begun + self.seconds - time.perf_counter())

    @property
    def costs(self) -> Ints:
        """What each option costs; (options,)."""
        costs = self.system.layers[0].costs
        return np.zeros(self.system.options, np.int64) if costs is None else np.asarray(costs, np.int64)

    def plan(self, chosen: Iterable[int], bound: float | None = None) -> None:
        """Tells of a plan, and of the bound that is proved by now."""
        self._tell(None, bound, [int(option) for option in chosen])

    def picked(self, x: Iterable[float], bound: float | None = None) -> None:
        """The same from the columns of the compact model, the options first."""
        first = np.asarray(x, np.float64)[: self.system.options]
        self.plan(np.flatnonzero(first > 0.5).tolist(), bound)

    def figures(self, value: float | None, bound: float | None) -> None:
        """Tells of a value and a bound without the plan."""
        self._tell(value, bound, None)

    def _tell(self, value: float | None, bound: float | None, chosen: list[int] | None) -> None:
        at = time.perf_counter() - self.begun
        self.hear({"at": at, "value": _whole(value, round), "bound": _whole(bound, _up), "chosen": chosen})


def _whole(figure: float | None, way: Callable[[float], int]) -> int | None:
    return None if figure is None or not math.isfinite(figure) or abs(figure) > 1e18 else way(figure)


def _up(bound: float) -> int:
    """The least integer that a bound allows: costs are integers. Rounding noise is forgiven."""
    return bound if isinstance(bound, int) else math.ceil(bound - 1e-4 - 1e-9 * abs(bound))
