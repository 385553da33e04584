"""What else a report may be given beside the plan: earlier terms, verified values, scenarios and boundaries."""

from dataclasses import dataclass

from allocator.plan import Plan
from allocator.report.worth import Worths


@dataclass(frozen=True)
class Given:
    """earlier: plans of terms before, the oldest first; values: what one more of each is worth, solved again (None: not said)."""

    earlier: tuple[Plan, ...] = ()
    values: Worths | None = None
