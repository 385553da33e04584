"""Housing: a far placement lies where there is a room."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Ints, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Housing(Rule):
    """A far placement lies in a municipality that has rooms (table `housing`) in every week of the window.

    Rows of a municipality add up, and one without weeks holds in all; a municipality without rows has none. Whether there are enough
    is another rule. Rent and short notice are what students name: https://www.khrono.no/824750.
    """

    code = "housing"
    title = Text(nb="Hybel ved fjernpraksis", en="Housing")
    sentence = Text(
        nb="En fjernpraksis legges bare til en kommune som har rom alle ukene.",
        en="A far placement lies only in a municipality that has rooms in every week of it.",
    )
    heading = "distance"
    breach = Text(
        nb="{need}: fjernpraksis på {site} i {period}, men kommunen har ikke rom alle ukene.",
        en="{need}: a far placement at {site} in {period}, but the municipality does not have rooms in every week.",
    )
    own = Text(nb="Det er ingen hybel nær {site} alle ukene i {period}.", en="There is no room near {site} in every week of {period}.")
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """Far, and in some week of the window there are no rooms."""
        weeks = options.table("periods")["weeks"]
        none = (rooms_of(options) == 0).astype(np.int64) @ weeks.T.astype(np.int64) > 0
        return np.asarray(options.far & none[options["sites"]["municipality"], options.period])

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Looks for a room in each week of each far placement."""
        some = tables["housing"][tables["housing"]["rooms"] > 0]
        always = set(some[some["weeks"].map(len) == 0]["municipality"])
        then = {(town, week) for town, weeks in side_by_side(some, "municipality", "weeks") for week in weeks}
        asked = side_by_side(placed, "far", "municipality", "periods.weeks")
        lacking = [far and town not in always and any((town, week) not in then for week in weeks) for far, town, weeks in asked]
        return each(placed, pd.Series(lacking, index=placed.index, dtype=bool))


def rooms_of(options: Options) -> Ints:
    """(municipalities, weeks) the rooms there are."""
    housing = options.table("housing")
    rooms = np.zeros((len(options.words["municipalities"]), options.table("periods")["weeks"].shape[1]), dtype=np.int64)
    lasting = housing["weeks"] | ~housing["weeks"].any(axis=1, keepdims=True)
    np.add.at(rooms, housing["municipality"], lasting * housing["rooms"][:, None])
    return rooms
