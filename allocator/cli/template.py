"""`allocator template`: a blank term to fill in."""

from pathlib import Path

import click

import allocator as al
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Lager et tomt semester med overskrifter, én forklarende linje for hver kolonne og, i arbeidsboken, nedtrekkslister.",
    "Makes a blank term with headers, one explaining line a column and, in the workbook, drop-down lists.",
)
_OUT = Text("Mappen eller arbeidsboken som lages.", "The folder or workbook to make.")
_XLSX = Text("Lager én Excel-arbeidsbok i stedet for csv-filer.", "Makes one Excel workbook instead of csv files.")
_MADE = Text("Laget {path}. Fyll den ut, og kjør «allocator validate».", "Made {path}. Fill it in, and run “allocator validate”.")


@command(
    Option(["-o", "--output", "path"], required=True, type=click.Path(path_type=Path), words=_OUT),
    Option(["--xlsx"], is_flag=True, words=_XLSX),
    words=_WORDS,
    example="allocator template -o mitt-semester --xlsx",
)
def template(talk: Talk, path: Path, *, xlsx: bool) -> None:
    """Writes the template and says where."""
    made = al.write_template(path, talk.lang, xlsx=xlsx)
    talk.result("allocator.template/1", {"path": str(made)}, _MADE.say(talk.lang, path=str(made)))


command = template
