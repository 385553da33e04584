"""Checks that no single cell can answer: days and weeks in order, one of several given, coordinates, ladders of sites, courses."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from allocator.intake.draft import Draft
from allocator.intake.faults import Fault
from allocator.intake.weeks import Calendar, short, touched
from allocator.rows import Column
from allocator.text import Text

_LAT, _LON = (57.0, 81.5), (4.0, 32.0)
_LONGEST_PERIOD = 366  # days

_NONE_OF = Text(nb="Ingen av kolonnene {columns} er fylt ut.", en="None of the columns {columns} is filled in.")
_SOME_OF = Text(nb="Bare én av kolonnene {columns} kan være fylt ut.", en="Only one of the columns {columns} may be filled in.")
_ONE_OF_HOW = Text(nb="Fyll ut nøyaktig én av dem.", en="Fill in exactly one of them.")
_ORDER = Text(nb="Siste dag ({last}) er før første dag ({first}).", en="The last day ({last}) is before the first ({first}).")
_ORDER_HOW = Text(nb="Rett en av datoene.", en="Mend one of the dates.")
_LONG = Text(nb="Perioden varer i {days} dager, mer enn ett år.", en="The window lasts {days} days, more than a year.")
_OUT = Text(nb="Uke {week} er ikke i perioden ({first}–{last}).", en="Week {week} is not in the window ({first}–{last}).")
_OUT_HOW = Text(nb="Rett ukene eller periodens dager.", en="Mend the weeks, or the days of the window.")
_TERM = Text(nb="Uke {week} er ikke i semesteret ({first}–{last}).", en="Week {week} is not in the term ({first}–{last}).")
_TERM_HOW = Text(nb="Rett ukene, eller legg til perioden de hører til.", en="Mend the weeks, or add the window they belong to.")
_LEAST = Text(nb="Minst {least} studenter, men bare {places} plasser.", en="At least {least} students, but only {places} places.")
_LEAST_HOW = Text(nb="Rett ett av tallene.", en="Mend one of the numbers.")
_HALF = Text(nb="Bare den ene av breddegrad og lengdegrad er fylt ut.", en="Only one of latitude and longitude is filled in.")
_HALF_HOW = Text(nb="Fyll ut begge, eller ingen av dem.", en="Fill in both, or neither.")
_SWAPPED = Text(nb="Breddegrad og lengdegrad er byttet om ({lat}, {lon}).", en="Latitude and longitude are swapped ({lat}, {lon}).")
_SWAPPED_HOW = Text(nb="Bytt de to verdiene.", en="Swap the two values.")
_ABROAD = Text(nb="Punktet {lat}, {lon} ligger ikke i Norge.", en="The point {lat}, {lon} is not in Norway.")
_ABROAD_HOW = Text(nb="Skriv desimalgrader, f.eks. 69,65 og 18,96.", en="Write decimal degrees, e.g. 69.65 and 18.96.")
_SELF = Text(nb="«{value}» viser til seg selv.", en="“{value}” points to itself.")
_CYCLE = Text(nb="«{value}» hører inn under seg selv: {way}.", en="“{value}” belongs to itself: {way}.")
_PARENT_HOW = Text(nb="Rett kolonnen, eller la den stå tom.", en="Mend the column, or leave it blank.")
_OTHERS = Text(
    nb="Emnet «{course}» hører til {owner}, men studenten går på {institution}.",
    en="The course “{course}” belongs to {owner}, but the student to {institution}.",
)
_OTHERS_HOW = Text(nb="Rett emnet eller studentens institusjon.", en="Mend the course, or the student's institution.")


def one_of(draft: Draft, _: Calendar) -> Iterator[Fault]:
    """Rows in which not exactly one of the columns of `one_of` is given."""
    names = draft.row.one_of
    if not names:
        return
    words = tuple(column.header for column in draft.row.columns() if column.name in names)
    unsaid = set().union(*(draft.faulty[name] for name in names))
    for at, values in enumerate(zip(*(draft.values[name] for name in names), strict=True)):
        given = sum(bool(value) for value in values)
        if given != 1 and at not in unsaid:
            column = next((name for name, value in zip(names, values, strict=True) if value), "")
            yield draft.fault(at, column, (_SOME_OF if given else _NONE_OF).of(columns=words), _ONE_OF_HOW.of(), "one_of")


def days(draft: Draft, _: Calendar) -> Iterator[Fault]:
    """Rows whose last day is before the first, and windows of more than a year."""
    if not {"first_day", "last_day"} <= set(draft.values):
        return
    for at, (first, last) in enumerate(zip(draft.values["first_day"], draft.values["last_day"], strict=True)):
        if first and last and last < first:
            yield draft.fault(at, "last_day", _ORDER.of(first=first, last=last), _ORDER_HOW.of(), "order")
        elif first and last and draft.name == "periods" and (last - first).days > _LONGEST_PERIOD:
            yield draft.fault(at, "last_day", _LONG.of(days=(last - first).days), _ORDER_HOW.of(), "order")


def weeks(draft: Draft, term: Calendar) -> Iterator[Fault]:
    """Weeks of a window outside its days, and of an offer outside the term."""
    if draft.name == "periods":
        listed = zip(draft.values["weeks"], draft.values["first_day"], draft.values["last_day"], strict=True)
        for at, (named, first, last) in enumerate(listed):
            if named and first and last and first <= last <= first + dt.timedelta(days=_LONGEST_PERIOD):
                inside = touched(first, last)
                for week in sorted(set(named).difference(inside)):
                    yield draft.fault(at, "weeks", _OUT.of(week=short(week), first=short(inside[0]), last=short(inside[-1])), _OUT_HOW.of(), "outside")
    if draft.name == "offers" and term.weeks:
        known = frozenset(term.weeks)
        for at, named in enumerate(draft.values["weeks"]):
            for week in sorted(set(named or ()) - known):
                yield draft.fault(at, "weeks", _TERM.of(week=short(week), first=short(term.weeks[0]), last=short(term.weeks[-1])), _TERM_HOW.of(), "outside")


def least(draft: Draft, _: Calendar) -> Iterator[Fault]:
    """Offers that ask for more students than they have places."""
    if draft.name == "offers":
        for at, (fewest, places) in enumerate(zip(draft.values["least"], draft.values["places"], strict=True)):
            if fewest is not None and places is not None and fewest > places >= 0:
                yield draft.fault(at, "least", _LEAST.of(least=fewest, places=places), _LEAST_HOW.of(), "least")


def coordinates(draft: Draft, _: Calendar) -> Iterator[Fault]:
    """Points that are half, swapped, or not in Norway."""
    if "lat" not in draft.values:
        return
    for at, (lat, lon) in enumerate(zip(draft.values["lat"], draft.values["lon"], strict=True)):
        if (lat is None) != (lon is None):
            if at not in draft.faulty["lat"] | draft.faulty["lon"]:
                yield draft.fault(at, "lat" if lat is None else "lon", _HALF.of(), _HALF_HOW.of(), "coordinates")
        elif lat is not None and not _inside(lat, lon):
            what, todo = (_SWAPPED, _SWAPPED_HOW) if _inside(lon, lat) else (_ABROAD, _ABROAD_HOW)
            yield draft.fault(at, "lat", what.of(lat=Text(*_degrees(lat)), lon=Text(*_degrees(lon))), todo.of(), "coordinates")


def ladders(draft: Draft, _: Calendar) -> Iterator[Fault]:
    """Rows that point to themselves, and sites that lie under themselves."""
    for column in draft.row.columns():
        if column.refers != draft.name or column.many:
            continue
        above = dict(zip(draft.values[draft.row.key[0]], draft.values[column.name], strict=True))
        for at, (one, other) in enumerate(_pairs(draft, column)):
            if other and one == other:
                yield draft.fault(at, column.name, _SELF.of(value=one), _PARENT_HOW.of(), "self")
            elif one and other and draft.name == "sites" and (way := _circle(one, above)):
                yield draft.fault(at, column.name, _CYCLE.of(value=one, way=" → ".join(way[:12])), _PARENT_HOW.of(), "cycle")


ALONE = (one_of, days, weeks, least, coordinates, ladders)
"""The checks of one table by itself: (draft, term) → faults."""


def institutions(drafts: Mapping[str, Draft]) -> Iterator[Fault]:
    """Students whose course, or whose need's course, belongs to another institution."""
    owner = _column(drafts["courses"], "course", "institution")
    at_home = _column(drafts["students"], "student", "institution")
    for name in ("students", "needs"):
        draft = drafts[name]
        for at, (student, course) in enumerate(zip(draft.values["student"], draft.values["course"], strict=True)):
            ours, theirs = at_home.get(student), owner.get(course)
            if ours and theirs and ours != theirs:
                what = _OTHERS.of(course=course, owner=theirs, institution=ours)
                yield draft.fault(at, "course", what, _OTHERS_HOW.of(), "institution")


def alone(drafts: Iterable[Draft], term: Calendar) -> list[Fault]:
    """What is wrong with each table by itself."""
    return [fault for draft in drafts for check in ALONE for fault in check(draft, term)]


def _column(draft: Draft, key: str, name: str) -> dict[Any, Any]:
    return dict(zip(draft.values[key], draft.values[name], strict=True))


def _pairs(draft: Draft, column: Column) -> Iterator[tuple[Any, Any]]:
    return zip(draft.values[draft.row.key[0]], draft.values[column.name], strict=True)


def _circle(start: Any, above: Mapping[Any, Any]) -> list[str]:
    """The way from a row up to itself, or nothing."""
    way = [start]
    while (up := above.get(way[-1])) and up not in way:
        way.append(up)
    return [*way, start] if up == start else []


def _inside(lat: float, lon: float) -> bool:
    return _LAT[0] <= lat <= _LAT[1] and _LON[0] <= lon <= _LON[1]


def _degrees(value: float) -> tuple[str, str]:
    return f"{value:g}".replace(".", ","), f"{value:g}"
