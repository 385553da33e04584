"""A plan seen through the same arrays as the solver: who takes the room in every limit, and all that was in question for a need."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from allocator.errors import QuestionError
from allocator.formulate import Formulated, formulate
from allocator.formulate.candidates import Candidates
from allocator.formulate.roads import Roads
from allocator.formulate.waivers import Waivers
from allocator.plan import Plan
from allocator.rules import Rule
from allocator.solvers.grouped import Grouped, grouped, summed
from allocator.system import NONE, Bools, Ints, Options
from allocator.tables import side_by_side
from allocator.text import Text, nearest
from allocator.travel import MODES

_OTHER = Text(
    "Planen hører ikke til dette semesteret: {need} har en plassering som ikke er tillatt her.",
    "The plan does not belong to this term: {need} has a placement that is not allowed here.",
)
_UNKNOWN = Text("{what} «{word}» finnes ikke i semesteret.", "{what} “{word}” is not in the term.")
_MEANT = Text("{what} «{word}» finnes ikke i semesteret. Mente du «{near}»?", "{what} “{word}” is not in the term. Did you mean “{near}”?")


@dataclass(frozen=True)
class Crowd:
    """A counting rule that must hold, and what the plan puts in each of its groups.

    at: which of the rule's Limits; limit: with options of the whole System; load: (groups,)
    """

    rule: Rule
    at: int
    limit: Grouped
    load: Ints

    def full(self, asked: Ints, given_up: Ints) -> Bools:
        """(asked,) which options have no room beside the plan when the options `given_up` are given up."""
        limit = self.limit
        gone = np.isin(limit.option, given_up)
        load = self.load - summed(limit.group[gone], limit.weight[gone], limit.groups)
        member = np.flatnonzero(np.isin(limit.option, asked))
        group = limit.group[member]
        after = load[group] + limit.weight[member]
        wrong = (after > limit.most[group]) | ((after > 0) & (after < limit.least[group]))
        return np.isin(asked, limit.option[member[wrong]])


@dataclass(frozen=True)
class Seen:
    """All that was in question for one need.

    options: every offer that serves one of its windows, with every team of the site; shut: (options, rules) by which rules that must
    hold; rules: (rules,)
    """

    options: Options
    shut: Bools
    rules: tuple[Rule, ...]

    @property
    def allowed(self) -> Bools:
        """(options,) which of them no rule shuts."""
        return np.asarray(~self.shut.any(axis=1))

    @cached_property
    def places(self) -> Ints:
        """(options,) a number for each offer in a window."""
        keys = self.options.offer.astype(np.int64) * (int(self.options.period.max(initial=0)) + 1) + self.options.period
        return np.asarray(np.unique(keys, return_inverse=True)[1].reshape(-1))

    @property
    def count(self) -> int:
        """How many offers in windows there are."""
        return int(self.places.max(initial=-1)) + 1

    def where(self, options: Bools) -> int:
        """How many offers in windows have one of these options."""
        return len(np.unique(self.places[options]))


@dataclass(frozen=True)
class Sight:
    """A plan and all that its System says of it; made once, and asked about many needs.

    chosen: (placements,) the positions of the plan's options
    """

    plan: Plan
    formulated: Formulated
    chosen: Ints

    @classmethod
    def of(cls, plan: Plan) -> "Sight":
        """The sight of a plan. Raises QuestionError where the plan has a placement that its problem does not allow."""
        formulated = formulate(plan.problem)
        return cls(plan, formulated, _chosen(formulated.options, plan))

    @cached_property
    def crowds(self) -> tuple[Crowd, ...]:
        """The counting rules that must hold, in the order of the rules."""
        options = self.formulated.options
        taken = np.zeros(len(options), np.int64)
        taken[self.chosen] = 1
        found = []
        for rule in self.plan.problem.policy.rules:
            if rule.price is None and type(rule).limits is not Rule.limits:
                part = np.flatnonzero(self.concerned(rule, options))
                for at, limit in enumerate(map(grouped, rule.limits(options.take(part)))):
                    whole = Grouped(part[limit.option], limit.group, limit.weight, limit.most, limit.least, limit.units, limit.or_none, None)
                    found.append(Crowd(rule, at, whole, whole.loads(taken)))
        return tuple(found)

    def need(self, word: str) -> int:
        """The position of a need. Raises QuestionError with the nearest one where there is none."""
        return self._position("needs", Text("Behovet", "The need"), word)

    def needs_of(self, student: str) -> Ints:
        """The needs of a student, positions. Raises QuestionError with the nearest student where there is none."""
        at = self._position("students", Text("Studenten", "The student"), student)
        return np.flatnonzero(self.formulated.options.table("needs")["student"] == at)

    def allowed(self, need: int) -> Ints:
        """The options that are open to a need, positions in the System."""
        first, last = np.searchsorted(self.formulated.options.need, [need, need + 1])
        return np.arange(first, last)

    def held(self, need: int) -> Ints:
        """The option that the plan gives a need: one position, or none."""
        return np.asarray(self.chosen[self.formulated.options.need[self.chosen] == need])

    def seen(self, need: int, *, every: bool = False) -> Seen:
        """All that was in question for a need, and what shuts each of it. every: also in the windows that are not its own."""
        options = self._candidates.at(need, np.arange(len(self._candidates.offer)))
        student = options["students"].row
        minutes, estimated = self._roads.minutes(student, options["sites"].row, self._modes(need)[np.zeros(len(options), np.int64)])
        options = replace(options, minutes=minutes.astype(np.int32), estimated=estimated)
        must = [rule for rule in self.plan.problem.policy.rules if rule.price is None]
        shut = np.array([self._shuts(rule, options) for rule in must], bool).reshape(len(must), len(options)).T
        if every:
            return Seen(options, shut, tuple(must))
        window = np.array([rule.code == "period" for rule in must], bool)
        asked = np.flatnonzero(~shut[:, window].any(axis=1))
        return Seen(options.take(asked), shut[asked][:, ~window], tuple(rule for rule in must if rule.code != "period"))

    def _shuts(self, rule: Rule, options: Options) -> Bools:
        found = rule.forbids(options) & self.concerned(rule, options)
        return np.asarray(found & ~self._waivers.waived(options, rule.code))

    def concerned(self, rule: Rule, options: Options) -> Bools:
        """(options,) whether a rule is about their institution."""
        own = np.array([not rule.only or one in rule.only for one in options.words["institutions"]], bool)
        return np.asarray(own[options["courses"]["institution"]])

    def _modes(self, need: int) -> Bools:
        """(1, modes) how the student of a need may travel."""
        options = self.formulated.options
        students, student = options.table("students"), int(options.table("needs")["student"][need])
        told = self.plan.problem.policy.modes(options.words["institutions"][students["institution"][student]])
        drives = bool(students["car"][student] and students["licence"][student])
        return np.array([[mode in told and (mode != "car" or drives) for mode in MODES]], bool)

    def _position(self, table: str, what: Text, word: str) -> int:
        known = self.formulated.options.words[table]
        if word in known:
            return known.index(word)
        near = nearest(word, known)
        raise QuestionError(_MEANT.of(what=what, word=word, near=near) if near else _UNKNOWN.of(what=what, word=word))

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates.of(self.formulated.options.tables, self.formulated.options.words)

    @cached_property
    def _waivers(self) -> Waivers:
        return Waivers.of(self.plan.problem.tables, self.formulated.options.tables)

    @cached_property
    def _roads(self) -> Roads:
        return Roads.of(self.plan.problem.tables, self.plan.problem.policy.estimate)


def settled(plan: Plan) -> bool:
    """Whether nothing better than the plan exists for its problem: all was proved, of this very problem and under the rules as they now are."""
    return all(one.proved for one in plan.reached) and plan.run.get("problem") == plan.problem.digest()


def _chosen(options: Options, plan: Plan) -> Ints:
    """The positions of the plan's placements among the options."""
    position = {name: {word: at for at, word in enumerate(options.words[name])} for name in ("needs", "offers", "periods", "supervisors")}
    team = np.append(options.table("supervisors")["team"], NONE)
    found = []
    for need, *rest in side_by_side(plan.placements, "need", "offer", "period", "supervisor"):
        at = [position[name].get(word, NONE) for name, word in zip(("offers", "periods", "supervisors"), rest, strict=True)]
        mine = np.arange(*np.searchsorted(options.need, [position["needs"].get(need, NONE), position["needs"].get(need, NONE) + 1]))
        same = mine[(options.offer[mine] == at[0]) & (options.period[mine] == at[1]) & (options.team[mine] == team[at[2]])]
        if len(same) != 1:
            raise QuestionError(_OTHER.of(need=need))
        found.append(int(same[0]))
    return np.array(sorted(found), np.int64)
