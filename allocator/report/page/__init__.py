"""report.html: one page that says what was decided, for whom, where places lack, and what is proved; it needs no network and names nobody."""

from functools import cache

import jinja2

from allocator.plan import Plan
from allocator.report.figures import figures
from allocator.report.given import Given
from allocator.report.page.fairness import fairness
from allocator.report.page.method import method
from allocator.report.page.rules import rules
from allocator.report.page.scenarios import scenarios
from allocator.report.page.short import short
from allocator.report.page.supply import supply
from allocator.report.page.travel import travel
from allocator.report.redaction import Reader
from allocator.report.titles import TITLE, season
from allocator.text import Lang, Text

_FOR = Text("Laget for: {reader}", "Made for: {reader}")
_KEY = Text("Tegnforklaring:", "Key:")
_SKIP = Text("Hopp til innholdet", "Skip to the content")
_CONTENTS = Text("Innhold", "Contents")
_SCROLL = Text("Kart", "Map")
_FACTS = Text("Nøkkeltall", "Key figures")
_FOOT = Text("Siden er laget av allocator. Den henter ingenting fra nettet.", "This page was made by allocator. It fetches nothing from the network.")
_LAND = Text("Kystlinje: Natural Earth.", "Coastline: Natural Earth.")


def page(plan: Plan, lang: Lang, reader: Reader | None = None, given: Given | None = None) -> bytes:
    """The report of a whole plan as a self-contained HTML file; the same plan gives the same bytes.

    given: scenarios to compare with, and boundaries of municipalities for the map
    """
    reader, given = reader or Reader(), given or Given()
    known = figures(plan, reader)
    sections = (
        short(plan, known, lang), supply(plan, known, lang, given.boundaries), fairness(plan, known, lang), travel(known, lang), rules(known, lang),
        scenarios(plan, known, given.scenes, lang), method(plan, known, lang),
    )  # fmt: skip
    words = {"for": _FOR.say(lang, reader=reader.called(plan.problem.tables, lang)), "key": _KEY.say(lang), "skip": _SKIP.say(lang)}
    words |= {"contents": _CONTENTS.say(lang), "scroll": _SCROLL.say(lang), "facts": _FACTS.say(lang), "foot": _FOOT.say(lang), "land": _LAND.say(lang)}
    shown = [one for one in sections if one is not None]
    return rendered("report.html", lang=lang, title=season(plan, TITLE, lang), sections=shown, words=words)


def rendered(template: str, **values: object) -> bytes:
    """A template with its values, all of them escaped."""
    return _templates().get_template(template).render(**values).encode()


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.PackageLoader("allocator.report", "page")
    return jinja2.Environment(autoescape=True, loader=loader, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
