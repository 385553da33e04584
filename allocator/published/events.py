"""A file of events as changes of the term."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from allocator.errors import InputError
from allocator.intake.alone import read_alone
from allocator.intake.amounts import Bad
from allocator.intake.faults import Fault, fault
from allocator.intake.scenario import Scenario
from allocator.intake.scenario.file import read_scenarios
from allocator.intake.weeks import Calendar
from allocator.problem import Problem
from allocator.rows.choices import CHOICES
from allocator.rows.decision import Event
from allocator.tables import plain
from allocator.text import Text

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "away": ("supervisor",), "withdrawn": ("offer",), "left": ("student",), "closed": ("site",), "signed": ("institution",),
}
"""What each kind of event must name."""

_MISSING = Text("«{kind}» må si hvilken: «{column}» er ikke fylt ut.", "“{kind}” must say which: “{column}” is blank.")
_FILL = Text("Fyll den ut.", "Fill it in.")


def read_events(path: str | Path, problem: Problem, week: str | None = None) -> tuple[Scenario, ...]:
    """The events of a file, in order: of a .toml its scenarios, of a csv or workbook one scenario for each row (see `Event`).

    week: the ISO week from which on a row without weeks holds; None: all weeks of the term. Raises InputError with every fault.
    """
    where = Path(path)
    if where.suffix.casefold() == ".toml":
        return read_scenarios(where)
    found = plain(read_alone(where, Event))
    faults, events = list[Fault](), list[Scenario]()
    for number, row in enumerate(found, 2):
        try:
            faults += [_blank(where.name, number, row, name) for name in _NEEDS[row["kind"]] if not row[name]]
            events.append(_MADE[row["kind"]](Scenario(_named(row), (), where.name), row, _weeks(row, problem, week), problem))
        except Bad as bad:
            faults.append(fault(where.name, bad.what, bad.todo, row=number, column="weeks", value=row["weeks"], code="weeks"))
    if faults:
        raise InputError(faults)
    return tuple(events)


def _named(row: Mapping[str, Any]) -> str:
    """What happened to what, who reported it and why."""
    what = next((row[name] for name in (*_NEEDS[row["kind"]], "site") if row[name]), "")
    return f"{CHOICES[row['kind']].nb}: {what} ({row['who']}: {row['why']})"


def _blank(file: str, number: int, row: Mapping[str, Any], name: str) -> Fault:
    header = next(column.header for column in Event.columns() if column.name == name)
    return fault(file, _MISSING.of(kind=CHOICES[row["kind"]], column=header), _FILL.of(), row=number, column=name, code="required")


def _weeks(row: Mapping[str, Any], problem: Problem, week: str | None) -> list[str]:
    """The weeks of an event: its own, or those of the term that are left. Raises Bad."""
    periods = problem.tables["periods"]
    if row["weeks"]:
        days = [day.date() for name in ("first_day", "last_day") for day in periods[name].tolist()]
        return list(Calendar.of(days).read(row["weeks"]))
    return sorted({one for weeks in periods["weeks"] for one in weeks if week is None or one >= week})


def _away(event: Scenario, row: Mapping[str, Any], weeks: list[str], problem: Problem) -> Scenario:
    people = problem.tables["supervisors"].set_index("supervisor")["away"].to_dict()
    known = set(people.get(row["supervisor"], ()))
    return event.change("supervisors", where={"supervisor": row["supervisor"]}, away=sorted({*known, *weeks}))


def _withdrawn(event: Scenario, row: Mapping[str, Any], weeks: list[str], problem: Problem) -> Scenario:
    return event.change("offers", where={"offer": row["offer"]}, status="withdrawn")


def _left(event: Scenario, row: Mapping[str, Any], weeks: list[str], problem: Problem) -> Scenario:
    return event.remove("students", where={"student": row["student"]})


def _closed(event: Scenario, row: Mapping[str, Any], weeks: list[str], problem: Problem) -> Scenario:
    closed = problem.tables["sites"].set_index("site")["closed"].to_dict()
    return event.change("sites", where={"site": row["site"]}, closed=sorted({*closed.get(row["site"], ()), *weeks}))


def _signed(event: Scenario, row: Mapping[str, Any], weeks: list[str], problem: Problem) -> Scenario:
    return event.insert("agreements", {name: row[name] for name in ("institution", "municipality", "site") if row[name]})


_MADE: Mapping[str, Callable[[Scenario, Mapping[str, Any], list[str], Problem], Scenario]] = {
    "away": _away, "withdrawn": _withdrawn, "left": _left, "closed": _closed, "signed": _signed,
}
