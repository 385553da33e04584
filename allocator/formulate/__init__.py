"""Problem → System: ids become positions, rules become arrays.

Every kind of need (course, with its narrowed settings and periods) meets every offer that serves a window; the rules that are the
same for a whole course say which of these are closed. The open ones meet the teams of the site, and the rules about supervisors
are asked. Then each need meets the sites and windows that are open to its kind, and the rules about the student are asked; last,
offers and teams come back, with the few rules that look at everything. So most offers are judged once, not once a student.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from allocator.formulate.candidates import Candidates, Open
from allocator.formulate.encode import encode
from allocator.formulate.reasons import Reasons, Tally
from allocator.formulate.roads import Roads
from allocator.formulate.waivers import Waivers
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rules import Rule
from allocator.rules.distance import Distance
from allocator.system import Bools, Columns, Ints, Layer, Options, Price, System
from allocator.tables import Tables
from allocator.travel import MODES


@dataclass(frozen=True)
class Formulated:
    """A problem as a solver sees it, and the way back.

    options: the ones that no rule forbids, sorted by need, site, period, offer, team; system: the same as integers alone
    reasons: for each need and rule how many options it shut out
    """

    options: Options
    system: System
    reasons: Reasons


def formulate(problem: Problem) -> Formulated:
    """The options that no rule forbids, with Limits and Layers over them. The problem is valid, so nothing is raised."""
    tables, words = encode(problem.tables)
    scopes = _scopes(problem.policy, words["institutions"])
    waivers = Waivers.of(problem.tables, tables)
    candidates = Candidates.of(tables, words)
    travel = _Travel(Roads.of(problem.tables, problem.policy.estimate), _allowed_modes(problem.policy, tables, words), scopes)
    tally, considered = Tally(len(candidates.kind), len(scopes)), np.zeros(len(candidates.like), dtype=np.int64)
    open_ = _open_to_kinds(candidates, scopes, tally, considered)
    kept, opened = list(_open_to_needs(candidates, open_, scopes, travel, tally)), list(_waived(candidates, scopes, travel, waivers))
    options = _sorted(kept, opened, open_.options)
    options = travel.measured(options) if any(goal.asks_road() for goal in problem.policy.goals) else options
    left = np.bincount(options.need[_firsts(options)], minlength=len(candidates.kind))
    reasons = Reasons(tuple(rule.code for rule, _ in scopes), considered[candidates.kind], tally.first, tally.alone, left, tally.near)
    return Formulated(options, _system(options, problem.policy, scopes, waivers), reasons)


def formulate_one(problem: Problem, need: int, held: Options, before: Tables) -> Formulated:
    """One need beside placements that are held: their options, as they are, then those of the need that no rule forbids.

    held: options of a problem with the tables `before`, that differ from these in people alone; reasons: of the one need, (1, rules).
    """
    tables, words = encode(problem.tables, (before, held.tables, held.words))
    scopes, waivers = _scopes(problem.policy, words["institutions"]), Waivers.of(problem.tables, tables)
    candidates = Candidates.of(tables, words)
    travel = _Travel(Roads.of(problem.tables, problem.policy.estimate), _allowed_modes(problem.policy, tables, words), scopes)
    options = travel.timed(candidates.at(need, np.arange(len(candidates.offer))))
    options = travel.measured(options) if any(goal.asks_road() for goal in problem.policy.goals) else options
    order = np.concatenate([_step(scopes, asks) for asks in ("course", "supervisor", "student", "option")])
    window = np.array([scopes[at][0].code == "period" for at in order], dtype=bool)
    shut = _forbidden(options, scopes, order, waivers)
    asked = np.flatnonzero(~shut[:, window].any(axis=1))
    options, shut = options.take(asked), shut[asked]
    tally, considered = Tally(1, len(scopes)), np.array([_firsts(options).sum()])
    tally.add(np.zeros(len(options), dtype=np.int64), options, shut, order)
    mine = options.take(np.flatnonzero(~shut.any(axis=1)))
    mine = mine.take(np.lexsort((mine.team, mine.offer, mine.period, mine["sites"].row)))
    names = np.searchsorted(np.array(words["needs"], dtype=object), np.array(held.words["needs"], dtype=object)).astype(np.int32)
    every = _joined([replace(held, need=names[held.need]), mine], mine)
    reasons = Reasons(tuple(rule.code for rule, _ in scopes), considered, tally.first, tally.alone, np.array([_firsts(mine).sum()]), tally.near)
    return Formulated(every, _system(every, problem.policy, scopes, waivers), reasons)


Scopes = list[tuple[Rule, Bools]]


def _scopes(policy: Policy, institutions: tuple[str, ...]) -> Scopes:
    """Each rule with the institutions (institutions,) that it concerns."""
    return [(rule, np.array([not rule.only or one in rule.only for one in institutions], dtype=bool)) for rule in policy.rules]


def _step(scopes: Scopes, asks: str) -> Ints:
    """The positions of the rules that are asked at one step."""
    return np.array([at for at, (rule, _) in enumerate(scopes) if rule.asks == asks], dtype=np.int64)


def _open_to_kinds(candidates: Candidates, scopes: Scopes, tally: Tally, considered: Ints) -> Open:
    """What the rules about courses and supervisors leave open to each kind of need; counts what they shut."""
    about_course, about_team = _step(scopes, "course"), _step(scopes, "supervisor")
    window = np.array([at for at in about_course if scopes[at][0].code == "period"], dtype=np.int64)
    rest = np.setdiff1d(about_course, window)
    counted = Tally(len(candidates.like), len(scopes))
    kinds, kept = [], []
    for kind, options in candidates.by_kind():
        kind, options = _asked(kind, options, scopes, window)
        considered += np.bincount(kind, minlength=len(considered))
        for step, asked in enumerate((rest, about_team)):
            kind, options = candidates.with_teams(kind, options) if step else (kind, options)
            kind, options = _asked(kind, options, scopes, asked, counted)
        kinds.append(kind)
        kept.append(options)
    tally.first += counted.first[candidates.kind]
    tally.alone += counted.alone[candidates.kind]
    return Open.of(np.concatenate(kinds), _joined(kept, kept[0]))


def _asked(owner: Ints, options: Options, scopes: Scopes, asked: Ints, tally: Tally | None = None) -> tuple[Ints, Options]:
    """Asks these rules: what they leave open, and its owners; counts what they shut."""
    shut = _forbidden(options, scopes, asked)
    if tally is not None:
        tally.add(owner, options, shut, asked)
    free = np.flatnonzero(~shut.any(axis=1))
    return owner[free], options.take(free)


def _open_to_needs(candidates: Candidates, open_: Open, scopes: Scopes, travel: "_Travel", tally: Tally) -> Iterator[Options]:
    """What the rules about the student, and those about everything, leave open to each need; counts what they shut."""
    about_student, about_all = _step(scopes, "student"), _step(scopes, "option")
    distance = np.array([at for at, rule in enumerate(about_student) if scopes[rule][0].code == "distance"], dtype=np.int64)
    for block, place in candidates.by_need(open_):
        options = travel.timed(block)
        shut = _forbidden(options, scopes, about_student)
        tally.add(options.need, options, shut, about_student, open_.offers[place])
        tally.add_near(options, shut, distance)
        free = np.flatnonzero(~shut.any(axis=1))
        options = open_.expanded(options.take(free), place[free])
        yield _asked(options.need, options, scopes, about_all, tally)[1]


def _waived(candidates: Candidates, scopes: Scopes, travel: "_Travel", waivers: Waivers) -> Iterator[Options]:
    """What opens where a lock waives a rule: every option of that need at that place, judged with the waivers."""
    opened = [
        candidates.at(int(waivers.locks["need"][row]), waivers.windows(int(row), candidates.offer, candidates.period)) for row in waivers.rows
    ]
    if opened:
        options = travel.timed(_joined(opened, opened[0]))
        shut = _forbidden(options, scopes, np.arange(len(scopes)), waivers)
        yield options.take(np.flatnonzero(~shut.any(axis=1)))


def _forbidden(options: Options, scopes: Scopes, asked: Ints, waivers: Waivers | None = None) -> Bools:
    """(options, asked): which of the rules asked shuts which option, scope and waivers counted in. A priced rule shuts none."""
    shut = np.zeros((len(options), len(asked)), dtype=bool)
    institution = options["courses"]["institution"]
    for at, position in enumerate(asked):
        rule, scope = scopes[position]
        if rule.price is None:
            shut[:, at] = rule.forbids(options) & scope[institution]
            shut[:, at] &= ~waivers.waived(options, rule.code) if waivers else True
    return shut


def _sorted(parts: list[Options], opened: list[Options], like: Options) -> Options:
    """All options in the order of need, site, period, offer, team, each once; `parts` have that order already."""
    options = replace(_joined(parts, like), personal=True)
    if not opened:
        return options
    concerned = np.isin(options.need, np.concatenate([part.need for part in opened]))
    again = _joined([options.take(concerned), *opened], like)
    again = again.take(np.lexsort((again.team, again.offer, again.period, again["sites"].row, again.need)))
    options = _joined([options.take(~concerned), again.take(_firsts(again, team=True))], options)
    return options.take(np.argsort(options.need, kind="stable"))


def _firsts(options: Options, *, team: bool = False) -> Bools:
    """(options,) whether it is the first with its need, offer and period (and team)."""
    columns = (options.need, options.offer, options.period, *((options.team,) if team else ()))
    new = np.ones(len(options), dtype=bool)
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return new


def _allowed_modes(policy: Policy, tables: Mapping[str, Columns], words: Mapping[str, tuple[str, ...]]) -> Bools:
    """(students, modes): by the policy of the institution; a car only with car and licence."""
    by_institution = np.array([[mode in policy.modes(one) for mode in MODES] for one in words["institutions"]], dtype=bool)
    students = tables["students"]
    allowed = by_institution[students["institution"]]
    allowed[:, MODES.index("car")] &= students["car"] & students["licence"]
    return np.asarray(allowed)


@dataclass(frozen=True)
class _Travel:
    roads: Roads
    modes: Bools
    scopes: Scopes

    def timed(self, options: Options) -> Options:
        """The options with their minutes, and whether they are far."""
        student, institution = options["students"].row, options["courses"]["institution"]
        minutes, estimated = self.roads.minutes(student, options["sites"].row, self.modes[student])
        timed = replace(options, minutes=minutes.astype(np.int32), estimated=estimated)
        far = [rule.sends_far(timed) & scope[institution] for rule, scope in self.scopes if isinstance(rule, Distance)]
        return replace(timed, far=np.logical_or.reduce([timed.far, *far]))

    def measured(self, options: Options) -> Options:
        """The options with the metres of their roads."""
        return replace(options, metres=self.roads.metres(options["students"].row, options["sites"].row).astype(np.int32))


def _joined(parts: list[Options], like: Options) -> Options:
    names = [one.name for one in fields(Options) if one.name not in ("tables", "words", "personal")]
    made: dict[str, Any] = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return replace(like, personal=True, **made)


def _system(options: Options, policy: Policy, scopes: list[tuple[Rule, Bools]], waivers: Waivers) -> System:
    layers, position = _layers(options, policy)
    limits = []
    institution = options["courses"]["institution"]
    for rule, scope in scopes:
        part = np.flatnonzero(scope[institution])
        price = None if rule.price is None else Price(position[str(rule.price.layer)], rule.price.cost)
        if price is not None:
            layers = _priced(layers, rule, options, part, waivers, price)
        limits += [replace(limit, option=part[limit.option], price=price) for limit in rule.limits(options.take(part))]
    for goal in policy.goals:
        limits += [replace(limit, price=Price(position[str(limit.price.layer)], limit.price.cost)) for limit in goal.limits(options) if limit.price]
    return System(need=options.need, needs=len(options.table("needs")["student"]), limits=tuple(limits), layers=tuple(layers))


def _layers(options: Options, policy: Policy) -> tuple[list[Layer], dict[str, int]]:
    """The layers in order, and the position of each by its name."""
    goals = {goal.code: goal for goal in policy.goals}
    names = [*policy.layers, *(goal.code for goal in policy.goals if goal.code not in policy.layers)]
    layers: list[Layer] = []
    for name in names:
        layers += goals[name].layers(options) if name in goals else [Layer(name, "", costs=np.zeros(len(options), dtype=np.int64))]
    return layers, {layer.name: at for at, layer in enumerate(layers)}


def _priced(layers: list[Layer], rule: Rule, options: Options, part: Ints, waivers: Waivers, price: Price) -> list[Layer]:
    """The layers, with the price of each option that the rule would forbid."""
    taken = options.take(part)
    broken = rule.forbids(taken) & ~waivers.waived(taken, rule.code)
    layer = layers[int(price.layer)]
    costs = np.array(layer.costs, dtype=np.int64)
    costs[part[broken]] += price.cost
    return [replace(one, costs=costs) if at == price.layer else one for at, one in enumerate(layers)]
