"""Presence: the supervisor is there while the student is."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Presence(Rule):
    """The supervisor is away in none of the weeks that the window names; weeks between them do not count."""

    code = "presence"
    title = Text(nb="Veilederen er til stede", en="Supervisor present")
    sentence = Text(nb="Veilederen er til stede i alle ukene studenten er i praksis.", en="The supervisor is present in every week of the placement.")
    heading = "supervisor"
    asks = "supervisor"
    breach = Text(nb="{need}: veileder {supervisor} på {site} er borte {away}.", en="{need}: supervisor {supervisor} at {site} is away in {away}.")
    own = Text(nb="{site} har ingen veileder som er til stede hele perioden {period}.", en="{site} has no supervisor who is present in all of {period}.")

    def forbids(self, options: Options) -> Bools:
        """The team is away in a week of the window."""
        away, found = options.table("teams")["away"] @ options.table("periods")["weeks"].T, np.zeros(len(options), dtype=bool)
        named = np.flatnonzero(options.team != NONE)
        found[named] = away[options.team[named], options.period[named]]
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements that share a week with the supervisor's absence."""
        weeks = side_by_side(placed, "periods.weeks", "supervisors.away")
        both = [tuple(sorted({*one} & {*other})) if other else () for one, other in weeks]
        away = pd.Series(both, index=placed.index, dtype=object)
        return each(placed.assign(away=away), away.map(bool).astype(bool))
