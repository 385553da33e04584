"""Tiny problems: a test writes only what it speaks of, everything else is the plainest there is.

    problem()                                                     one need, one site, one offer, one window: nothing in the way
    problem(sites=[dict(site="A", settings="sykehjem")], conflicts=[dict(student="s1", site="A", reason="relative")])

Rows are written as row fields; days may be ISO text, a list may be one word or "a | b". What a row does not say is made:
a row without its id gets one (n1 need, s1 student, c1 course, P1 window, I1 institution, A1 site, o1 offer, v1 supervisor: its number in
its table); a reference left out is the first row of that table (but a student goes where her course is given, and a course runs in
every window); an id that is mentioned and has no row gets one. Tables that are not given at all: one need, or one for each student;
an offer of one place for each site and window; an agreement of every institution with every municipality. An empty list means that
there are none. A window lasts from Monday of week 34 to Friday of week 41 of 2026.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rows import ROWS, Column
from allocator.tables import Tables, frame

Given = dict[str, list[dict[str, Any]]]

_FIRST = {
    "needs": "n", "students": "s", "courses": "c", "periods": "P", "institutions": "I", "sites": "A", "offers": "o",
    "supervisors": "v", "municipalities": "550",
}
_CENTRES = {"5501": (69.6496, 18.9560), "5530": (69.2297, 17.9811), "5503": (68.7986, 16.5415)}
_PLAIN: dict[str, dict[str, Any]] = {
    "periods": {"first_day": "2026-08-17", "last_day": "2026-10-09"},
    "courses": {"programme": "sykepleie", "profession": "sykepleier", "year": 2},
    "sites": {"settings": "sykehjem"},
    "offers": {"places": 1},
    "supervisors": {"profession": "sykepleier"},
    "specials": {"criterion": "care", "status": "granted"},
    "conflicts": {"reason": "employer"},
    "locks": {"who": "the coordinator", "why": "agreed by telephone"},
}


def problem(policy: Policy | None = None, **tables: Sequence[Mapping[str, Any]]) -> Problem:
    """A valid problem of the rows that are given and the plainest of everything else (see the head of this file); the policy is the neutral one."""
    given: Given = {name: [dict(row) for row in tables.get(name, ())] for name in [*ROWS, *tables]}
    _needs(given, made="needs" not in tables)
    if "offers" not in tables:
        given["offers"] = [{"site": site, "period": period} for site in _ids(given, "sites") for period in _ids(given, "periods")]
    _complete(given)
    if "agreements" not in tables:
        senders, places = _ids(given, "institutions"), _ids(given, "municipalities")
        given["agreements"] = [{"institution": one, "municipality": place} for one in senders for place in places]
    typed = {name: frame(ROWS[name], [ROWS[name](**_cells(name, row)) for row in rows]) for name, rows in given.items()}
    return Problem(Tables.of(typed), policy or Policy.neutral())


def weeks(first: Any, last: Any) -> tuple[str, ...]:
    """Every ISO week of 2026 from one number to another, or every one that touches the days from one to another."""
    if isinstance(first, int):
        return tuple(f"2026-W{week:02}" for week in range(first, last + 1))
    begin, end = (dt.date.fromisoformat(str(day)) for day in (first, last))
    days = (begin + dt.timedelta(days=step) for step in range((end - begin).days + 1))
    return tuple(dict.fromkeys(f"{day:%G-W%V}" for day in days))


def _needs(given: Given, *, made: bool) -> None:
    """A need for each student with a course and no need; one for each student, or just one, where needs are not spoken of."""
    for number, row in enumerate(given["students"], 1):
        row.setdefault("student", f"s{number}")
    for number, row in enumerate(given["needs"], 1):
        row.setdefault("student", f"s{number}")
    having = {row["student"] for row in given["needs"]}
    for row in [row for row in given["students"] if "course" in row or made]:
        own = {name: row[name] for name in ("student", "course") if name in row}
        given["needs"] += [own] if row["student"] not in having else []
    if made and not given["needs"]:
        given["needs"] = [{"student": "s1"}]


def _complete(given: Given) -> None:
    """Gives ids, what is left out, and a row to every id that is mentioned, until nothing is missing."""
    for name in _FIRST:
        if given[name]:
            _ids(given, name)
    size = -1
    while size != (size := sum(len(rows) for rows in given.values())):
        for name in ("needs", "courses", *ROWS):
            for row in given[name]:
                _row(given, name, row)
    for row in given["periods"]:
        row["weeks"] = row.get("weeks") or weeks(row["first_day"], row["last_day"])
    for row in given["municipalities"]:
        lat, lon = _CENTRES.get(row["municipality"], _CENTRES["5501"])
        row |= {"lat": row.get("lat", lat), "lon": row.get("lon", lon)}


def _row(given: Given, name: str, row: dict[str, Any]) -> None:
    row |= {column: value for column, value in _PLAIN.get(name, {}).items() if column not in row}
    if name == "students":
        row.setdefault("institution", _institution(given, row["student"]))
        row.setdefault("home", _ids(given, "municipalities")[0])
    if name == "offers" and not row.get("weeks"):
        row.setdefault("period", _ids(given, "periods")[0])
    for column in [column for column in ROWS[name].columns() if column.refers]:
        if column.required and column.name not in row:
            known = _ids(given, column.refers)
            row[column.name] = known[0] if not column.many else known if name == "courses" else known[:1]
        key = ROWS[column.refers].key[0]
        for value in _values(column, row.get(column.name)):
            if all(value != one.get(key) for one in given[column.refers]):
                given[column.refers].append({key: value})


def _institution(given: Given, student: str) -> str:
    """That of the student's first need's course, or the first there is."""
    courses = [need.get("course") for need in given["needs"] if need["student"] == student]
    found = [course.get("institution") for course in given["courses"] if course.get("course") in courses[:1]]
    return next(filter(None, found), None) or _ids(given, "institutions")[0]


def _ids(given: Given, table: str) -> list[str]:
    """The ids of a table; its rows get one where they have none, and it gets a first row where it has none."""
    key = ROWS[table].key[0]
    given[table] += [] if given[table] else [{}]
    for number, row in enumerate(given[table], 1):
        row.setdefault(key, f"{_FIRST[table]}{number}")
    return [row[key] for row in given[table]]


def _cells(table: str, row: dict[str, Any]) -> dict[str, Any]:
    many = {column.name: column for column in ROWS[table].columns() if column.many}
    return {name: tuple(_values(many[name], value)) if name in many else value for name, value in row.items()}


def _values(column: Column, value: Any) -> list[Any]:
    """The values of a cell, without blanks."""
    parts = value.split(" | ") if isinstance(value, str) and column.many else value if column.many else [value]
    return [one for one in parts or () if one not in ("", None)]
