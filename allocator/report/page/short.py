"""The beginning of the page: what was decided, so that somebody who decides about money understands it, and the key figures."""

from typing import Any

import pandas as pd

from allocator.plan import Plan
from allocator.report.figures import Figures
from allocator.report.page.method import proof
from allocator.report.page.parts import Section, said
from allocator.text import Lang, Text

_TITLE = Text("Kort fortalt", "In short")
_NEEDS = Text(
    "Studentene ved {institutions} trenger {needs} praksisplasser i kommunene mellom {first} og {last}. Planen gir plass til {placed}, "
    "og {without} står foreløpig uten.",
    "The students of {institutions} need {needs} practice placements in the municipalities between {first} and {last}. The plan places {placed}, "
    "and {without} are without a place so far.",
)
_WHY = Text(
    "Blant dem som står uten, er det {taken} som kunne hatt en plass om det hadde vært flere av dem; for {closed} er ingen tilbudt plass "
    "tillatt eller innen rekkevidde.",
    "Of those without a place, {taken} could have had one if there had been more of them; for {closed} no place on offer is allowed or within reach.",
)
_PLACES = Text(
    "Kommunene har tilbudt {places} plasser. {free} av dem blir ikke brukt; de finnes i {idle} kommuner.",
    "The municipalities have offered {places} places. {free} of them are not used; they are found in {idle} municipalities.",
)
_ORDER = Text("Målene er tatt i rekkefølgen som står nederst på siden.", "The goals are taken in the order at the end of the page.")
_HIDDEN = Text(
    "Tall fra 1 til 4 er skjult av hensyn til personvernet. Noen større tall er også skjult, fordi de små ellers kunne regnes ut.",
    "Figures from 1 to 4 are hidden to protect people. Some larger ones are hidden too, since the small ones could be computed from them.",
)
_FACTS = (
    ("needs", Text("praksisplasser trengs", "placements needed")),
    ("placed", Text("har fått plass", "placed")),
    ("without", Text("står uten plass", "without a place")),
    ("percent", Text("av behovet er dekket", "of the need is met")),
    ("free", Text("tilbudte plasser er ledige", "offered places are free")),
    ("towns", Text("kommuner tar imot studenter", "municipalities take students")),
)
_PERCENT = Text("{percent} %", "{percent}%")
_AND = Text("{first} og {last}", "{first} and {last}")


def short(plan: Plan, figures: Figures, lang: Lang) -> Section:
    """Four sentences and six figures."""
    told = _told(plan, figures, lang)
    says = [_NEEDS.say(lang, **told), *([_WHY.say(lang, **told)] if _any(figures.totals.get("without")) else []), _PLACES.say(lang, **told)]
    says += [f"{_ORDER.say(lang)} {proof(plan, lang)}", *([_HIDDEN.say(lang)] if figures.hidden else [])]
    return Section("short", _TITLE.say(lang), tuple(says), facts=tuple((told[name], words.say(lang)) for name, words in _FACTS))


def listed(names: list[str], lang: Lang) -> str:
    """The names with commas, and "and" before the last."""
    return names[0] if len(names) == 1 else _AND.say(lang, first=", ".join(names[:-1]), last=names[-1]) if names else ""


def _told(plan: Plan, figures: Figures, lang: Lang) -> dict[str, Any]:
    periods, towns = plan.problem.tables["periods"], figures.municipalities
    names = figures.institutions["name"].fillna("").where(figures.institutions["name"].fillna("") != "", figures.institutions["institution"])
    totals = {name: said(figures.totals.get(name, 0), lang) for name in ("needs", "placed", "without", "taken", "closed")}
    needs, placed = figures.totals.get("needs", 0), figures.totals.get("placed", 0)
    percent = said(pd.NA, lang) if pd.isna(needs) or pd.isna(placed) else _PERCENT.say(lang, percent=round(100 * int(placed) / max(1, int(needs))))
    takes = int((towns["used"].isna() | (towns["used"] > 0)).sum())
    return {
        **totals, "percent": percent, "towns": said(takes, lang), "institutions": listed(list(names), lang),
        "first": periods["first_day"].min().date(), "last": periods["last_day"].max().date(),
        "places": said(int(towns["places"].sum()), lang), "free": said(figures.free, lang), "idle": said(figures.idle, lang),
    }  # fmt: skip


def _any(count: Any) -> bool:
    return count is not None and (pd.isna(count) or count > 0)
