"""What is considered at all: every need meets every offer that serves a window, with every team of the site.

Needs of one kind (same course, settings and windows) meet the same offers, so offers are judged once for each kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from allocator.system import NO_JOURNEY, NONE, Bools, Columns, Ints, Options

BLOCK = 1_000_000
"""Options made at a time, so that memory stays bounded."""


@dataclass(frozen=True)
class Ragged:
    """Lists of unequal length: those of owner k are `rows[start[k] : start[k] + size[k]]`."""

    start: Ints
    size: Ints
    rows: Ints

    @classmethod
    def of(cls, owner: Ints, owners: int, rows: Ints) -> "Ragged":
        """Rows (rows,) put together by owner, keeping their order."""
        order = np.argsort(owner, kind="stable")
        size = np.bincount(owner, minlength=owners)
        return cls(np.cumsum(size) - size, size, rows[order])

    def taken(self, owner: Ints) -> tuple[Ints, Ints]:
        """For each owner asked for, its rows: (found,) the position in `owner`, and (found,) the row."""
        size = self.size[owner]
        within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        return np.repeat(np.arange(len(owner)), size), self.rows[np.repeat(self.start[owner], size) + within]


@dataclass(frozen=True)
class Open:
    """What is open to the kinds of need, by place: a site in a window.

    options: what is open, with teams; kind: (places,) rising; rows: the options of each place; offers: (places,) how many offers it has
    """

    options: Options
    kind: Ints
    rows: Ragged
    offers: Ints

    @classmethod
    def of(cls, kind: Ints, options: Options) -> "Open":
        """Options (options,) of each kind put together by place."""
        keys = np.stack([kind, options["sites"].row, options.period, options.offer])
        order = np.lexsort(keys[::-1])
        new = np.ones((2, len(order)), dtype=bool)
        for at, depth in enumerate((3, 4)):
            new[at, 1:] = np.any(keys[:depth, order[1:]] != keys[:depth, order[:-1]], axis=0)
        place = np.cumsum(new[0]) - 1
        count = int(new[0].sum())
        rows = Ragged.of(place, count, np.arange(len(order)))
        return cls(options.take(order), kind[order][new[0]], rows, np.bincount(place, weights=new[1], minlength=count).astype(np.int64))

    def expanded(self, block: Options, place: Ints) -> Options:
        """The options at these places (block,), each for its own need and with its minutes."""
        at, row = self.rows.taken(place)
        mine = block.take(at)
        return replace(self.options.take(row), need=mine.need, minutes=mine.minutes, estimated=mine.estimated, far=mine.far, personal=True)


@dataclass(frozen=True)
class Candidates:
    """The needs by kind, the offers with the windows they serve, and the teams of each site.

    kind: (needs,) the kind of each need; like: (kinds,) one need of each kind; offer, period: (windows,) each offer with each
    period that it serves; teams: the teams of each site; asks: (kinds,) whether the course asks for a supervisor
    """

    kind: Ints
    like: Ints
    offer: Ints
    period: Ints
    teams: Ragged
    asks: Bools
    tables: Mapping[str, Columns]
    words: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, tables: Mapping[str, Columns], words: Mapping[str, tuple[str, ...]]) -> "Candidates":
        """The candidates of a term."""
        needs = tables["needs"]
        alike = np.concatenate([needs["course"][:, None], needs["settings"], needs["periods"]], axis=1)
        _, like, kind = np.unique(alike, axis=0, return_index=True, return_inverse=True)
        asks = np.any(tables["courses"]["supervisor_professions"], axis=1)[needs["course"][like]]
        teams = tables["teams"]
        by_site = Ragged.of(teams["at_site"], len(tables["sites"]["site"]), teams["at_team"])
        offer, period = (one.astype(np.int32) for one in _windows(tables))
        return cls(kind.reshape(-1), like.astype(np.int32), offer, period, by_site, asks, tables, words)

    def by_kind(self) -> Iterator[tuple[Ints, Options]]:
        """Every kind with every window, in blocks: the kind of each option, and the options, without team."""
        wide = max(len(self.offer), 1)
        for kinds in np.array_split(np.arange(len(self.like)), max(len(self.like) * wide // BLOCK, 1)):
            kind, window = np.repeat(kinds, len(self.offer)), np.tile(np.arange(len(self.offer)), len(kinds))
            yield kind, self._options(self.like[kind], self.offer[window], self.period[window])

    def with_teams(self, kind: Ints, options: Options) -> tuple[Ints, Options]:
        """The options with each team of the site; team NONE where the course asks for none or the site names none."""
        site = options["sites"].row
        named = self.asks[kind] & (self.teams.size[site] > 0)
        at, team = self.teams.taken(site[named])
        rows = np.concatenate([np.flatnonzero(~named), np.flatnonzero(named)[at]])
        order = np.argsort(rows, kind="stable")
        team = np.concatenate([np.full((~named).sum(), NONE), team])[order]
        return kind[rows[order]], replace(options.take(rows[order]), team=team.astype(np.int32))

    def by_need(self, open_: "Open") -> Iterator[tuple[Options, Ints]]:
        """Every need at every site and window open to its kind, in blocks of about BLOCK: options without team, and their places in `open_`."""
        of_kind = Ragged.of(open_.kind, len(self.like), np.arange(len(open_.kind)))
        total = np.cumsum(of_kind.size[self.kind])
        cuts = np.searchsorted(total, np.arange(BLOCK, total[-1] if len(total) else 0, BLOCK))
        for needs in np.split(np.arange(len(self.kind)), cuts):
            at, place = of_kind.taken(self.kind[needs])
            first = open_.options.take(open_.rows.rows[open_.rows.start[place]])
            yield replace(first, need=needs[at].astype(np.int32), team=np.full(len(at), NONE, dtype=np.int32), personal=True), place

    def at(self, need: int, windows: Ints) -> Options:
        """The options of one need at these windows, with teams."""
        kind = np.full(len(windows), self.kind[need])
        options = self._options(np.full(len(windows), need, dtype=np.int32), self.offer[windows], self.period[windows])
        return replace(self.with_teams(kind, options)[1], personal=True)

    def _options(self, need: Ints, offer: Ints, period: Ints) -> Options:
        size = len(need)
        blank = np.zeros(size, dtype=bool)
        return Options(
            need=need, offer=offer, period=period, team=np.full(size, NONE, dtype=np.int32), minutes=np.full(size, NO_JOURNEY, dtype=np.int32),
            metres=np.zeros(size, dtype=np.int32), estimated=blank, far=blank, tables=self.tables, words=self.words, personal=False,
        )


def _windows(tables: Mapping[str, Columns]) -> tuple[Ints, Ints]:
    """Every offer with every period it serves: its own, or each one wholly inside its weeks."""
    offers, periods = tables["offers"], tables["periods"]
    named = np.flatnonzero(offers["period"] != NONE)
    by_weeks = np.flatnonzero(offers["period"] == NONE)
    inside = (offers["weeks"][by_weeks].astype(np.int32) @ periods["weeks"].T.astype(np.int32)) == periods["weeks"].sum(axis=1)
    at, period = np.nonzero(inside)
    return np.concatenate([named, by_weeks[at]]), np.concatenate([offers["period"][named], period])
