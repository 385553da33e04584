"""`allocator validate`: every fault of the input, or the picture before solving."""

from pathlib import Path

import click

import allocator as al
from allocator.cli.failures import MOST, details, said
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text(
    "Leser semesteret TERM (en mappe eller en arbeidsbok) og viser alle feil med fil, rad, kolonne og hva som må gjøres. Er det ingen, "
    "vises bildet før fordelingen: behov og plasser, kommunene med minst slakk, avtaler som løper ut, og steder uten veileder.",
    "Reads the term TERM (a folder or a workbook) and shows every fault with file, row, column and what to do. Where there is none, it shows "
    "the picture before solving: needs and places, the municipalities with least slack, agreements that end, and sites without supervisors.",
)
_NOTES = Text("Rettet eller antatt ved innlesing:", "Mended or assumed while reading:")
_MORE = Text("… og {count} til. Alle vises med --json.", "… and {count} more. --json shows them all.")
_SOUND = Text(
    "Ingen feil i {term}: {needs} behov, {sites} steder, {offers} tilbud.", "No faults in {term}: {needs} needs, {sites} sites, {offers} offers."
)


@command(click.Argument(["term"], type=click.Path(path_type=Path)), words=_WORDS, example="allocator validate data/midt-troms")
def validate(talk: Talk, term: Path) -> None:
    """Prints every fault, or the picture."""
    try:
        problem = al.load(term)
    except (al.InputError, al.PolicyError) as error:
        talk.result("allocator.validate/1", {"term": str(term), "sound": False, **details(error, talk)}, said(error, talk))
        raise click.exceptions.Exit(1) from error
    seen = al.picture(problem)
    counts = {name: len(problem.tables[name]) for name in ("needs", "sites", "offers")}
    notes = [note.say(talk.lang) for note in problem.notes]
    shown = [f"  {note}" for note in notes[:MOST]] + ([f"  {_MORE.say(talk.lang, count=len(notes) - MOST)}"] if len(notes) > MOST else [])
    told = "\n".join([_NOTES.say(talk.lang), *shown]) + "\n\n" if notes else ""
    text = f"{told}{_SOUND.say(talk.lang, term=str(term), **counts)}\n\n\n{seen.say(talk.lang)}"
    values = {"term": str(term), "sound": True, "faults": [], "notes": notes, "counts": counts, "picture": seen.as_json()}
    talk.result("allocator.validate/1", values, text)


command = validate
