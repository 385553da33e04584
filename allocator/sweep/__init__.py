"""Hundreds of scenarios at once, on as many processes as there are: what to expect, and what hangs on what."""

import hashlib
import math
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from allocator.errors import InputError
from allocator.intake.scenario import Scenario
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.solve import solve
from allocator.sweep.draws import no_shows
from allocator.sweep.parallel import Mishaps, Task, in_executor, in_processes
from allocator.sweep.shelf import Shelf
from allocator.sweep.trial import Case, packed, tried, unpacked
from allocator.system import Effort
from allocator.tables import plain
from allocator.text import Lang, Text
from allocator.versions import __version__

COUNTS = ("placed", "gained", "lost", "moved", "withdrawn", "added")
"""What is counted in each trial, beside unplaced."""

_HEAD = Text(
    "Forsøk: {trials}. Planen slik den er: {placed} med plass, {unplaced} uten.", "Trials: {trials}. The plan as it is: {placed} placed, {unplaced} not."
)
_EXPECTED = Text(
    "I snitt: {placed} med plass, {unplaced} uten; {lost} mister plassen, {moved} flytter, {gained} får plass.",
    "On average: {placed} placed, {unplaced} not; {lost} lose their place, {moved} move, {gained} gain one.",
)
_HOLD = Text(
    "Med {places} plasser i reserve holder det for alle som hadde plass i {percent} % av forsøkene.",
    "With {places} places held back there is enough for all who had a place in {percent} % of the trials.",
)
_LEFT_OUT = Text("Utelatt, fordi prosessen døde hver gang: {names}.", "Left out, because their process died every time: {names}.")
_REPEATED = Text("Gjort om igjen, fordi en prosess døde: {names}.", "Done again, because a process died: {names}.")


@dataclass(frozen=True, eq=False)
class Sweep:
    """What came of each scenario, in the order in which they were given; the same whatever did the work.

    base: the plan that all are compared with; trials: plain values of each (name, counts, layers, places by need as [site, period,
    minutes], unplaced, lost, gained, moved, added, withdrawn: needs); left_out: scenarios that killed every process they were tried
    in; repeated: scenarios that were done again because a process died (this tells of the run, not of the result); missing: scenarios
    that were not done when it was asked to stop
    """

    base: Plan
    trials: tuple[Mapping[str, Any], ...]
    left_out: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def expected(self) -> dict[str, float]:
        """The mean over the trials of each of COUNTS and of unplaced; 0 where there are no trials."""
        many = max(len(self.trials), 1)
        found = {name: sum(one["counts"][name] for one in self.trials) / many for name in COUNTS}
        return {**found, "unplaced": sum(len(one["unplaced"]) for one in self.trials) / many}

    def hold_back(self, share: float = 0.9) -> int:
        """How many places would have been enough for all who lose theirs, in at least this share of the trials."""
        lost = sorted(len(one["lost"]) for one in self.trials)
        return lost[math.ceil(share * len(lost)) - 1] if lost else 0

    def empty(self, rate: float) -> float:
        """How many places stay empty on average, where this share of those who are placed never comes. Raises SweepError."""
        student = self.base.problem.tables["needs"].set_index("need")["student"].to_dict()
        placed = [{student.get(need, need) for need in one["places"]} for one in self.trials]
        gone = [no_shows(one["name"], students, rate) for one, students in zip(self.trials, placed, strict=True)]
        return sum(map(len, gone)) / max(len(gone), 1)

    def sites(self) -> pd.DataFrame:
        """Sites by how much hangs on them: site, students (in the base), lost, moved (of these, on average), most first."""
        placed = self.base.placements
        site = dict(zip(placed["need"], placed["site"], strict=True))
        many = max(len(self.trials), 1)
        counted = {name: Counter(site[need] for one in self.trials for need in one[name] if need in site) for name in ("lost", "moved")}
        students = Counter(site.values())
        order = sorted(students, key=lambda one: (-counted["lost"][one], -counted["moved"][one], one))
        means = {name: [round(counted[name][one] / many, 3) for one in order] for name in counted}
        return pd.DataFrame({"site": order, "students": [students[one] for one in order], **means})

    def chances(self) -> pd.DataFrame:
        """Each need's share of the trials at each site: need, site ("" for none), chance; by need, the greatest chance first."""
        known = pd.concat([self.base.placements["need"], self.base.unplaced["need"]]).sort_values()
        many = max(len(self.trials), 1)
        rows = []
        for need in known.tolist():
            counted = Counter(one["places"].get(need, ("",))[0] for one in self.trials if need not in one["withdrawn"])
            rows += [(need, site, round(count / many, 4)) for site, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
        return pd.DataFrame(rows, columns=["need", "site", "chance"])

    def say(self, lang: Lang = "nb") -> str:
        """What to expect, and how many places to hold back."""
        placed, unplaced = len(self.base.placements), len(self.base.unplaced)
        lines = [_HEAD.say(lang, trials=len(self.trials), placed=placed, unplaced=unplaced)]
        lines.append(_EXPECTED.say(lang, **{name: round(value, 1) for name, value in self.expected().items() if name not in ("withdrawn", "added")}))
        lines += [_HOLD.say(lang, places=self.hold_back(share), percent=round(100 * share)) for share in (0.5, 0.9, 0.95)]
        lines += [_LEFT_OUT.say(lang, names=self.left_out)] if self.left_out else []
        lines += [_REPEATED.say(lang, names=self.repeated)] if self.repeated else []
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.say("en")

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values, but for what was done again: the same bytes whatever did the work."""
        return {
            "expected": self.expected(), "hold_back": {str(share): self.hold_back(share) for share in (0.5, 0.9, 0.95)},
            "sites": plain(self.sites()), "trials": [dict(one) for one in self.trials], "left_out": list(self.left_out), "missing": list(self.missing),
        }  # fmt: skip


def sweep(  # noqa: PLR0913 (what is tried, what does the work, and where it is kept)
    base: Problem | Plan,
    scenarios: Iterable[Scenario],
    executor: Executor | int | None = None,
    *,
    beside: bool = True,
    folder: str | Path | None = None,
    effort: Effort | None = None,
    tell: Callable[[str], None] | None = None,
) -> Sweep:
    """What comes of each scenario, compared with the base.

    base: a plan, or a problem, which is then solved first; beside: with as few changes from it as can be
    executor: a number of processes (as many as there are cores where none is given; then the calling program must be one that can be
    imported), or any `concurrent.futures.Executor`; a process that dies is no harm
    folder: where each finished trial is kept; trials that are there already are not done again
    tell: is told the name of each scenario as it is finished, in whatever order that happens
    Where the effort is asked to stop, the trials that have begun are finished, and the others are named in `missing`.
    Raises InputError with the faults of all scenarios, when the others are done, and whatever `solve` raises.
    """
    scenarios, effort = tuple(scenarios), effort or Effort()
    plan = base if isinstance(base, Plan) else solve(base, effort)
    case = Case(plan.problem, plan, plan if beside else None, replace(effort, stop=None, progress=None))
    key = _key(case)
    shelf = Shelf(Path(folder), key) if folder is not None else None
    plainly = [one.as_json() for one in scenarios]
    found = {str(at): known for at, one in enumerate(plainly) if shelf and (known := shelf.known(one)) is not None}
    todo = {str(at): one for at, one in enumerate(scenarios) if str(at) not in found}
    work = _Work(executor, Mishaps(), lambda: effort.stopped)
    for name, told in _worked(case, key, {} if effort.stopped else todo, work):
        found[name] = told
        if shelf and "faults" not in told:
            shelf.put(plainly[int(name)], told)
        if tell:
            tell(scenarios[int(name)].name)
    faults = [fault for at in range(len(scenarios)) for fault in found.get(str(at), {}).get("faults", ())]
    if faults:
        raise InputError(faults)
    trials = tuple(found[str(at)] for at in range(len(scenarios)) if str(at) in found)
    left_out, repeated = (tuple(scenarios[int(name)].name for name in sorted(names, key=int)) for names in (work.mishaps.left_out, work.mishaps.repeated))
    missing = tuple(one.name for name, one in todo.items() if name not in found and name not in work.mishaps.left_out)
    return Sweep(plan, trials, left_out, repeated, missing)


@dataclass(frozen=True)
class _Work:
    """What does the work, what goes wrong on the way, and whether to stop."""

    executor: Executor | int | None
    mishaps: Mishaps
    stop: Callable[[], bool]


def _worked(case: Case, key: str, scenarios: Mapping[str, Scenario], work: _Work) -> Iterable[tuple[str, Any]]:
    """What comes of each scenario by its number, as it comes."""
    if not scenarios:
        return ()
    sent = packed(case)
    if isinstance(work.executor, Executor):
        tasks: dict[str, Task] = {name: (tried, (key, one, sent)) for name, one in scenarios.items()}
        return in_executor(tasks, work.executor, work.mishaps, work.stop)
    processes = max(1, min(work.executor or os.cpu_count() or 1, len(scenarios)))
    return in_processes({name: (tried, (key, one)) for name, one in scenarios.items()}, processes, (unpacked, (key, sent)), work.mishaps, work.stop)


def _key(case: Case) -> str:
    """sha256 of all that decides a trial but for its scenario."""
    placed = case.base.placements.to_csv(index=False, lineterminator="\n")
    said = "|".join([__version__, case.problem.digest(), placed, str(case.plan is not None), str(case.effort.nodes), str(case.effort.seconds)])
    return hashlib.sha256(said.encode()).hexdigest()
