"""`allocator check`: an independent check of a plan, from the tables and the file alone."""

from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.failures import FAULTS, MOST
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text(
    "Kontrollerer plasseringene i FILE (placements.csv eller plan.xlsx, også endret for hånd, eller mappen de ligger i) mot semesteret TERM: "
    "hvert brudd på en regel, og verdien av hvert mål.",
    "Checks the placements in FILE (placements.csv or plan.xlsx, also edited by hand, or the folder they lie in) against the term TERM: "
    "every breach of a rule, and the value of every goal.",
)


@command(
    click.Argument(["term"], type=click.Path(path_type=Path)),
    click.Argument(["file"], type=click.Path(path_type=Path)),
    words=_WORDS,
    example="allocator check data/midt-troms plan/placements.csv",
)
def check(talk: Talk, term: Path, file: Path) -> None:
    """Prints the verdict; exit code 1 where a rule that must hold is broken."""
    problem = al.load(term)
    placements = al.read_placements(file / "placements.csv" if file.is_dir() else file, problem)
    verdict = al.check(problem, placements)
    values = {"term": str(term), "file": str(file), **report.verdict_json(verdict, problem, talk.lang)}
    talk.result("allocator.check/1", values, report.verdict_text(verdict, problem, talk.lang, MOST))
    if not verdict.sound:
        raise click.exceptions.Exit(FAULTS)


command = check
