"""What a report is called: the season it is about, and whom it is made for."""

from allocator.plan import Plan
from allocator.report.redaction import Reader
from allocator.text import Lang, Text

TITLE = Text("Praksisplasser {season} {year}", "Practice placements, {season} {year}")
_SPRING, _AUTUMN = Text("våren", "spring"), Text("høsten", "autumn")
_FOR = Text("{title} – {reader}", "{title} – {reader}")
_JULY = 7


def season(plan: Plan, text: Text, lang: Lang) -> str:
    """A text with the season and year in which the first window begins."""
    first = plan.problem.tables["periods"]["first_day"].min()
    return text.say(lang, season=_SPRING if first.month < _JULY else _AUTUMN, year=str(first.year))


def titled(plan: Plan, reader: Reader, lang: Lang) -> str:
    """The season, and the name of the reader."""
    return _FOR.say(lang, title=season(plan, TITLE, lang), reader=reader.called(plan.problem.tables, lang))
