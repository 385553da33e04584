"""What a place is worth: for each bound that the plan reaches, one more and one fewer, solved again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allocator.explain.bounds import COLUMN, Bound, Bounds, Moved
from allocator.explain.named import named
from allocator.explain.sight import Sight
from allocator.system import Effort
from allocator.text import Lang, Message, Text

_HEAD = Text(
    "Grenser som er nådd: {binding}. Prøvd med én til og én færre: {asked}, og løst på nytt {solved} ganger.",
    "Bounds that are reached: {binding}. Tried with one more and one fewer: {asked}, and solved again {solved} times.",
)
_SPARED = Text(
    "Svar som følger av beviset for planen, fordi grensen ikke hadde noen pris i det: {spared}.",
    "Answers that follow from the proof of the plan, because the bound had no price in it: {spared}.",
)
_LINE = Text("{name}: én til gir {more}; én færre gir {fewer}.", "{name}: one more gives {more}; one fewer gives {fewer}.")
_NO_FEWER = Text("{name}: én til gir {more}.", "{name}: one more gives {more}.")
_MOVED = Text("{students} med plass, {minutes} minutter reise", "{students} placed, {minutes} minutes of travel")
_UNPROVED = Text("{students} med plass, {minutes} minutter reise (ikke bevist)", "{students} placed, {minutes} minutes of travel (not proved)")
_SAME = Text("ingen endring", "no change")
_REST = Text("Uten virkning begge veier: {count}.", "Without effect either way: {count}.")


@dataclass(frozen=True)
class Worth:
    """What one bound is worth. more, fewer: what came of one more and one fewer; fewer is None where the bound is 0 already."""

    bound: Bound
    id: str
    name: Message
    most: int
    more: Moved
    fewer: Moved | None

    @property
    def matters(self) -> bool:
        """Whether one more or one fewer changes anything."""
        return any(one is not None and (one.students, one.minutes, dict(one.layers)) != (0, 0, {}) for one in (self.more, self.fewer))


@dataclass(frozen=True)
class Values:
    """What places are worth, those that give most students first.

    binding: how many bounds are reached; solved: how often it was solved again, down to who is placed and to travel; spared: how many answers
    followed from the proof of the plan, in which the bound had no price; missing: how many were not tried when asked to stop
    """

    worths: tuple[Worth, ...]
    binding: int
    solved: int
    missing: int = 0
    spared: int = 0

    def say(self, lang: Lang = "nb") -> str:
        """A line for each bound that matters, and how many do not."""
        told = [one for one in self.worths if one.matters]
        rest = len(self.worths) - len(told)
        lines = [f"  - {_line(one, lang)}" for one in told] + ([_REST.say(lang, count=rest)] if rest else [])
        head = [_HEAD.say(lang, binding=self.binding, asked=len(self.worths), solved=self.solved)]
        head += [_SPARED.say(lang, spared=self.spared)] if self.spared else []
        return "\n".join([*head, *lines])

    def as_json(self, lang: Lang = "nb") -> dict[str, Any]:
        """The same as plain values."""
        worths = [
            {"kind": one.bound.kind, "id": one.id, "name": one.name.say(lang), "most": one.most, "more": _plain(one.more), "fewer": _plain(one.fewer)}
            for one in self.worths
        ]
        return {"binding": self.binding, "asked": len(self.worths), "solved": self.solved, "spared": self.spared, "missing": self.missing, "values": worths}

    def __str__(self) -> str:
        return self.say("en")


def valued(sight: Sight, most: int | None = None, effort: Effort | None = None) -> Values:
    """What the bounds that a plan reaches are worth; at most `most` of them, those first that most needs without a place press on."""
    effort = effort or Effort()
    bounds = Bounds(sight, ("placed", "travel"), effort)
    reached = bounds.binding()
    worths, asked = list[Worth](), reached[:most]
    for bound in asked:
        worth = _worth(bounds, bound)
        if effort.stopped:
            break
        worths.append(worth)
    missing = len(asked) - len(worths)
    worths.sort(key=lambda one: (-one.more.students, one.fewer.students if one.fewer else 0, one.more.minutes, one.bound.kind, one.id))
    return Values(tuple(worths), len(reached), bounds.solved, missing, bounds.spared)


def _worth(bounds: Bounds, bound: Bound) -> Worth:
    table, column = COLUMN[bound.kind]
    most = int(bounds.options.table(table)[column][bound.row])
    more, fewer = bounds.moved(bound, 1), bounds.moved(bound, -1) if most > 0 else None
    return Worth(bound, *named(bounds.sight, bound, most), most, more, fewer)


def _line(one: Worth, lang: Lang) -> str:
    more = "".join(_moved(one.more, lang))
    if one.fewer is None:
        return _NO_FEWER.say(lang, name=one.name, more=more)
    return _LINE.say(lang, name=one.name, more=more, fewer="".join(_moved(one.fewer, lang)))


def _moved(moved: Moved, lang: Lang) -> Iterator[str]:
    if not moved.students and not moved.minutes:
        yield _SAME.say(lang)
    else:
        yield (_MOVED if moved.proved else _UNPROVED).say(lang, students=f"{moved.students:+d}", minutes=f"{moved.minutes:+d}")


def _plain(moved: Moved | None) -> dict[str, Any] | None:
    return None if moved is None else {"students": moved.students, "minutes": moved.minutes, "layers": dict(moved.layers), "proved": moved.proved}
