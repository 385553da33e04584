"""The same term, the same bytes: whatever the order of rows and files, the threads allowed, or the run."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.cases import CASES
from benchmarks.generate import write

RUN = """
import sys, allocator as al
plan = al.solve(al.load(sys.argv[1]))
assert all(one.proved for one in plan.reached)
print(plan.placements.to_csv(index=False), plan.unplaced.to_csv(index=False), [(one.layer, one.value, one.bound) for one in plan.reached])
"""


def shuffled(folder: Path, into: Path, seed: int) -> None:
    """The same term with its rows in another order, and each larger table in two files."""
    chance = Random(seed)
    into.mkdir()
    for file in sorted(folder.iterdir()):
        if file.suffix != ".csv":
            (into / file.name).write_bytes(file.read_bytes())
            continue
        head, *rows = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        chance.shuffle(rows)
        half = len(rows) // 2 if len(rows) > 3 else 0
        (into / file.name).write_text(head + "".join(rows[half:]), encoding="utf-8", newline="")
        if half:
            (into / f"{file.stem}-2.csv").write_text(head + "".join(rows[:half]), encoding="utf-8", newline="")


@pytest.mark.parametrize("case", ["village", "region"])
def test_the_same_bytes(case: str, tmp_path: Path) -> None:
    write(CASES[case], 1, tmp_path / "term")
    shuffled(tmp_path / "term", tmp_path / "other", 1)
    shuffled(tmp_path / "term", tmp_path / "third", 2)
    told = []
    for folder, threads in (("term", 1), ("term", 8), ("other", 2), ("third", 8)):
        number = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
        run = [sys.executable, "-c", RUN, str(tmp_path / folder)]
        told.append(subprocess.run(run, env={**os.environ, **number, "PYTHONHASHSEED": str(threads)}, capture_output=True, check=True).stdout)
    assert told[0].count(b"\n") > CASES[case].needs // 2
    assert told[1] == told[0]
    assert told[2] == told[0]
    assert told[3] == told[0]
