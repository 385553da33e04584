"""A table as plain text: aligned columns, the same on a terminal, in a pipe and in a file."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from allocator.text import Lang, show

_LINE = 40  # a line under a last column of sentences need not be as long as they


def grid(header: Sequence[str], rows: Sequence[Sequence[Any]], lang: Lang) -> str:
    """Header, a line, and the rows, each as long as the header; numbers stand to the right, None is blank."""
    said = [["" if value is None else show(value, lang) for value in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(header, *said, strict=True)]
    right = [any(map(_counts, column)) for column in zip(*rows, strict=True)] or [False] * len(header)
    lines = [[_placed(*cell) for cell in zip(row, widths, right, strict=True)] for row in (header, *said)]
    lines.insert(1, ["─" * width for width in [*widths[:-1], min(widths[-1], _LINE)]])
    return "\n".join("  ".join(line).rstrip() for line in lines)


def _counts(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _placed(cell: str, width: int, right: Any) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    """How many places of a terminal the text takes: accents written apart take none."""
    return sum(not unicodedata.combining(letter) for letter in text)
