"""Special: what a student has been granted is kept."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Special(Rule):
    """A granted special consideration binds: the site lies in its area, and the journey one way takes at most its minutes.

    Each that is granted and lasts to the first day of the window binds, with the area or minutes that it gives; a municipality belongs to
    an area at any level. Minutes that the student accepts beyond are no breach. Which reason it was granted for is never read here.
    Source: a granted place lies within reach of what it was granted for, NTNU
    https://i.ntnu.no/wiki/-/wiki/Norsk/Retningslinjer+for+geografisk+s%C3%A6rplass+under+praksisstudier+-+MH.
    """

    code = "special"
    title = Text(nb="Innvilget særhensyn", en="Special consideration")
    sentence = Text(
        nb="En student med innvilget særhensyn får plass i området og innenfor reisetiden som er innvilget.",
        en="A student with a granted consideration is placed in the area and within the journey that was granted.",
    )
    heading = "distance"
    breach = Text(
        nb="{need}: {site} oppfyller ikke særhensynet som er innvilget studenten.",
        en="{need}: {site} does not meet the special consideration that the student was granted.",
    )
    own = Text(nb="{site} oppfyller ikke særhensynet du har fått innvilget.", en="{site} does not meet the special consideration that you were granted.")
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """A consideration granted to the student, one by one of those that each has, gives another area or fewer minutes."""
        specials, found = options.table("specials"), np.zeros(len(options), dtype=bool)
        granted = np.flatnonzero(specials["status"] == options.code("specials.status", "granted"))
        granted = granted[np.argsort(specials["student"][granted], kind="stable")]
        student, near = options["students"].row, np.isin(options["students"].row, specials["student"][granted])
        holds = np.zeros((len(options.words["areas"]) + 1, len(options.table("municipalities")["lat"])), dtype=bool)
        holds[options.table("areas")["area"], options.table("areas")["municipality"]] = True
        holds[NONE] = True
        first, last = (np.searchsorted(specials["student"][granted], student, side) for side in ("left", "right"))
        for nth in range((last - first).max(initial=0)):
            at = np.flatnonzero(near & (first + nth < last))
            one, some = granted[first[at] + nth], options.take(at)
            lasts = (specials["until"][one] == NONE) | (specials["until"][one] >= some["periods"]["first_day"])
            limit = np.maximum(specials["minutes"][one], some["students"]["accepts_minutes"])
            far = (specials["minutes"][one] != NONE) & (some.minutes > limit)
            found[at] |= lasts & (far | ~holds[specials["area"][one], some["sites"]["municipality"]])
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Lays beside each placement what its student was granted, and keeps those outside the area or beyond the minutes of any."""
        granted = tables["specials"][tables["specials"]["status"] == "granted"][["student", "area", "minutes", "until"]]
        mine = placed[["student", "municipality", "minutes", "periods.first_day", "students.accepts_minutes"]].rename_axis("row").reset_index()
        beside = mine.merge(granted, on="student", suffixes=("", "_granted"))
        beside = beside[~(beside["until"] < beside["periods.first_day"])]
        within = set(tables["areas"][["area", "municipality"]].itertuples(index=False, name=None))
        outside = [bool(area) and (area, town) not in within for area, town in side_by_side(beside, "area", "municipality")]
        over = [(beside["minutes"] > beside[limit]).fillna(value=value) for limit, value in (("minutes_granted", False), ("students.accepts_minutes", True))]
        wrong = beside[pd.Series(outside, index=beside.index, dtype=bool) | (over[0] & over[1])]
        return each(placed, placed.index.to_series().isin(wrong["row"]))
