"""Why so many stand without a place: groups of needs that want more than there is, each a certificate that anyone can count."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from allocator.explain.bounds import Bound, owners
from allocator.explain.cover import Cover, covers
from allocator.explain.named import named
from allocator.explain.sight import Sight
from allocator.rules import HEADINGS, RULES
from allocator.text import Lang, Message, Text

_RULE = Text("«{rule}» (høyst {count})", "“{rule}” (at most {count})")
_IN = Text("{bound} i {periods}", "{bound} in {periods}")
_HEAD = Text("{unplaced} behov står uten plass.", "{unplaced} needs have no place.")
_ALL_PLACED = Text("Alle har fått plass.", "All are placed.")
_CLOSED = Text(
    "{count} av dem har ingen tillatt mulighet ({courses}). Reglene som stengte først: {headings}.",
    "{count} of them have no allowed possibility ({courses}). The rules that shut first: {headings}.",
)
_SHORT = Text(
    "{needs} behov ({courses}) deler det som til sammen har rom til {room}; minst {lack} må stå uten plass. Alle mulighetene deres bruker: {bounds}.",
    "{needs} needs ({courses}) share what together has room for {room}; at least {lack} must stand without. All their possibilities use: {bounds}.",
)
_ELSEWHERE = Text("Ellers stenges de av {headings}.", "Elsewhere they are shut by {headings}.")
_EXPLAINED = Text(
    "Dette er bevist ved telling: minst {lack} av de {open} med en tillatt mulighet må stå uten plass, hvordan det enn fordeles.",
    "This is proved by counting: at least {lack} of the {open} with an allowed possibility must stand without, however it is done.",
)
_REST = Text(
    "For de {count} andre er det ikke én slik gruppe som forklarer det; det er flere grenser som virker sammen.",
    "For the other {count} no one such group explains it; several bounds work together.",
)
_COUNT = Text("{word} ({count})", "{word} ({count})")


@dataclass(frozen=True)
class Shortage:
    """Needs that want more than there is.

    needs: their ids; courses: how many of each course; bounds: what all their allowed possibilities use, in words; room: for how many it
    has room; lack: how many must stand without; elsewhere: the headings that shut their other possibilities, and how many
    """

    needs: tuple[str, ...]
    courses: tuple[tuple[str, int], ...]
    bounds: tuple[Message, ...]
    room: int
    lack: int
    elsewhere: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Certificate:
    """Why so many stand without: how many, those to whom nothing is open, and the shortages, which prove `lack` of the rest."""

    unplaced: int
    closed: Shortage | None
    shortages: tuple[Shortage, ...]

    @property
    def lack(self) -> int:
        """How many with an allowed possibility must stand without, whatever the plan."""
        return sum(one.lack for one in self.shortages)

    @property
    def open(self) -> int:
        """How many stand without although something is open to them."""
        return self.unplaced - (len(self.closed.needs) if self.closed else 0)

    def say(self, lang: Lang = "nb") -> str:
        """The certificate in words."""
        if not self.unplaced:
            return _ALL_PLACED.say(lang)
        return "\n".join([_HEAD.say(lang, unplaced=self.unplaced), *self._told(lang)])

    def _told(self, lang: Lang) -> Iterator[str]:
        if self.closed:
            one = self.closed
            yield _CLOSED.say(lang, count=len(one.needs), courses=_counts(one.courses, lang), headings=_headings(one.elsewhere, lang))
        for one in self.shortages:
            bounds = ", ".join(bound.say(lang) for bound in one.bounds)
            said = _SHORT.say(lang, needs=len(one.needs), courses=_counts(one.courses, lang), room=one.room, lack=one.lack, bounds=bounds)
            yield f"  - {said}" + (f" {_ELSEWHERE.say(lang, headings=_headings(one.elsewhere, lang))}" if one.elsewhere else "")
        if self.lack:
            yield _EXPLAINED.say(lang, lack=self.lack, open=self.open)
        if self.open > self.lack:
            yield _REST.say(lang, count=self.open - self.lack)

    def as_json(self, lang: Lang = "nb") -> dict[str, Any]:
        """The same as plain values."""
        shortages = [_plain(one, lang) for one in self.shortages]
        return {"unplaced": self.unplaced, "closed": self.closed and _plain(self.closed, lang), "lack": self.lack, "open": self.open, "shortages": shortages}


def certificate(sight: Sight) -> Certificate:
    """Why so many stand without in a plan."""
    without = np.setdiff1d(np.arange(sight.formulated.system.needs), sight.formulated.options.need[sight.chosen])
    closed = tuple(int(need) for need in without if not sight.formulated.reasons.left[need])
    shut = _shortage(sight, closed, (), 0, len(closed)) if closed else None
    return Certificate(len(without), shut, tuple(_shortage(sight, one.needs, tuple(_bounds(sight, one)), one.room, one.lack) for one in covers(sight)))


def _shortage(sight: Sight, needs: tuple[int, ...], bounds: tuple[Message, ...], room: int, lack: int) -> Shortage:
    words, options = sight.formulated.options.words, sight.formulated.options
    courses = Counter(words["courses"][options.table("needs")["course"][need]] for need in needs)
    headings = dict.fromkeys(HEADINGS, 0)
    kinds = {rule.code: rule.heading for rule in RULES}
    for code, count in zip(sight.formulated.reasons.codes, sight.formulated.reasons.first[list(needs)].sum(axis=0), strict=True):
        headings[kinds[code]] += int(count)
    return Shortage(
        tuple(words["needs"][need] for need in needs), tuple(sorted(courses.items(), key=lambda one: (-one[1], one[0]))), bounds, room, lack,
        tuple((word, count) for word, count in headings.items() if count),
    )


def _bounds(sight: Sight, cover: Cover) -> Iterator[Message]:
    """What the groups of a cover are called; those of one name by their windows too."""
    found = [_bound(sight, at, group) for at, group in cover.groups]
    names = Counter(name.say("nb") for name, _ in found)
    for name, periods in found:
        yield name if names[name.say("nb")] == 1 else _IN.of(bound=name, periods=periods)


def _bound(sight: Sight, at: int, group: int) -> tuple[Message, tuple[str, ...]]:
    """What a group is called, and the windows of its possibilities."""
    crowd, options = sight.crowds[at], sight.formulated.options
    members, most = crowd.limit.option[crowd.limit.group == group], int(crowd.limit.most[group])
    found = next(owners(options, crowd.rule, crowd.at, members, np.full(len(members), group), crowd.limit.most), None)
    name = named(sight, Bound(found[0], found[1]), most)[1] if found else _RULE.of(rule=crowd.rule.title, count=most)
    return name, tuple(options.words["periods"][period] for period in np.unique(options.period[members]))


def _counts(counted: tuple[tuple[str, int], ...], lang: Lang) -> str:
    return ", ".join(_COUNT.say(lang, word=word, count=count) for word, count in counted)


def _headings(counted: tuple[tuple[str, int], ...], lang: Lang) -> str:
    return ", ".join(_COUNT.say(lang, word=HEADINGS[word].say(lang), count=count) for word, count in counted)


def _plain(one: Shortage, lang: Lang) -> dict[str, Any]:
    return {
        "needs": list(one.needs), "courses": dict(one.courses), "bounds": [bound.say(lang) for bound in one.bounds], "room": one.room, "lack": one.lack,
        "elsewhere": dict(one.elsewhere),
    }  # fmt: skip
