"""Profession: a student is supervised by somebody of the right profession."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Profession(Rule):
    """The supervisor has a profession that the course accepts; judged where the course asks for supervisors and one is named."""

    code = "profession"
    title = Text(nb="Veilederens profesjon", en="Supervisor's profession")
    sentence = Text(nb="Veilederen har en profesjon som emnet godtar.", en="The supervisor has a profession that the course accepts.")
    heading = "supervisor"
    asks = "supervisor"
    breach = Text(
        nb="{need}: veileder {supervisor} på {site} er {profession}; {course} krever {accepted}.",
        en="{need}: supervisor {supervisor} at {site} is {profession}; {course} asks for {accepted}.",
    )
    own = Text(nb="{site} har ingen veileder med profesjonen som {course} krever.", en="{site} has no supervisor of a profession that {course} asks for.")

    def forbids(self, options: Options) -> Bools:
        """A team is named, the course asks, and the team's profession is not among those asked for."""
        accepted, found = options.table("courses")["supervisor_professions"], np.zeros(len(options), dtype=bool)
        named = np.flatnonzero(options.team != NONE)
        course, profession = options["courses"].row[named], options.table("teams")["profession"][options.team[named]]
        found[named] = np.any(accepted, axis=1)[course] & ~accepted[course, profession]
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements under somebody whose profession is not on the course's list, where there are both."""
        told = placed.assign(profession=placed["supervisors.profession"], accepted=placed["courses.supervisor_professions"])
        pairs = side_by_side(told, "supervisor", "profession", "accepted")
        wrong = [bool(name and accepted) and profession not in accepted for name, profession, accepted in pairs]
        return each(told, pd.Series(wrong, index=placed.index, dtype=bool))
