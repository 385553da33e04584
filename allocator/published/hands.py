"""Which supervisor of a team has a hand free."""

import numpy as np
import pandas as pd

from allocator.system import NONE, Options


def free_hands(options: Options, held: pd.DataFrame) -> list[str]:
    """For each option the supervisor of its team with most hands free in every week of it, "" where none has, or it has no team.

    held: the placements there are, in words (columns supervisor, period). Where "" is given for a team with room, its students must
    be dealt to its members anew.
    """
    words, supervisors = options.words, options.table("supervisors")
    load = np.zeros((len(words["supervisors"]), options.table("periods")["span"].shape[1]), dtype=np.int64)
    who = {word: at for at, word in enumerate(words["supervisors"])}
    when = {word: at for at, word in enumerate(words["periods"])}
    for supervisor, period in zip(held["supervisor"], held["period"], strict=True):
        if supervisor in who:
            load[who[supervisor]] += options.table("periods")["span"][when[period]]
    found = []
    for team, period in zip(options.team, options.period, strict=True):
        members = np.flatnonzero((supervisors["team"] == team) & (team != NONE))
        weeks = options.table("periods")["span"][period]
        hands = supervisors["capacity"][members] - load[members][:, weeks].max(axis=1, initial=0)
        found.append(words["supervisors"][members[hands.argmax()]] if len(hands) and hands.max() > 0 else "")
    return found
