"""How near a placement is to the boundary of a rule that has one, in the rule's own steps: 0 at it, -1 and +1 one step beside.

Counting rules are not here: their steps are read off the groups of the Limits.
"""

from collections.abc import Callable, Iterable

import pandas as pd

from allocator.tables import Tables

Near = Callable[[pd.DataFrame, Tables], Iterable[int]]


def _agreement(placed: pd.DataFrame, tables: Tables) -> list[int]:
    both = placed.merge(tables["agreements"], on="institution")
    return [*_days(both["periods.first_day"] - both["first_day"]), *_days(both["last_day"] - both["periods.last_day"])]


def _answered(placed: pd.DataFrame, tables: Tables) -> list[int]:
    return _days(pd.Timestamp(2026, 6, 1) - placed["offers.answer_by"])


def _clearance(placed: pd.DataFrame, tables: Tables) -> list[int]:
    both = placed.merge(tables["clearances"], on="student")
    return [*_days(both["periods.first_day"] - both["first_day"]), *_days(both["periods.first_day"] - both["last_day"])]


def _competence(placed: pd.DataFrame, tables: Tables) -> list[int]:
    return [*_whole(placed["supervisors.ects"] - placed["courses.supervisor_ects"]), *_whole(placed["supervisors.years"] - placed["courses.supervisor_years"])]


def _distance(placed: pd.DataFrame, tables: Tables) -> list[int]:
    plain = placed[~placed["student"].isin(tables["specials"]["student"]) & ~placed["students.accepts_far"]]
    limit = plain["students.accepts_minutes"].astype("float64").fillna(90).clip(lower=90)
    granted = placed.merge(tables["specials"][tables["specials"]["status"] == "granted"], on="student", suffixes=("", "_granted"))
    return [*_whole(plain["minutes"] - limit), *_whole(granted["minutes"] - granted["minutes_granted"])]


def _special(placed: pd.DataFrame, tables: Tables) -> list[int]:
    granted = placed.merge(tables["specials"][tables["specials"]["status"] == "granted"], on="student", suffixes=("", "_granted"))
    return _whole(granted["minutes"] - granted["minutes_granted"])


def _employer(placed: pd.DataFrame, tables: Tables) -> list[int]:
    work = placed.merge(tables["conflicts"].query("reason == 'employer'"), on="student")
    return _days(work["periods.first_day"] - (work["ended"] + pd.DateOffset(months=6)))


def _tie(placed: pd.DataFrame, tables: Tables) -> list[int]:
    ties = placed.merge(tables["conflicts"].query("reason != 'employer'"), on="student")
    return _days(ties["ended"] - ties["periods.first_day"])


def _weeks(column: str) -> Near:
    """How many weeks a week away or closed lies after the last of the window, or before the first."""

    def near(placed: pd.DataFrame, tables: Tables) -> list[int]:
        both = zip(placed["periods.weeks"], placed[column], strict=True)
        pairs = [(_number(min(used)), _number(max(used)), _number(shut)) for used, every in both for shut in every]
        return [step for first, last, shut in pairs for step in (shut - last, first - shut)]

    return near


def _number(week: str) -> int:
    return int(week[-2:])


def _days(spans: "pd.Series[pd.Timedelta]") -> list[int]:
    return spans.dropna().dt.days.to_list()


def _whole(steps: "pd.Series[float]") -> list[int]:
    known = steps.astype("float64").dropna()
    return known[known % 1 == 0].astype(int).to_list()


NEAR: dict[str, Near] = {
    "agreement": _agreement, "answered": _answered, "clearance": _clearance, "competence": _competence, "distance": _distance, "special": _special, "employer": _employer, "relative": _tie,
    "named_supervisor": _tie, "closed": _weeks("sites.closed"), "presence": _weeks("supervisors.away"),
}
