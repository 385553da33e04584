"""What is considered at all: every kind of need meets every offer that serves a window, with every team of the site."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from allocator.system import NO_JOURNEY, NONE, Bools, Columns, Ints, Options


@dataclass(frozen=True)
class Kinds:
    """Needs of one kind have the same course, settings and periods, and so meet the same options.

    kind_of_need: (needs,); kind: (rows,) the kind of each considered option, rising
    options: the considered options, each with one need of its kind standing for all
    """

    kind_of_need: Ints
    kind: Ints
    options: Options

    @property
    def count(self) -> int:
        """The number of kinds."""
        return int(self.kind_of_need.max(initial=-1)) + 1

    def open(self, kept: Bools) -> tuple[Ints, Ints, Ints]:
        """For each kind where its kept options begin and how many they are, and the rows in that order."""
        rows = np.flatnonzero(kept)
        sizes = np.bincount(self.kind[rows], minlength=self.count)
        return np.cumsum(sizes) - sizes, sizes, rows

    def expanded(self, needs: Ints, starts: Ints, sizes: Ints, rows: Ints) -> Options:
        """The options of these needs, need after need."""
        size = sizes[self.kind_of_need[needs]]
        within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        taken = self.options.take(rows[np.repeat(starts[self.kind_of_need[needs]], size) + within])
        return replace(taken, need=np.repeat(needs, size))


def kinds(tables: Mapping[str, Columns], words: Mapping[str, tuple[str, ...]]) -> Kinds:
    """All considered options by kind of need."""
    needs = tables["needs"]
    count = len(needs["student"])
    alike = np.concatenate([needs["course"][:, None], needs["settings"], needs["periods"]], axis=1)
    _, first, kind_of_need = np.unique(alike, axis=0, return_index=True, return_inverse=True) if count else (None, *(np.zeros(0, dtype=np.int64),) * 2)
    offer, period, team, asks = _served(tables)
    asked = tables["courses"]["supervisor_professions"].any(axis=1)[needs["course"][first]]
    kind, row = np.nonzero(asked[:, None] == asks[None, :]) if len(asks) else (np.zeros(0, dtype=np.int64),) * 2
    size = len(row)
    options = Options(
        need=first[kind], offer=offer[row], period=period[row], team=team[row], minutes=np.full(size, NO_JOURNEY),
        estimated=np.zeros(size, dtype=bool), far=np.zeros(size, dtype=bool), tables=tables, words=words, personal=False,
    )
    return Kinds(kind_of_need.reshape(-1), kind, options)


def _served(tables: Mapping[str, Columns]) -> tuple[Ints, Ints, Ints, Bools]:
    """Every offer with every window it serves and every team: offer, period, team, and whether it is for courses that ask for a supervisor."""
    offers, periods = tables["offers"], tables["periods"]
    named = np.flatnonzero(offers["period"] != NONE)
    by_weeks = np.flatnonzero(offers["period"] == NONE)
    inside = (offers["weeks"][by_weeks].astype(np.int32) @ periods["weeks"].T.astype(np.int32)) == periods["weeks"].sum(axis=1)
    at, window = np.nonzero(inside)
    offer = np.concatenate([named, by_weeks[at]])
    period = np.concatenate([offers["period"][named], window])
    pairs = _teams_by_site(tables)
    places = pd.DataFrame({"offer": offer, "period": period, "site": offers["site"][offer]})
    staffed = places.merge(pairs, on="site", how="left").fillna({"team": NONE})
    bare = places.assign(team=NONE)
    both = pd.concat([staffed.assign(asks=True), bare.assign(asks=False)])
    return tuple(both[name].to_numpy(dtype=bool if name == "asks" else np.int64) for name in ("offer", "period", "team", "asks"))  # type: ignore[return-value]


def _teams_by_site(tables: Mapping[str, Columns]) -> pd.DataFrame:
    site, team = tables["teams"]["at_site"], tables["teams"]["at_team"]
    return pd.DataFrame({"site": site, "team": team})
