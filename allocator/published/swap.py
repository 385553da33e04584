"""A swap: two or more students take each other's places, if no rule is broken by it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from allocator.check import check, describe
from allocator.errors import InputError
from allocator.goals.wishes import wish_points
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.published.who import needs_of
from allocator.text import Text
from allocator.verdict import Breach, Verdict

UNLISTED = 100
"""The rank of a place that fulfils no wish: below every rank that a list may have."""

_FEW = Text("Et bytte er mellom minst to forskjellige.", "A swap is between at least two who differ.")
_FEW_TODO = Text("Nevn dem i den rekkefølgen de overtar plasser: hver overtar den nestes.", "Name them in order: each takes the place of the next.")
_UNPLACED = Text("«{need}» har ingen plass å bytte.", "“{need}” has no place to swap.")
_UNPLACED_TODO = Text("Se «allocator late» for hva som er ledig.", "See “allocator late” for what is free.")


@dataclass(frozen=True)
class Swap:
    """A swap that was tried: each need takes the place of the next, the last that of the first.

    sides: one row a need: need, site, offer, period, supervisor, minutes, rank (of the dearest wish fulfilled, UNLISTED for none), and
    the same of what it gives up as was_…; placements: the whole plan after it, columns need, offer, period, supervisor
    before, after: the verdicts without and with it; refusals: what it breaks that must hold; costs: what it breaks at a price
    """

    needs: tuple[str, ...]
    sides: pd.DataFrame
    placements: pd.DataFrame
    before: Verdict
    after: Verdict
    refusals: tuple[Breach, ...]
    costs: tuple[Breach, ...]

    @property
    def allowed(self) -> bool:
        """Whether no rule that must hold is broken by it."""
        return not self.refusals


def swap(problem: Problem, plan: Plan, needs: Sequence[str]) -> Swap:
    """What comes of it when each need (or student with one need) takes the place of the next, the last that of the first.

    The independent check judges the whole plan after it; what it finds there and not before is the swap's.
    Raises InputError where a word means no need, or a need has no place.
    """
    words = needs_of(problem, needs)
    held = plan.placements[["need", "offer", "period", "supervisor"]].set_index("need")
    if len(set(words)) < max(2, len(words)):
        raise InputError([fault("swap", _FEW.of(), _FEW_TODO.of(), code="few")])
    if without := [need for need in words if need not in held.index]:
        raise InputError([fault("swap", _UNPLACED.of(need=need), _UNPLACED_TODO.of(), value=need, code="unplaced") for need in without])
    return tried(problem, sides(problem, held.loc[list(words)]), held, words, check(problem, held.reset_index()))


def tried(problem: Problem, had: pd.DataFrame, held: pd.DataFrame, needs: tuple[str, ...], before: Verdict) -> Swap:
    """The swap of needs that have places.

    had: what each of them has, as `sides` tells; held: offer, period, supervisor of the whole plan by need; before: its verdict
    """
    swapped = held.copy()
    swapped.loc[list(needs)] = held.loc[[*needs[1:], needs[0]]].to_numpy()
    placements = swapped.reset_index()
    after = check(problem, placements)
    new = [one for one in after.breaches if one not in before.breaches]
    both = sides(problem, swapped.loc[list(needs)]).join(had.add_prefix("was_")).loc[list(needs)].reset_index()
    broken, bent = (tuple(one for one in new if one.state == state) for state in ("broken", "bent"))
    return Swap(needs, both, placements, before, after, broken, bent)


def sides(problem: Problem, held: pd.DataFrame) -> pd.DataFrame:
    """What each need has: site, offer, period, supervisor, minutes, rank, by need. held: offer, period, supervisor by need."""
    placed = describe(problem, held.reset_index())
    placed = placed.assign(rank=wish_points(placed, problem.tables, UNLISTED)).set_index("need")
    return placed[["site", "offer", "period", "supervisor", "minutes", "rank"]]
