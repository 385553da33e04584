"""What each institution and programme got of its needs, and which needs nothing was open to."""

import pandas as pd

from allocator.plan import Plan

FILL = ("needs", "placed", "without", "closed")
"""What is counted: needs, placed, without a place, and of these the ones that no offer was open to."""


def fill(plan: Plan, by: tuple[str, ...] = ("institution", "programme")) -> pd.DataFrame:
    """Columns `by` and FILL, one row for each institution and programme (or what else of the course) with needs."""
    courses = plan.problem.tables["courses"][["course", *by]]
    needs = plan.problem.tables["needs"][["need", "course"]].merge(courses, on="course")
    without, closed = plan.unplaced["need"], plan.unplaced.loc[plan.unplaced["left"] == 0, "need"]
    counted = needs.assign(needs=1, placed=~needs["need"].isin(without), without=needs["need"].isin(without), closed=needs["need"].isin(closed))
    return counted.groupby(list(by), as_index=False)[list(FILL)].sum().astype(dict.fromkeys(FILL, "int64"))
