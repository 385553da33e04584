"""How fast the independent check of a large plan is: a plan that places everybody for whom something is open, rules broken or not.

python -m benchmarks.verdict --needs 60000        the bar: a plan of 50,000 placements in 5 s
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

import allocator as al
from allocator.formulate import Formulated
from allocator.solve import placements
from benchmarks.cases import CASES
from benchmarks.generate import write
from benchmarks.phases import machine


def first_options(formulated: Formulated) -> np.ndarray:
    """The first option of each need that has one, as positions."""
    return np.unique(formulated.options.need, return_index=True)[1]


def main(arguments: list[str] | None = None) -> None:
    """Prints the seconds of a check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--needs", type=int, default=60_000)
    needs = parser.parse_args(arguments).needs
    case = next(one for one in CASES.values() if one.needs >= needs)
    print(machine(), "\n")
    with tempfile.TemporaryDirectory() as folder:
        write(case, 1, Path(folder) / "term")
        problem = al.load(Path(folder) / "term")
    formulated = al.formulate(problem)
    placed = placements(formulated, first_options(formulated))
    wall, cpu = time.perf_counter(), time.process_time()
    verdict = al.check(problem, placed)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{len(placed)} placements, {len(verdict.breaches)} breaches found: {wall:.2f} s ({cpu:.2f} s of processor)")


if __name__ == "__main__":
    main()
