"""What is wrong with a policy file, and on which line."""

import re
from dataclasses import dataclass
from typing import Any

from allocator.text import Lang, Message, Text

_LINE = Text("{file}, linje {line}: {what}", "{file}, line {line}: {what}")
_FILE = Text("{file}: {what}", "{file}: {what}")
_SECTION = re.compile(r"^\s*\[\[?\s*([\w.\-\"' ]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([\w\-\"]+)\s*=")


@dataclass(frozen=True)
class PolicyFault:
    """One fault of a policy file; line 0 where no line can be named."""

    file: str
    line: int
    what: Message

    def say(self, lang: Lang) -> str:
        """File, line, what is wrong and what to do."""
        if not self.line:
            return _FILE.say(lang, file=self.file, what=self.what)
        return _LINE.say(lang, file=self.file, line=str(self.line), what=self.what)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The fault as plain values."""
        return {"file": self.file, "line": self.line or None, "what": self.what.say(lang)}


class Lines:
    """Where each key of a TOML text stands (tomllib does not tell)."""

    def __init__(self, text: str) -> None:
        self._at: dict[tuple[str, int, str], int] = {}
        seen: dict[str, int] = {}
        section = ""
        for number, line in enumerate(text.splitlines(), 1):
            if found := _SECTION.match(line):
                section = found[1].replace('"', "")
                seen[section] = seen.get(section, -1) + 1
                self._at[section, seen[section], ""] = number
            elif found := _KEY.match(line):
                self._at.setdefault((section, seen.get(section, 0), found[1].strip('"')), number)

    def of(self, section: str, key: str = "", nth: int = 0) -> int:
        """The line of a key, or of its section; 0 if neither is found."""
        return self._at.get((section, nth, key)) or self._at.get((section, nth, "")) or 0
