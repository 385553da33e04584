"""What each institution and programme got of its needs, and which needs nothing was open to."""

import pandas as pd

from allocator.goals.alone import Alone
from allocator.plan import Plan
from allocator.text import Text

FILL = ("needs", "placed", "without", "closed")
"""What is counted: needs, placed, without a place, and of these the ones that no offer was open to."""

_SHORT = Text(
    "{open} uten plass hadde et åpent tilbud, men til sammen var det ikke plass til alle.",
    "{open} without a place had an offer open to them, but together there was not room for all.",
)


def fill(plan: Plan, by: tuple[str, ...] = ("institution", "programme")) -> pd.DataFrame:
    """Columns `by` and FILL, one row for each institution and programme (or what else of the course) with needs."""
    courses = plan.problem.tables["courses"][["course", *by]]
    needs = plan.problem.tables["needs"][["need", "course"]].merge(courses, on="course")
    without, closed = plan.unplaced["need"], plan.unplaced.loc[plan.unplaced["left"] == 0, "need"]
    counted = needs.assign(needs=1, placed=~needs["need"].isin(without), without=needs["need"].isin(without), closed=needs["need"].isin(closed))
    return counted.groupby(list(by), as_index=False)[list(FILL)].sum().astype(dict.fromkeys(FILL, "int64"))


def beside_alone(plan: Plan) -> pd.DataFrame:
    """For each institution with a floor what it would have alone: columns institution, alone, placed, short, reason; empty without the goal."""
    floors = dict(next((goal.floors for goal in plan.problem.policy.goals if isinstance(goal, Alone)), ()))
    placed, without = plan.placements["institution"].value_counts(), plan.unplaced[plan.unplaced["left"] > 0]["institution"].value_counts()
    rows = [(one, least, int(placed.get(one, 0)), max(0, least - int(placed.get(one, 0)))) for one, least in sorted(floors.items())]
    reasons = [_SHORT.of(open=int(without.get(one, 0))) if short else "" for one, *_, short in rows]
    return pd.DataFrame([(*row, reason) for row, reason in zip(rows, reasons, strict=True)], columns=["institution", "alone", "placed", "short", "reason"])
