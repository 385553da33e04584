"""What is left of a term from a week on: the weeks before it are past, and no rule looks at them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from allocator.published.earlier import earlier
from allocator.tables import Tables, side_by_side
from allocator.text import Lang


@dataclass(frozen=True)
class Remaining:
    """The rest of a term. ended: needs whose placement is over; late: needs that no window is left for."""

    tables: Tables
    ended: tuple[str, ...] = ()
    late: tuple[str, ...] = ()


def remaining(tables: Tables, placements: pd.DataFrame, week: str, lang: Lang) -> Remaining:
    """The term from an ISO week ("2026-W36") on. placements: the published ones, columns as `Plan.placements`.

    A window that has begun is shortened to the weeks that are left, and is open only to those who have begun in it: nobody else would
    get all of their weeks. What is over is taken out: needs whose placement is over, and needs that no window is left for, with their
    locks; placements that are over become history. Documents and considerations that were valid when a placement began are valid
    for the rest of it.
    """
    monday = pd.Timestamp(dt.date.fromisocalendar(int(week[:4]), int(week[6:]), 1))
    periods = tables["periods"]
    left = {period: tuple(one for one in weeks if one >= week) for period, weeks in side_by_side(periods, "period", "weeks")}
    past = {period for period, weeks in left.items() if not weeks}
    started = {period for period, weeks in side_by_side(periods, "period", "weeks") if min(weeks) < week}
    over, begun = placements[placements["period"].isin(past)], placements[placements["period"].isin(started - past)]
    windows = _windows(tables, started, dict(zip(begun["need"], begun["period"], strict=True)))
    late = {need for need, open_ in windows.items() if not open_} - set(over["need"])
    gone = {*over["need"], *late}
    needs = tables["needs"][~tables["needs"]["need"].isin(gone)]
    needs = needs.assign(periods=needs["need"].map(windows))
    open_ = ~periods["period"].isin(past)
    frames = {
        "periods": periods.assign(
            weeks=pd.Series([left[period] or weeks for period, weeks in side_by_side(periods, "period", "weeks")], dtype=object),
            first_day=periods["first_day"].where(~open_ | (periods["first_day"] >= monday), monday),
        ),
        "courses": _without(tables["courses"], past), "needs": needs,
        "students": _unasked(tables["students"], tables["needs"], needs),
        "history": pd.concat([tables["history"], earlier(over, tables, lang)], ignore_index=True),
        "clearances": _lasting(tables["clearances"], begun, "last_day", monday), "specials": _lasting(tables["specials"], begun, "until", monday),
        **{name: tables[name][~tables[name]["need"].isin(gone)] for name in ("locks", "previous")},
    }  # fmt: skip
    return Remaining(tables.replace(**frames), tuple(sorted(over["need"])), tuple(sorted(late)))


def _windows(tables: Tables, started: set[str], own: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The windows of each need that have not begun, and the one that it has begun in itself."""
    asked = tables["needs"].merge(tables["courses"][["course", "periods"]], on="course", suffixes=("", "_course"))
    listed = side_by_side(asked, "need", "periods", "periods_course")
    return {need: tuple(one for one in narrowed or course if one not in started or one == own.get(need)) for need, narrowed, course in listed}


def _without(part: pd.DataFrame, past: set[str]) -> pd.DataFrame:
    """Lists of windows without the past ones; a list of past ones alone concerns nobody any longer, and stays."""
    kept: Mapping[tuple[str, ...], tuple[str, ...]] = {
        listed: tuple(one for one in listed if one not in past) or listed for listed in set(part["periods"])
    }
    return part.assign(periods=part["periods"].map(kept))


def _unasked(students: pd.DataFrame, before: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """Students without the course that gave a need, where none of their needs is left: it would be made again."""
    done = students["student"].isin(before["student"]) & ~students["student"].isin(needs["student"])
    return students.assign(course=students["course"].where(~done, ""))


def _lasting(part: pd.DataFrame, begun: pd.DataFrame, column: str, monday: pd.Timestamp) -> pd.DataFrame:
    """The rows of students who have begun, lasting to the Monday if they lasted to the first day."""
    first = part["student"].map(begun.groupby("student")["first_day"].min())
    extended = (part[column] >= first) & (part[column] < monday)
    return part.assign(**{column: part[column].mask(extended, monday).astype(part[column].dtype)})
