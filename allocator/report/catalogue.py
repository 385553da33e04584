"""What there is: rules, goals and columns, from the code itself."""

import datetime as dt
from dataclasses import fields
from typing import Any

from allocator.policy import ORDER, Policy
from allocator.policy.reader import TOLD_ONCE
from allocator.rows import ROWS, Column
from allocator.rules import HEADINGS, RULES
from allocator.text import Lang, Text

_FIELDS_OF_ALL = {"price", "only"}

_KINDS = {
    "text": Text("tekst", "text"), "integer": Text("heltall", "whole number"), "number": Text("tall", "number"), "date": Text("dato", "date"),
    "weeks": Text("uker", "weeks"), "yes_no": Text("ja/nei", "yes/no"), "list": Text("liste", "list"),
    "integers": Text("liste av heltall", "list of whole numbers"), "choice": Text("valg", "choice"),
}  # fmt: skip


def rules(lang: Lang) -> list[dict[str, Any]]:
    """Every rule: code, title, sentence, heading, whether it holds where no policy names it, parameters with their defaults."""
    made = [kind() for kind in RULES]
    return [{**_words(one, lang), "heading": HEADINGS[one.heading].say(lang), "usual": one.usual, "parameters": parameters(one)} for one in made]


def goals(lang: Lang) -> list[dict[str, Any]]:
    """Every goal: code, title, sentence, unit, whether it counts where no policy names its layers, parameters with their defaults."""
    usual = {goal.code for goal in Policy.neutral().goals}
    made = Policy.of((), ORDER).goals
    return [{**_words(goal, lang), "unit": goal.unit.say(lang), "usual": goal.code in usual, "parameters": parameters(goal)} for goal in made]


def tables(lang: Lang) -> list[dict[str, Any]]:
    """Every table: table (its name), title, about, whether it must be there."""
    return [{"table": name, "title": row.title.say(lang), "about": row.about.say(lang), "needed": row.needed} for name, row in ROWS.items()]


def columns(table: str, lang: Lang) -> list[dict[str, Any]]:
    """Every column of a table: name, header, type, unit, required, key, default, header words that are read, and what it is."""
    return [_column(column, table, lang) for column in ROWS[table].columns()]


def _column(column: Column, table: str, lang: Lang) -> dict[str, Any]:
    words = dict.fromkeys((column.name, column.header.nb, column.header.en, *column.aliases))
    return {
        "table": table, "column": column.name, "header": column.header.say(lang), "type": _KINDS[column.kind].say(lang), "kind": column.kind,
        "unit": column.unit, "required": column.required, "key": column.name in ROWS[table].key, "default": _plain(column.default),
        "words": list(words), "choices": list(column.choices), "refers": column.refers, "about": column.why.say(lang),
    }  # fmt: skip


def _words(one: Any, lang: Lang) -> dict[str, Any]:
    return {"code": one.code, "title": one.title.say(lang), "sentence": one.sentence.say(lang)}


def parameters(one: Any) -> dict[str, Any]:
    """The parameters of a rule or goal and their values."""
    return {field.name: _plain(getattr(one, field.name)) for field in fields(one) if field.name not in {*_FIELDS_OF_ALL, *TOLD_ONCE}}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, dt.date) else value
