"""What a command is given where either a term or a saved plan will do."""

from pathlib import Path

import allocator as al
from allocator.report.folder import run_of


def plan_or_problem(where: Path) -> "al.Plan | al.Problem":
    """The plan of a plan's folder, else the problem of a term."""
    return al.open_plan(where) if run_of(where) else al.load(where)
