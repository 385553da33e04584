"""Supervised: a student who needs a supervisor gets one of those at the site."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Supervised(Rule):
    """A course that asks for supervisors gets one wherever the site has named any, and a supervisor works at the site.

    A site that has named none is trusted to supervise what it offers, unless named supervisors are required.
    """

    code = "supervised"
    title = Text(nb="Veileder", en="Supervisor")
    sentence = Text(
        nb="Der emnet krever veileder, har studenten en som arbeider på stedet.",
        en="Where the course asks for a supervisor, the student has one who works at the site.",
    )
    heading = "supervisor"
    asks = "supervisor"
    breach = Text(nb="{need}: ingen veileder på {site} er satt opp for studenten.", en="{need}: no supervisor at {site} has been set up for the student.")
    own = Text(nb="{site} har ingen veileder til deg.", en="{site} has no supervisor for you.")

    required: bool = False

    def forbids(self, options: Options) -> Bools:
        """The course asks, nobody is named, and the site has somebody or naming is required; a team always works at the site."""
        asks = np.any(options.table("courses")["supervisor_professions"], axis=1)[options["courses"].row]
        found: Bools = asks & (options.team == NONE) & (options["sites"]["staffed"] | self.required)
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements without the supervisor that they should have, and those whose supervisor works elsewhere."""
        staffed = set(tables["supervisors"]["sites"].explode())
        names = side_by_side(placed, "supervisor", "supervisors.sites", "site", "courses.supervisor_professions")
        wrong = [
            site not in works_at if supervisor else bool(asked) and (self.required or site in staffed)
            for supervisor, works_at, site, asked in names
        ]
        return each(placed, pd.Series(wrong, index=placed.index, dtype=bool))
