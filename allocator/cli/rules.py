"""`allocator rules`: every rule there is."""

from typing import Any

from allocator import report
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text(
    "Viser hver regel: kode, navn, overskriften den forklares under, setningen den står for, og parametrene som kan settes i policy.toml.",
    "Shows every rule: code, name, the heading it is told under, its sentence, and the parameters that policy.toml may set.",
)
_NAMED = Text("; gjelder bare der policy.toml nevner den", "; holds only where policy.toml names it")


@command(words=_WORDS, example="allocator rules --lang en")
def rules(talk: Talk) -> None:
    """Prints the rules in the order in which reasons are told."""
    found = report.rules(talk.lang)
    heads = [f"{rule['title']} ({rule['heading']})" + ("" if rule["usual"] else _NAMED.say(talk.lang)) for rule in found]
    text = "\n\n".join(entry(rule["code"], head, rule) for rule, head in zip(found, heads, strict=True))
    talk.result("allocator.rules/1", {"rules": found}, text)


def entry(code: str, head: str, about: dict[str, Any]) -> str:
    """A rule or goal in three lines: code and title, sentence, parameters with their defaults."""
    told = [f"{name} = {_value(value)}" for name, value in about["parameters"].items()]
    return "\n".join([f"{code} – {head}", f"    {about['sentence']}", *([f"    {', '.join(told)}"] if told else [])])


def _value(value: Any) -> str:
    return f"[{', '.join(map(_value, value))}]" if isinstance(value, list) else f'"{value}"' if isinstance(value, str) else str(value)


command = rules
