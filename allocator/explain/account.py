"""What is known of one need in a plan: where it is placed or what shut its places, as plain values."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Literal

from allocator.rules import HEADINGS, RULES
from allocator.text import Lang

Outcome = Literal["placed", "nothing", "shut", "full", "better"]
"""What became of a wish: got it; nothing is offered there; rules shut all of it; it has no room left; there was room, but what was given is better."""


@dataclass(frozen=True)
class Given:
    """A placement in words. wish: the rank of the dearest wish it fulfils, None where none; supervisor: "" where none is named."""

    offer: str
    site: str
    site_name: str
    municipality: str
    municipality_name: str
    period: str
    first_day: dt.date
    last_day: dt.date
    minutes: int | None
    estimated: bool
    supervisor: str
    wish: int | None


@dataclass(frozen=True)
class Shut:
    """What one rule did: how many offers it was the first to shut, and how many nothing but it shuts."""

    rule: str
    heading: str
    first: int
    alone: int


@dataclass(frozen=True)
class Open:
    """An offer that no rule shuts, but that the need did not get.

    places: what is offered; own: how many students of the same institution have a place of it in weeks that meet the window; others: of
    other institutions; full: the counting rules that leave no room for one more, in the order of the rules; none where there is room
    layer: where there is room, the first goal that speaks for what was given instead, or ""
    """

    offer: str
    site: str
    site_name: str
    municipality_name: str
    period: str
    minutes: int | None
    wish: int | None
    places: int
    own: int
    others: int
    full: tuple[str, ...]
    layer: str = ""


@dataclass(frozen=True)
class Near:
    """The nearest place that nothing but the distance shuts."""

    site: str
    site_name: str
    minutes: int


@dataclass(frozen=True)
class Wished:
    """What became of one wish. what: the site, municipality or setting in words; rules: those that shut it, or leave no room; layer: see `Open`."""

    rank: int
    what: str
    outcome: Outcome
    rules: tuple[str, ...] = ()
    layer: str = ""


@dataclass(frozen=True)
class Account:
    """One need: what it got, and why.

    given: None where it has no place; sites, offers: how many were in question (an offer that serves two windows counts twice)
    shut: the rules that shut some, in the order of HEADINGS; left: how many no rule shuts; open: these but the one that was given
    wishes: each wish in order; near: see `Near`
    """

    need: str
    student: str
    institution: str
    course: str
    given: Given | None
    sites: int
    offers: int
    shut: tuple[Shut, ...]
    left: int
    open: tuple[Open, ...]
    wishes: tuple[Wished, ...]
    near: Near | None

    @property
    def full(self) -> tuple[Open, ...]:
        """The offers that are allowed but have no room."""
        return tuple(one for one in self.open if one.full)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """All of it as plain values; headings and titles of rules in words."""
        plain: dict[str, Any] = asdict(self)
        if self.given:
            plain["given"] |= {"first_day": self.given.first_day.isoformat(), "last_day": self.given.last_day.isoformat()}
        plain["shut"] = [{**asdict(one), "heading_says": HEADINGS[one.heading].say(lang), "title": title(one.rule, lang)} for one in self.shut]
        return plain


def title(code: str, lang: Lang) -> str:
    """What people call a rule."""
    return next((rule.title.say(lang) for rule in RULES if rule.code == code), code)
