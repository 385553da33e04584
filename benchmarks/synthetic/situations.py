"""Situations that a drawn term hardly ever meets: written by hand in `situations/`, one to each rule and goal that the draw leaves idle.

They are about two small programmes of their own at hospitals, radiography and biomedical laboratory science, so that they
decide nothing for the students who were drawn.
"""

from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.synthetic.files import read_csv

FOLDER = Path(__file__).parent / "situations"

REQUIRED = 'supervisors = "required"               # a site without named supervisors is no full one: see rules.supervised\n'

POLICY = """
[rules.supervised]                     # a site that has named nobody yet costs as much
price = {{ layer = "competence", cost = 1 }}

[rules.home_first]
only = ["VID"]                         # decentralised students nowhere else

[rules.seldom_far]
most = 2                               # far placements in a programme

[rules.interprofessional]              # each week that one of its students at such a site meets no other profession of its own
only = ["VID"]
price = {{ layer = "meeting", cost = 1 }}

[criteria]
child_sole = {{ below = 12, class = 1 }}

[rates]
per_km = 2.5                           # kroner
"""
"""What the policy says for them, `REQUIRED` above its layers and the rest after all that every case says."""


def rows(table: str) -> list[dict[str, Any]]:
    """The rows of one table, as plain values."""
    return _tables().get(table, [])


def about() -> str:
    """The page that tells what each of them shows."""
    return (FOLDER / "README.md").read_text(encoding="utf-8")


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    return read_csv(FOLDER)
