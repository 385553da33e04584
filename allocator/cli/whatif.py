"""`allocator whatif`: each scenario beside the plan as it is."""

from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.given import plan_or_problem, told_broken
from allocator.cli.search import stoppable, told_missing
from allocator.cli.worded import Option, Talk, command
from allocator.report.folder import require_free
from allocator.text import Text

_WORDS = Text(
    "Løser hvert scenario i filen SCENARIOS ved siden av planen slik den er: så god som mulig, og med færrest mulig endringer. TERM er et "
    "semester, eller mappen til en plan som er lagret; da er det den det sammenlignes med. Uten -o vises tabellen, men ingenting lagres.",
    "Solves each scenario of the file SCENARIOS beside the plan as it is: as good as can be, and with as few changes as can be. TERM is a "
    "term, or the folder of a plan that was saved, which is then what is compared with. Without -o the table is shown, but nothing is saved.",
)
_OUT = Text(
    "Mappen planene lagres i: én mappe for hvert scenario, og en arbeidsbok som sammenligner dem.",
    "The folder to save the plans in: one folder for each scenario, and a workbook that compares them.",
)
_SOLVING = Text("Løser: {name}", "Solving: {name}")
_SAVED = Text("Lagret i {folder}: whatif.xlsx og én mappe for hver plan.", "Saved in {folder}: whatif.xlsx and one folder for each plan.")
_NOT_SAVED = Text("Planene er ikke lagret. Legg til «-o PLANS» for å lagre dem.", "The plans have not been saved. Add “-o PLANS” to save them.")


@command(
    click.Argument(["term"], type=click.Path(path_type=Path)),
    click.Argument(["scenarios"], type=click.Path(path_type=Path)),
    Option(["-o", "--output", "folder"], type=click.Path(path_type=Path), metavar="PLANS", words=_OUT),
    words=_WORDS,
    example="allocator whatif data/midt-troms data/scenarios/midt-troms.toml -o plans",
)
def whatif(talk: Talk, term: Path, scenarios: Path, folder: Path | None) -> None:
    """Reads, solves each beside the base, saves, prints one table."""
    if folder:
        require_free(folder)
    read, base = al.read_scenarios(scenarios), plan_or_problem(term)
    broken = told_broken(base, term, talk)
    outlook, _ = stoppable(lambda effort: al.whatif(base, read, effort, tell=lambda name: talk.say(_SOLVING, name=name)), talk)
    told_missing(outlook.missing, talk, finished=bool(outlook.outcomes))
    saved = al.save(outlook, folder, lang=talk.lang) if folder else None
    end = _SAVED.say(talk.lang, folder=str(saved)) if saved else _NOT_SAVED.say(talk.lang)
    values = {"term": str(term), "plans": saved and str(saved), "missing": list(outlook.missing), "base_breaks": broken}
    values |= report.outlook_json(outlook, talk.lang)
    talk.result("allocator.whatif/1", values, f"{report.outlook_text(outlook, talk.lang)}\n\n{end}")


command = whatif
