"""The goals, in the order of the neutral policy."""

from allocator.goals.alone import Alone
from allocator.goals.at_risk import AtRisk
from allocator.goals.canonical import Canonical
from allocator.goals.changes import Changes
from allocator.goals.company import Company
from allocator.goals.cost import Cost, Rates
from allocator.goals.frozen import Frozen
from allocator.goals.goal import Goal
from allocator.goals.home import Home
from allocator.goals.load import Load
from allocator.goals.lottery import Lottery
from allocator.goals.placed import Placed
from allocator.goals.program_shares import ProgramShares
from allocator.goals.shares import Shares
from allocator.goals.specials import Criterion, Specials
from allocator.goals.travel import Travel
from allocator.goals.unused import Unused
from allocator.goals.weights import Weights
from allocator.goals.wishes import Wishes
from allocator.goals.worst import Worst

GOALS: tuple[type[Goal], ...] = (
    Frozen, AtRisk, Placed, Specials, Home, Alone, Shares, ProgramShares, Worst, Travel, Cost, Wishes, Weights, Unused, Company, Load, Changes,
    Lottery, Canonical,
)
"""Every goal there is."""

__all__ = ["GOALS", "Criterion", "Goal", "Rates"]
