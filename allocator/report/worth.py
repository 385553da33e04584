"""What one more supervisor is worth, unit by unit: read back from what `allocator values` has solved again, and never worked out here."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from allocator.errors import InputError
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.report.workbook import site_names
from allocator.report.writers import fingerprint
from allocator.tables import side_by_side
from allocator.text import Text

SCHEMA = "allocator.values/1"

_UNREAD = Text("Verdifilen {file} kan ikke leses.", "The file of values {file} cannot be read.")
_OTHER = Text("{file} gjelder en annen plan.", "{file} is about another plan.")
_MAKE = Text(
    "Lag den av denne planen: allocator values PLAN --json > {file}",
    "Make it from this plan: allocator values PLAN --json > {file}",
)


@dataclass(frozen=True)
class Team:
    """Supervisors who are alike, and what one more like them gives: students with a place, minutes of all journeys, and whether that is proved."""

    supervisors: tuple[str, ...]
    room: int
    students: int
    minutes: int
    proved: bool


@dataclass(frozen=True)
class Worths:
    """The teams that are used up, and how many bounds were tried (`asked`) of those that are reached (`binding`)."""

    teams: tuple[Team, ...]
    asked: int
    binding: int


def read_values(path: Path, plan: Plan) -> Worths:
    """What `allocator values PLAN --json` wrote of this very plan. Raises InputError where it is something else, or about another plan."""
    try:
        told = json.loads(path.read_bytes().decode("utf-8-sig"))
        if told["schema"] != SCHEMA:
            raise ValueError(told["schema"])
        same = (told["problem"], told["placements"]) == (plan.problem.digest(), fingerprint(plan.placements))
        found = Worths(tuple(_team(one) for one in told["values"] if one["kind"] == "team"), int(told["asked"]), int(told["binding"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError([fault(path.name, _UNREAD.of(file=path.name), _MAKE.of(file=path.name), code="values")]) from error
    if not same:
        raise InputError([fault(path.name, _OTHER.of(file=path.name), _MAKE.of(file=path.name), code="values")])
    return found


def _team(one: Any) -> Team:
    more = one["more"]
    return Team(tuple(one["id"].split(" | ")), int(one["most"]), int(more["students"]), int(more["minutes"]), bool(more["proved"]))


def gains(seen: Plan, worths: Worths) -> pd.DataFrame:
    """A row for each team of a reader's own supervisors, those that give most students first, then those that spare most minutes.

    Columns municipality, site_name, profession, ects, supervisors, room_for, more_students, more_minutes, proved.
    """
    people = {name: rest for name, *rest in side_by_side(seen.problem.tables["supervisors"], "supervisor", "sites", "profession", "ects")}
    names = {site: (town, name or site) for site, town, name in side_by_side(site_names(seen.problem), "site", "municipality", "site_name")}
    rows = []
    for team in worths.teams:
        known = [people[one] for one in team.supervisors if one in people]
        there = [names[site] for site in known[0][0] if site in names] if known else []
        if there:
            towns, sites = ", ".join(dict.fromkeys(town for town, _ in there)), ", ".join(name for _, name in there)
            rows.append((towns, sites, *known[0][1:], len(known), team.room, team.students, team.minutes, team.proved))
    columns = ["municipality", "site_name", "profession", "ects", "supervisors", "room_for", "more_students", "more_minutes", "proved"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["more_students", "more_minutes", "site_name"], ascending=[False, True, True], ignore_index=True)
