"""`allocator check`: an independent check of a plan, from the tables and the file alone."""

from pathlib import Path
from typing import Any

import click

import allocator as al
from allocator import report
from allocator.cli.failures import FAULTS, MOST
from allocator.cli.worded import Option, Talk, command
from allocator.report.folder import create, run_of
from allocator.text import Text

_WORDS = Text(
    "Kontrollerer plasseringene i FILE (placements.csv eller plan.xlsx, også endret for hånd, eller mappen de ligger i) mot semesteret TERM "
    "(også en planmappe): hvert brudd på en regel, og verdien av hvert mål. Med --as-locks blir det som er endret fra planen TERM (eller "
    "fra semesterets tabell previous), til rader i tabellen locks, der hvem og hvorfor skal fylles ut.",
    "Checks the placements in FILE (placements.csv or plan.xlsx, also edited by hand, or the folder they lie in) against the term TERM "
    "(or a plan folder): every breach of a rule, and the value of every goal. With --as-locks what was changed from the plan TERM (or from "
    "the term's table previous) becomes rows of the table locks, with who and why to fill in.",
)
_LOCKS = Text("Gjør det som er endret for hånd, til låser.", "Makes locks of what was changed by hand.")
_OUT = Text("Filen låsene skrives til.", "The file to write the locks to.")
_WRITTEN = Text(
    "Låsene er skrevet til {path}. Fyll ut hvem og hvorfor, og legg filen i semesterets mappe (navnet må begynne med «locks» eller «låser»).",
    "The locks are written to {path}. Fill in who and why, and lay the file in the folder of the term (its name must begin with “locks”).",
)
_NO_BASE = Text(
    "{term} er ingen planmappe og har ingen forrige plan (previous), så det går ikke an å se hva som er endret.",
    "{term} is no plan folder and has no previous plan (previous), so nobody can tell what was changed.",
)
_ALONE = Text("-o brukes bare sammen med --as-locks.", "-o goes with --as-locks alone.")


@command(
    click.Argument(["term"], type=click.Path(path_type=Path)),
    click.Argument(["file"], type=click.Path(path_type=Path)),
    Option(["--as-locks"], is_flag=True, words=_LOCKS),
    Option(["-o", "--output", "out"], type=click.Path(path_type=Path), metavar="LOCKS", words=_OUT),
    words=_WORDS,
    example="allocator check data/midt-troms plan/placements.csv\nallocator check plan plan/plan.xlsx --as-locks -o locks-endret.csv",
)
def check(talk: Talk, term: Path, file: Path, out: Path | None, *, as_locks: bool) -> None:
    """Prints the verdict, and the locks where they are asked for; exit code 1 where a rule that must hold is broken."""
    if out and not as_locks:
        raise click.UsageError(_ALONE.say(talk.lang), click.get_current_context())
    saved = bool(run_of(term))
    problem = al.load(term / "term" if saved else term)
    placements = al.read_placements(file / "placements.csv" if file.is_dir() else file, problem)
    verdict = al.check(problem, placements)
    values = {"term": str(term), "file": str(file), **report.verdict_json(verdict, problem, talk.lang)}
    text = report.verdict_text(verdict, problem, talk.lang, MOST)
    if as_locks:
        before = al.open_plan(term).placements if saved else problem.tables["previous"]
        if before.empty:
            raise click.UsageError(_NO_BASE.say(talk.lang, term=str(term)), click.get_current_context())
        more, said = _as_locks(al.as_locks(before, placements), verdict, out, talk)
        values, text = {**values, **more}, f"{text}\n\n{said}"
    talk.result("allocator.check/1", values, text)
    if not verdict.sound:
        raise click.exceptions.Exit(FAULTS)


def _as_locks(locks: Any, verdict: "al.Verdict", out: Path | None, talk: Talk) -> tuple[dict[str, Any], str]:
    """The locks as plain values and in words, written where a file is named."""
    breaks = report.broken_by(locks, verdict)
    path = str(create(out, report.locks_csv(locks, breaks, talk.lang))) if out else None
    rows = [{**row, "breaks": codes} for row, codes in zip(locks.to_dict("records"), breaks, strict=True)]
    told = report.locks_text(locks, breaks, talk.lang) + (f"\n\n{_WRITTEN.say(talk.lang, path=path)}" if path else "")
    return {"locks": rows, "locks_file": path}, told


command = check
