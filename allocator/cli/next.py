"""`allocator next`: the next term's folder, begun from a plan."""

import datetime as dt
from pathlib import Path

import click

import allocator as al
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Lager mappen for neste semester ut fra planen PLAN: Steder, veiledere, avtaler og reiser blir med, tilbudene videreføres til "
    "bekreftelse, og plasseringene blir historikk. Studenter, behov, ønsker og annet om studentene står tomt. Perioder og uker flyttes "
    "til samme uker neste år, eller så mange uker frem som --weeks sier.",
    "Makes the folder of the next term from the plan PLAN: sites, supervisors, agreements and journeys stay, offers are rolled on to be "
    "confirmed, and the placements become history. Students, needs, wishes and all else about students is blank. Windows and weeks "
    "move to the same weeks of next year, or by as many weeks as --weeks says.",
)
_OUT = Text("Mappen som lages.", "The folder to make.")
_WEEKS = Text("Flytter perioder og uker så mange uker frem.", "Moves windows and weeks by so many weeks.")
_ANSWER = Text("Svarfristen på tilbudene (ÅÅÅÅ-MM-DD).", "The day by which offers must be confirmed (YYYY-MM-DD).")
_MADE = Text(
    "Laget {path}: {offers} tilbud er videreført og skal bekreftes, {history} rader i historikken er nye.\n"
    "Fyll ut students.csv (og needs.csv, wishes.csv og det andre om studentene), se over periods.csv og offers.csv, sett «passed» til nei "
    "i history.csv for dem som ikke besto, og skriv frø og dato («seed», «as_of») i policy.toml. Kjør så «allocator validate».",
    "Made {path}: {offers} offers are rolled on and to be confirmed, {history} rows of history are new.\n"
    "Fill in students.csv (and needs.csv, wishes.csv and the rest about students), look through periods.csv and offers.csv, set “passed” to "
    "no in history.csv for those who did not pass, and write seed and day (“seed”, “as_of”) in policy.toml. Then run “allocator validate”.",
)


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    Option(["-o", "--output", "folder"], required=True, type=click.Path(path_type=Path), metavar="TERM", words=_OUT),
    Option(["--weeks"], type=click.IntRange(1, 520), metavar="N", words=_WEEKS),
    Option(["--answer-by"], type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]), metavar="DAY", words=_ANSWER),
    words=_WORDS,
    example="allocator next plan -o 2027-autumn --answer-by 2027-05-01",
)
def next(talk: Talk, plan: Path, folder: Path, weeks: int | None, answer_by: dt.datetime | None) -> None:
    """Makes the term and says what is left to do."""
    before = al.open_plan(plan)
    made = al.next_term(before, weeks=weeks, answer_by=answer_by and answer_by.date(), lang=talk.lang)
    path = str(al.write_term(made, folder))
    counts = {"offers": len(made.tables["offers"]), "history": len(before.placements)}
    talk.result("allocator.next/1", {"plan": str(plan), "path": path, **counts}, _MADE.say(talk.lang, path=path, **counts))


command = next
