"""The tables of a problem as an ordinary term folder, which `load` reads back as they were."""

from collections.abc import Mapping

from allocator.policy.write import as_toml
from allocator.problem import Problem
from allocator.report.writers import csv_bytes
from allocator.rows import ROWS


def term_files(problem: Problem) -> Mapping[str, bytes]:
    """Content by file name: a csv for every table that has rows or must be there, and policy.toml."""
    tables = {name: problem.tables[name] for name, row in ROWS.items() if len(problem.tables[name]) or row.needed != "no"}
    return {**{f"{name}.csv": csv_bytes(frame) for name, frame in tables.items()}, "policy.toml": as_toml(problem.policy).encode()}
