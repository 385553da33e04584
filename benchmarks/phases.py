"""How long each phase of a case takes: load, formulate, solve, check, save; and how much memory at the most.

python -m benchmarks.phases region --seeds 1 2 3 --supply 1.1
python -m benchmarks.phases data/nord
"""

import argparse
import platform
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import allocator as al
from benchmarks.cases import CASES
from benchmarks.generate import write

Made = TypeVar("Made")


@dataclass
class Clock:
    """Seconds by the wall and of the processor, phase by phase."""

    phases: dict[str, tuple[float, float]]

    def of(self, phase: str, work: Callable[[], Made]) -> Made:
        """What the work gives back; its time is kept."""
        wall, cpu = time.perf_counter(), time.process_time()
        made = work()
        self.phases[phase] = (time.perf_counter() - wall, time.process_time() - cpu)
        return made


def measured(term: Path, nodes: int | None = None) -> dict[str, Any]:
    """One way through a term: seconds of each phase, sizes, layers and the peak memory in GB of the process so far."""
    clock = Clock({})
    problem = clock.of("load", lambda: al.load(term))
    formulated = clock.of("formulate", lambda: al.formulate(problem))
    effort = al.Effort() if nodes is None else al.Effort(nodes=nodes)
    plan = clock.of("formulate and solve", lambda: al.solve(problem, effort))
    verdict = clock.of("check", lambda: al.check(problem, plan.placements).require())
    claimed = {one.layer: one.value for one in plan.reached}
    assert claimed == dict(verdict.values), "the checker measures other values than the solver claims"
    with tempfile.TemporaryDirectory() as folder:
        clock.of("save (checks again)", lambda: al.save(plan, Path(folder) / "plan"))
    return {
        "phases": clock.phases, "needs": formulated.system.needs, "options": formulated.system.options, "placed": len(plan.placements),
        "layers": plan.reached, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def told(name: str, found: dict[str, Any]) -> str:
    """The figures as markdown."""
    lines = [
        f"### {name}: {found['needs']} needs, {found['options']} options, {found['placed']} placed, peak {found['peak']:.2f} GB", "",
        "| phase | wall s | cpu s |", "|---|---|---|",
        *(f"| {phase} | {wall:.2f} | {cpu:.2f} |" for phase, (wall, cpu) in found["phases"].items()), "",
        "| layer | value | bound | ended | seconds |", "|---|---|---|---|---|",
        *(f"| {one.layer} | {one.value} | {one.bound} | {one.ended} | {one.seconds:.2f} |" for one in found["layers"]), "",
    ]
    return "\n".join(lines)


def machine() -> str:
    """What the figures were made on."""
    versions = ", ".join(f"{name} {version}" for name, version in al.versions().items())
    return f"{platform.machine()}, {platform.system()}; {versions}"


def main(arguments: list[str] | None = None) -> None:
    """Prints a table for each seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", help=f"a term, or one of {', '.join(CASES)}")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--supply", type=float, default=1.1)
    parser.add_argument("--nodes", type=int, default=None)
    given = parser.parse_args(arguments)
    print(machine(), "\n")
    if given.case not in CASES:
        print(told(given.case, measured(Path(given.case), given.nodes)))
        return
    for seed in given.seeds:
        with tempfile.TemporaryDirectory() as folder:
            write(CASES[given.case].with_supply(given.supply), seed, Path(folder) / "term")
            print(told(f"{given.case}, seed {seed}, supply {given.supply}", measured(Path(folder) / "term", given.nodes)))


if __name__ == "__main__":
    main()
