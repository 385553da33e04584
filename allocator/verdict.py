"""What the checker says of a plan."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from allocator.errors import BrokenPlan, SolverError
from allocator.system import Reached, Value
from allocator.text import Lang, Message, Text

State = Literal["broken", "bent", "waived"]

_STATES: dict[State, Text] = {
    "broken": Text("brutt", "broken"),
    "bent": Text("bøyd, mot en pris", "bent, at a price"),
    "waived": Text("fraveket", "waived"),
}
_SOUND = Text("Planen holder: ingen regel er brutt ({placed} av {needs} har plass).", "The plan is sound: no rule is broken ({placed} of {needs} placed).")
_BROKEN_ONCE = Text("Planen bryter en regel én gang.", "The plan breaks a rule once.")
_BROKEN = Text("Planen bryter en regel {count} ganger.", "The plan breaks a rule {count} times.")
_CLAIMED = Text(
    "Løseren oppgir {claimed} for «{layer}», men kontrollen måler {measured}.",
    "The solver claims {claimed} for “{layer}”, but the check measures {measured}.",
)
_WHO = Text("{who}: {why}", "{who}: {why}")


@dataclass(frozen=True)
class Breach:
    """One breach. rule: its code; need: "" where it concerns no single need; text, values: the words for planners; who, why: of a waiver."""

    rule: str
    state: State
    units: int
    need: str
    text: Text
    values: Mapping[str, Any]
    who: str = ""
    why: str = ""

    def say(self, lang: Lang) -> str:
        """The breach in words for planners."""
        said = self.text.say(lang, **self.values)
        state = _STATES[self.state].say(lang)
        waiver = f" ({_WHO.say(lang, who=self.who, why=self.why)})" if self.state == "waived" else ""
        return f"{self.rule}, {state}: {said}{waiver}"


@dataclass(frozen=True)
class Verdict:
    """Every breach and the value of every layer, measured from words alone."""

    breaches: tuple[Breach, ...]
    values: Mapping[str, Value]
    placed: int
    needs: int

    def of(self, state: State) -> tuple[Breach, ...]:
        """The breaches that are broken, bent or waived."""
        return tuple(one for one in self.breaches if one.state == state)

    @property
    def sound(self) -> bool:
        """Whether no rule that must hold is broken."""
        return not self.of("broken")

    def require(self, claimed: Iterable[Reached] = ()) -> "Verdict":
        """This verdict, or BrokenPlan with all breaches where a rule that must hold is broken.

        Raises SolverError where a value that a solver has claimed is not exactly the one measured here.
        """
        if not self.sound:
            raise BrokenPlan(self)
        for one in claimed:
            if self.values.get(one.layer) != one.value:
                raise SolverError(_CLAIMED.of(layer=one.layer, claimed=str(one.value), measured=str(self.values.get(one.layer))))
        return self

    def say(self, lang: Any = "nb") -> str:
        """Whether the plan holds, then every breach, the broken first."""
        broken = self.of("broken")
        count = _BROKEN_ONCE if len(broken) == 1 else _BROKEN
        head = count.of(count=len(broken)).say(lang) if broken else _SOUND.say(lang, placed=self.placed, needs=self.needs)
        rest = (*broken, *self.of("bent"), *self.of("waived"))
        return "\n".join([head, *(f"  {one.say(lang)}" for one in rest)])

    def __str__(self) -> str:
        return self.say("en")

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The verdict as plain values."""
        return {
            "sound": self.sound, "placed": self.placed, "needs": self.needs,
            "values": {name: list(map(list, value)) if isinstance(value, tuple) else value for name, value in self.values.items()},
            "breaches": [
                {"rule": one.rule, "state": one.state, "units": one.units, "need": one.need or None, "says": one.say(lang),
                 "values": {name: _plain(value, lang) for name, value in one.values.items()}, "who": one.who or None, "why": one.why or None}
                for one in self.breaches
            ],
        }


def _plain(value: Any, lang: Lang) -> Any:
    if isinstance(value, Text | Message):
        return value.say(lang)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else list(value) if isinstance(value, tuple) else value
