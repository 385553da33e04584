"""Variety: two placements of one student in a term are not the same thing twice."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.system import Limit, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Variety(Rule):
    """Of a student with several needs no two placements are at the same site, and no two have nothing but the same setting to give.

    What a site can give is what it has of the settings that the course accepts and the need asks for; where that is more than one, the
    two can be kept apart on the ground. A site above or below is another site.
    """

    code = "variety"
    title = Text(nb="Ulike plasser", en="Variety")
    sentence = Text(
        nb="En student med flere plasser i semesteret har hver av dem på sitt sted og med sin praksistype.",
        en="A student with several placements in the term has each of them at a site and in a setting of its own.",
    )
    heading = "capacity"
    breach = Text(
        nb="{student} har {placed} plasser med {what} til felles; sted og praksistype skal være ulike.",
        en="{student} has {placed} places with {what} in common; sites and settings should differ.",
    )
    own = Text(nb="Du har en annen plass på samme sted eller med samme praksistype.", en="You have another place at the same site or in the same setting.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each student and site, and one for each student and setting that is all an option can give; at most one in each."""
        needs, student = np.bincount(options.table("needs")["student"], minlength=1), options["needs"]["student"]
        several = np.flatnonzero(needs[student] > 1)
        some = options.take(several)
        fits = some["sites"]["settings"]
        for asked in (some["courses"]["settings"], some["needs"]["settings"]):
            fits = fits & (asked | ~asked.any(axis=1, keepdims=True))
        single = np.flatnonzero(fits.sum(axis=1) == 1)
        setting = fits[single].argmax(axis=1) if len(single) else single
        for option, what in ((several, some["sites"].row), (several[single], setting)):
            pairs, group = np.unique(student[option] * (what.max(initial=0) + 1) + what, return_inverse=True)
            yield Limit(option=option.astype(np.int32), group=group.astype(np.int32), most=np.ones(len(pairs), dtype=np.int64))

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the placements of each student who has several, at each site and in each setting that is the only one there is."""
        several = placed[placed["student"].duplicated(keep=False)]
        lists = side_by_side(several, "sites.settings", "courses.settings", "needs.settings")
        usable = [{one for one in had if one in (course or had) and one in (need or had)} for had, course, need in lists]
        single = pd.Series([min(one) if len(one) == 1 else "" for one in usable], index=several.index, dtype="str")
        counted = [several.assign(what=what)[what != ""].groupby(["student", "what"], as_index=False).size() for what in (several["site"], single)]
        used = pd.concat(counted, ignore_index=True).rename(columns={"size": "placed"})
        return used[used["placed"] > 1].assign(units=lambda rows: rows["placed"] - 1)
