"""Teams: supervisors that are interchangeable for every rule."""

import numpy as np
import pandas as pd

from allocator.tables import Tables

ALIKE = ["sites", "profession", "ects", "years", "away", "alone"]


def teams(tables: Tables) -> "pd.Series[str]":
    """The smallest supervisor id of each supervisor's team, by supervisor id, in the order of the table.

    Of one team are those with the same sites and profession who are away in the same windows and meet the same of the courses'
    demands for education and experience. One named in a conflict or a lock is a team alone, because a rule may ask who she is.
    """
    people, courses = tables["supervisors"], tables["courses"]
    windows = [frozenset(weeks) for weeks in tables["periods"]["weeks"]]
    missed = {weeks: tuple(not window.isdisjoint(weeks) for window in windows) for weeks in set(people["away"])}
    named = people["supervisor"].isin({*tables["conflicts"]["supervisor"], *tables["locks"]["supervisor"]})
    alike = people.assign(
        sites=people["sites"].map(lambda sites: tuple(sorted(set(sites)))),
        away=people["away"].map(missed),
        ects=_met(people["ects"], courses["supervisor_ects"]),
        years=_met(people["years"], courses["supervisor_years"]),
        alone=people["supervisor"].where(named, ""),
    )
    ids = people["supervisor"].to_numpy(dtype=object)  # the table is sorted by them
    _, first, team = np.unique(alike.groupby(ALIKE, sort=False).ngroup(), return_index=True, return_inverse=True)
    return pd.Series(ids[first][team], index=pd.Index(people["supervisor"]), dtype="str")


def _met(has: "pd.Series[float]", asked: "pd.Series[float]") -> np.ndarray:
    """How many of the distinct demands each supervisor meets."""
    return np.asarray(np.searchsorted(np.unique(asked.to_numpy(dtype=float)), has.to_numpy(dtype=float), side="right"))
