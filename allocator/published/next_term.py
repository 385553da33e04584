"""The next term, begun from a plan: what stays, what is rolled on for confirmation, and what is blank until it is filled in."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from allocator.plan import Plan
from allocator.problem import Problem
from allocator.published.earlier import earlier, term_of
from allocator.rows import ROWS
from allocator.tables import Tables, frame, side_by_side
from allocator.text import Lang

BLANK = ("students", "needs", "wishes", "conflicts", "specials", "clearances", "companions", "locks", "previous")
"""What belongs to the students of the term that is over."""

Move = Callable[[dt.date], dt.date]


def next_term(plan: Plan, *, weeks: int | None = None, answer_by: dt.date | None = None, lang: Lang = "nb") -> Problem:
    """The term after a plan, to be filled in with students: the field as it was, and the placements as history.

    Windows, the weeks of offers and rooms and the days on which quotas are released move so many `weeks`, by default to the same weeks
    of the next year. What was offered or confirmed is offered, to be confirmed by `answer_by`; what was withdrawn, or found by a
    student, is left out. Everything in BLANK has no rows: `previous` too, for its needs are over and it is now history. The policy has
    neither seed nor `as_of`. It is a term to write (`write_term`) and fill in, not yet one to solve. `lang` is the language of the term's name in the history.
    """
    move: Move = _year_on if weeks is None else lambda day: day + dt.timedelta(weeks=weeks)
    tables = plan.problem.tables
    frames = {
        **{name: frame(ROWS[name], []) for name in BLANK},
        "history": pd.concat([tables["history"], earlier(plan.placements, tables, lang)], ignore_index=True),
        "municipalities": _used(tables["municipalities"], plan, lang),
        "periods": _moved(tables["periods"], move, days=("first_day", "last_day"), weeks=True),
        "offers": _moved(_rolled_on(tables["offers"], answer_by), move, weeks=True),
        "quotas": _moved(tables["quotas"], move, days=("release_on",)),
        "housing": _moved(tables["housing"], move, weeks=True),
    }
    policy = replace(plan.problem.policy, seed="", as_of=None).settled()
    return Problem(Tables.of({**tables.frames, **frames}), policy)


def _rolled_on(offers: pd.DataFrame, answer_by: dt.date | None) -> pd.DataFrame:
    kept = offers[(offers["status"] != "withdrawn") & (offers["found_by"] == "")]
    return kept.assign(
        status=kept["status"].replace("confirmed", "offered"),
        answer_by=pd.Series(pd.Timestamp(answer_by) if answer_by else pd.NaT, index=kept.index).astype(offers["answer_by"].dtype),
        with_offer=kept["with_offer"].where(kept["with_offer"].isin(kept["offer"]), ""),
    )


def _used(municipalities: pd.DataFrame, plan: Plan, lang: Lang) -> pd.DataFrame:
    """The municipalities with the last term in which they had students."""
    where = plan.placements.merge(plan.problem.tables["sites"][["site", "municipality"]], on="site")
    last = {town: term_of(day, lang) for town, day in where.groupby("municipality")["first_day"].max().items()}
    used = [last.get(town, before) for town, before in side_by_side(municipalities, "municipality", "last_used")]
    return municipalities.assign(last_used=pd.Series(used, index=municipalities.index, dtype="str"))


def _moved(part: pd.DataFrame, move: Move, *, days: tuple[str, ...] = (), weeks: bool = False) -> pd.DataFrame:
    moved = {name: pd.to_datetime(part[name].map(lambda day: day if pd.isna(day) else pd.Timestamp(move(day.date())))) for name in days}
    moved = {name: values.astype(part[name].dtype) for name, values in moved.items()}
    if weeks:
        moved["weeks"] = part["weeks"].map(lambda listed: tuple(_week(move(dt.date.fromisocalendar(int(one[:4]), int(one[6:]), 1))) for one in listed))
    return part.assign(**moved)


def _week(day: dt.date) -> str:
    return f"{day:%G-W%V}"


def _year_on(day: dt.date) -> dt.date:
    """The same day of the same ISO week a year on; of a week 53 that the next year lacks, the week after its 52nd."""
    year, week, weekday = day.isocalendar()
    try:
        return dt.date.fromisocalendar(year + 1, week, weekday)
    except ValueError:
        return dt.date.fromisocalendar(year + 1, week - 1, weekday) + dt.timedelta(weeks=1)
