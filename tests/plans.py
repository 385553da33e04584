"""Every possible plan of many tiny worlds at once, seen by both halves.

The kth plans of all worlds make one plan of the joined tables: that is one question to each half for thousands of plans, and nothing is
mixed up, since no group, site or student belongs to two worlds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from allocator.check import describe
from allocator.formulate import Formulated, formulate
from allocator.formulate.candidates import Candidates
from allocator.naming import name_supervisors
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rules import Rule
from allocator.system import NONE, Ints, Limit, Options, System
from allocator.tables import Tables


def considered(tables: Tables, policy: Policy) -> Formulated:
    """The joined worlds formulated; offers and windows of another world are never considered for a need (that saves time, nothing else)."""
    def at_home(self: Candidates) -> Iterator[tuple[Ints, Options]]:
        needs, offers, periods = (world_of(self.words[name]) for name in ("needs", "offers", "periods"))
        windows = np.flatnonzero(offers[self.offer] == periods[self.period])
        kind, at = np.nonzero(needs[self.like][:, None] == offers[self.offer[windows]])
        yield kind, self._options(self.like[kind], self.offer[windows[at]], self.period[windows[at]])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Candidates, "by_kind", at_home)
        return formulate(Problem(tables, policy))


def world_of(ids: "tuple[str, ...] | pd.Series[str]") -> Ints:
    """The number of the world in front of each id."""
    return np.array([int(one[:4]) for one in ids], dtype=np.int64)


@dataclass(frozen=True)
class Plans:
    """Options by world and need, so that every plan has a number: of each need none, or one of its options.

    sizes: (needs,) options of each need; first: (needs,) where they begin; stride: (needs,); counts: (worlds,) plans
    """

    sizes: Ints
    first: Ints
    stride: Ints
    counts: Ints
    world: Ints

    @classmethod
    def of(cls, formulated: Formulated) -> "Plans":
        """The plans of all worlds. Options are sorted by need, needs by world."""
        needs = formulated.options.words["needs"]
        world = world_of(needs)
        sizes = np.bincount(formulated.options.need, minlength=len(needs))
        stride = np.ones(len(needs), dtype=np.int64)
        for at in range(1, len(needs)):
            stride[at] = stride[at - 1] * (sizes[at - 1] + 1) if world[at] == world[at - 1] else 1
        counts = np.zeros(world.max() + 1, dtype=np.int64)
        np.maximum.at(counts, world, stride * (sizes + 1))
        return cls(sizes, np.cumsum(sizes) - sizes, stride, counts, world)

    def __iter__(self) -> Iterator[tuple[Ints, Ints]]:
        """The kth plan of each world that has one: (worlds,) its worlds, (placements,) positions of options."""
        for number in range(int(self.counts.max())):
            there = number < self.counts[self.world]
            digit = number // self.stride % (self.sizes + 1)
            taken = there & (digit > 0)
            yield np.flatnonzero(number < self.counts), self.first[taken] + digit[taken] - 1


@dataclass(frozen=True)
class Described:
    """Every option under every member of its team, in words; made once, plans pick rows of it."""

    frame: pd.DataFrame
    first: Ints
    members: Ints

    @classmethod
    def of(cls, problem: Problem, formulated: Formulated) -> "Described":
        """Each call of `describe` holds at most one placement of a need."""
        options, words = formulated.options, formulated.options.words
        people = options.table("supervisors")["team"]
        members = np.bincount(people, minlength=1)[options.team] if len(people) else np.zeros(len(options), dtype=np.int64)
        members = np.where(options.team == NONE, 1, members)
        row = np.repeat(np.arange(len(options)), members)
        first = np.cumsum(members) - members
        nth = np.arange(len(row)) - first[row]
        order = np.argsort(people, kind="stable")
        start = np.searchsorted(people[order], options.team[row])
        person = np.where(options.team[row] == NONE, NONE, np.append(order, NONE)[np.minimum(start + nth, len(order))])
        columns = {"need": options.need, "offer": options.offer, "period": options.period}
        placements = pd.DataFrame({name: np.array(words[f"{name}s"], dtype=object)[column[row]] for name, column in columns.items()})
        placements["supervisor"] = np.array([*words["supervisors"], ""], dtype=object)[person]
        turn = placements.groupby("need").cumcount().to_numpy()
        parts = [describe(problem, placements[turn == one]).set_index(np.flatnonzero(turn == one)) for one in range(turn.max(initial=-1) + 1)]
        return cls(pd.concat(parts).sort_index(), first, members)

    def plan(self, formulated: Formulated, chosen: Ints, turn: int, *, named: bool) -> pd.DataFrame:
        """The chosen options in words. named: supervisors as the solve names them; else each member of a team has a turn."""
        nth = turn % self.members[chosen]
        if named:
            person = name_supervisors(formulated.options.take(chosen))
            nth = np.where(person == NONE, 0, _place_in_team(formulated)[person])
        return self.frame.iloc[self.first[chosen] + nth].reset_index(drop=True)


def _place_in_team(formulated: Formulated) -> Ints:
    team = pd.Series(formulated.options.table("supervisors")["team"])
    return team.groupby(team).cumcount().to_numpy()


def units(system: System, layer: str, chosen: Ints, world: Ints, worlds: int) -> Ints:
    """(worlds,) what a plan costs in a layer, and in every limit that is priced or must hold."""
    costs = next(one.costs for one in system.layers if one.name == layer)
    assert costs is not None
    found = np.zeros(worlds) + np.bincount(world[chosen], weights=costs[chosen], minlength=worlds)
    for limit in system.limits:
        home = np.zeros(limit.groups, dtype=np.int64)
        home[limit.group] = world[limit.option]
        assert (home[limit.group] == world[limit.option]).all(), "a group has options of two worlds"
        per = np.ones(limit.groups, dtype=np.int64) if limit.units is None else limit.units
        found = found + np.bincount(home, weights=wrong(limit, chosen, len(system.need)) * per, minlength=worlds)
    return found.astype(np.int64)


def counted(limit: Limit, chosen: Ints, options: int) -> Ints:
    """(groups,) how much of each group a plan chooses."""
    taken = np.zeros(options, dtype=np.int64)
    taken[chosen] = 1
    weight = 1 if limit.weight is None else limit.weight
    return np.bincount(limit.group, weights=taken[limit.option] * weight, minlength=limit.groups).astype(np.int64)


def wrong(limit: Limit, chosen: Ints, options: int) -> Ints:
    """(groups,) by how many a plan is above or below a limit."""
    count = counted(limit, chosen, options)
    found = np.zeros(limit.groups, dtype=np.int64)
    if limit.most is not None:
        found += np.maximum(count - limit.most, 0)
    if limit.least is not None:
        found += np.where((count > 0) | (not limit.or_none), np.maximum(limit.least - count, 0), 0)
    return found


def breach_units(rule: Rule, placed: pd.DataFrame, tables: Tables, worlds: int) -> Ints:
    """(worlds,) the units of all breaches that the checker half finds; every word of its texts must be there."""
    found = rule.breaches(placed, tables)
    missing = (rule.breach.fields | rule.own.fields) - set(found.columns)
    assert not missing, f"{rule.code} does not say {missing}"
    assert (found["units"] >= 1).all()
    name = next((one for one in ("need", "student", "supervisor", "site", "place", "offer") if one in found), None)
    assert name is not None, f"no id among {list(found.columns)}"
    return np.bincount(world_of(found[name]), weights=found["units"].to_numpy(dtype=float), minlength=worlds).astype(np.int64)
