"""Named supervisor: nobody is supervised by one whom they have said they cannot have."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each, listed
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class NamedSupervisor(Rule):
    """The student is not under a supervisor named among her ties, whatever the reason.

    A tie that ends before the first day of the window is no hindrance; one without an end lasts. The months of grace after work
    (rule employer) are about workplaces and do not apply to a person. Others at the same site may supervise her.
    """

    code = "named_supervisor"
    title = Text(nb="Binding til veileder", en="Tie to a supervisor")
    sentence = Text(nb="Ingen har en veileder som de har en binding til.", en="Nobody has a supervisor to whom they have a tie.")
    heading = "conflict"
    breach = Text(nb="{need}: studenten har en binding til veileder {supervisor}.", en="{need}: the student has a tie to supervisor {supervisor}.")
    own = Text(nb="Veilederen på {site} er en du har en binding til.", en="The supervisor at {site} is one to whom you have a tie.")
    asks = "option"

    def forbids(self, options: Options) -> Bools:
        """The team is a person (one named in a tie is a team alone) to whom the student has a tie that lasts."""
        conflicts, first = options.table("conflicts"), options.table("periods")["first_day"]
        ended, person = conflicts["ended"][:, None], conflicts["supervisor"]
        row, period = np.nonzero((person != NONE)[:, None] & ((ended == NONE) | (ended >= first)))
        teams = options.table("supervisors")["team"]
        near = np.flatnonzero(np.isin(options.team, teams[person[row]]))
        asked = options["students"].row[near] * len(first) + options.period[near]
        found = np.zeros(len(options), dtype=bool)
        found[near] = listed((conflicts["student"][row] * len(first) + period, teams[person[row]]), asked, options.team[near], len(teams))
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements under somebody named in a tie of the student that had not ended on the first day."""
        named = placed[["student", "supervisor", "periods.first_day"]].assign(row=placed.index)
        both = named[named["supervisor"] != ""].merge(tables["conflicts"], on=["student", "supervisor"])
        return each(placed, placed.index.to_series().isin(both[~(both["ended"] < both["periods.first_day"])]["row"]))
