"""`allocator late`: what there is room for beside a plan, for one late student or one freed place."""

from pathlib import Path
from typing import Any

import click

import allocator as al
from allocator import report
from allocator.cli.failures import MOST
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Viser hva som er ledig i planen PLAN for behovet (eller studenten) NEED som ikke har plass, det beste først; med --offer hvem uten plass "
    "som kan få en plass i det tilbudet. En student som er kommet til, beskrives med --new eller --row og trenger ikke stå i semesteret. Ingen "
    "andre flyttes. Med --term leses semesteret på nytt.",
    "Shows what is free in the plan PLAN for the need (or student) NEED that has no place, the best first; with --offer who without a place may "
    "have one of that offer. A student who has come late is described by --new or --row and need not be in the term. Nobody else is moved. "
    "With --term the term is read anew.",
)
_OFFER = Text("Et tilbud med ledig plass.", "An offer with a free place.")
_NEW = Text(
    "En opplysning om en ny student, f.eks. --new student=S900 --new emne=UIT-SYK1; kolonnene er de i tabellen studenter, og ønske1, ønske2 …",
    "What is known of a new student, e.g. --new student=S900 --new course=UIT-SYK1; the columns are those of students, and wish1, wish2 …",
)
_ROW = Text(
    "En csv med én rad om en ny student, eller en arbeidsbok med ark for det som ellers er å si (ønsker, attester …).",
    "A csv with one row about a new student, or a workbook with sheets for what else there is to say (wishes, clearances …).",
)
_PAPER = Text("En attest den nye studenten har; kan gjentas.", "A document that the new student has; may be repeated.")
_WITHOUT = Text("Et behov som har gitt fra seg plassen; kan gjentas.", "A need that has given up its place; may be repeated.")
_TERM = Text("Semesteret som det er nå.", "The term as it is now.")
_EITHER = Text(
    "Nevn ett: et behov, et tilbud (--offer) eller en ny student (--new eller --row).",
    "Name one: a need, an offer (--offer) or a new student (--new or --row).",
)
_PAIR = Text("«{told}» mangler «=». Skriv f.eks. --new emne=UIT-SYK1.", "“{told}” has no “=”. Write e.g. --new course=UIT-SYK1.")


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    click.Argument(["need"], required=False),
    Option(["--offer"], metavar="OFFER", words=_OFFER),
    Option(["--new"], multiple=True, metavar="COLUMN=VALUE", words=_NEW),
    Option(["--row"], type=click.Path(path_type=Path), metavar="FILE", words=_ROW),
    Option(["--clearance"], multiple=True, metavar="KIND", words=_PAPER),
    Option(["--without"], multiple=True, metavar="NEED", words=_WITHOUT),
    Option(["--term"], type=click.Path(path_type=Path), metavar="TERM", words=_TERM),
    words=_WORDS,
    example="allocator late plan S004\nallocator late plan --new student=S900 --new course=UIT-SYK1 --new home=5501 --clearance politiattest\n"
    "allocator late plan --offer Tromsø-sykehjem-2:W34-W41 --without S017",
)
def late(talk: Talk, plan: Path, need: str | None, term: Path | None, **asked: Any) -> None:
    """Prints the choices."""
    if [bool(need), bool(asked["offer"]), bool(asked["new"]), bool(asked["row"])].count(True) != 1:
        raise click.UsageError(_EITHER.say(talk.lang), click.get_current_context())
    rows = _rows(asked, talk)
    base = al.open_plan(plan)
    problem = al.load(term) if term else base.problem
    beside = al.Late(problem, base, without=asked["without"])
    found = beside.need(need) if need else beside.place(asked["offer"]) if asked["offer"] else beside.student(rows)
    new = dict(one.split("=", 1) for one in asked["new"])
    told = {"plan": str(plan), "need": need, "offer": asked["offer"], "new": new, "row": asked["row"] and str(asked["row"])}
    values = {**told, "without": list(asked["without"]), **report.late_json(found, talk.lang)}
    talk.result("allocator.late/1", values, report.late_text(found, problem, talk.lang, MOST))


def _rows(asked: dict[str, Any], talk: Talk) -> Any:
    """What is said of a new student, by table."""
    pairs = [one.partition("=") for one in asked["new"]]
    for word, sign, _ in pairs:
        if not sign:
            raise click.UsageError(_PAIR.say(talk.lang, told=word), click.get_current_context())
    return al.read_student(asked["row"] or {word: value for word, _, value in pairs}, asked["clearance"]) if pairs or asked["row"] else {}


command = late
