"""What if, as one table over the scenarios, as a workbook with a sheet for each, and as a folder of plans."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from allocator.report.comparison import comparison_page, sheet_name
from allocator.report.grid import grid
from allocator.report.writers import Page, xlsx_bytes
from allocator.text import Lang, Text
from allocator.whatif import Outcome, Outlook

_BASE = Text("(slik det er nå)", "(as it is now)")
_OVERVIEW = Text("Oversikt", "Overview")
_INSTITUTIONS = Text("Institusjoner", "Institutions")
_MUNICIPALITIES = Text("Kommuner", "Municipalities")
_COLUMNS = {
    "name": Text("Scenario", "Scenario"), "placed": Text("Har plass", "Placed"), "gained": Text("Får plass", "Gain"),
    "lost": Text("Mister plass", "Lose"), "moved": Text("Flytter", "Move"), "new": Text("Nye behov", "New needs"),
    "new_placed": Text("Av dem med plass", "Of these placed"), "total": Text("Minutter i alt", "Minutes in all"),
    "mean": Text("Minutter i snitt", "Minutes, mean"), "longest": Text("Lengste reise", "Longest"),
}
_MORE = {
    "led": Text("Ny veileder", "Other supervisor"), "withdrawn": Text("Borte", "Gone"), "proved": Text("Bevist best", "Proved best"),
    "met": Text("Hva som er endret", "What was changed"),
}
_INSTITUTION = Text("Institusjon", "Institution")
_MUNICIPALITY = Text("Kommune", "Municipality")
_NAME = Text("Navn", "Name")


def outlook_text(outlook: Outlook, lang: Lang) -> str:
    """What each scenario met, and one table over them all."""
    met = ["\n".join([one.scenario.name, *(f"  {each.say(lang)}" for each in one.met)]) for one in outlook.outcomes]
    rows = [[row[name] for name in _COLUMNS] for row in _rows(outlook, lang)]
    return "\n\n".join(["\n".join(met), grid([word.say(lang) for word in _COLUMNS.values()], rows, lang)])


def outlook_json(outlook: Outlook, lang: Lang) -> dict[str, Any]:
    """The same as plain values, with every comparison whole."""
    told = [
        {"name": one.scenario.name, "folder": one.slug, "scenario": one.scenario.as_json(), "met": [each.say(lang) for each in one.met],
         "ended": str(one.plan.ended), "comparison": one.comparison.as_json(lang)}
        for one in outlook.outcomes
    ]  # fmt: skip
    return {"placed": len(outlook.base.placements), "needs": len(outlook.base.placements) + len(outlook.base.unplaced), "scenarios": told}


def outlook_workbook(outlook: Outlook, lang: Lang) -> bytes:
    """An overview, how full institutions and municipalities are under each scenario, and a sheet for each scenario."""
    pages = [_overview(outlook, lang), _institutions(outlook, lang), _municipalities(outlook, lang)]
    for one in outlook.outcomes:
        title = sheet_name(one.scenario.name, tuple(page.title for page in pages))
        pages.append(comparison_page(title, one.comparison, lang))
    return xlsx_bytes(pages, lang)


def _rows(outlook: Outlook, lang: Lang) -> list[dict[str, Any]]:
    """The base, then one row a scenario."""
    base = outlook.base.placements["minutes"]
    first = dict.fromkeys([*_COLUMNS, *_MORE]) | {
        "name": _BASE.say(lang), "placed": len(base), "total": int(base.sum()), "mean": round(float(base.mean()), 1) if len(base) else None,
        "longest": int(base.max()) if len(base) else None, "proved": all(one.proved for one in outlook.base.reached),
    }  # fmt: skip
    return [first, *(_row(one, lang) for one in outlook.outcomes)]


def _row(one: Outcome, lang: Lang) -> dict[str, Any]:
    found, counts = one.comparison, one.comparison.counts()
    new = {"new": len(found.added), "new_placed": int(found.added["placed"].sum())} if len(found.added) else {"new": None, "new_placed": None}
    minutes = {name: after for name, (_, after) in found.minutes.items()}
    more = {"proved": all(each.proved for each in one.plan.reached), "met": " ".join(each.say(lang) for each in one.met)}
    return {"name": one.scenario.name, **counts, **new, **minutes, **more}


def _overview(outlook: Outlook, lang: Lang) -> Page:
    words = {**_COLUMNS, **_MORE}
    rows = _rows(outlook, lang)
    frame = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in words})
    return Page(_OVERVIEW.say(lang), frame, {name: word.say(lang) for name, word in words.items()})


def _institutions(outlook: Outlook, lang: Lang) -> Page:
    """Placed of each institution: as it is, and under each scenario."""
    names = sorted({name for one in outlook.outcomes for name in one.comparison.institutions["institution"]})
    found = [one.comparison.institutions.set_index("institution") for one in outlook.outcomes]
    columns = {"name": names, "base": [_first(found, name, "placed_before") for name in names]}
    columns |= {f"s{at}": [_at(each, name, "placed") for name in names] for at, each in enumerate(found)}
    return _page(_INSTITUTIONS, columns, {"name": _INSTITUTION.say(lang)}, outlook, lang)


def _municipalities(outlook: Outlook, lang: Lang) -> Page:
    """Students in each municipality: as it is, and under each scenario."""
    found = [one.comparison.municipalities.set_index("municipality") for one in outlook.outcomes]
    numbers = sorted({number for each in found for number in each.index})
    columns = {"name": numbers, "said": [_first(found, number, "name") for number in numbers]}
    columns |= {"base": [_first(found, number, "placed_before") for number in numbers]}
    columns |= {f"s{at}": [_at(each, number, "placed") for number in numbers] for at, each in enumerate(found)}
    return _page(_MUNICIPALITIES, columns, {"name": _MUNICIPALITY.say(lang), "said": _NAME.say(lang)}, outlook, lang)


def _page(title: Text, columns: Mapping[str, list[Any]], headers: Mapping[str, str], outlook: Outlook, lang: Lang) -> Page:
    words = {**headers, "base": _BASE.say(lang), **{f"s{at}": one.scenario.name for at, one in enumerate(outlook.outcomes)}}
    return Page(title.say(lang), pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()}), words)


def _at(frame: pd.DataFrame, name: str, column: str) -> Any:
    return frame[column].to_dict().get(name)


def _first(frames: list[pd.DataFrame], name: str, column: str) -> Any:
    return next((found for each in frames if (found := _at(each, name, column)) is not None), None)
