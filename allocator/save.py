"""A plan as a folder, and back: placements, unplaced, workbook, report, verdict, provenance and the tables as they were read."""

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allocator.check import check
from allocator.errors import SaveError
from allocator.intake.load import load
from allocator.plan import PLACEMENTS, Plan
from allocator.report.folder import PURGED, RUN, SCHEMA, SEVERAL, publish, recover, run_of
from allocator.report.page import page
from allocator.report.readers import placements_of, unplaced_of
from allocator.report.sentences import reasons
from allocator.report.term import term_files
from allocator.report.whatif import outlook_workbook
from allocator.report.workbook import workbook
from allocator.report.writers import csv_bytes, json_bytes
from allocator.system import Ended, Reached, Value
from allocator.text import Lang, Text
from allocator.verdict import Verdict
from allocator.whatif import Outlook

_NO_PLAN = Text("«{folder}» er ikke en plan (mangler {name}).", "“{folder}” is not a plan ({name} is missing).")
_PURGED = Text(
    "Planen «{folder}» er renset for personer; {name} forteller hvordan den ble til.",
    "The plan “{folder}” has been purged of people; {name} tells how it came about.",
)
_EDITED = Text(
    "{name} i «{folder}» er ikke slik den ble lagret. En fil endret for hånd prøves med «allocator check».",
    "{name} in “{folder}” is not as it was saved. A file edited by hand is tried with “allocator check”.",
)
_OTHER = Text(
    "Scenarioene i «{folder}» er laget fra en annen plan. Kjør «allocator whatif PLAN» på denne planen.",
    "The scenarios in “{folder}” were made from another plan. Run “allocator whatif PLAN” on this plan.",
)
_DAMAGED = Text("Planen «{folder}» er skadet ({reason}).", "The plan “{folder}” is damaged ({reason}).")
_READ = ("placements.csv", "unplaced.csv", "term/")


def save(plan: Plan | Outlook, folder: str | Path, *, lang: Lang = "nb") -> Path:
    """Writes a plan as a folder, whole or not at all, and returns its path; a plan that stood there is replaced.

    Every plan is checked first. `lang` is the language of the reasons, the verdict and the workbook. Of an outlook (see `whatif`)
    the base and the plan of each scenario are saved as folders inside the folder, beside a workbook that compares them.
    Raises BrokenPlan where a rule that must hold is broken, SolverError where a value is not as claimed, and SaveError where
    something else bears the name, a file is open in Excel, or the disk refuses.
    """
    if isinstance(plan, Outlook):
        return publish(Path(folder), _several(plan, lang))
    verdict = check(plan.problem, plan.placements).require(plan.reached)
    return publish(Path(folder), plan_files(plan, verdict, lang))


def open_plan(folder: str | Path) -> Plan:
    """A plan that was saved, with its problem. Raises SaveError where the folder is not a plan, or was changed by hand since."""
    where = Path(folder).resolve()
    recover(where)
    run = run_of(where)
    if not run:
        raise SaveError((_PURGED if run_of(where, PURGED) else _NO_PLAN).of(folder=str(folder), name=RUN))
    try:
        for name, digest in run["files"].items():
            if name.startswith(_READ) and _sha256((where / name).read_bytes()) != digest:
                raise SaveError(_EDITED.of(name=name, folder=str(folder)))
        return _opened(where, run)
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SaveError(_DAMAGED.of(folder=str(folder), reason=str(error))) from error


def open_scenarios(folder: str | Path, plan: Plan) -> Mapping[str, Plan]:
    """The plans that stand beside a plan in a folder, by name: those of a saved outlook (see `whatif`), or the one plan that the folder is.

    Raises SaveError where the folder is neither, where an outlook was made from another plan, or where something was changed by hand.
    """
    where = Path(folder)
    several = run_of(where, SEVERAL)
    if not several:
        found = open_plan(where)
        return {_named(found.run, where): found}
    base = open_plan(where / "base")
    if (base.problem.digest(), base.placements.to_csv()) != (plan.problem.digest(), plan.placements.to_csv()):
        raise SaveError(_OTHER.of(folder=str(folder)))
    plans = {name: open_plan(where / name) for name in several["scenarios"]}
    return {_named(one.run, where / name): one for name, one in plans.items()}


def _named(run: Mapping[str, Any], folder: Path) -> str:
    """The name of the scenario a plan was solved under, else of its folder."""
    return str((run.get("scenario") or {}).get("name") or folder.resolve().name)


def plan_files(plan: Plan, verdict: Verdict, lang: Lang) -> Mapping[str, bytes]:
    """Content by file name. The same plan gives the same bytes in all but run.json, which alone knows seconds and the command."""
    files = {
        "placements.csv": csv_bytes(plan.placements[list(PLACEMENTS)]),
        "unplaced.csv": csv_bytes(plan.unplaced.assign(reason=reasons(plan.unplaced, lang))),
        "plan.xlsx": workbook(plan, lang),
        "report.html": page(plan, lang),
        "verdict.json": json_bytes({"schema": "allocator.verdict/1", **verdict.as_json(lang)}),
        **{f"term/{name}": content for name, content in term_files(plan.problem).items()},
    }
    return {**files, RUN: json_bytes(_run(plan, {name: _sha256(content) for name, content in files.items()}, lang))}


def _several(outlook: Outlook, lang: Lang) -> Mapping[str, bytes]:
    """The files of every plan, each in its own folder, and what compares them."""
    plans = {"base": outlook.base, **{one.slug: one.plan for one in outlook.outcomes}}
    files: dict[str, bytes] = {"whatif.xlsx": outlook_workbook(outlook, lang)}
    for name, plan in plans.items():
        verdict = check(plan.problem, plan.placements).require(plan.reached)
        files |= {f"{name}/{file}": content for file, content in plan_files(plan, verdict, lang).items()}
    run = {"schema": SEVERAL, "lang": lang, "scenarios": {one.slug: one.scenario.as_json() for one in outlook.outcomes}}
    return {**files, RUN: json_bytes({**run, "files": {name: _sha256(content) for name, content in files.items()}})}


def _opened(where: Path, run: Mapping[str, Any]) -> Plan:
    reached = tuple(
        Reached(one["layer"], one["unit"], _value(one["value"]), _value(one["bound"]), Ended(one["ended"]), one["seconds"]) for one in run["layers"]
    )
    return Plan(
        problem=load(where / "term").replace(sources=run["sources"]),
        placements=placements_of((where / "placements.csv").read_bytes()),
        unplaced=unplaced_of((where / "unplaced.csv").read_bytes()),
        reached=reached, ended=Ended(run["ended"]), solver=run["solver"],
        run={name: value for name, value in run.items() if name not in ("schema", "files", "layers", "lang")},
    )


def _run(plan: Plan, digests: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    """Everything about how the plan came to be."""
    program = Path(sys.argv[0]).name
    command = ["python -m allocator" if program == "__main__.py" else program, *sys.argv[1:]]
    layers = [
        {"layer": one.layer, "unit": one.unit, "value": one.value, "bound": one.bound, "ended": str(one.ended), "seconds": round(one.seconds, 3)}
        for one in plan.reached
    ]
    told = {"command": command, **plan.run, "solver": plan.solver, "ended": str(plan.ended), "sources": dict(plan.problem.sources)}
    return {**told, "schema": SCHEMA, "lang": lang, "layers": layers, "files": dict(digests)}


def _value(value: Any) -> Value:
    return tuple((chosen, of) for chosen, of in value) if isinstance(value, list) else int(value)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
