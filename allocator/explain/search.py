"""Which small changes might give a need a place: those that a rule alone stands in the way of. Each is tried before it is told."""

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from allocator.explain.account import Account, Open
from allocator.explain.change import Change, Kind, Step
from allocator.explain.sight import Seen, Sight
from allocator.explain.tell import site_name
from allocator.system import NO_JOURNEY, Bools, Ints

_ALONE: dict[Kind, tuple[str, ...]] = {
    "supervisor": ("supervisor",), "clearance": ("clearance",), "agreement": ("agreement",), "period": ("period",),
}
"""Changes that do away with what some rules shut, by their codes or headings."""

_WHAT: dict[Kind, Callable[[str, str], str]] = {
    "supervisor": lambda site, _: site, "clearance": lambda _, __: "", "agreement": lambda site, _: site, "period": lambda _, period: period,
}
"""What tells one such change from another."""

ROOM: tuple[str, ...] = ("places", "supervision", "ceiling")
"""The counting rules that more room does away with."""


def candidates(sight: Sight, need: int, told: Account) -> Iterator[Change]:
    """Changes that might give a need a place: room, fewest steps first; then supervisors, documents, agreements and windows; then minutes, the fewest first."""
    yield from sorted({change.steps: change for change in _rooms(sight, told)}.values(), key=lambda change: change.size)
    every = sight.seen(need, every=True)
    for kind, words in _ALONE.items():
        yield from _alone(sight, every, told, np.array([rule.code in words or rule.heading in words for rule in every.rules], bool), kind)
    yield from _minutes(sight, every, told)


def _rooms(sight: Sight, told: Account) -> Iterator[Change]:
    """More room at the offers that are allowed but full: all that is missing there, and each part of it, since others may make room for the rest."""
    asks = bool(sight.plan.problem.tables["courses"].set_index("course").loc[told.course, "supervisor_professions"])
    for one in told.full:
        if set(one.full) <= set(ROOM) and (asks or "supervision" not in one.full):
            steps: list[tuple[Step, str]] = [("places", one.offer)] if "places" in one.full else []
            steps += [("supervision", one.site)] if "supervision" in one.full else []
            steps += _ceilings(sight, one) if "ceiling" in one.full else []
            for size in range(1, len(steps) + 1):
                for some in combinations(steps, size):
                    yield Change("room", told.need, one.offer, one.site, one.site_name, one.period, steps=some)


def _ceilings(sight: Sight, one: Open) -> list[tuple[Step, str]]:
    """The ceilings that the plan reaches in a week of the offer's window: of the site, those above it, and the municipality."""
    tables, placed = sight.plan.problem.tables, sight.plan.placements[["site", "period"]]
    weeks = tables["periods"].set_index("period")["weeks"]
    listed = placed.assign(week=placed["period"].map(weeks)).explode("week")
    listed = listed[listed["week"].isin(weeks[one.period])].merge(tables["sites"][["site", "municipality"]], on="site")
    above = tables.lineage()
    at_sites = listed.merge(above, on="site").groupby(["above", "week"]).size().groupby("above").max()
    in_towns = listed.groupby(["municipality", "week"]).size().groupby("municipality").max()
    mine, town = above.loc[above["site"] == one.site, "above"], tables["sites"].set_index("site").loc[one.site, "municipality"]
    sites: list[tuple[Step, str]] = [("site ceiling", str(site)) for site in _reached(tables["sites"].set_index("site")["ceiling"], at_sites, mine)]
    return sites + [("town ceiling", str(town)) for _ in _reached(tables["municipalities"].set_index("municipality")["ceiling"], in_towns, pd.Series([town]))]


def _reached(ceiling: "pd.Series[int]", used: "pd.Series[int]", places: "pd.Series[str]") -> list[str]:
    return [one for one in places if pd.notna(ceiling[one]) and int(used.get(one, 0)) >= int(ceiling[one])]


def _alone(sight: Sight, seen: Seen, told: Account, rules: Bools, kind: Kind) -> Iterator[Change]:
    """One change for each place that these rules alone shut, those with places left first, then the nearest."""
    alone = ~seen.shut[:, ~rules].any(axis=1) & seen.shut[:, rules].any(axis=1)
    alone &= ~np.isin(seen.places, seen.places[seen.allowed])
    options, done = seen.options, set()
    for at in sorted(_nearest(seen, alone), key=lambda at: _left(sight, int(options.offer[at]), int(options.period[at])) <= 0):
        offer, period = options.words["offers"][options.offer[at]], options.words["periods"][options.period[at]]
        site = int(options["sites"].row[at])
        what = _WHAT[kind](options.words["sites"][site], period)
        if what not in done:
            done.add(what)
            yield Change(kind, told.need, offer, options.words["sites"][site], site_name(sight, site), period)


def _minutes(sight: Sight, seen: Seen, told: Account) -> Iterator[Change]:
    """For each number of minutes beyond the limit, the change that accepts them."""
    distance = np.array([rule.code == "distance" for rule in seen.rules], bool)
    alone = ~seen.shut[:, ~distance].any(axis=1) & seen.shut[:, distance].any(axis=1) & (seen.options.minutes < NO_JOURNEY)
    done: set[int] = set()
    for at in _nearest(seen, alone):
        minutes, site = int(seen.options.minutes[at]), int(seen.options["sites"].row[at])
        if minutes not in done:
            done.add(minutes)
            words = seen.options.words
            offer, period = words["offers"][seen.options.offer[at]], words["periods"][seen.options.period[at]]
            yield Change("minutes", told.need, offer, words["sites"][site], site_name(sight, site), period, minutes=minutes)


def _nearest(seen: Seen, these: Bools) -> Ints:
    at = np.flatnonzero(these)
    return np.asarray(at[np.argsort(seen.options.minutes[at], kind="stable")])


def _left(sight: Sight, offer: int, period: int) -> int:
    """How many places of an offer the plan leaves in the weeks of a window."""
    options = sight.formulated.options
    placed, weeks = options.take(sight.chosen), options.table("periods")["weeks"]
    used = (placed.offer == offer) & (weeks[placed.period] & weeks[period]).any(axis=1)
    return int(options.table("offers")["places"][offer]) - int(used.sum())
