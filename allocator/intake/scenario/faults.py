"""What is wrong with a scenario, and where it was written."""

from dataclasses import dataclass
from typing import Any

from allocator.text import Lang, Message, Text

_LINE = Text("linje {line}", "line {line}")
_NAMED = Text("«{name}»", "“{name}”")


@dataclass(frozen=True)
class ScenarioFault:
    """One fault of a scenario.

    file: the file as the user knows it, "" where the scenario was made in a program; line: 0 where no line can be named
    scenario: its name; key: what was written to the left ("where.municipality"); value: what was written to the right
    what: what is wrong; todo: what to do about it; code: a short stable word for programs
    """

    file: str
    line: int
    scenario: str
    key: str
    value: str | None
    what: Message
    todo: Message
    code: str = "scenario"

    def say(self, lang: Lang) -> str:
        """One line: file, line, scenario, key: what is wrong. What to do."""
        where = [self.file] if self.file else []
        where += [_LINE.say(lang, line=str(self.line))] if self.line else []
        where += [_NAMED.say(lang, name=self.scenario)] if self.scenario else []
        where += [self.key] if self.key else []
        return f"{', '.join(where)}: {self.what.say(lang)} {self.todo.say(lang)}".strip()

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The fault as plain values."""
        return {
            "file": self.file or None, "line": self.line or None, "scenario": self.scenario or None, "key": self.key or None,
            "value": self.value, "code": self.code, "what": self.what.say(lang), "todo": self.todo.say(lang),
        }


class Wrong(Exception):
    """What stops one step: key, value, what is wrong, what to do, and a short word. A `ScenarioFault` is made of it."""

    def __init__(self, key: str, value: Any, what: Message, todo: Message, code: str) -> None:
        super().__init__(key, value, what, todo, code)
        self.key, self.value, self.what, self.todo, self.code = key, value, what, todo, code
