"""Public assignment and generalized-assignment instances, straight into a System: value, bound and seconds beside the best known value.

python -m benchmarks.public gap1.txt --format gap --maximise --best 336,327,339,341,326
python -m benchmarks.public assign100.txt --format assign --best 305

gap: the number of problems; for each the numbers of agents and jobs, costs (a line an agent), resources (the same), capacities
assign: the number n, then n x n costs
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from allocator import solvers
from allocator.system import Effort, Ended, Ints, Layer, Limit, Reached, System
from benchmarks.numbers import Malformed, Numbers


@dataclass(frozen=True)
class Jobs:
    """Every job goes to one agent. costs, weights: (agents, jobs); capacities: (agents,)."""

    costs: Ints
    weights: Ints
    capacities: Ints


def read(path: Path, form: str) -> list[Jobs]:
    """The problems of a file. Raises Malformed, OSError."""
    numbers = Numbers.of(path)
    found = _gap(numbers) if form == "gap" else [_assign(numbers)]
    numbers.end()
    return found


def system_of_jobs(jobs: Jobs, *, maximise: bool = False) -> System:
    """First as many jobs as possible, all of them if it can be done; then the least cost, or with `maximise` the greatest gain.

    A need is a job, an option a job with an agent that could hold it.
    """
    agent, job = np.nonzero(jobs.weights <= jobs.capacities[:, None])
    order = np.lexsort((agent, job))
    agent, job = agent[order], job[order]
    every, count = np.arange(len(job)), jobs.costs.shape[1]
    held = Limit(every, agent, most=jobs.capacities, weight=jobs.weights[agent, job])
    if (held.weight == 1).all():  # type: ignore[union-attr]  # it was just given
        held = Limit(every, agent, most=jobs.capacities)
    costs = jobs.costs[agent, job] * (-1 if maximise else 1)
    return System(job, count, (held,), (Layer("placed", "jobs", costs=np.full(len(job), -1), constant=count), Layer("cost", "units", costs=costs)))


def _gap(numbers: Numbers) -> list[Jobs]:
    found = []
    count = numbers.one("the number of problems", least=1)
    for problem in range(1, count + 1):
        where = f"problem {problem} of {count}"
        agents, jobs = (numbers.one(f"the number of {what} in {where}", least=1) for what in ("agents", "jobs"))
        costs = numbers.matrix(agents, jobs, f"costs of {where}")
        weights = numbers.matrix(agents, jobs, f"resources of {where}", least=0)
        found.append(Jobs(costs, weights, numbers.matrix(1, agents, f"capacities of {where}", least=0)[0]))
    return found


def _assign(numbers: Numbers) -> Jobs:
    size = numbers.one("the number of rows and columns", least=1)
    costs = numbers.matrix(size, size, "costs")
    return Jobs(costs.T.copy(), np.ones((size, size), np.int64), np.ones(size, np.int64))


def told(name: str, reached: tuple[Reached, ...], seconds: float, best: int | None, *, maximise: bool = False) -> str:
    """One line: value and bound in the problem's own sense, seconds, and the best known value beside them."""
    missing, cost = reached
    if missing.value != 0:
        known = "it cannot be done" if missing.bound == missing.value else f"at least {missing.bound} must be"
        return f"{name}: {missing.value} jobs without an agent ({known}), {seconds:.2f} s"
    assert isinstance(cost.value, int)
    assert isinstance(cost.bound, int)
    sign = -1 if maximise else 1
    proved = "proved" if cost.ended is Ended.PROVED else f"ended by {cost.ended}"
    line = f"{name}: value {sign * cost.value}, bound {sign * cost.bound} ({proved}), {seconds:.2f} s"
    if best is None:
        return line
    off = cost.value - sign * best
    beside = "equal" if off == 0 else f"{'worse' if off > 0 else 'better'} by {abs(off)} ({100 * abs(off) / max(1, abs(best)):.2f} %)"
    wrong = "; the best known value is beyond our bound: one of the two is wrong" if sign * best < cost.bound else ""
    return f"{line}; best known {best}: {beside}{wrong}"


def main(arguments: list[str] | None = None) -> None:
    """Prints a line for each problem of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--format", choices=("gap", "assign"), required=True)
    parser.add_argument("--maximise", action="store_true", help="the costs are gains (OR-Library's gap1 to gap12)")
    parser.add_argument("--best", type=_whole_numbers, default=[], help="best known value; with several problems one for each, by commas")
    parser.add_argument("--seconds", type=float, default=None, help="a clock for each problem; without it effort ends the search")
    given = parser.parse_args(arguments)
    try:
        problems = read(given.path, given.format)
    except (Malformed, OSError) as error:
        sys.exit(str(error))
    if given.best and len(given.best) != len(problems):
        sys.exit(f"--best: {len(given.best)} values for {len(problems)} problems.")
    for at, jobs in enumerate(problems):
        begun = time.perf_counter()
        answer = solvers.solve(system_of_jobs(jobs, maximise=given.maximise), Effort(seconds=given.seconds))
        name = f"{given.path.name} {at + 1} ({jobs.costs.shape[0]} x {jobs.costs.shape[1]})"
        print(told(name, answer.reached, time.perf_counter() - begun, given.best[at] if given.best else None, maximise=given.maximise))


def _whole_numbers(text: str) -> list[int]:
    try:
        return [int(one) for one in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected whole numbers with commas between, not {text}") from None


if __name__ == "__main__":
    main()
