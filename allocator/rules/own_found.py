"""Own found: a place that a student has found is that student's, where the institution allows it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text

_TAKEN = Text("holdes av til den som fant plassen", "is kept for the one who found it")
_BARRED = Text("har studenten funnet selv, og det tillates ikke her", "was found by the student, and that is not allowed here")


@dataclass(frozen=True, kw_only=True)
class OwnFound(Rule):
    """An offer that a student has found is used by nobody else until its answer day has passed, and by that student only where allowed.

    Allowed: by `allowed` at all, in these `programmes`, `years` of study and `areas` (of any level); an empty list means all. The day
    passed is before the policy's `as_of`; without a day, or without `as_of`, the offer stays bound. Sources: OsloMet allows it in some
    years and areas, https://student.oslomet.no/en/hf-soknad-egen-praksisplass; LDH nowhere, https://ldh.no/student/praksis/ofte-stilte-sporsmal.
    """

    code = "own_found"
    title = Text(nb="Plass studenten har funnet", en="Found by a student")
    sentence = Text(
        nb="En plass som en student har funnet selv, holdes av til den studenten til svarfristen, der institusjonen tillater det.",
        en="A place that a student has found is kept for that student until its answer day, where the institution allows it.",
    )
    heading = "capacity"
    breach = Text(nb="{need}: tilbudet {offer} på {site} {why}.", en="{need}: the offer {offer} at {site} {why}.")
    own = Text(nb="Plassen på {site} er ikke ledig for deg.", en="The place at {site} is not open to you.")
    asks = "option"

    allowed: bool = True
    programmes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    areas: tuple[str, ...] = ()
    as_of: dt.date | None = None

    def forbids(self, options: Options) -> Bools:
        """Another student found it and its day has not passed; or this one did, and the course or the municipality is not one of those."""
        offers, found = options.table("offers"), np.zeros(len(options), dtype=bool)
        known = np.flatnonzero(offers["found_by"][options.offer] != NONE)
        some = options.take(known)
        mine = some["offers"]["found_by"] == some["students"].row
        until = some["offers"]["answer_by"]
        lapsed = (until != NONE) & (until < (self.as_of.toordinal() if self.as_of else 0))
        course, areas = some["courses"], options.table("areas")
        within = areas["municipality"][np.isin(areas["area"], [options.code("areas", one) for one in self.areas])]
        open_ = np.full(len(known), self.allowed)
        open_ &= np.isin(course["programme"], [options.code("programmes", one) for one in self.programmes]) | (not self.programmes)
        open_ &= np.isin(course["year"], self.years) | (not self.years)
        open_ &= np.isin(some["sites"]["municipality"], within) | (not self.areas)
        found[known] = np.where(mine, ~open_, ~lapsed)
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements on what somebody else found and is still bound, and on what the student found where that is not allowed."""
        within = set(tables["areas"][tables["areas"]["area"].isin(self.areas)]["municipality"])
        words = side_by_side(placed, "courses.programme", "courses.year", "municipality")
        fits = [
            programme in (self.programmes or (programme,)) and (not self.years or year in self.years) and (not self.areas or town in within)
            for programme, year, town in ((programme, None if pd.isna(year) else year, town) for programme, year, town in words)
        ]
        finder = placed["offers.found_by"]
        mine = finder == placed["student"]
        past = (placed["offers.answer_by"] < pd.Timestamp(self.as_of)) if self.as_of else pd.Series(data=False, index=placed.index)
        wrong = (mine & ~(pd.Series(fits, index=placed.index, dtype=bool) & self.allowed)) | (finder.ne("") & ~mine & ~past)
        why = pd.Series([_BARRED if one else _TAKEN for one in mine], index=placed.index, dtype=object)
        return each(placed.assign(why=why), wrong)
