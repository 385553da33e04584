"""A race as Markdown."""

import os
import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from math import isnan
from pathlib import Path

from allocator.versions import __version__
from benchmarks.peers.race import NEVER, Race, middle
from benchmarks.peers.registry import OURS, PEERS

LIBRARIES = ("numpy", "ortools", "highspy", "scipy", "matching")

HOW = """\
Everybody gets the same System and the same one objective, in a process of their own, with their libraries loaded before the clock starts;
building the model counts. A plan counts only as counted again by a judge that shares nothing with any solver. The gap is measured from the
best bound that anybody proved, as a part of it. “Ours as good” is when `allocator, one objective` had a plan as good as the peer's best; the
factor is the peer's time through ours, below 1 a loss. HiGHS and CP-SAT tell of every plan, SCIP of every value, CBC only at its end; ours
of what its progress tells. `allocator, the layers in order` solves the layers apart, which is what it is for, and is measured by the joined
objective nevertheless. Medians over the seeds.
"""


def machine() -> str:
    """What the figures were made on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores ({model}), {platform.system()}, Python {platform.python_version()}{load}"


def versions() -> str:
    """The libraries."""
    return ", ".join((f"allocator {__version__}", *(f"{name} {_version(name)}" for name in LIBRARIES)))


def table(races: list[Race], objective: str) -> str:
    """Head, table, who is not in it, and how far ours is from the best peer."""
    first = races[0]
    marks = [first.seconds / 6, first.seconds / 2, first.seconds]
    head = [
        "solver", *(f"gap at {mark:.3g} s" for mark in marks), f"placements short at {first.seconds:g} s",
        "its best after, s", "ours as good after, s", "factor", "proved after, s", "peak GB",
    ]  # fmt: skip
    lines = [f"Seeds {', '.join(str(race.seed) for race in races)}; {first.seconds:g} s each. Objective: {objective}.", ""]
    lines += [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    codes = list(first.runs)
    lines += [_row(races, code, marks) for code in codes if any(race.runs[code].value is not None for race in races)]
    return "\n".join([*lines, "", *_absent(races, codes), *_wrong(races, codes), "", *_rivals(races), ""])


def _row(races: list[Race], code: str, marks: list[float]) -> str:
    def over(figure: Callable[[Race], float]) -> float:
        return middle([figure(race) for race in races])

    memories = [race.runs[code].memory for race in races]
    cells = [PEERS[code].name, *(_percent(middle([race.gap(code, mark) for race in races])) for mark in marks)]
    cells += [_number(over(lambda race: race.placements(code, race.seconds)), "none"), _number(over(lambda race: race.last(code)), "none")]
    if code == OURS:
        cells += ["", ""]
    else:
        cells += [_number(over(lambda race: race.as_good(code)), "never"), _factor(over(lambda race: race.faster(code)))]
    cells.append(_number(over(lambda race: race.runs[code].proved(race.bound)), "no"))
    cells.append("–" if None in memories else f"{middle([one for one in memories if one is not None]):.2f}")
    return f"| {' | '.join(cells)} |"


def _absent(races: list[Race], codes: list[str]) -> list[str]:
    """Those without a plan, and why; those that were cut short."""
    lines = []
    for code in codes:
        reasons = dict.fromkeys(_why(race, code) for race in races)
        lines += [f"- {PEERS[code].name}: {reason}" for reason in reasons if reason]
    return lines


def _why(race: Race, code: str) -> str:
    run = race.runs[code]
    return run.ended or ("" if run.value is not None or run.faults else f"no plan (seed {race.seed})")


def _wrong(races: list[Race], codes: list[str]) -> list[str]:
    lines = []
    for race in races:
        for code in codes:
            run = race.runs[code]
            if run.faults:
                lines.append(f"- **{run.peer.name}, seed {race.seed}: broken answer: {'; '.join(run.faults)}**")
            if race.false(run):
                lines.append(f"- **{run.peer.name}, seed {race.seed}: claims the bound {run.bound}, but a plan worth {race.best} is known**")
    return lines


def _rivals(races: list[Race]) -> list[str]:
    """Time to the gap that the best peer reaches, seed by seed."""
    lines = []
    for race in races:
        code = race.rival()
        if code is not None and OURS in race.runs:
            gap, factor = _percent(race.gap(code, race.seconds)), _factor(race.faster(code))
            ours = "ours never there" if race.as_good(code) == NEVER else f"ours there after {race.as_good(code):.2f} s"
            lines.append(f"- Seed {race.seed}: the best peer is {PEERS[code].name}, {gap} after {race.last(code):.2f} s; {ours}: {factor}")
    factors = [race.faster(code) for race in races if (code := race.rival()) is not None]
    return [*lines, f"- Median factor against the best peer: {_factor(middle(factors))}"] if factors and OURS in races[0].runs else lines


def _percent(part: float) -> str:
    return "no bound" if isnan(part) else "none" if part == NEVER else f"{100 * part:.3f} %"


def _number(figure: float, never: str) -> str:
    return "–" if isnan(figure) else never if figure == NEVER else f"{figure:.2f}"


def _factor(factor: float) -> str:
    if isnan(factor):
        return "–"
    if factor >= 1:
        return f"{factor:.1f}"
    return "**never: a loss**" if factor == 0 else f"**{factor:.2g}: a loss**"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
