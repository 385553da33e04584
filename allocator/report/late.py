"""What there is room for, in words."""

from typing import Any

from allocator.problem import Problem
from allocator.published.choices import Choices
from allocator.published.swap import UNLISTED
from allocator.report.grid import grid
from allocator.report.sentences import listed
from allocator.report.summary import goal_title
from allocator.rules import RULES
from allocator.tables import plain
from allocator.text import Lang, Text

_HEADER = (
    Text("Behov", "Need"), Text("Sted", "Site"), Text("Tilbud", "Offer"), Text("Periode", "Window"), Text("Veileder", "Supervisor"),
    Text("Minutter", "Minutes"), Text("Ønske nr.", "Wish no."), Text("Ledig etterpå", "Left after it"),
)
_FOUND = Text("{count} ledige, de beste først.", "{count} free, the best first.")
_ONE = Text("Én ledig.", "One free.")
_NONE = Text("Ingenting er ledig her.", "Nothing is free here.")
_ORDER = Text("Rangert slik planen er laget: {layers}.", "Ranked as the plan is made: {layers}.")
_FULL = Text(
    "{count} til er tillatt for studenten, men fulle: {rules}.",
    "{count} more are allowed for the student, but full: {rules}.",
)
_SHUT = Text(
    "{considered} plasseringer var med i spørsmålet; {shut} av dem er ikke tillatt for studenten: {listed}.",
    "{considered} placements were in question; {shut} of them are not allowed for the student: {listed}.",
)
_RULE = Text("{title} ({count})", "{title} ({count})")
_ABOUT = Text("ca. {minutes}", "about {minutes}")
_MORE = Text("… og {count} til. Alle vises med --json.", "… and {count} more. --json shows them all.")


def late_text(choices: Choices, problem: Problem, lang: Lang, most: int) -> str:
    """The first `most` choices as a table, in what order they stand, and what is full."""
    rows = [
        [*(one[name] for name in ("need", "site", "offer", "period", "supervisor")), _minutes(one, lang), _rank(one), one["left"]]
        for one in plain(choices.free.head(most))
    ]
    count = len(choices.free)
    parts = [_NONE.say(lang) if not count else _ONE.say(lang) if count == 1 else _FOUND.say(lang, count=count)]
    if rows:
        more = f"\n{_MORE.say(lang, count=count - most)}" if count > most else ""
        parts.append(grid([word.say(lang) for word in _HEADER], rows, lang) + more)
    if count > 1:
        parts.append(_ORDER.say(lang, layers=", ".join(goal_title(problem, name, lang) for name in _layers(choices))))
    if choices.full:
        rules = ", ".join(_RULE.say(lang, title=_titles(lang).get(code, code), count=many) for code, many in choices.full.items())
        parts.append(_FULL.say(lang, count=sum(choices.full.values()), rules=rules))
    if choices.shut:
        shut = sum(choices.shut.values())
        parts.append(_SHUT.say(lang, considered=choices.considered, shut=shut, listed=listed(choices.shut, lang)))
    return "\n\n".join(parts)


def late_json(choices: Choices, lang: Lang) -> dict[str, Any]:
    """The same as plain values."""
    titles = _titles(lang)
    full = [{"rule": code, "title": titles.get(code, code), "offers": many} for code, many in choices.full.items()]
    shut = [{"rule": code, "title": titles.get(code, code), "offers": many} for code, many in choices.shut.items()]
    free = [{**one, "rank": _rank(one)} for one in plain(choices.free)]
    return {"free": free, "full": full, "allowed": choices.allowed, "shut": shut, "considered": choices.considered}


def _layers(choices: Choices) -> list[str]:
    """The layers in which the choices differ."""
    columns = list(choices.free.columns)
    return [name for name in columns[columns.index("left") + 1 :] if choices.free[name].nunique() > 1]


def _minutes(one: dict[str, Any], lang: Lang) -> Any:
    return _ABOUT.say(lang, minutes=one["minutes"]) if one["estimated"] else one["minutes"]


def _rank(one: dict[str, Any]) -> int | None:
    return None if one["rank"] == UNLISTED else int(one["rank"])


def _titles(lang: Lang) -> dict[str, str]:
    return {rule.code: rule.title.say(lang) for rule in RULES}
