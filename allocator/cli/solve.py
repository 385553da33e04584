"""`allocator solve`: the best plan there is, checked, shown and saved."""

import dataclasses
from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.failures import MOST
from allocator.cli.search import search
from allocator.cli.worded import Option, Talk, command
from allocator.report.folder import require_free
from allocator.text import Text

_WORDS = Text(
    "Fordeler plassene i semesteret TERM, kontrollerer planen og lagrer den i mappen PLAN. Uten -o vises planen, men lagres "
    "ikke. Ctrl-C stanser søket og beholder den beste planen så langt; Ctrl-C én gang til avbryter.",
    "Allocates the places of the term TERM, checks the plan and saves it in the folder PLAN. Without -o the plan is shown, but not "
    "saved. Ctrl-C stops the search and keeps the best plan so far; Ctrl-C once more aborts.",
)
_OUT = Text("Mappen planen lagres i. En plan som ligger der, erstattes.", "The folder to save the plan in. A plan that is there is replaced.")
_SECONDS = Text(
    "Stanser etter så mange sekunder (da kan planen bli en annen på en annen maskin).",
    "Stops after so many seconds (then another machine may find another plan).",
)
_NODES = Text("Hvor mye det skal letes, i noder for hvert delproblem.", "How hard to search, in nodes for each sub-problem.")
_NOTES = Text(
    "{count} ting er rettet eller antatt ved innlesing; «allocator validate» viser hva.",
    "{count} things were mended or assumed while reading; “allocator validate” shows what.",
)
_SAVED = Text("Lagret i {folder}.", "Saved in {folder}.")
_NOT_SAVED = Text("Planen er ikke lagret. Legg til «-o PLAN» for å lagre den.", "The plan has not been saved. Add “-o PLAN” to save it.")


@command(
    click.Argument(["term"], type=click.Path(path_type=Path)),
    Option(["-o", "--output", "folder"], type=click.Path(path_type=Path), metavar="PLAN", words=_OUT),
    Option(["--seconds"], type=click.FloatRange(min=0, min_open=True), metavar="S", words=_SECONDS),
    Option(["--nodes"], type=click.IntRange(min=1), metavar="N", words=_NODES),
    words=_WORDS,
    example="allocator solve data/midt-troms -o plan",
)
def solve(talk: Talk, term: Path, folder: Path | None, seconds: float | None, nodes: int | None) -> None:
    """Loads, solves, checks, saves, and prints the summary."""
    if folder:
        require_free(folder)
    problem = al.load(term)
    if problem.notes and not talk.as_json:
        talk.say(_NOTES, count=len(problem.notes))
    effort = al.Effort(seconds=seconds)
    plan = search(problem, dataclasses.replace(effort, nodes=nodes) if nodes else effort, talk)
    if folder:
        saved = al.save(plan, folder, lang=talk.lang)
        end = _SAVED.say(talk.lang, folder=str(saved))
    else:
        al.check(problem, plan.placements).require(plan.reached)
        saved, end = None, _NOT_SAVED.say(talk.lang)
    values = {"term": str(term), "plan": saved and str(saved), **report.plan_json(plan, talk.lang)}
    talk.result("allocator.solve/1", values, f"{report.plan_text(plan, talk.lang, MOST)}\n\n{end}")


command = solve
