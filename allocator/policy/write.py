"""A policy as policy.toml, so that a saved plan can be opened and solved again."""

import json
from dataclasses import fields
from typing import Any

from allocator.policy import Policy
from allocator.policy.reader import TOLD_ONCE
from allocator.rules import RULES, Rule


def as_toml(policy: Policy) -> str:
    """The policy in canonical TOML: `read_policy` gives an equal policy back."""
    on = {rule.code for rule in policy.rules}
    lines = [
        f"seed = {_value(policy.seed)}",
        *([f"as_of = {policy.as_of.isoformat()}"] if policy.as_of else []),
        f"statuses = {_value(policy.statuses)}",
        f"supervisors = {_value(policy.supervisors)}",
        f"layers = {_value(policy.layers)}",
        f"off = {_value(tuple(rule.code for rule in RULES if rule.code not in on))}",
    ]
    for rule in policy.rules:
        lines += ["", f"[[rules.{rule.code}]]", *_fields(rule)]
    for goal in policy.goals:
        if goal.code in policy.layers and _fields(goal):
            lines += ["", f"[goals.{goal.code}]", *_fields(goal)]
    for rates in policy.rates:
        lines += ["", "[[rates]]", *_fields(rates), *([f"only = {_value(rates.only)}"] if rates.only else [])]
    for one in policy.criteria:
        given = {"class": one.class_, "below": one.below, "only": one.only}
        said = {name: value for name, value in given.items() if value not in (None, ())}
        lines += ["", f"[[criteria.{json.dumps(one.criterion, ensure_ascii=False)}]]", *(f"{name} = {_value(value)}" for name, value in said.items())]
    estimate = policy.estimate
    lines += ["", "[travel]", f"detour = {estimate.detour}", f"km_h = {_value(estimate.km_h)}", f"start = {_value(estimate.start)}"]
    return "\n".join(lines) + "\n"


def _fields(one: Any) -> list[str]:
    lines = [f"{item.name} = {_value(getattr(one, item.name))}" for item in fields(one) if item.name not in {"price", "only", *TOLD_ONCE}]
    if isinstance(one, Rule):
        lines += [f"only = {_value(one.only)}"] if one.only else []
        lines += [f'price = {{ layer = {_value(one.price.layer)}, cost = {one.price.cost} }}'] if one.price else []
    return lines


def _value(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return f"[{', '.join(_value(one) for one in value)}]"
    if hasattr(value, "items"):
        return f"{{ {', '.join(f'{key} = {_value(one)}' for key, one in value.items())} }}"
    return str(value)
