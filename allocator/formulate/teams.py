"""Teams: supervisors that are interchangeable for every rule."""

import numpy as np
import pandas as pd

from allocator.tables import Tables


def teams(tables: Tables) -> pd.DataFrame:
    """Column `team` (from 0) for each row of supervisors, in their order; teams are numbered by their first member.

    Of one team are those with the same sites, profession, competence and weeks away. One named in a conflict or a lock is a
    team alone, because a rule may ask who she is.
    """
    supervisors = tables["supervisors"]
    named = set(tables["conflicts"]["supervisor"]) | set(tables["locks"]["supervisor"])
    like = supervisors[["profession", "ects", "years"]].assign(
        sites=[tuple(sorted(set(sites))) for sites in supervisors["sites"]],
        away=[tuple(sorted(set(away))) for away in supervisors["away"]],
        alone=[one if one in named else "" for one in supervisors["supervisor"]],
    )
    keys = pd.Series(list(like.itertuples(index=False, name=None)), index=supervisors.index, dtype=object)
    return pd.DataFrame({"team": np.asarray(pd.factorize(keys)[0], dtype=np.int64)}, index=supervisors.index)
