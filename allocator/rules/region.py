"""Region: nobody is sent outside the practice areas of the student or the course."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text

_OUTSIDE = Text("utenfor", "outside")
_SECONDARY = Text("i en sekundær kommune i", "in a secondary municipality of")


@dataclass(frozen=True, kw_only=True)
class Region(Rule):
    """The site's municipality belongs to one of the student's areas; where the student has none, to one of the course's.

    Neither has any: anywhere. An area has primary and secondary municipalities, and a municipality may be in many; with `secondary`
    false only primary ones will do. To keep all inside and make secondary ones dearer, the policy says it twice: once as it is, and
    once with secondary = false at a price. Source: Nord's study plan names the municipalities used first and those used now and then,
    https://www.nord.no/no/Student/studieplaner/BASY.
    """

    code = "region"
    title = Text(nb="Praksisområde", en="Practice area")
    sentence = Text(
        nb="Stedet ligger i et praksisområde som gjelder for studenten, eller ellers for emnet.",
        en="The site lies in a practice area of the student, or else of the course.",
    )
    heading = "region"
    breach = Text(nb="{need}: {site} ligger {where} {areas}.", en="{need}: {site} lies {where} {areas}.")
    own = Text(nb="{site} ligger {where} praksisområdet ditt.", en="{site} lies {where} your practice area.")
    asks = "student"

    secondary: bool = True

    def forbids(self, options: Options) -> Bools:
        """The student has areas, or else the course has, and none of them holds the municipality."""
        areas, towns = options.table("areas"), options.table("municipalities")["lat"]
        counts = np.flatnonzero((areas["level"] == options.code("areas.level", "primary")) | self.secondary)
        holds = np.zeros((len(towns), len(options.words["areas"])), dtype=bool)
        holds[areas["municipality"][counts], areas["area"][counts]] = True
        own, taught = options.table("students")["areas"], options.table("courses")["areas"]
        student, course = options["students"].row, options["courses"].row
        personal = np.any(own, axis=1)[student]
        found = np.zeros(len(options), dtype=bool)
        bound = np.flatnonzero(personal | np.any(taught, axis=1)[course])
        asked = np.where(personal[bound, None], own[student[bound]], taught[course[bound]])
        found[bound] = ~(asked & holds[options["sites"]["municipality"][bound]]).any(axis=1)
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements in a municipality that stands under none of the areas asked for, and says whether one has it as secondary."""
        level = {(area, town): level for area, town, level in side_by_side(tables["areas"], "area", "municipality", "level")}
        asked = [own or taught for own, taught in side_by_side(placed, "students.areas", "courses.areas")]
        had = [{level.get((area, town), "") for area in areas} for areas, town in zip(asked, placed["municipality"], strict=True)]
        where = [_SECONDARY if any(levels) else _OUTSIDE for levels in had]
        wrong = [bool(areas) and "primary" not in levels and not (self.secondary and "secondary" in levels) for areas, levels in zip(asked, had, strict=True)]
        told = {name: pd.Series(values, index=placed.index, dtype=object) for name, values in (("areas", asked), ("where", where))}
        return each(placed.assign(**told), pd.Series(wrong, index=placed.index, dtype=bool))
