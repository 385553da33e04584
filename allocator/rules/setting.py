"""Setting: a place is of a kind that the course accepts."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Setting(Rule):
    """A site has one of the settings that the course accepts and the need asks for.

    No settings: any. Source: domain notes on programmes' required settings (praksistype in FS and Arbeidslivsportalen).
    """

    code = "setting"
    title = Text(nb="Praksistype", en="Setting")
    sentence = Text(
        nb="Stedet har en praksistype som emnet godtar og studenten trenger.",
        en="The site has a setting that the course accepts and the student needs.",
    )
    heading = "setting"
    breach = Text(nb="{need}: {site} har ikke praksistypen som {course} krever.", en="{need}: {site} does not have a setting that {course} asks for.")
    own = Text(nb="{site} har ikke praksistypen du trenger i {course}.", en="{site} does not have a setting that you need in {course}.")

    def forbids(self, options: Options) -> Bools:
        """The site shares no setting with the course, or none with the need."""
        has = options["sites"]["settings"]
        return _none_shared(options["courses"]["settings"], has) | _none_shared(options["needs"]["settings"], has)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements where the site's settings and the asked ones have none in common."""
        asked_and_had = side_by_side(placed, "courses.settings", "needs.settings", "sites.settings")
        wrong = [
            bool((course and not set(course) & set(site)) or (need and not set(need) & set(site))) for course, need, site in asked_and_had
        ]
        return each(placed, pd.Series(wrong, index=placed.index, dtype=bool))


def _none_shared(asked: Bools, has: Bools) -> Bools:
    found: Bools = np.any(asked, axis=1) & ~np.any(asked & has, axis=1)
    return found
