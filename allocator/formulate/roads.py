"""Minutes and metres for many pairs of student and site at once, as arrays (the checker asks `travel.journeys`, another road)."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from allocator.system import NO_JOURNEY, NONE, Bools, Ints
from allocator.tables import Tables
from allocator.travel import MODES, Estimate, great_circle_km, metres, site_points, starts

TABLE = 20_000_000
"""Pairs of starting point and site for which all minutes are kept."""

_SAID_NO = -2
"""In a road table: the table says that there is no such journey."""


@dataclass(frozen=True)
class Roads:
    """What is known of the roads of a term.

    point: (students,) where each starts; starts: (2, points) the codes of the key and of the municipality; ends: (2, sites) the
    site itself and its municipality; from_degrees: (2, points), to_degrees: (2, sites) latitude and longitude
    given: for each mode and each of the four kinds of road (start, end) the sorted keys start*width+end and their minutes
    lengths: for roads to a site and to a municipality the sorted keys and the shortest kilometres that the table gives
    """

    point: Ints
    starts: Ints
    ends: Ints
    from_degrees: npt.NDArray[np.float64]
    to_degrees: npt.NDArray[np.float64]
    given: dict[tuple[int, int, int], tuple[Ints, Ints]]
    lengths: list[tuple[Ints, npt.NDArray[np.float64]]]
    width: int
    estimate: Estimate
    tables: dict[int, Ints] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Tables, estimate: Estimate) -> "Roads":
        """The roads of a term."""
        begin, end, travel = starts(tables), site_points(tables), tables["travel"]
        places = pd.Index(pd.unique(np.concatenate([begin["key"], begin["municipality"], travel["origin"]]).astype(object)))
        sites, towns = pd.Index(end["site"].to_numpy(dtype=object)), pd.Index(tables["municipalities"]["municipality"].to_numpy(dtype=object))
        origin = places.get_indexer(travel["origin"].to_numpy(dtype=object))
        minutes = travel["minutes"].to_numpy(dtype=np.int64, na_value=_SAID_NO)
        width = max(len(sites), len(towns)) + 1
        given, lengths = {}, []
        for kind, (index, column) in enumerate(((sites, "site"), (towns, "municipality"))):
            to = index.get_indexer(travel[column].to_numpy(dtype=object))
            long = travel.assign(key=origin.astype(np.int64) * width + to)[(to >= 0) & travel["km"].notna().to_numpy()].groupby("key")["km"].min()
            lengths.append((long.index.to_numpy(dtype=np.int64), long.to_numpy(dtype=float)))
            for mode, name in enumerate(MODES):
                rows = np.flatnonzero((travel["mode"] == name).to_numpy() & (to >= 0))
                keys = origin[rows].astype(np.int64) * width + to[rows]
                order = np.argsort(keys, kind="stable")
                given[mode, 0, kind] = given[mode, 1, kind] = (keys[order], minutes[rows][order])
        first, point = _points(begin)
        return cls(
            point=point,
            starts=np.stack([_code(places, begin[name])[first] for name in ("key", "municipality")]),
            ends=np.stack([np.arange(len(sites)), _code(towns, end["municipality"])]),
            from_degrees=begin[["lat", "lon"]].to_numpy(dtype=float)[first].T,
            to_degrees=end[["lat", "lon"]].to_numpy(dtype=float).T,
            given=given, lengths=lengths, width=width, estimate=estimate,
        )

    def minutes(self, student: Ints, site: Ints, allowed: Bools) -> tuple[Ints, Bools]:
        """The least minutes over the allowed modes, and whether they are an estimate.

        student, site: (pairs,) positions; allowed: (pairs, modes). NO_JOURNEY where no allowed mode leads there.
        """
        best = np.full(len(student), NO_JOURNEY * 2, dtype=np.int64)
        pair = self.point[student] * len(self.to_degrees[0]) + site
        for mode in np.flatnonzero(allowed.any(axis=0)):
            best = np.where(allowed[:, mode], np.minimum(best, self._told(int(mode), pair)), best)
        return best // 2, (best % 2).astype(bool)

    def metres(self, student: Ints, site: Ints) -> Ints:
        """(pairs,) the road in metres: the shortest that the table gives, else an estimate; 0 where nothing is known."""
        point = self.point[student]
        km = np.full(len(point), np.nan)
        for start, end in ((0, 0), (0, 1), (1, 0), (1, 1)):
            keys, long = self.lengths[end]
            if len(keys):
                wanted = self.starts[start][point] * self.width + self.ends[end][site]
                at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
                km = np.where(np.isnan(km) & (keys[at] == wanted), long[at], km)
        guess = great_circle_km(*self.from_degrees[:, point], *self.to_degrees[:, site]) * self.estimate.detour
        return metres(np.where(np.isnan(km), guess, km))

    def _told(self, mode: int, pair: Ints) -> Ints:
        """(pairs,) what `_by_mode` says of each pair; from a table of all pairs where that is small, made at the first question."""
        points, sites = len(self.starts[0]), len(self.to_degrees[0])
        if points * sites > TABLE:
            return self._by_mode(mode, pair // sites, pair % sites)
        if mode not in self.tables:
            self.tables[mode] = self._by_mode(mode, *np.divmod(np.arange(points * sites), max(sites, 1)))
        return self.tables[mode][pair]

    def _by_mode(self, mode: int, point: Ints, site: Ints) -> Ints:
        """Twice the minutes, plus one where they are an estimate: so that a given road wins a tie."""
        km = great_circle_km(*self.from_degrees[:, point], *self.to_degrees[:, site])
        told = np.full(len(point), NONE, dtype=np.int64)
        for start, end in ((0, 0), (0, 1), (1, 0), (1, 1)):
            keys, minutes = self.given[mode, start, end]
            if len(keys):
                wanted = self.starts[start][point] * self.width + self.ends[end][site]
                at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
                told = np.where((told == NONE) & (keys[at] == wanted), minutes[at], told)
        guess = np.where(np.isnan(km), NO_JOURNEY, self.estimate.minutes(km, MODES[mode]))
        doubled = np.where(told >= 0, told * 2, np.where(guess >= NO_JOURNEY, NO_JOURNEY * 2, guess * 2 + 1))
        return np.where(told == _SAID_NO, NO_JOURNEY * 2, doubled)


def _points(begin: pd.DataFrame) -> tuple[Ints, Ints]:
    """The first student of each distinct starting point, and (students,) the point of each."""
    alike = begin.groupby(["key", "municipality", "lat", "lon"], dropna=False, sort=False).ngroup().to_numpy()
    _, first, point = np.unique(alike, return_index=True, return_inverse=True)
    return first, point


def _code(index: pd.Index, values: "pd.Series[str]") -> Ints:
    """Positions of words in an index; blank and unknown words get a position that no road has."""
    found = index.get_indexer(pd.Index(values.to_numpy(dtype=object))).astype(np.int64)
    return np.where((found < 0) | (values == "").to_numpy(), len(index) + 1, found)
