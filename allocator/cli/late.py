"""`allocator late`: what there is room for beside a plan, for one late student or one freed place."""

from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.failures import MOST
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Viser hva som er ledig i planen PLAN for behovet (eller studenten) NEED som ikke har plass, det beste først; med --offer hvem uten plass "
    "som kan få en plass i det tilbudet. Ingen andre flyttes. Med --term leses semesteret på nytt, f.eks. med en student som er kommet til.",
    "Shows what is free in the plan PLAN for the need (or student) NEED that has no place, the best first; with --offer who without a place may "
    "have one of that offer. Nobody else is moved. With --term the term is read anew, with a student who has come late, say.",
)
_OFFER = Text("Et tilbud med ledig plass.", "An offer with a free place.")
_WITHOUT = Text("Et behov som har gitt fra seg plassen; kan gjentas.", "A need that has given up its place; may be repeated.")
_TERM = Text("Semesteret som det er nå.", "The term as it is now.")
_EITHER = Text("Nevn et behov eller et tilbud (--offer).", "Name a need or an offer (--offer).")


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    click.Argument(["need"], required=False),
    Option(["--offer"], metavar="OFFER", words=_OFFER),
    Option(["--without"], multiple=True, metavar="NEED", words=_WITHOUT),
    Option(["--term"], type=click.Path(path_type=Path), metavar="TERM", words=_TERM),
    words=_WORDS,
    example="allocator late plan S004\nallocator late plan --offer Tromsø-sykehjem-2:W34-W41 --without S017",
)
def late(talk: Talk, plan: Path, need: str | None, offer: str | None, without: tuple[str, ...], term: Path | None) -> None:
    """Prints the choices."""
    if bool(need) == bool(offer):
        raise click.UsageError(_EITHER.say(talk.lang), click.get_current_context())
    base = al.open_plan(plan)
    problem = al.load(term) if term else base.problem
    beside = al.Late(problem, base, without=without)
    found = beside.need(need) if need else beside.place(str(offer))
    values = {"plan": str(plan), "need": need, "offer": offer, "without": list(without), **report.late_json(found, talk.lang)}
    talk.result("allocator.late/1", values, report.late_text(found, problem, talk.lang, MOST))


command = late
