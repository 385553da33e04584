"""A sweep as text, and as a workbook: what to expect, every trial, what hangs on which site, and each student's chances."""

from pathlib import Path
from typing import Any

import pandas as pd

from allocator.report.grid import grid
from allocator.report.words import headers
from allocator.report.writers import Page, json_bytes, xlsx_bytes
from allocator.sweep import COUNTS, Sweep
from allocator.sweep.shelf import write_whole
from allocator.text import Lang, Text

SCHEMA = "allocator.sweep/1"
_TRIALS = Text("Forsøk", "Trials")
_SITES = Text("Steder", "Sites")
_CHANCES = Text("Sjanser", "Chances")
_WORDS = {
    "name": Text("Scenario", "Scenario"), "placed": Text("Har plass", "Placed"), "unplaced": Text("Uten plass", "Unplaced"),
    "gained": Text("Får plass", "Gain"), "lost": Text("Mister plass", "Lose"), "moved": Text("Flytter", "Move"),
    "withdrawn": Text("Borte", "Gone"), "added": Text("Nye behov", "New needs"), "proved": Text("Bevist best", "Proved best"),
    "students": Text("Studenter der", "Students there"), "chance": Text("Sjanse", "Chance"),
}
_HANGS = Text("Mest henger på disse stedene (snitt per forsøk):", "Most hangs on these sites (mean of each trial):")
_EMPTY = Text(
    "Plasser som blir stående tomme fordi noen ikke møter: {places} i snitt.",
    "Places that stay empty because somebody does not show up: {places} on average.",
)


def sweep_text(sweep: Sweep, lang: Lang, most: int, no_show: float = 0.0) -> str:
    """What to expect, and the first `most` sites by how much hangs on them; no_show: the share of those placed who never come."""
    said = [sweep.say(lang)]
    said += [_EMPTY.say(lang, places=round(sweep.empty(no_show), 1))] if no_show else []
    sites = sweep.sites()
    sites = sites[(sites["lost"] > 0) | (sites["moved"] > 0)].head(most)
    if len(sites):
        rows = sites.to_numpy(dtype=object).tolist()
        said.append(f"{_HANGS.say(lang)}\n{grid([_header(str(name), lang) for name in sites.columns], rows, lang)}")
    return "\n\n".join(said)


def sweep_save(sweep: Sweep, folder: Path, lang: Lang) -> Path:
    """Writes sweep.json and sweep.xlsx beside the trials, each whole or not at all, and returns the folder. Raises SaveError."""
    for name, content in sweep_files(sweep, lang).items():
        write_whole(folder / name, content)
    return folder.resolve()


def sweep_files(sweep: Sweep, lang: Lang) -> dict[str, bytes]:
    """sweep.json and sweep.xlsx: the same bytes for the same sweep, whatever did the work."""
    pages = [_trials(sweep, lang), _page(_SITES, sweep.sites(), lang), _page(_CHANCES, sweep.chances(), lang)]
    return {"sweep.json": json_bytes({"schema": SCHEMA, **sweep.as_json()}), "sweep.xlsx": xlsx_bytes(pages, lang)}


def _trials(sweep: Sweep, lang: Lang) -> Page:
    rows: list[dict[str, Any]] = [
        {"name": one["name"], "unplaced": len(one["unplaced"]), "proved": one["proved"], **{name: one["counts"][name] for name in COUNTS}}
        for one in sweep.trials
    ]
    names = ["name", "placed", "unplaced", "gained", "lost", "moved", "withdrawn", "added", "proved"]
    return _page(_TRIALS, pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in names}), lang)


def _page(title: Text, frame: pd.DataFrame, lang: Lang) -> Page:
    return Page(title.say(lang), frame, {str(name): _header(str(name), lang) for name in frame.columns})


def _header(name: str, lang: Lang) -> str:
    return _WORDS[name].say(lang) if name in _WORDS else headers([name], lang)[name]
