"""Terms side by side: which term a plan is of, and the same table of several plans below each other."""

from collections.abc import Callable, Sequence

import pandas as pd

from allocator.errors import InputError
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.text import Text

_TWICE = Text("To av planene er for semesteret {term}.", "Two of the plans are of the term {term}.")
_ONE = Text("Gi én plan for hvert semester.", "Give one plan for each term.")


def term_of(plan: Plan) -> str:
    """`2026-1` for spring, `2026-2` for autumn."""
    first = plan.problem.tables["periods"]["first_day"].min()
    return f"{first.year}-{1 if first.month < 7 else 2}"


def in_order(plan: Plan, earlier: Sequence[Plan]) -> tuple[Plan, ...]:
    """The earlier plans, the oldest first. Raises InputError where two of all the plans are of one term: nobody could tell them apart."""
    terms = [term_of(one) for one in (plan, *earlier)]
    twice = next((term for at, term in enumerate(terms) if term in terms[:at]), None)
    if twice:
        raise InputError([fault("--earlier", _TWICE.of(term=twice), _ONE.of(), value=twice, code="twice")])
    return tuple(sorted(earlier, key=term_of))


def stacked(plans: Sequence[Plan], made: Callable[[Plan], pd.DataFrame]) -> pd.DataFrame:
    """The rows of each plan with its term in front, in the order of the plans; a column that only some have is NA for the others."""
    frames = [frame.assign(term=term_of(plan))[["term", *frame.columns]] for plan in plans if len(frame := made(plan)) or len(plans) == 1]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({"term": pd.Series(dtype="str")})
