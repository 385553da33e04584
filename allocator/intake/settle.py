"""What is left open in a term is settled here, once, and said in a note: later floors never guess."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allocator.intake.draft import Draft
from allocator.intake.faults import Note
from allocator.intake.weeks import touched
from allocator.text import Text

Drafts = dict[str, Draft]

_OFFERS = Text(
    nb="Tilbud uten navn har fått navn etter sted og periode eller uker, f.eks. {name}.",
    en="Offers without a name were named by site and window or weeks, e.g. {name}.",
)
_NEEDS = Text(
    nb="Studenter med emne, men uten rad i tabellen Behov, har fått ett behov hver, med samme navn som studenten.",
    en="Students with a course but without a row in the table Needs got one need each, called the same as the student.",
)
_WEEKS = Text(nb="Perioder uten uker varer alle ukene fra første til siste dag.", en="Windows without weeks last every week from the first day to the last.")
_ADDED = Text(
    nb="Kommuner som ikke er oppgitt, er hentet fra pakkens egne tall: {names}.",
    en="Municipalities that are not given were taken from the package's own figures: {names}.",
)
_FILLED = Text(
    nb="Tomme celler er fylt ut fra pakkens egne tall for kommunene: {names}.",
    en="Blank cells were filled in from the package's own figures of the municipalities: {names}.",
)
_GONE = Text(
    nb="Historikk for studenter som ikke er med dette semesteret, er ikke lest: {names}.",
    en="The history of students who are not in this term was not read: {names}.",
)
_SHOWN = 12
_FIGURES = ("name", "county", "lat", "lon", "centrality")


def named_offers(drafts: Drafts) -> tuple[Drafts, list[Note]]:
    """Offers without an id are called "site:period" or "site:W34-W41", "#2" for a second, in an order that no row order changes."""
    draft = drafts["offers"]
    open_ = [at for at, name in enumerate(draft.values["offer"]) if not name and at not in draft.faulty["offer"]]
    same: dict[str, list[int]] = defaultdict(list)
    for at in open_:
        base = _base(*(draft.values[name][at] for name in ("site", "period", "weeks")))
        if base:
            same[base].append(at)
    taken = set(draft.values["offer"])
    names = list(draft.values["offer"])
    columns = list(draft.values.values())
    for base, listed in same.items():
        number = 0
        for at in sorted(listed, key=lambda at: repr([column[at] for column in columns])) if len(listed) > 1 else listed:
            number += 1
            while (name := base if number == 1 else f"{base}#{number}") in taken:
                number += 1
            names[at] = name
    if not same:
        return drafts, []
    example = names[min(at for listed in same.values() for at in listed)]
    notes = _by_file(draft, [at for listed in same.values() for at in listed], _OFFERS, name=example)
    return {**drafts, "offers": draft.filled(offer=names)}, notes


def made_needs(drafts: Drafts) -> tuple[Drafts, list[Note]]:
    """A need for each student with a course and without a need."""
    draft, needs = drafts["students"], drafts["needs"]
    having, taken = set(needs.values["student"]), set(needs.values["need"])
    rows, at_rows = [], []
    for at, (student, course) in enumerate(zip(draft.values["student"], draft.values["course"], strict=True)):
        if student and course and student not in having:
            having.add(student)
            rows.append({"need": _free(student, taken), "student": student, "course": course})
            at_rows.append(at)
    return {**drafts, "needs": needs.made(rows)}, _by_file(draft, at_rows, _NEEDS)


def filled_weeks(drafts: Drafts) -> tuple[Drafts, list[Note]]:
    """Windows without weeks last every week that their days touch."""
    draft = drafts["periods"]
    listed = list(zip(draft.values["weeks"], draft.values["first_day"], draft.values["last_day"], strict=True))
    blank = [at for at, (weeks, first, last) in enumerate(listed) if not weeks and first and last and at not in draft.faulty["weeks"]]
    if not blank:
        return drafts, []
    weeks = list(draft.values["weeks"])
    for at in blank:
        _, first, last = listed[at]
        weeks[at] = touched(first, last) if (last - first).days < 1100 else ()
    return {**drafts, "periods": draft.filled(weeks=weeks)}, _by_file(draft, blank, _WEEKS)


def own_history(drafts: Drafts) -> tuple[Drafts, list[Note]]:
    """History of the students of this term alone: the file may be handed on from term to term, whoever comes and goes."""
    draft, students = drafts["history"], set(drafts["students"].values["student"])
    mine = [at for at, student in enumerate(draft.values["student"]) if student is None or student in students]
    if len(mine) == len(draft):
        return drafts, []
    gone = sorted(set(range(len(draft))) - set(mine))
    names = list(dict.fromkeys(draft.values["student"][at] for at in gone))
    said = tuple(names[:_SHOWN]) + (("…",) if names[_SHOWN:] else ())
    return {**drafts, "history": draft.kept(mine)}, _by_file(draft, gone, _GONE, names=said)


def completed_municipalities(drafts: Drafts, figures: Mapping[str, Mapping[str, Any]]) -> tuple[Drafts, list[Note]]:
    """Every municipality that is mentioned, with the package's figures where the term gives none."""
    draft = drafts["municipalities"]
    given = draft.values["municipality"]
    columns = {name: list(draft.values[name]) for name in _FIGURES}
    mended: dict[int, str] = {}
    for at, number in enumerate(given):
        for name in _blank_figures(draft, at) if number in figures else ():
            columns[name][at] = figures[number][name]
            mended[at] = number
    missing = sorted((_mentioned(drafts) & set(figures)) - set(given))
    rows = [{"municipality": number, **figures[number]} for number in missing]
    notes = _by_file(draft, list(mended), _FILLED, names=_names(mended.values(), figures))
    if missing:
        notes.append(Note("municipalities", _ADDED.of(names=_names(missing, figures)), len(missing)))
    return {**drafts, "municipalities": draft.filled(**columns).made(rows)}, notes


def _base(site: str | None, period: str | None, weeks: tuple[str, ...] | None) -> str:
    if not site or not (period or weeks):
        return ""
    return f"{site}:{period or '+'.join(_runs(weeks or ()))}"


def _runs(weeks: tuple[str, ...]) -> list[str]:
    """Unbroken runs of ISO weeks, as "W34-W41"."""
    runs: list[list[str]] = []
    for week in weeks:
        if runs and week in _next(runs[-1][-1]):
            runs[-1].append(week)
        else:
            runs.append([week])
    return [run[0][5:] if len(run) == 1 else f"{run[0][5:]}-{run[-1][5:]}" for run in runs]


def _next(week: str) -> tuple[str, ...]:
    year, number = int(week[:4]), int(week[6:])
    return (f"{year}-W{number + 1:02}", *((f"{year + 1}-W01",) if number >= 52 else ()))


def _free(name: str, taken: set[Any]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}#{number}"
    taken.add(found)
    return found


def _by_file(draft: Draft, rows: Iterable[int], text: Text, **values: Any) -> list[Note]:
    """One note a file, with the rows it concerns."""
    found: dict[str, list[int]] = {}
    for at in sorted(rows):
        found.setdefault(draft.files[at], []).append(draft.numbers[at])
    return [Note(file, text.of(**values), len(numbers), tuple(numbers)) for file, numbers in found.items()]


def _blank_figures(draft: Draft, at: int) -> list[str]:
    """Figures that a row lacks; a point is taken whole or not at all."""
    half = (draft.values["lat"][at] is None) != (draft.values["lon"][at] is None)
    return [name for name in _FIGURES if draft.values[name][at] is None and at not in draft.faulty[name] and not (half and name in ("lat", "lon"))]


def _mentioned(drafts: Drafts) -> set[str]:
    found: set[str] = set()
    for draft in drafts.values():
        for column in draft.row.columns():
            if column.refers == "municipalities" or (draft.name == "travel" and column.name == "origin"):
                found |= set(draft.values[column.name]) - {None}
    return found


def _names(numbers: Iterable[str], figures: Mapping[str, Mapping[str, Any]]) -> str:
    names = [f"{number} {figures[number]['name']}" for number in numbers]
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")


SETTLE: tuple[Callable[[Drafts], tuple[Drafts, list[Note]]], ...] = (named_offers, made_needs, filled_weeks, own_history)
"""What needs nothing but the term itself, in order."""
