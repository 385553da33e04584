"""What the parties have decided: which rules hold and for whom, what a breach costs, which goals come first."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from allocator.goals import GOALS, Criterion, Goal, Rates
from allocator.rules import RULES, Rule
from allocator.travel import Estimate

ORDER = (
    "frozen", "at_risk", "placed", "specials", "home", "alone", "shares", "program_shares", "worst", "travel", "cost", "wishes", "weights", "unused",
    "company", "load", "changes", "lottery",
)
"""Every goal but the last draw, in the usual order."""

LAYERS = tuple(name for name in ORDER if name not in ("frozen", "alone", "program_shares", "load"))
"""The goals where no policy names its own: those that split a large term the least."""

MODES_BY_DEFAULT = ("car", "public")


@dataclass(frozen=True)
class Policy:
    """Rules with their prices and scope, and goals in order.

    rules: every rule that is on; a rule may stand several times, each for other institutions
    goals: in the order of their layers; layers: the names, most important first (a name that is no goal holds prices alone)
    seed: the lottery's, published before the draw; as_of: the day on which the plan is made; statuses: offers that count
    supervisors: "trusted" (a site without named supervisors may supervise what it offers) or "required"
    estimate: how minutes are estimated where the travel table says nothing
    rates: what the institutions pay for the road; the first entry that concerns an institution is its own
    criteria: which class a special consideration gives at which institution
    """

    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]
    layers: tuple[str, ...] = LAYERS
    seed: str = ""
    as_of: dt.date | None = None
    statuses: tuple[str, ...] = ("confirmed", "offered")
    supervisors: Literal["trusted", "required"] = "trusted"
    estimate: Estimate = field(default_factory=Estimate)
    rates: tuple[Rates, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def neutral(cls, seed: str = "") -> "Policy":
        """The policy where none is given: every usual rule must hold for all, goals in the default order."""
        return cls.of((rule() for rule in RULES if rule.usual), LAYERS, seed=seed)

    @classmethod
    def of(cls, rules: Any, layers: tuple[str, ...] = LAYERS, *, goals: Mapping[str, Goal] | None = None, **more: Any) -> "Policy":
        """A policy whose goals are made from the names of its layers (`goals` gives those with parameters), the hash last."""
        by_code = {goal.code: goal for goal in GOALS}
        made = [(goals or {}).get(name) or by_code[name]() for name in (*layers, "hash") if name in by_code]
        policy = cls(rules=tuple(rules), goals=tuple(made), layers=tuple(layers), **more)
        return policy.settled()

    def modes(self, institution: str) -> tuple[str, ...]:
        """The modes of travel that count for the students of an institution."""
        for rule in self.rules:
            if rule.code == "distance" and (not rule.only or institution in rule.only):
                return tuple(getattr(rule, "modes", MODES_BY_DEFAULT))
        return MODES_BY_DEFAULT

    def without(self, code: str) -> "Policy":
        """The same policy with one rule or goal dropped; a layer in which other rules have their price stays for them."""
        rules = tuple(rule for rule in self.rules if rule.code != code)
        priced = any(rule.price is not None and rule.price.layer == code for rule in rules)
        return replace(
            self,
            rules=rules,
            goals=tuple(goal for goal in self.goals if goal.code != code),
            layers=tuple(name for name in self.layers if name != code or priced),
        )

    def with_goal(self, goal: Goal, above: str = "lottery") -> "Policy":
        """The same policy with this goal's layer just above another, wherever it stood before; last where there is no such layer.

        A layer of prices alone can be named too. The hash, which leaves one best plan, stays last.
        """
        others = self.without(goal.code)
        names = [name for name in others.layers if name != goal.code]
        names.insert(names.index(above) if above in names else len(names), goal.code)
        made = {one.code: one for one in (*others.goals, goal)}
        last = [one for one in others.goals if one.code not in others.layers]
        ordered = [made[name] for name in names if name in made]
        return replace(self, goals=(*ordered, *last), layers=tuple(names)).settled()

    def as_json(self) -> dict[str, Any]:
        """The policy as plain values, for `run.json`."""
        return {
            "seed": self.seed, "as_of": self.as_of and self.as_of.isoformat(), "statuses": list(self.statuses),
            "supervisors": self.supervisors, "layers": list(self.layers),
            "rules": [_plain(rule) for rule in self.rules], "goals": [_plain(goal) for goal in self.goals],
            "travel": {"detour": self.estimate.detour, "km_h": dict(self.estimate.km_h), "start": dict(self.estimate.start)},
            "rates": [_given(one) for one in self.rates], "criteria": [_given(one) for one in self.criteria],
        }

    def settled(self) -> "Policy":
        """What the policy says once, handed to the rules and goals that have a field for it."""
        told: dict[str, Any] = {"seed": self.seed, "as_of": self.as_of, "statuses": self.statuses, "required": self.supervisors == "required"}
        told |= {"rates": self.rates, "criteria": self.criteria}
        return replace(self, rules=tuple(_told(rule, told) for rule in self.rules), goals=tuple(_told(goal, told) for goal in self.goals))


def _told(one: Any, told: Mapping[str, Any]) -> Any:
    names = {item.name for item in fields(one)}
    return replace(one, **{name: value for name, value in told.items() if name in names})


def _plain(one: Any) -> dict[str, Any]:
    plain = {name: value for name, value in _given(one).items() if name not in ("price", "rates", "criteria")}
    price = getattr(one, "price", None)
    return {"code": one.code, **plain, **({"price": {"layer": price.layer, "cost": price.cost}} if price else {})}


def _given(one: Any) -> dict[str, Any]:
    """The fields as plain values."""
    return {item.name: _value(getattr(one, item.name)) for item in fields(one)}


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, dt.date) else value
