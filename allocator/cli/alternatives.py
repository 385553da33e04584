"""`allocator alternatives`: plans that place as many and differ in what comes after."""

from pathlib import Path

import click

import allocator as al
from allocator.cli.given import plan_or_problem
from allocator.cli.search import stoppable, told_missing
from allocator.cli.worded import Option, Talk, command
from allocator.report.folder import require_free
from allocator.text import Text

_WORDS = Text(
    "Viser planer som gir like mange plass, men setter et annet mål først av resten: hva hver av dem gir, hva den koster, og hva som "
    "ligger mellom. TERM er et semester eller mappen til en plan. Med -o lagres planene, én mappe for hver.",
    "Shows plans that place as many, but put another goal first among the rest: what each gives, what it takes, and what lies between. TERM "
    "is a term or the folder of a plan. With -o the plans are saved, one folder each.",
)
_MOST = Text("Flest planer som vises.", "The most plans that are shown.")
_OUT = Text("Mappen planene lagres i.", "The folder to save the plans in.")
_SAVED = Text("Lagret i {folder}.", "Saved in {folder}.")


@command(
    click.Argument(["term"], type=click.Path(path_type=Path)),
    Option(["--most"], type=click.IntRange(1, 10), default=3, metavar="N", words=_MOST),
    Option(["-o", "--output", "folder"], type=click.Path(path_type=Path), metavar="PLANS", words=_OUT),
    words=_WORDS,
    example="allocator alternatives plan --most 4",
)
def alternatives(talk: Talk, term: Path, most: int, folder: Path | None) -> None:
    """Finds them, saves them, prints what each trades."""
    if folder:
        require_free(folder)
    base = plan_or_problem(term)
    found, _ = stoppable(lambda effort: al.alternatives(base, most, lang=talk.lang, effort=effort), talk)
    told_missing(found.missing, talk, finished=bool(found.trades))
    saved = al.save(found.outlook, folder, lang=talk.lang) if folder else None
    end = f"\n\n{_SAVED.say(talk.lang, folder=str(saved))}" if saved else ""
    talk.result("allocator.alternatives/1", {"term": str(term), "plans": saved and str(saved), **found.as_json(talk.lang)}, found.say(talk.lang) + end)


command = alternatives
