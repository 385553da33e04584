"""`allocator columns`: the tables of a term and their columns."""

from typing import Any

import click

from allocator import report
from allocator.cli.worded import Talk, command
from allocator.text import Text, nearest

_WORDS = Text(
    "Viser tabellene i et semester, eller kolonnene i TABLE: navn, overskrift, type, enhet og hva som skal stå der. * må fylles ut.",
    "Shows the tables of a term, or the columns of TABLE: name, header word, type, unit and what belongs there. * must be filled.",
)
_UNKNOWN = Text("Ukjent tabell: {word}. Kjente: {known}.", "No such table: {word}. Known: {known}.")
_MEANT = Text("Ukjent tabell: {word}. Mente du {near}?", "No such table: {word}. Did you mean {near}?")
_HEADER = (Text("Kolonne", "Column"), Text("Overskrift", "Header"), Text("Type", "Type"), Text("Enhet", "Unit"), Text("Hva", "What"))
_ALSO = Text("Leses også som", "Also read as")


@command(click.Argument(["table"], required=False), words=_WORDS, example="allocator columns students")
def columns(talk: Talk, table: str | None) -> None:
    """Prints the columns of one table, or of all."""
    known = report.tables(talk.lang)
    names = {one["table"]: one["table"] for one in known} | {one["title"].casefold(): one["table"] for one in known}
    if table is not None and table.casefold() not in names:
        near = nearest(table, names)
        words = _MEANT.say(talk.lang, word=table, near=near) if near else _UNKNOWN.say(talk.lang, word=table, known=tuple(names))
        raise click.UsageError(words, click.get_current_context())
    chosen = [one for one in known if table is None or one["table"] == names[table.casefold()]]
    found = [{**one, "columns": report.columns(one["table"], talk.lang)} for one in chosen]
    talk.result("allocator.columns/1", {"tables": found}, "\n\n\n".join(_table(one, talk) for one in found))


def _table(one: dict[str, Any], talk: Talk) -> str:
    rows = [
        [column["column"] + ("*" if column["required"] else ""), column["header"], column["type"], column["unit"], column["about"], ", ".join(_also(column))]
        for column in one["columns"]
    ]
    return f"{one['table']} – {one['title']}\n{one['about']}\n\n{report.grid([word.say(talk.lang) for word in (*_HEADER, _ALSO)], rows, talk.lang)}"


def _also(column: dict[str, Any]) -> list[str]:
    return [word for word in column["words"] if word.casefold() not in (column["column"].casefold(), column["header"].casefold())]


command = columns
