"""`allocator explain`: why a student got this place, or none."""

from pathlib import Path

import click

import allocator as al
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Forteller hvorfor studenten STUDENT fikk plassen sin i planen PLAN, eller ingen: hvor mange muligheter som var aktuelle, hva hver regel "
    "stengte, hva som er fullt, og hva det ble av ønskene. Semesteret TERM kan utelates, for planmappen har det med seg.",
    "Tells why the student STUDENT got the place in the plan PLAN, or none: how many possibilities were in question, what each rule shut, "
    "what is full, and what became of the wishes. The term TERM may be left out, for a plan folder keeps it.",
)
_LETTER = Text("Viser brevet til studenten.", "Shows the letter to the student.")
_USAGE = Text("Skriv planmappen og studenten: allocator explain PLAN STUDENT.", "Write the plan folder and the student: allocator explain PLAN STUDENT.")


@command(
    click.Argument(["asked"], nargs=-1, required=True, metavar="[TERM] PLAN STUDENT"),
    Option(["--letter"], is_flag=True, words=_LETTER),
    words=_WORDS,
    example="allocator explain data/midt-troms plan S104",
)
def explain(talk: Talk, asked: tuple[str, ...], *, letter: bool) -> None:
    """Prints the explanation, or the letter."""
    problem, plan, student = question(talk, asked)
    found = al.explain(problem, plan, student=student)
    text = found.letter(talk.lang) if letter else found.say(talk.lang)
    talk.result("allocator.explain/1", {**found.as_json(talk.lang), "letter": found.letter(talk.lang)}, text)


def question(talk: Talk, asked: tuple[str, ...]) -> "tuple[al.Problem, al.Plan, str]":
    """The problem, the plan and the student of `[TERM] PLAN STUDENT`."""
    if len(asked) not in (2, 3):
        raise click.UsageError(_USAGE.say(talk.lang), click.get_current_context())
    *term, folder, student = asked
    plan = al.open_plan(folder)
    return (al.load(Path(term[0])) if term else plan.problem), plan, student


command = explain
