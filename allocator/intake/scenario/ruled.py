"""A policy with other values: the settings of a step laid over what the policy says."""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from allocator.errors import PolicyError
from allocator.intake.scenario.faults import Wrong
from allocator.intake.scenario.step import Step
from allocator.policy import Policy
from allocator.policy.read import policy_of
from allocator.policy.write import as_toml
from allocator.text import Message, Text

_SET = Text("Policyen har nye verdier: {keys}.", "The policy has new values: {keys}.")
_HOW = Text("Skriv som i policy.toml.", "Write as in policy.toml.")


def ruled(step: Step, policy: Policy, institutions: Iterable[str]) -> tuple[Policy, list[Message]]:
    """The policy with the step's settings, and how it is told. Raises a Wrong with the first fault."""
    said = tomllib.loads(as_toml(policy))
    wanted = _nested(step.values)
    off = wanted.pop("off", None)
    made = _laid(said, wanted)
    made["off"] = [name for name in made["off"] if name not in wanted.get("rules", {})]
    if isinstance(off, list | tuple):
        made["off"] = [*made["off"], *off]
        made["rules"] = {name: entry for name, entry in made["rules"].items() if name not in off}
    try:
        return policy_of(made, "policy", institutions), [_SET.of(keys=tuple(step.values))]
    except PolicyError as error:
        first: Any = error.faults[0]
        raise Wrong("policy", None, first.what, _HOW.of(), "policy") from error


def _nested(given: Mapping[str, Any]) -> dict[str, Any]:
    """`{"rules.distance.minutes": 75}` as tables in tables."""
    made: dict[str, Any] = {}
    for word, value in given.items():
        at = made
        *path, last = word.split(".")
        for part in path:
            at = at.setdefault(part, {})
        at[last] = _laid(at.get(last, {}), _nested(value)) if isinstance(value, Mapping) else value
    return made


def _laid(under: Any, over: Any) -> Any:
    """One value over another: tables key by key, a table over every entry of a list of tables, all else in its place."""
    if isinstance(over, Mapping) and isinstance(under, Mapping):
        return {**under, **{name: _laid(under.get(name), value) for name, value in over.items()}}
    if isinstance(over, Mapping) and isinstance(under, list) and under:
        return [_laid(entry, over) for entry in under]
    return dict(over) if isinstance(over, Mapping) else list(over) if isinstance(over, tuple) else over
