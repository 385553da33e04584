"""Problem → System: ids become positions, rules become arrays.

Options are made in two steps. First every kind of need (course, with its narrowed settings and periods) meets every offer that
serves a window, with every team of the site; the rules that are the same for all students of a kind say which of these are
closed. Then each need gets the open ones of its kind, in blocks, and the personal rules have their say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from allocator.formulate.candidates import Kinds, kinds
from allocator.formulate.encode import encode
from allocator.formulate.reasons import Reasons, Tally
from allocator.formulate.roads import Roads
from allocator.formulate.waivers import Waivers
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rules import Rule
from allocator.system import Bools, Columns, Ints, Layer, Limit, Options, Price, System
from allocator.travel import MODES

BLOCK = 1_000_000
"""Options expanded at a time, so that memory stays bounded."""


@dataclass(frozen=True)
class Formulated:
    """A problem as a solver sees it, and the way back.

    options: the ones that no rule forbids, sorted by need, offer, period, team; system: the same as integers alone
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
    options, reasons = _options(problem, tables, words, scopes, waivers)
    return Formulated(options, _system(options, problem.policy, scopes, waivers), reasons)


def _scopes(policy: Policy, institutions: tuple[str, ...]) -> list[tuple[Rule, Bools]]:
    """Each rule with the institutions (institutions,) that it concerns."""
    return [(rule, np.array([not rule.only or one in rule.only for one in institutions], dtype=bool)) for rule in policy.rules]


def _options(
    problem: Problem, tables: Mapping[str, Columns], words: Mapping[str, tuple[str, ...]], scopes: list[tuple[Rule, Bools]], waivers: Waivers
) -> tuple[Options, Reasons]:
    found = kinds(tables, words)
    general = [(rule, scope) for rule, scope in scopes if not rule.personal]
    personal = [(rule, scope) for rule, scope in scopes if rule.personal]
    shut = _forbidden(found.options, general, waivers)
    tally = Tally([rule.code for rule, _ in scopes], found, shut, [rule.personal for rule, _ in scopes])
    travel = _Travel(Roads.of(problem.tables, problem.policy.estimate), _allowed_modes(problem.policy, tables, words))
    kept = []
    for block, closed_too in _expanded(found, shut.any(axis=1), waivers):
        timed = travel.timed(replace(block, personal=True))
        if closed_too:
            timed = timed.take(~_forbidden(timed, general, waivers).any(axis=1))
        barred = _forbidden(timed, personal, waivers)
        tally.add(timed, barred)
        kept.append(timed.take(~barred.any(axis=1)))
    options = _joined(kept, found.options)
    order = np.lexsort((options.team, options.period, options.offer, options.need))
    return options.take(order), tally.reasons()


def _forbidden(options: Options, scopes: list[tuple[Rule, Bools]], waivers: Waivers) -> Bools:
    """(options, rules): which must-rule shuts which option, scope and waivers counted in. A priced rule shuts none."""
    shut = np.zeros((len(options), len(scopes)), dtype=bool)
    institution = options["courses"]["institution"]
    for at, (rule, scope) in enumerate(scopes):
        if rule.price is None:
            shut[:, at] = rule.forbids(options) & scope[institution] & ~waivers.waived(options, rule.code)
    return shut


def _expanded(found: Kinds, shut: Bools, waivers: Waivers) -> Iterator[tuple[Options, bool]]:
    """The open options of each need, in blocks of about BLOCK; last, those of needs with a waiver, closed ones too."""
    special = waivers.needs(len(found.kind_of_need))
    plain = np.flatnonzero(~special)
    opened = found.open(~shut)
    cumulated = np.cumsum(opened[1][found.kind_of_need[plain]])
    cuts = np.searchsorted(cumulated, np.arange(BLOCK, cumulated[-1] if len(plain) else 0, BLOCK))
    for part in np.split(plain, cuts):
        yield found.expanded(part, *opened), False
    yield found.expanded(np.flatnonzero(special), *found.open(np.ones(len(shut), dtype=bool))), True


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

    def timed(self, options: Options) -> Options:
        """The options with their minutes."""
        student = options["students"].row
        minutes, estimated = self.roads.minutes(student, options["sites"].row, self.modes[student])
        return replace(options, minutes=minutes, estimated=estimated)


def _joined(parts: list[Options], like: Options) -> Options:
    names = [one.name for one in fields(Options) if one.name not in ("tables", "words", "personal")]
    return replace(like, personal=True, **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


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
    return System(need=options.need, needs=len(options.table("needs")["student"]), limits=tuple(limits), layers=tuple(layers))


def _layers(options: Options, policy: Policy) -> tuple[list[Layer], dict[str, int]]:
    """The layers in order, and the position of the first one of each name."""
    goals = {goal.code: goal for goal in policy.goals}
    names = [*policy.layers, *(goal.code for goal in policy.goals if goal.code not in policy.layers)]
    layers: list[Layer] = []
    position = {}
    for name in names:
        position[name] = len(layers)
        layers += goals[name].layers(options) if name in goals else [Layer(name, "", costs=np.zeros(len(options), dtype=np.int64))]
    return layers, position


def _priced(layers: list[Layer], rule: Rule, options: Options, part: Ints, waivers: Waivers, price: Price) -> list[Layer]:
    """The layers, with the price of each option that the rule would forbid."""
    taken = options.take(part)
    broken = rule.forbids(taken) & ~waivers.waived(taken, rule.code)
    layer = layers[int(price.layer)]
    costs = np.array(layer.costs, dtype=np.int64)
    costs[part[broken]] += price.cost
    return [replace(one, costs=costs) if at == price.layer else one for at, one in enumerate(layers)]
