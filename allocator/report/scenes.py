"""Scenarios beside a plan, for the page: what each would mean in figures, about nobody in particular."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.compare import compare
from allocator.plan import Plan


@dataclass(frozen=True)
class Scene:
    """A plan under a scenario, beside the plan as it is.

    needs, placed: under the scenario; gained, lost, moved: of the needs that both know; minutes: mean journey one way, None without placements
    """

    name: str
    needs: int
    placed: int
    gained: int
    lost: int
    moved: int
    minutes: float | None


def scenes(plan: Plan, others: Mapping[str, Plan]) -> tuple[Scene, ...]:
    """The other plans, by their names, in their order."""
    return tuple(_scene(name, plan, other) for name, other in others.items())


def _scene(name: str, plan: Plan, other: Plan) -> Scene:
    counts, found = (comparison := compare(plan, other)).counts(), comparison.minutes["mean"][1]
    return Scene(name, len(other.placements) + len(other.unplaced), counts["placed"], counts["gained"], counts["lost"], counts["moved"], found)
