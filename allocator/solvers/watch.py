"""When to stop: the effort that was asked for, watched while searching."""

import time
from dataclasses import dataclass, field

from allocator.solvers.relied import Relied
from allocator.system import Effort, Ended


@dataclass
class Watch:
    """An Effort being spent, and what the proofs of the part at hand rely on. `why` is asked often; once it has said CLOCK or STOPPED it stays so."""

    effort: Effort
    begun: float = field(default_factory=time.perf_counter)
    ended: Ended | None = None
    relied: Relied = field(default_factory=Relied)

    @property
    def seconds(self) -> float:
        """Seconds since the watch began."""
        return time.perf_counter() - self.begun

    @property
    def left(self) -> float:
        """Seconds that are left, infinite without a clock."""
        return float("inf") if self.effort.seconds is None else max(0.0, self.effort.seconds - self.seconds)

    def why(self) -> Ended | None:
        """CLOCK or STOPPED when the search must end now, else None."""
        if self.ended is None and self.effort.stop is not None and self.effort.stop():
            self.ended = Ended.STOPPED
        if self.ended is None and self.left <= 0:
            self.ended = Ended.CLOCK
        return self.ended
