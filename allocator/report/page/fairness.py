"""How the places fall between the institutions and their programmes."""

from typing import Any

import pandas as pd

from allocator.plan import Plan
from allocator.report.figures import Figures
from allocator.report.page.parts import Cell, Section, share, table
from allocator.report.page.supply import met
from allocator.text import Lang, Text, number

_TITLE = Text("Fordelingen mellom institusjonene", "How the places fall between the institutions")
_ABOUT = Text(
    "Dekningen er andelen av en institusjons behov som har fått plass. Noen behov kan ingen plan dekke: de har ingen plass som er tillatt "
    "og innen rekkevidde.",
    "The share met is how much of an institution's need has been placed. Some needs no plan can meet: no place is allowed and within reach.",
)
_EVEN = Text(
    "Planen skal jevne ut dekningen mellom institusjonene, etter de målene som står foran i rekkefølgen nederst på siden.",
    "The plan evens out the share met between the institutions, after the goals that come before it in the order at the end of the page.",
)
_UNEVEN = Text(
    "Rekkefølgen det er fordelt etter, har ikke jevn dekning mellom institusjonene som mål.",
    "The order of decision does not aim at even shares between the institutions.",
)
_HEADER = (
    Text("Institusjon", "Institution"), Text("Behov", "Needs"), Text("Har plass", "Placed"), Text("Uten plass", "Unplaced"),
    Text("Av dem uten noen åpen plass", "Of these with no open place"), Text("Dekket, prosent", "Met, percent"), Text("Dekket", "Met"),
)  # fmt: skip
_PROGRAMMES = Text("Studieprogrammene", "The programmes")
_PROGRAMME = (
    Text("Studieprogram", "Programme"), Text("Institusjon", "Institution"), Text("Behov", "Needs"), Text("Har plass", "Placed"),
    Text("Uten plass", "Unplaced"), Text("Dekket", "Met"),
)  # fmt: skip
_KEY = (("used", Text("har plass", "placed")), ("lack", Text("uten plass", "unplaced")))
_CAPTION = Text("Institusjonene", "The institutions")


def fairness(plan: Plan, figures: Figures, lang: Lang) -> Section:
    """A row for each institution, and one for each programme for who may see small figures."""
    says = (_ABOUT.say(lang), (_EVEN if "shares" in plan.problem.policy.layers else _UNEVEN).say(lang))
    rows = [[_name(one), one["needs"], one["placed"], one["without"], one["closed"], _percent(one, lang), met(one["placed"], one["without"], one["needs"])]
            for one in figures.institutions.to_dict("records")]  # fmt: skip
    header = [word for word in _HEADER if not (figures.hidden and word is _HEADER[4])]
    rows = [row[:4] + row[5:] for row in rows] if figures.hidden else rows
    tables = [table(_CAPTION, header, rows, lang, _KEY)]
    if len(figures.programmes):
        rows = [[one["programme"], one["institution"], one["needs"], one["placed"], one["without"], met(one["placed"], one["without"], one["needs"])]
                for one in figures.programmes.to_dict("records")]  # fmt: skip
        tables.append(table(_PROGRAMMES, _PROGRAMME, rows, lang, _KEY))
    return Section("fairness", _TITLE.say(lang), says, tables=tuple(tables))


def _name(one: Any) -> str:
    name = one["name"]
    return f"{name} ({one['institution']})" if isinstance(name, str) and name else str(one["institution"])


def _percent(one: Any, lang: Lang) -> Any:
    known = not (pd.isna(one["placed"]) or pd.isna(one["needs"]))
    return Cell(number(share(one["placed"], one["needs"]), lang, 1), right=True) if known else pd.NA
