"""Calendar files: each placement as all-day weeks, for the student, the supervisor and the site (RFC 5545, written by the icalendar library)."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import icalendar
import pandas as pd

from allocator.plan import Plan
from allocator.report.redaction import Reader, persons
from allocator.report.workbook import site_names
from allocator.text import Lang, Text

_WHAT = Text("Praksis: {course}, {site_name}", "Practice: {course}, {site_name}")
_WHO = Text("Praksis: {student} ({course})", "Practice: {student} ({course})")
_UNDER = Text("Veileder: {supervisor}", "Supervisor: {supervisor}")
_MAKER = "-//allocator//placements//EN"
_STAMP = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # no clock is read: the same plan gives the same bytes


def calendar_files(plan: Plan, reader: Reader, lang: Lang) -> Mapping[str, bytes]:
    """A file for each student, supervisor and site with placements, by `students/…`, `supervisors/…`, `sites/…`.

    An institution gets its students' files, a coordinator or municipality those of its supervisors and sites, the planner all.
    """
    seen = persons(plan, reader)
    told = _told(seen)
    groups = {"planner": ("student", "supervisor", "site"), "institution": ("student",)}.get(reader.kind, ("supervisor", "site"))
    files: dict[str, bytes] = {}
    placed = told.to_dict("records")
    for by in groups:
        whose: dict[str, list[Mapping[Any, Any]]] = {}
        for row in placed:
            if row[by]:
                whose.setdefault(str(row[by]), []).append(row)
        files |= {f"{by}s/{name}.ics": _calendar(whose[name], by, lang) for name in sorted(whose)}
    return files


def _told(seen: Plan) -> pd.DataFrame:
    tables = seen.problem.tables
    told = seen.placements.merge(site_names(seen.problem).drop(columns="ceiling"), on="site", how="left")
    told = told.merge(tables["sites"][["site", "address"]], on="site", how="left").merge(tables["periods"][["period", "weeks"]], on="period")
    return told.assign(site_name=told["site_name"].where(told["site_name"] != "", told["site"]))


def _calendar(rows: Iterable[Mapping[Any, Any]], by: str, lang: Lang) -> bytes:
    made = icalendar.Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for row in rows:
        for number, (first, last) in enumerate(_spans(row)):
            made.add_component(_event(row, (number, first, last), by, lang))
    return bytes(made.to_ical())


def _event(row: Mapping[Any, Any], span: tuple[int, dt.date, dt.date], by: str, lang: Lang) -> icalendar.Event:
    """One unbroken run of weeks; its UID stays when the plan is made again, so that a calendar updates it."""
    number, first, last = span
    event = icalendar.Event()
    said = _WHAT.say(lang, **row) if by == "student" else _WHO.say(lang, **row)
    event.add("uid", hashlib.sha256(f"{row['need']}|{by}|{number}".encode()).hexdigest()[:32] + "@allocator")
    event.add("dtstamp", _STAMP)
    event.add("dtstart", first)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", said)
    event.add("location", ", ".join(part for part in (row["site_name"], row["address"], row["municipality"]) if part))
    if row["supervisor"] and by != "supervisor":
        event.add("description", _UNDER.say(lang, supervisor=row["supervisor"]))
    event.add("transp", "TRANSPARENT")
    return event


def _spans(row: Mapping[Any, Any]) -> list[tuple[dt.date, dt.date]]:
    """The unbroken runs of the window's weeks, from Monday to Friday, within its first and last day."""
    mondays = [dt.date.fromisocalendar(int(iso[:4]), int(iso[6:]), 1) for iso in sorted(row["weeks"])]
    runs: list[list[dt.date]] = []
    for monday in mondays:
        if runs and monday - runs[-1][-1] == dt.timedelta(weeks=1):
            runs[-1].append(monday)
        else:
            runs.append([monday])
    first, last = row["first_day"].date(), row["last_day"].date()
    return [(max(run[0], first), min(run[-1] + dt.timedelta(days=6 if last.weekday() > 4 else 4), last)) for run in runs]
