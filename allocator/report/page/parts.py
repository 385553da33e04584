"""What a page is made of: sections, each with sentences, a map and tables; a table may draw its figures as bars."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from allocator.text import Lang, Text, show

HIDDEN = Text("skjult", "hidden")


@dataclass(frozen=True)
class Bar:
    """A bar in percent of its place: each part with its length and its look (used, free, lack)."""

    parts: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Cell:
    """One cell: what it says, whether it is a number (it stands to the right), the bar, if it is one, and whether it may be broken anywhere."""

    says: str = ""
    right: bool = False
    bar: Bar | None = None
    code: bool = False


@dataclass(frozen=True)
class Table:
    """A table under its caption; the first cell of each row names the row. key: what the marks of its bars mean, look and words."""

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the page under a heading. name: its anchor."""

    name: str
    title: str
    says: tuple[str, ...] = ()
    map: Any = None
    tables: tuple[Table, ...] = ()
    facts: tuple[tuple[str, str], ...] = field(default=())


def table(caption: Text, header: Sequence[Text], rows: Sequence[Sequence[Any]], lang: Lang, key: Sequence[tuple[str, Text]] = ()) -> Table:
    """A table of plain values, messages and bars. A column stands to the right where it has numbers; what is not known (None, NA) is said to be hidden."""
    cells = tuple(tuple(_cell(value, lang) for value in row) for row in rows)
    right = [any(row[at].right for row in cells) for at in range(len(header))]
    head = tuple(Cell(word.say(lang), stands) for word, stands in zip(header, right, strict=True))
    aligned = tuple(tuple(replace(cell, right=stands) for cell, stands in zip(row, right, strict=True)) for row in cells)
    return Table(caption.say(lang), head, aligned, tuple((look, words.say(lang)) for look, words in key))


def share(part: Any, whole: Any) -> float:
    """Percent of the whole; 0 where either is hidden or nothing."""
    return 0.0 if pd.isna(part) or pd.isna(whole) or not whole else 100.0 * float(part) / float(whole)


def said(value: Any, lang: Lang) -> str:
    """A figure as people read it, hidden ones by that word."""
    return _cell(value, lang).says


def _cell(value: Any, lang: Lang) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, Bar):
        return Cell(bar=value)
    if value is None or value is pd.NA or value != value:
        return Cell(HIDDEN.say(lang), right=True)
    plain = value.item() if hasattr(value, "item") else value
    return Cell(show(plain, lang), isinstance(plain, int | float) and not isinstance(plain, bool))
