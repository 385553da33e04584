"""Where the placements of a plan stand among the options of a problem."""

import pandas as pd

from allocator.system import NONE, Ints, Options


def chosen(options: Options, placements: pd.DataFrame) -> Ints:
    """(placements,) the position of each placement's option, NONE where it is none. placements: need, offer, period, supervisor in words."""
    team = dict(zip(options.words["supervisors"], options.table("supervisors")["team"].tolist(), strict=True))
    known = {name: {word: at for at, word in enumerate(options.words[f"{name}s"])} for name in ("need", "offer", "period")}
    asked = pd.DataFrame({name: [words.get(one, NONE) for one in placements[name]] for name, words in known.items()})
    asked = asked.assign(team=[team.get(one, NONE) for one in placements["supervisor"]])
    every = pd.DataFrame({"need": options.need, "offer": options.offer, "period": options.period, "team": options.team})
    near = every.astype("int64").reset_index(names="at").merge(asked.astype("int64"), on=["need", "offer", "period", "team"])
    place = dict(zip(near["need"].tolist(), near["at"].tolist(), strict=True))
    return pd.Series([place.get(need, NONE) for need in asked["need"]], dtype="int64").to_numpy()
