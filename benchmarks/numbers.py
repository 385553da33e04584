"""A text file that is whole numbers one after the other, read with an eye on where each stands."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from allocator.system import Ints


class Malformed(ValueError):
    """A file that is not what its format says: which file, where, what was expected."""


@dataclass
class Numbers:
    """The words of a file with line and place on the line (both from 1); `at` is the next one."""

    name: str
    words: list[str]
    lines: list[int]
    at: int = 0

    @classmethod
    def of(cls, path: Path) -> "Numbers":
        """The words of a file."""
        text = path.read_bytes().decode("utf-8-sig", "replace")
        pairs = [(word, number) for number, line in enumerate(text.splitlines(), 1) for word in line.split()]
        return cls(str(path), [word for word, _ in pairs], [number for _, number in pairs])

    def one(self, what: str, least: int | None = None) -> int:
        """The next number; what: for the error, "the number of jobs". Raises Malformed."""
        if self.at >= len(self.words):
            raise Malformed(f"{self.name}: ends after {len(self.words)} numbers; expected {what}.")
        word = self.words[self.at]
        digits = word[1:] if word[0] in "+-" else word
        if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
            raise Malformed(f"{self._where()}: “{word[:40]}” is not a whole number; expected {what}.")
        if least is not None and int(word) < least:
            raise Malformed(f"{self._where()}: {word} is below {least}; expected {what}.")
        self.at += 1
        return int(word)

    def matrix(self, rows: int, columns: int, what: str, least: int | None = None) -> Ints:
        """The next rows x columns numbers, row by row. Raises Malformed before room is made for numbers that are not there."""
        wanted, left = rows * columns, len(self.words) - self.at
        found = (self.one(what, least) for _ in range(min(wanted, left)))
        values = np.fromiter(found, np.int64, min(wanted, left))
        if left < wanted:
            raise Malformed(f"{self.name}: ends after {len(self.words)} numbers; expected {wanted} {what}, found {left}.")
        return values.reshape(rows, columns)

    def end(self) -> None:
        """Raises Malformed where numbers are left over."""
        if self.at < len(self.words):
            raise Malformed(f"{self._where()}: {len(self.words) - self.at} numbers are left over; expected the end of the file.")

    def _where(self) -> str:
        line = self.lines[self.at]
        place = self.at - self.lines.index(line) + 1
        return f"{self.name}, line {line}, number {place}"
