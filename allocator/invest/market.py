"""A System in which places and training can be bought: what is bought is decided together with who goes where."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from allocator import solvers
from allocator.formulate import Formulated, formulate
from allocator.problem import Problem
from allocator.system import Effort, Ints, Layer, Limit, System
from allocator.text import Lang, Text

Kind = Literal["places", "supervisors"]

UNRANKED = ("changes", "lottery", "hash")
"""Layers that say nothing of how good a plan is."""

_NUMBERS = {"places": ("offers", "places"), "with_offer": ("offers", "places"), "supervision": ("teams", "capacity")}
"""The rules whose bound is a number of a table, with table and column."""

_PLACES = Text("  {count} plasser til på {site} ({offer})", "  {count} more places at {site} ({offer})")
_PLACE = Text("  én plass til på {site} ({offer})", "  one more place at {site} ({offer})")
_TRAINED = Text("  veilederutdanning til {supervisor} ({site})", "  supervision education for {supervisor} ({site})")


@dataclass(frozen=True)
class Buy:
    """So many more places of an offer, or the training of a supervisor, at a site; cost: of all of them."""

    kind: Kind
    name: str
    site: str
    count: int
    cost: int

    def say(self, lang: Lang) -> str:
        """The purchase in words."""
        if self.kind == "supervisors":
            return _TRAINED.say(lang, supervisor=self.name, site=self.site)
        return (_PLACE if self.count == 1 else _PLACES).say(lang, **({"count": self.count} if self.count > 1 else {}), site=self.site, offer=self.name)


@dataclass(frozen=True, eq=False)
class _Item:
    """One thing that can be bought once: which groups of which limits it widens, and by how much."""

    kind: Kind
    name: str
    price: int
    widens: tuple[tuple[int, int, int], ...]


class Market:
    """A System in which things can be bought: each is a need of its own with one option, which gives room where it is bought."""

    def __init__(self, problem: Problem, system: System, items: tuple[_Item, ...]) -> None:
        self._problem, self._items = problem, items
        self._system = _with_items(system, items)

    @classmethod
    def of(cls, problem: Problem, budgets: Mapping[Kind, int], prices: Mapping[str, int]) -> "Market":
        """What can be bought in a problem within the budgets, one of each kind."""
        widened, twins = _trainable(problem) if budgets["supervisors"] else (problem, {})
        formulated = formulate(widened)
        groups = _groups(formulated, widened)
        items = [*_places(formulated, groups["offers"], budgets["places"], prices), *_trainings(formulated, groups["teams"], twins, prices)]
        return cls(problem, formulated.system, tuple(items))

    def best(self, budgets: Mapping[Kind, int], effort: Effort) -> tuple[Buy, ...]:
        """What to buy within the budgets."""
        items, first = self._items, self._system.options - len(self._items)
        costs = {kind: np.array([one.price if one.kind == kind else 0 for one in items], dtype=np.int64) for kind in budgets}
        limits = [_budget(first, costs[kind], budget) for kind, budget in budgets.items() if costs[kind].any()]
        answer = solvers.solve(replace(self._system, limits=(*self._system.limits, *limits)), effort)
        bought = [items[at - first] for at in answer.chosen.tolist() if at >= first]
        many = Counter((one.kind, one.name) for one in bought)
        price = {(one.kind, one.name): one.price for one in bought}
        sites = self._sites()
        return tuple(Buy(kind, name, sites[kind][name], count, count * price[kind, name]) for (kind, name), count in sorted(many.items()))

    def _sites(self) -> dict[str, dict[str, str]]:
        offers, people = self._problem.tables["offers"], self._problem.tables["supervisors"]
        return {
            "places": dict(zip(offers["offer"], offers["site"], strict=True)),
            "supervisors": {one: ", ".join(sites) for one, sites in zip(people["supervisor"], people["sites"], strict=True)},
        }


def asked_of(problem: Problem) -> float:
    """The education that is enough for every course."""
    return float(problem.tables["courses"]["supervisor_ects"].max() or 0)


def _trainable(problem: Problem) -> tuple[Problem, dict[str, str]]:
    """The problem with a twin of each supervisor who lacks education, who has it and no room; and the twins by name.

    One who is named in a conflict or a lock has no twin: whoever she is matters.
    """
    tables, asked = problem.tables, asked_of(problem)
    people = tables["supervisors"]
    named = people["supervisor"].isin([*tables["conflicts"]["supervisor"], *tables["locks"]["supervisor"]])
    short = people[(people["ects"] < asked) & (people["capacity"] > 0) & ~named]
    twins = {one: f"{one}+" for one in short["supervisor"]}
    more = short.assign(supervisor=short["supervisor"].map(twins).astype("str"), ects=asked, capacity=0).astype(people.dtypes.to_dict())
    return problem.replace(tables=tables.replace(supervisors=pd.concat([people, more], ignore_index=True))), twins


def _groups(formulated: Formulated, problem: Problem) -> dict[str, dict[int, list[tuple[int, int]]]]:
    """Which groups of which limits count the places of each offer, and the capacity of each team: positions (limit, group).

    The rules are asked again with the position of each offer and team in the place of its number, so that a bound tells whose it is.
    """
    options = formulated.options
    numbered = {name: {**options.tables[name], column: np.arange(len(options.tables[name][column]))} for name, column in _NUMBERS.values()}
    told = replace(options, tables={**options.tables, **numbered})
    institution, known = options["courses"]["institution"], options.words["institutions"]
    found: dict[str, dict[int, list[tuple[int, int]]]] = {"offers": {}, "teams": {}}
    at = 0
    for rule in problem.policy.rules:
        scope = np.array([not rule.only or one in rule.only for one in known], dtype=bool)
        part = np.flatnonzero(scope[institution])
        limits = list(rule.limits((told if rule.code in _NUMBERS else options).take(part)))
        if rule.code in _NUMBERS:
            for nth, limit in enumerate(limits):
                _note(found[_NUMBERS[rule.code][0]], at + nth, limit)
        at += len(limits)
    return found




def _note(found: dict[int, list[tuple[int, int]]], at: int, limit: Limit) -> None:
    bounds = limit.most if limit.most is not None and limit.least is None else np.zeros(0, np.int64)
    used = set(np.unique(limit.group).tolist())
    for group, owner in enumerate(bounds.tolist()):
        if group in used:
            found.setdefault(owner, []).append((at, group))


def _places(formulated: Formulated, groups: Mapping[int, list[tuple[int, int]]], budget: int, prices: Mapping[str, int]) -> Iterator[_Item]:
    """A place of each offer that somebody may use, as often as the budget and those without a place allow."""
    options = formulated.options
    wanted = np.bincount(options.offer[np.unique(options.need.astype(np.int64) * len(options.words["offers"]) + options.offer, return_index=True)[1]],
                         minlength=len(options.words["offers"]))  # fmt: skip
    for offer, where in sorted(groups.items()):
        name = options.words["offers"][offer]
        price = prices.get(name, 1)
        for _ in range(min(budget // price if price else budget, int(wanted[offer]))):
            yield _Item("places", name, price, tuple((limit, group, 1) for limit, group in where))


def _trainings(
    formulated: Formulated, groups: Mapping[int, list[tuple[int, int]]], twins: Mapping[str, str], prices: Mapping[str, int]
) -> Iterator[_Item]:
    """The training of each supervisor who has a twin: her room moves from the team she is in to that of the twin."""
    options = formulated.options
    at = {word: position for position, word in enumerate(options.words["supervisors"])}
    team, room = options.tables["supervisors"]["team"], options.tables["supervisors"]["capacity"]
    for name, twin in sorted(twins.items()):
        size, old, new = int(room[at[name]]), int(team[at[name]]), int(team[at[twin]])
        if old != new and groups.get(new):
            widens = [(limit, group, size) for limit, group in groups[new]] + [(limit, group, -size) for limit, group in groups.get(old, ())]
            yield _Item("supervisors", name, prices.get(name, 1), tuple(widens))


def _with_items(system: System, items: tuple[_Item, ...]) -> System:
    """The System with an option for each item: it widens its groups, costs money after all that says how good a plan is, and then its rank."""
    first, many = system.options, len(items)
    members: dict[int, list[tuple[int, int, int]]] = {}
    for at, item in enumerate(items):
        for limit, group, amount in item.widens:
            members.setdefault(limit, []).append((first + at, group, -amount))
    limits = tuple(_widened(limit, members[at]) if at in members else limit for at, limit in enumerate(system.limits))
    kept = [at for at, layer in enumerate(system.layers) if layer.name.partition(":")[0] not in UNRANKED]
    place = {old: new for new, old in enumerate(kept)}
    limits = tuple(_priced(limit, place) for limit in limits if limit.price is None or limit.price.layer in place)
    layers = [_longer(system.layers[at], many) for at in kept]
    price = np.array([one.price for one in items], dtype=np.int64)
    zeros = np.zeros(first, dtype=np.int64)
    layers += [Layer("money", "", np.concatenate([zeros, price])), Layer("rank", "", np.concatenate([zeros, np.arange(1, many + 1)]))]
    need = np.concatenate([system.need, system.needs + np.arange(many)]).astype(system.need.dtype)
    return System(need, system.needs + many, limits, tuple(layers))


def _widened(limit: Limit, members: list[tuple[int, int, int]]) -> Limit:
    option, group, weight = (np.array(column, dtype=np.int64) for column in zip(*members, strict=True))
    own = np.ones(len(limit.option), dtype=np.int64) if limit.weight is None else limit.weight
    return replace(
        limit, option=np.concatenate([limit.option, option]), group=np.concatenate([limit.group, group]), weight=np.concatenate([own, weight])
    )


def _priced(limit: Limit, place: Mapping[int, int]) -> Limit:
    """The limit with its price in the layer's new position."""
    return limit if limit.price is None else replace(limit, price=replace(limit.price, layer=place[int(limit.price.layer)]))


def _longer(layer: Layer, many: int) -> Layer:
    return layer if layer.costs is None else replace(layer, costs=np.concatenate([layer.costs, np.zeros(many, dtype=np.int64)]))


def _budget(first: int, costs: Ints, most: int) -> Limit:
    """At most so much money for the items with a cost (items,)."""
    at = np.flatnonzero(costs)
    return Limit(first + at, np.zeros(len(at), dtype=np.int64), most=np.array([most], dtype=np.int64), weight=costs[at])

