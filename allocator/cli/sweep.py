"""`allocator sweep`: hundreds of scenarios, draws or lotteries at once."""

from pathlib import Path
from typing import Any

import click

import allocator as al
from allocator import report
from allocator.cli.failures import MOST
from allocator.cli.given import plan_or_problem
from allocator.cli.search import stoppable, told_missing
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Prøver mange scenarier ved siden av planen slik den er: hvert scenario i filene SCENARIOS (flere filer: alle kombinasjoner), eller "
    "--draws tilfeldige utfall av hvem som trekker seg og hvilke veiledere som blir syke, eller --lotteries trekninger. TERM er et semester "
    "eller mappen til en plan. Det som er ferdig, ligger i -o, så et avbrutt søk fortsetter der det slapp.",
    "Tries many scenarios beside the plan as it is: each scenario of the files SCENARIOS (several files: every combination), or --draws "
    "random outcomes of who withdraws and which supervisors fall ill, or --lotteries draws of lots. TERM is a term or the folder of a plan. "
    "What is finished lies in -o, so that what was interrupted goes on where it was.",
)
_OUT = Text("Mappen resultatene lagres i.", "The folder to save the results in.")
_DRAWS = Text("Antall tilfeldige utfall.", "The number of random outcomes.")
_LOTTERIES = Text("Antall trekninger.", "The number of lotteries.")
_SEED = Text("Frøet som utfallene trekkes med.", "The seed that outcomes are drawn with.")
_WITHDRAW = Text("Andelen studenter som trekker seg, f.eks. 0.05.", "The share of students who withdraw, e.g. 0.05.")
_NO_SHOW = Text("Andelen av dem med plass som ikke møter.", "The share of those placed who do not show up.")
_SICK = Text("Andelen veiledere som ikke kan ta imot.", "The share of supervisors who fall out.")
_PROCESSES = Text("Antall prosesser. Uten: én for hver kjerne.", "The number of processes. Without: one a core.")
_SCHEDULER = Text("Adressen til en Dask-planlegger, f.eks. tcp://127.0.0.1:8786.", "The address of a Dask scheduler, e.g. tcp://127.0.0.1:8786.")
_ONE = Text("Oppgi enten filer med scenarier, --draws eller --lotteries.", "Name either files of scenarios, --draws or --lotteries.")
_DONE = Text("Ferdig: {name}", "Done: {name}")
_SAVED = Text("Lagret i {folder}: sweep.json, sweep.xlsx og hvert forsøk.", "Saved in {folder}: sweep.json, sweep.xlsx and each trial.")
_AGAIN = Text("Forsøk som ble gjort om igjen fordi en arbeider døde: {count}.", "Trials that were done again because a worker died: {count}.")


@command(
    click.Argument(["term"], type=click.Path(path_type=Path)),
    click.Argument(["scenarios"], type=click.Path(path_type=Path), nargs=-1),
    Option(["-o", "--output", "folder"], type=click.Path(path_type=Path), metavar="SWEEP", words=_OUT),
    Option(["--draws"], type=click.IntRange(min=1), metavar="N", words=_DRAWS),
    Option(["--lotteries"], type=click.IntRange(min=1), metavar="N", words=_LOTTERIES),
    Option(["--seed"], default="1", metavar="S", words=_SEED),
    Option(["--withdraw"], type=click.FloatRange(0, 1), default=0.0, words=_WITHDRAW),
    Option(["--no-show"], type=click.FloatRange(0, 1), default=0.0, words=_NO_SHOW),
    Option(["--sick"], type=click.FloatRange(0, 1), default=0.0, words=_SICK),
    Option(["--processes"], type=click.IntRange(min=1), metavar="N", words=_PROCESSES),
    Option(["--scheduler"], metavar="URL", words=_SCHEDULER),
    words=_WORDS,
    example="allocator sweep data/midt-troms --draws 20 --withdraw 0.05 --sick 0.03 -o sweep",
)
def sweep(talk: Talk, term: Path, scenarios: tuple[Path, ...], folder: Path | None, **asked: Any) -> None:
    """Reads or draws the scenarios, tries them, saves, prints what to expect."""
    if sum((bool(scenarios), asked["draws"] is not None, asked["lotteries"] is not None)) != 1:
        raise click.UsageError(_ONE.say(talk.lang), click.get_current_context())
    base = plan_or_problem(term)
    trials = _asked(base, scenarios, asked)
    found, _ = stoppable(lambda effort: _swept(talk, base, trials, effort, {**asked, "folder": folder}), talk)
    told_missing(found.missing, talk, finished=bool(found.trials))
    saved = report.sweep_save(found, folder, talk.lang) if folder else None
    text = report.sweep_text(found, talk.lang, MOST, asked["no_show"])
    end = f"\n\n{_SAVED.say(talk.lang, folder=str(saved))}" if saved else ""
    talk.result("allocator.sweep/1", {"term": str(term), "folder": saved and str(saved), **found.as_json()}, text + end)


def _asked(base: "al.Plan | al.Problem", files: tuple[Path, ...], asked: dict[str, Any]) -> tuple["al.Scenario", ...]:
    if files:
        return al.grid(*(al.read_scenarios(file) for file in files))
    if asked["lotteries"]:
        return al.lotteries(asked["lotteries"], asked["seed"])
    problem = base.problem if isinstance(base, al.Plan) else base
    return al.draws(problem, asked["draws"], asked["seed"], withdraw=asked["withdraw"], sick=asked["sick"])


def _swept(talk: Talk, base: "al.Plan | al.Problem", trials: Any, effort: "al.Effort", asked: dict[str, Any]) -> "al.Sweep":
    more: dict[str, Any] = {"beside": asked["lotteries"] is None, "folder": asked["folder"], "effort": effort}
    more["tell"] = lambda name: talk.say(_DONE, name=name)
    if not asked["scheduler"]:
        return al.sweep(base, trials, asked["processes"], **more)
    with al.Cluster(asked["scheduler"]) as cluster:
        found = al.sweep(base, trials, cluster, **more)
        if again := cluster.repeated():
            talk.say(_AGAIN, count=again)
        return found


command = sweep
