"""What else a report may be given beside the plan: earlier terms, verified values, scenarios and boundaries."""

from dataclasses import dataclass, field

from allocator.plan import Plan
from allocator.report.boundaries import Boundaries
from allocator.report.scenes import Scene
from allocator.report.worth import Worths


@dataclass(frozen=True)
class Given:
    """earlier: plans of terms before, the oldest first; values: what one more of each is worth, solved again (None: not said).

    scenes: scenarios to show beside the plan; boundaries: of municipalities, by number (none: circles)
    """

    earlier: tuple[Plan, ...] = ()
    values: Worths | None = None
    scenes: tuple[Scene, ...] = ()
    boundaries: Boundaries = field(default_factory=dict)
