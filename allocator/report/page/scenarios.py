"""What other scenarios would mean, beside the plan as it is."""

from collections.abc import Sequence
from typing import Any

from allocator.plan import Plan
from allocator.report.figures import Figures
from allocator.report.page.parts import Cell, Section, table
from allocator.report.page.supply import met
from allocator.report.scenes import Scene
from allocator.text import Lang, Text, number

_TITLE = Text("Om noe var annerledes", "If something were different")
_ABOUT = Text(
    "Hvert scenario er løst på nytt ved siden av planen: så godt som mulig, og med så få endringer som mulig. Ingenting av dette er bestemt.",
    "Each scenario was solved anew beside the plan: as well as can be, and with as few changes as can be. Nothing of this has been decided.",
)
_CAPTION = Text("Scenarioene og planen slik den er", "The scenarios and the plan as it is")
_HEADER = (
    Text("Scenario", "Scenario"), Text("Behov", "Needs"), Text("Har plass", "Placed"), Text("Uten plass", "Unplaced"), Text("Får plass", "Gain a place"),
    Text("Mister plass", "Lose a place"), Text("Flytter", "Move"), Text("Reisetid i snitt, minutter", "Mean journey, minutes"), Text("Dekket", "Met"),
)  # fmt: skip
_AS_IT_IS = Text("Planen slik den er", "The plan as it is")
_KEY = (("used", Text("har plass", "placed")), ("lack", Text("uten plass", "unplaced")))


def scenarios(plan: Plan, figures: Figures, found: Sequence[Scene], lang: Lang) -> Section | None:
    """A row for the plan, then one for each scenario; None without any, and for who may not see small figures."""
    if not found or figures.hidden:
        return None
    placed = len(plan.placements)
    mean = float(plan.placements["minutes"].mean()) if placed else None
    base = Scene(_AS_IT_IS.say(lang), placed + len(plan.unplaced), placed, 0, 0, 0, mean)
    rows = [_row(one, lang) for one in (base, *found)]
    return Section("scenarios", _TITLE.say(lang), (_ABOUT.say(lang),), tables=(table(_CAPTION, _HEADER, rows, lang, _KEY),))


def _row(one: Scene, lang: Lang) -> list[Any]:
    mean = Cell("–" if one.minutes is None else number(one.minutes, lang, 1), right=True)
    without = one.needs - one.placed
    return [one.name, one.needs, one.placed, without, one.gained, one.lost, one.moved, mean, met(one.placed, without, one.needs)]
