"""plan.xlsx: who goes where, who has no place, what each institution got, and what is left at each site each week."""

from functools import lru_cache

import pandas as pd

from allocator.plan import Plan
from allocator.problem import Problem
from allocator.report import words
from allocator.report.fill import fill
from allocator.report.sentences import reasons
from allocator.report.titles import TITLE, season
from allocator.report.writers import Page, xlsx_bytes
from allocator.text import Lang

_FIRST = ("need", "student", "institution", "course")


def workbook(plan: Plan, lang: Lang) -> bytes:
    """The workbook of a plan: sheets placements, unplaced, shares and capacity; the same bytes for the same plan."""
    sheets = (
        (words.PLACEMENTS, _placements(plan)),
        (words.UNPLACED, _unplaced(plan, lang)),
        (words.SHARES, fill(plan)),
        (words.CAPACITY, capacity(plan.problem, plan.placements)),
    )
    pages = [Page(title.say(lang), frame, words.headers(list(frame.columns), lang, rules=title is words.UNPLACED)) for title, frame in sheets]
    return xlsx_bytes(pages, lang, season(plan, TITLE, lang))


def capacity(problem: Problem, placements: pd.DataFrame) -> pd.DataFrame:
    """Places by site and week: site, site_name, municipality, year, week, ceiling, offered, used, free.

    Offered are the offers whose status counts; a week is there where a site offers or uses a place in it.
    """
    tables = problem.tables
    weeks_of = dict(zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True))
    offers = tables["offers"]
    offers = offers[offers["status"].isin(problem.policy.statuses)]
    lasting = [named or weeks_of[period] for named, period in zip(offers["weeks"], offers["period"], strict=True)]
    offered = _by_week(offers["site"], lasting, offers["places"], "offered")
    used = _by_week(placements["site"], [weeks_of[one] for one in placements["period"]], pd.Series(1, index=placements.index), "used")
    both = offered.merge(used, on=["site", "iso"], how="outer").fillna({"offered": 0, "used": 0}).astype({"offered": "int64", "used": "int64"})
    both = both.assign(free=both["offered"] - both["used"], year=both["iso"].str[:4].astype("int64"), week=both["iso"].str[6:].astype("int64"))
    named = both.merge(site_names(problem), on="site", how="left").sort_values(["site", "iso"], ignore_index=True)
    return named[["site", "site_name", "municipality", "year", "week", "ceiling", "offered", "used", "free"]]


@lru_cache(maxsize=4)
def site_names(problem: Problem) -> pd.DataFrame:
    """Each site with what people call it: site, site_name, municipality (its name, else its number), ceiling."""
    places = problem.tables["municipalities"][["municipality", "name"]].rename(columns={"name": "place"})
    sites = problem.tables["sites"][["site", "name", "municipality", "ceiling"]].merge(places, on="municipality", how="left")
    place = sites["place"].fillna("")
    return sites.assign(site_name=sites["name"], municipality=place.where(place != "", sites["municipality"]))[["site", "site_name", "municipality", "ceiling"]]


def _by_week(sites: "pd.Series[str]", weeks: list[tuple[str, ...]], count: "pd.Series[int]", name: str) -> pd.DataFrame:
    """Columns site, iso (the week), `name` (the sum of `count`)."""
    sized = pd.DataFrame({"site": sites.to_numpy(), "iso": pd.Series(weeks, dtype=object), name: count.to_numpy()})
    long = sized.explode("iso").dropna(subset=["iso"]).astype({"site": "str", "iso": "str", name: "int64"})
    return long.groupby(["site", "iso"])[name].sum().reset_index()


def _placements(plan: Plan) -> pd.DataFrame:
    """The placements with the names of site and municipality beside the site's id."""
    named = plan.placements.merge(site_names(plan.problem).drop(columns="ceiling"), on="site", how="left")
    columns = list(plan.placements.columns)
    after = columns.index("site") + 1
    return named[[*columns[:after], "site_name", "municipality", *columns[after:]]]


def _unplaced(plan: Plan, lang: Lang) -> pd.DataFrame:
    """The unplaced with the reason in words first, then the counts rule by rule, without the rules that shut nobody out."""
    told = plan.unplaced.assign(reason=reasons(plan.unplaced, lang))
    counts = [name for name in plan.unplaced.columns if name not in _FIRST]
    return told[[*_FIRST, "reason", *(name for name in counts if name in ("considered", "left", "nearest") or told[name].any())]]
