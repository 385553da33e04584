"""Period: a placement lies in a window that is the course's, the need's and the offer's."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Period(Rule):
    """The window is one of the course's; where the need names windows, one of those too; and the offer serves the whole of it.

    An offer serves the window that it names, or, where it names weeks, every window whose weeks are all among them.
    """

    code = "period"
    title = Text(nb="Periode", en="Window")
    sentence = Text(
        nb="Perioden er en av emnets, en av dem studenten trenger, og tilbudet gjelder hele perioden.",
        en="The window is one of the course's, one of those the student needs, and the offer serves the whole of it.",
    )
    heading = "capacity"
    breach = Text(
        nb="{need}: {period} er ikke en periode som både {course}, behovet og tilbudet {offer} gjelder.",
        en="{need}: {period} is not a window of {course}, the need and the offer {offer} alike.",
    )
    own = Text(nb="{site} kan ikke ta imot deg i {course} i perioden {period}.", en="{site} cannot take you in {course} in the window {period}.")

    def forbids(self, options: Options) -> Bools:
        """The window is none of the course's, or none of those that the need names; only served windows are ever asked about."""
        courses, needs = options.table("courses")["periods"], options.table("needs")["periods"]
        narrowed = np.any(needs, axis=1)[options.need]
        found: Bools = ~courses[options["courses"].row, options.period] | (narrowed & ~needs[options.need, options.period])
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements in a window that the course, the need or the offer does not have."""
        named = side_by_side(placed, "period", "courses.periods", "needs.periods")
        fits = [period in course and (not need or period in need) for period, course, need in named]
        inside = [bool(had) and set(asked) <= set(had) for asked, had in side_by_side(placed, "periods.weeks", "offers.weeks")]
        by_weeks = (placed["offers.period"] == "") & pd.Series(inside, index=placed.index, dtype=bool)
        served = (placed["offers.period"] == placed["period"]) | by_weeks
        return each(placed, ~(served & pd.Series(fits, index=placed.index, dtype=bool)))
