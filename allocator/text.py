"""Words in two languages, and how numbers, dates and names look in each."""

import datetime as dt
import difflib
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Lang = Literal["nb", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_ALPHABET = {letter: chr(ord("z") + 1 + i) for i, letter in enumerate("æøå")}
_NARROW = "\N{NO-BREAK SPACE}"
_ISO_WEEK = re.compile(r"\d{4}-W\d{2}")


@dataclass(frozen=True)
class Text:
    """One message in Norwegian (bokmål) and English, with the same `{fields}` in both.

    Raises
    ------
    TypeError
        A language is missing.
    ValueError
        The fields of the two languages differ.
    """

    nb: str
    en: str

    def __post_init__(self) -> None:
        if _fields(self.nb) != _fields(self.en):
            raise ValueError(f"The fields differ: {self.nb!r} and {self.en!r}.")

    @property
    def fields(self) -> frozenset[str]:
        """The names in braces."""
        return _fields(self.nb)

    def say(self, lang: Lang, **values: Any) -> str:
        """The message in `lang` with the values put in, each as that language writes it."""
        template = self.nb if lang == "nb" else self.en
        return template.format(**{name: show(value, lang) for name, value in values.items()})

    def of(self, **values: Any) -> "Message":
        """The message with its values, still in both languages."""
        return Message(self, values)


@dataclass(frozen=True)
class Message:
    """A text with its values; put into words last."""

    text: Text
    values: Mapping[str, Any]

    def say(self, lang: Lang) -> str:
        """The message in one language."""
        return self.text.say(lang, **self.values)


def show(value: Any, lang: Lang) -> str:
    """A value as people write it: 1 234,5, uke 34 and 31.08.2026 in Norwegian, 1,234.5, week 34 and 2026-08-31 in English."""
    if isinstance(value, Text | Message):
        return value.say(lang)
    if isinstance(value, bool):
        return Text("ja", "yes").say(lang) if value else Text("nei", "no").say(lang)
    if isinstance(value, int | float):
        return number(value, lang)
    if isinstance(value, dt.date):
        return date(value, lang)
    if isinstance(value, str) and _ISO_WEEK.fullmatch(value):
        return week(value, lang)
    if isinstance(value, tuple | list) and len(value) > 1 and all(_ISO_WEEK.fullmatch(str(part)) for part in value):
        return weeks(value, lang)
    if isinstance(value, tuple | list):
        return ", ".join(show(part, lang) for part in value)
    return str(value)


def number(value: float, lang: Lang, decimals: int | None = None) -> str:
    """1 234,5 in Norwegian, 1,234.5 in English; whole numbers without decimals unless asked for."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    english = f"{value:,.{decimals}f}"
    if lang == "en":
        return english
    norwegian = english.replace(",", _NARROW).replace(".", ",")
    return norwegian.replace(_NARROW, "") if abs(value) < 10_000 else norwegian


def date(value: dt.date, lang: Lang) -> str:
    """31.08.2026 in Norwegian, 2026-08-31 in English."""
    return f"{value:%d.%m.%Y}" if lang == "nb" else f"{value:%Y-%m-%d}"


def week(iso: str, lang: Lang) -> str:
    """`2026-W34` as "uke 34" or "week 34"."""
    return f"{'uke' if lang == 'nb' else 'week'} {int(iso.rpartition('W')[2])}"


def weeks(isos: Iterable[str], lang: Lang) -> str:
    """ISO weeks as runs: "uke 34–41, 43"."""
    numbers = [int(iso.rpartition("W")[2]) for iso in sorted(isos)]
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    said = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"{'uke' if lang == 'nb' else 'weeks'} {said}"


def sort_key(name: str) -> str:
    """Sorts as Norwegians do: æ, ø, å last; case does not matter."""
    return "".join(_ALPHABET.get(letter, letter) for letter in name.casefold())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, or None if none is near."""
    folded = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _fields(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)
