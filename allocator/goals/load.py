"""Load: the students of a term are spread over the supervisors."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Layer, Limit, Options, Price
from allocator.tables import Tables
from allocator.teams import teams
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Load(Goal):
    """Counts each student beyond the first of a supervisor once, beyond the second once more, and so on up to `steps`.

    So a third student costs as much as two second ones. The whole term counts, whatever the weeks. Supervisors who are interchangeable
    (of one team) share: two of them have four students before anyone has a third.
    Raises ValueError where `steps` is below 1.
    """

    code = "load"
    title = Text(nb="Jevn veiledning", en="Supervisors' load")
    sentence = Text(nb="Studentene fordeles jevnt på veilederne.", en="Students are spread evenly over the supervisors.")
    unit = Text(nb="utover den første", en="beyond the first")

    steps: int = 3

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise ValueError("steps is at least 1.")

    def layers(self, options: Options) -> Iterator[Layer]:
        """No option costs anything; what is beyond each step is counted in `limits`."""
        yield Layer(self.code, self.unit.en, costs=np.zeros(len(options), dtype=np.int64))

    def limits(self, options: Options) -> Iterator[Limit]:
        """For each step, at most so many students as a team has members times the step."""
        option = np.flatnonzero(options.team != NONE)
        members = options.table("teams")["members"].astype(np.int64)
        for step in range(1, self.steps + 1):
            yield Limit(option=option, group=options.team[option], most=members * step, price=Price(self.code))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """The placements of each team beside its members."""
        team = teams(tables)
        members = team.value_counts()
        students = placed["supervisor"].map(team).value_counts()
        return pd.Series({self.code: sum(int((students - members[students.index] * step).clip(lower=0).sum()) for step in range(1, self.steps + 1))})
