"""What is solved: a case of `benchmarks.cases`, a term folder, pure ranked lists, or jobs and agents with weights."""

import csv
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

import allocator as al
from allocator.system import System
from benchmarks.cases import CASES
from benchmarks.generate import write
from benchmarks.peers.joined import Joined, joined
from benchmarks.public import Jobs, system_of_jobs

LISTS = Path(__file__).parents[2] / "data/ranked-lists"

MADE: dict[str, Callable[[int, Path], Joined]] = {
    "ranked": lambda seed, folder: ranked(1_000, 100, seed, folder),
    "ranked-small": lambda seed, folder: ranked(60, 8, seed, folder),
    "weights": lambda seed, _: joined(weighted(10, 200, seed), 2),
    "weights-small": lambda seed, _: joined(weighted(4, 20, seed), 2),
}
"""Cases made here: students and sites with ranked lists alone; jobs that take up more or less of an agent's capacity."""


def objective(case: str, seed: int, supply: float) -> Joined:
    """The joined objective of a case. A term folder is the same for all seeds."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "term"
        if case in MADE:
            return MADE[case](seed, folder)
        if case in CASES:
            write(CASES[case].with_supply(supply), seed, folder)
        return joined(formulated(folder if case in CASES else Path(case)))


def formulated(folder: Path) -> System:
    """The System of a term folder."""
    return al.formulate(al.load(folder)).system


def ranked(students: int, sites: int, seed: int, folder: Path) -> Joined:
    """Pure ranked lists in the ordinary input format: as `data/ranked-lists`, with so many students and sites; one place in ten too few.

    Two layers are joined, who is placed and wishes, which is all that ranked lists say.
    """
    write_lists(students, sites, seed, folder)
    return joined(formulated(folder), 2)


def write_lists(students: int, sites: int, seed: int, folder: Path) -> None:
    """Writes the term folder. Popularity falls from the first site to the last, places are drawn."""
    dice = random.Random(f"{students} {sites} {seed}")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("agreements.csv", "courses.csv", "institutions.csv", "periods.csv", "policy.toml"):
        (folder / name).write_bytes((LISTS / name).read_bytes())
    names = [f"Bodø-{one:03}" for one in range(sites)]
    places = [1] * sites
    for one in dice.choices(range(sites), k=max(0, round(0.9 * students) - sites)):
        places[one] += 1
    people = [f"S{one:04}" for one in range(students)]
    weights = [1 / (3 + one) for one in range(sites)]
    wishes = ((student, rank, site) for student in people for rank, site in enumerate(_wishes(dice, names, weights), 1))
    _write(folder / "sites.csv", ("site", "name", "municipality", "settings"), ((name, name, "1804", "hjemmesykepleie") for name in names))
    offers = ((f"{name}:autumn", name, "autumn", count) for name, count in zip(names, places, strict=True))
    _write(folder / "offers.csv", ("offer", "site", "period", "places"), offers)
    header = ("student", "institution", "course", "home", "car", "licence")
    _write(folder / "students.csv", header, ((student, "NORD", "SYK200", "1804", "yes", "yes") for student in people))
    _write(folder / "wishes.csv", ("student", "rank", "site"), wishes)


def weighted(agents: int, jobs: int, seed: int) -> System:
    """Jobs of different weight for agents of limited capacity: the dearer the lighter, which is the hard kind. After Chu and Beasley's type D."""
    rng = np.random.default_rng([agents, jobs, seed])
    weights = rng.integers(1, 101, (agents, jobs))
    costs = 111 - weights + rng.integers(-10, 11, (agents, jobs))
    return system_of_jobs(Jobs(costs, weights, (0.8 * weights.sum(axis=1) / agents).astype(np.int64)))


def _wishes(dice: random.Random, names: list[str], weights: list[float]) -> list[str]:
    """Up to five sites, the popular ones oftener."""
    wanted: dict[str, None] = {}
    for site in dice.choices(names, weights, k=dice.randint(3, 5)):
        wanted[site] = None
    return list(wanted)


def _write(path: Path, header: tuple[str, ...], rows: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)  # type: ignore[arg-type]
