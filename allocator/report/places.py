"""Places: what each offer has left when the plan is made, and what each site has room for each week."""

from functools import lru_cache

import pandas as pd

from allocator.plan import Plan
from allocator.problem import Problem

WEEKLY = ("site", "iso", "offered", "confirmed", "used", "free")
"""The columns of `weekly`."""


def offered(plan: Plan) -> pd.DataFrame:
    """One row for each offer that counts: offer, site, places, used (students), free (places that are free in every week of the offer).

    A placement that also takes a place of another offer (`with_offer`) uses both.
    """
    offers = plan.problem.tables["offers"]
    placed = plan.placements[["offer", "period"]].merge(offers[["offer", "with_offer"]], on="offer")
    also = placed[placed["with_offer"] != ""].assign(offer=lambda rows: rows["with_offer"])
    taken = pd.concat([placed, also])[["offer", "period"]].merge(_weeks(plan.problem), on="period")
    busiest = taken.groupby(["offer", "iso"]).size().groupby("offer").max()
    counts = offers[offers["status"].isin(plan.problem.policy.statuses)][["offer", "site", "places"]]
    used = counts["offer"].map(placed.groupby("offer").size()).fillna(0).astype("int64")
    free = (counts["places"] - counts["offer"].map(busiest).fillna(0).astype("int64")).clip(lower=0)
    return counts.assign(used=used, free=free).reset_index(drop=True)


@lru_cache(maxsize=2)
def weekly(plan: Plan) -> pd.DataFrame:
    """Columns WEEKLY, one row for each site and week (`2026-W34`) in which it offers places or has students.

    Free is what is left of the offers, at most what the ceilings of the site, of the sites above it and of its municipality leave room for,
    and nothing in a week in which the site is closed.
    """
    tables = plan.problem.tables
    offers = tables["offers"][tables["offers"]["status"].isin(plan.problem.policy.statuses)]
    windows = dict(zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True))
    spans = pd.Series([weeks or windows[period] for weeks, period in zip(offers["weeks"], offers["period"], strict=True)], index=offers.index, dtype=object)
    by_week = offers.assign(iso=spans).explode("iso").dropna(subset=["iso"])
    by_week = by_week.assign(confirmed=by_week["places"].where(by_week["status"] == "confirmed", 0))
    given = by_week.groupby(["site", "iso"])[["places", "confirmed"]].sum().rename(columns={"places": "offered"})
    present = plan.placements[["site", "period"]].merge(_weeks(plan.problem), on="period")
    used = present.groupby(["site", "iso"]).size().rename("used")
    both = given.join(used, how="outer").fillna(0).astype("int64").reset_index()
    room = _room(plan.problem, both)
    left = (both["offered"] - both["used"]).clip(upper=room).clip(lower=0)
    return both.assign(free=left.mask(_closed(plan.problem, both), 0))[list(WEEKLY)]


def _weeks(problem: Problem) -> pd.DataFrame:
    """Columns period, iso: each week of each window."""
    periods = problem.tables["periods"]
    return periods[["period", "weeks"]].explode("weeks").rename(columns={"weeks": "iso"}).dropna().astype("str")


def _room(problem: Problem, weeks: pd.DataFrame) -> "pd.Series[float]":
    """How many more the ceilings leave room for at each row; infinite without one."""
    tables = problem.tables
    above = tables.lineage()
    used = above.merge(weeks[["site", "iso", "used"]], on="site").groupby(["above", "iso"])["used"].sum().rename("there").reset_index()
    capped = tables["sites"].loc[tables["sites"]["ceiling"].notna(), ["site", "ceiling"]].rename(columns={"site": "above"})
    spare = used.merge(capped, on="above").assign(spare=lambda rows: rows["ceiling"].astype("float64") - rows["there"])
    least = above.merge(spare[["above", "iso", "spare"]], on="above").groupby(["site", "iso"])["spare"].min()
    towns = tables["municipalities"].loc[tables["municipalities"]["ceiling"].notna(), ["municipality", "ceiling"]]
    homes = weeks.merge(tables["sites"][["site", "municipality"]], on="site", how="left")
    there = homes.groupby(["municipality", "iso"])["used"].transform("sum")
    town = homes["municipality"].map(dict(zip(towns["municipality"], towns["ceiling"].astype("float64"), strict=True))) - there
    own = weeks[["site", "iso"]].merge(least.reset_index(), on=["site", "iso"], how="left")["spare"].fillna(float("inf"))
    return own.clip(upper=town.fillna(float("inf")))


def _closed(problem: Problem, weeks: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the site, or one above it, is closed in the week."""
    tables = problem.tables
    shut = tables["sites"][["site", "closed"]].explode("closed").dropna().rename(columns={"site": "above", "closed": "iso"})
    found = {(site, iso) for site, iso in tables.lineage().merge(shut, on="above")[["site", "iso"]].itertuples(index=False)}
    return pd.Series([key in found for key in zip(weeks["site"], weeks["iso"], strict=True)], index=weeks.index, dtype=bool)
