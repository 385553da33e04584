"""What stands in the way of those without a place."""

from allocator.report.figures import Figures
from allocator.report.page.parts import Bar, Section, share, table
from allocator.rules import RULES
from allocator.text import Lang, Text

_TITLE = Text("Hva som stenger for dem uten plass", "What stands in the way of those without a place")
_ABOUT = Text(
    "For hvert behov uten plass er alle tilbudte plasser prøvd mot reglene. Tabellen viser hvilken regel som stengte først, og for hvor mange. "
    "Krav til praksistype og profesjon stenger nesten alltid mest, fordi de fleste tilbud gjelder andre emner.",
    "For each need without a place, all places on offer were tried against the rules. The table shows which rule closed first, and for how many. "
    "Requirements on setting and profession nearly always close most, since most offers are for other courses.",
)
_CAPTION = Text("Reglene som stengte mest", "The rules that closed most")
_HEADER = (
    Text("Regel", "Rule"), Text("Behov som ble berørt", "Needs it concerned"), Text("Muligheter den stengte først", "Options it closed first"),
    Text("Andel", "Share"),
)  # fmt: skip
_MOST = 12


def rules(figures: Figures, lang: Lang) -> Section | None:
    """The rules that shut most out; None where all are placed, or the reader may not see small figures."""
    if not len(figures.rules):
        return None
    titles = {rule.code: rule.title.say(lang) for rule in RULES}
    most = int(figures.rules["options"].max())
    rows = [[titles[str(one["rule"])], one["needs"], one["options"], Bar(((share(one["options"], most), "used"),))]
            for one in figures.rules.head(_MOST).to_dict("records")]  # fmt: skip
    return Section("rules", _TITLE.say(lang), (_ABOUT.say(lang),), tables=(table(_CAPTION, _HEADER, rows, lang),))
