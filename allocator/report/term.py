"""The tables of a problem as an ordinary term folder, which `load` reads back as they were."""

from collections.abc import Mapping
from pathlib import Path

from allocator.policy.write import as_toml
from allocator.problem import Problem
from allocator.report.folder import create
from allocator.report.writers import csv_bytes
from allocator.rows import ROWS


def write_term(problem: Problem, folder: str | Path) -> Path:
    """Writes a problem as a term folder to be filled in, with a csv for every table, whole or not at all, and returns its path.

    Raises SaveError where something else lies there, or the disk refuses.
    """
    return create(Path(folder), term_files(problem, blank=True))


def term_files(problem: Problem, *, blank: bool = False) -> Mapping[str, bytes]:
    """Content by file name: a csv for every table that has rows or must be there (with `blank` for every table), and policy.toml."""
    tables = {name: problem.tables[name] for name, row in ROWS.items() if blank or len(problem.tables[name]) or row.needed != "no"}
    return {**{f"{name}.csv": csv_bytes(frame) for name, frame in tables.items()}, "policy.toml": as_toml(problem.policy).encode()}
