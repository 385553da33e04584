"""`allocator explain`: why a student got this place, or none."""

from pathlib import Path

import click

import allocator as al
from allocator.cli.worded import Option, Talk, command
from allocator.explain import why_not_all
from allocator.text import Text

_WORDS = Text(
    "Forteller hvorfor studenten STUDENT fikk plassen sin i planen PLAN, eller ingen: hvor mange muligheter som var aktuelle, hva hver regel "
    "stengte, hva som er fullt, og hva det ble av ønskene. Semesteret TERM kan utelates, for planmappen har det med seg.",
    "Tells why the student STUDENT got the place in the plan PLAN, or none: how many possibilities were in question, what each rule shut, "
    "what is full, and what became of the wishes. The term TERM may be left out, for a plan folder keeps it.",
)
_LETTER = Text("Viser brevet til studenten.", "Shows the letter to the student.")
_CHANGES = Text(
    "Prøver også hva som skulle til for å få plass, og hva det ville kostet å oppfylle ønskene, ved å løse på nytt.",
    "Also tries what it would take to get a place, and what granting the wishes would cost, by solving again.",
)
_WISH = Text("Som --changes, men bare om ønske K.", "As --changes, but about wish K alone.")
_TRIES = Text("Så mange endringer av hvert slag prøves (6).", "So many changes of each kind are tried (6).")
_USAGE = Text("Skriv planmappen og studenten: allocator explain PLAN STUDENT.", "Write the plan folder and the student: allocator explain PLAN STUDENT.")


@command(
    click.Argument(["asked"], nargs=-1, required=True, metavar="[TERM] PLAN STUDENT"),
    Option(["--letter"], is_flag=True, words=_LETTER),
    Option(["--changes"], is_flag=True, words=_CHANGES),
    Option(["--wish"], type=click.IntRange(min=1), metavar="K", words=_WISH),
    Option(["--tries"], type=click.IntRange(min=1), metavar="N", default=6, words=_TRIES),
    words=_WORDS,
    example="allocator explain data/midt-troms plan S104\nallocator explain plan S104 --changes",
)
def explain(talk: Talk, asked: tuple[str, ...], wish: int | None, tries: int, *, letter: bool, changes: bool) -> None:
    """Prints the explanation, or the letter; with --changes or --wish what was found by solving again too."""
    problem, plan, student = question(talk, asked)
    found = al.explain(problem, plan, student=student)
    answers = why_not_all(problem, plan, student, wish=wish, tries=tries) if changes or wish else ()
    parts = [found.letter(talk.lang) if letter else found.say(talk.lang), *(one.say(talk.lang) for one in answers)]
    values = {**found.as_json(talk.lang), "letter": found.letter(talk.lang), "changes": [one.as_json(talk.lang) for one in answers]}
    talk.result("allocator.explain/1", values, "\n\n\n".join(parts))


def question(talk: Talk, asked: tuple[str, ...]) -> "tuple[al.Problem, al.Plan, str]":
    """The problem, the plan and the student of `[TERM] PLAN STUDENT`."""
    if len(asked) not in (2, 3):
        raise click.UsageError(_USAGE.say(talk.lang), click.get_current_context())
    *term, folder, student = asked
    plan = al.open_plan(folder)
    return (al.load(Path(term[0])) if term else plan.problem), plan, student


command = explain
