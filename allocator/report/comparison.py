"""A comparison as a table for people and as sheets of a workbook."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from allocator.compare import Comparison, Weighed
from allocator.report.grid import grid
from allocator.report.words import headers
from allocator.report.writers import Page
from allocator.tables import plain
from allocator.text import Lang, Text

_LAYERS = (Text("Mål", "Goal"), Text("Før", "Before"), Text("Nå", "Now"), Text("Enhet", "Unit"))
_MINUTES = {
    "total": Text("Reisetid i alt", "Journeys in all"), "mean": Text("Reisetid i snitt", "Mean journey"), "longest": Text("Lengste reise", "Longest journey"),
}
_UNIT = Text("minutter én vei", "minutes one way")
_PEOPLE = (
    Text("Hva", "What"), Text("Behov", "Need"), Text("Student", "Student"), Text("Emne", "Course"), Text("Fra", "From"), Text("Min", "Min"),
    Text("Til", "To"), Text("Min", "Min"),
)
_WHAT = {
    "gained": Text("får plass", "gains a place"), "lost": Text("mister plassen", "loses the place"), "site": Text("flytter", "moves"),
    "period": Text("annen periode", "another window"), "offer": Text("annet tilbud", "another offer"),
    "supervisor": Text("annen veileder", "another supervisor"),
}
_MORE = Text("… og {count} til.", "… and {count} more.")
_PLACE = Text("{site} ({period})", "{site} ({period})")
_FILLS = {
    "needs_before": Text("Behov før", "Needs before"), "placed_before": Text("Har plass før", "Placed before"), "needs": Text("Behov nå", "Needs now"),
    "placed": Text("Har plass nå", "Placed now"), "name": Text("Navn", "Name"), "full_before": Text("Fylt før (%)", "Full before (%)"),
    "full": Text("Fylt nå (%)", "Full now (%)"),
}
_SHEET = 31  # letters of a sheet's name
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def comparison_text(comparison: Comparison, lang: Lang, most: int) -> str:
    """The counts, every goal before and after, how full institutions and municipalities are, and the first `most` who are concerned."""
    head = comparison.say(lang).split("\n  ")[0]
    layers = [_layer(one) for one in comparison.layers if one.told] + [[title, *comparison.minutes[name], _UNIT] for name, title in _MINUTES.items()]
    parts = [head, grid([word.say(lang) for word in _LAYERS], layers, lang)]
    moved = comparison.municipalities
    for frame in (comparison.institutions, moved[moved["placed_before"] != moved["placed"]]):
        if len(frame):
            parts.append(grid([_header(str(name), lang) for name in frame.columns], [list(row.values()) for row in plain(frame)], lang))
    rows = [[row[0].say(lang), *row[1:]] for row in _people(comparison)]
    if rows:
        more = f"\n{_MORE.say(lang, count=len(rows) - most)}" if len(rows) > most else ""
        parts.append(grid([word.say(lang) for word in _PEOPLE], rows[:most], lang) + more)
    return "\n\n".join(parts)


def comparison_page(title: str, comparison: Comparison, lang: Lang) -> Page:
    """One sheet: a row for each need that is not as before."""
    names = [f"c{at}" for at in range(len(_PEOPLE))]
    rows = [[cell.say(lang) if isinstance(cell, Text) or hasattr(cell, "say") else cell for cell in row] for row in _people(comparison)]
    frame = pd.DataFrame({name: pd.Series([row[at] for row in rows], dtype=object) for at, name in enumerate(names)})
    return Page(sheet_name(title), frame, {name: word.say(lang) for name, word in zip(names, _PEOPLE, strict=True)})


def sheet_name(title: str, taken: tuple[str, ...] = ()) -> str:
    """The title as a spreadsheet lets a sheet be called, unlike those that are taken."""
    name = " ".join(title.translate(_FORBIDDEN).split())[:_SHEET].strip("' ") or "1"
    found, number = name, 1
    while found.casefold() in [one.casefold() for one in taken]:
        number += 1
        found = f"{name[: _SHEET - 4]} ({number})"
    return found


def _people(comparison: Comparison) -> list[list[Any]]:
    """Everyone who is concerned: who loses a place first, then who gains one, who moves, and who only gets another supervisor."""
    lost = [[_WHAT["lost"], *_who(row), *_at(row, ""), None, None] for row in plain(comparison.lost)]
    gained = [[_WHAT["gained"], *_who(row), None, None, *_at(row, "")] for row in plain(comparison.gained)]
    moved = [(row["kind"], [_WHAT[row["kind"]], *_who(row), *_at(row, "from_"), *_at(row, "to_")]) for row in plain(comparison.moved)]
    return [*lost, *gained, *(row for kind, row in moved if kind != "supervisor"), *(row for kind, row in moved if kind == "supervisor")]


def _who(row: Mapping[str, Any]) -> list[Any]:
    return [row["need"], row["student"], row["course"]]


def _at(row: Mapping[str, Any], end: str) -> list[Any]:
    return [_PLACE.of(site=row[f"{end}site"], period=row[f"{end}period"]), int(row[f"{end}minutes"])]


def _layer(one: Weighed) -> list[Any]:
    said = [", ".join(f"{chosen}/{of}" for chosen, of in value) if isinstance(value, tuple) else value for value in (one.before, one.after)]
    return [one.title, *said, one.unit]


def _header(name: str, lang: Lang) -> str:
    return _FILLS[name].say(lang) if name in _FILLS else headers([name], lang)[name]
