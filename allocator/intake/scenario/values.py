"""What a value becomes: set, with something added or taken away, or multiplied; row by row or for all rows together."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from allocator.intake.repair import cell
from allocator.intake.scenario.faults import Wrong
from allocator.intake.weeks import Calendar
from allocator.rows import Column
from allocator.text import Text

_SIGNED = re.compile(r"\s*([+\-−×x*·])\s*(\S.*)")
_TIMES = frozenset("×x*·")
_ALIKE = {"−": "-"}

_NO_TIMES = Text("«{column}» er ikke et tall og kan ikke ganges.", "“{column}” is no number and cannot be multiplied.")
_NO_ALL = Text("«{column}» er ikke et helt antall og kan ikke fordeles på flere rader.", "“{column}” is no whole number and cannot be spread over rows.")
_TOO_FEW = Text("Det er bare {there} å ta av, ikke {asked}.", "There are only {there} to take from, not {asked}.")
_BLANK = Text("«{column}» er tom i alle radene som treffes.", "“{column}” is blank in every row that matches.")
_PLAIN = Text("Skriv verdien uten fortegn.", "Write the value without a sign.")
_NO_IN_ALL = Text("Ta bort in_all, eller endre en kolonne med antall.", "Leave in_all out, or change a column of numbers.")
_LESS = Text("Skriv et mindre tall.", "Write a smaller number.")
_SET = Text("Sett en verdi i stedet, f.eks. «4».", "Set a value instead, e.g. “4”.")
_NOT_TIMES = Text("«{value}» er ikke noe å gange med.", "“{value}” is nothing to multiply by.")
_TIMES_HOW = Text("Skriv f.eks. «×1,1».", "Write e.g. “×1.1”.")


@dataclass(frozen=True)
class Amount:
    """What a value is to become. sign: "" to set, "+", "-" or "×"; by: the value that is set, added, taken away or multiplied by."""

    sign: str
    by: Any


def amount(column: Column, typed: Any, term: Calendar, key: str) -> Amount:
    """What was written, read as a cell of the column is. Raises Wrong."""
    found = _SIGNED.fullmatch(typed) if isinstance(typed, str) and column.kind in ("integer", "number", "date", "weeks", "list", "integers") else None
    sign = ("×" if found[1] in _TIMES else _ALIKE.get(found[1], found[1])) if found else ""
    if sign == "×":
        return Amount(sign, _factor(column, typed, found[2] if found else "", key))
    said: Any = found[2] if found else tuple(typed) if isinstance(typed, list) else typed
    if sign and column.kind == "date":
        if not said.isdecimal():
            raise Wrong(key, typed, _NOT_TIMES.of(value=str(typed)), _PLAIN.of(), "value")
        return Amount(sign, dt.timedelta(days=int(said)))
    value, bad = cell(column, said, term)
    if bad:
        raise Wrong(key, typed, bad.what, bad.todo, "value")
    return Amount(sign, value)


def changed(column: Column, cells: Sequence[Any], wanted: Amount, key: str) -> list[Any]:
    """Each cell as it becomes; a blank one stays blank where something is added to it. Raises Wrong."""
    if wanted.sign and column.kind in ("integer", "number", "date") and all(value is None for value in cells):
        raise Wrong(key, wanted.sign, _BLANK.of(column=column.name), _SET.of(), "value")
    return [_changed(column, value, wanted) for value in cells]


def changed_in_all(column: Column, cells: Sequence[Any], wanted: Amount, key: str) -> list[Any]:
    """Each cell as it becomes where the amount is meant for all of them together: shares by largest remainder. Raises Wrong."""
    if column.kind != "integer" or wanted.by is None:
        raise Wrong(key, None, _NO_ALL.of(column=column.name), _NO_IN_ALL.of(), "value")
    weights = [value or 0 for value in cells]
    total = sum(weights)
    if wanted.sign == "+":
        return [value + more for value, more in zip(weights, spread(wanted.by, weights), strict=True)]
    if wanted.sign == "-":
        if wanted.by > total:
            raise Wrong(key, wanted.by, _TOO_FEW.of(there=total, asked=wanted.by), _LESS.of(), "value")
        return [value - less for value, less in zip(weights, spread(wanted.by, weights), strict=True)]
    return spread(_rounded(total * wanted.by) if wanted.sign else wanted.by, weights)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """The total in whole shares after the weights, by largest remainder; evenly where all weights are 0, the first rows first."""
    weights = weights if sum(weights) else [1] * len(weights)
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    rest = [total * weight % whole for weight in weights]
    for at in sorted(range(len(weights)), key=lambda at: (-rest[at], at))[: total - sum(shares)]:
        shares[at] += 1
    return shares


def _changed(column: Column, value: Any, wanted: Amount) -> Any:
    if not wanted.sign:
        return wanted.by
    if column.many:
        return _listed(column, value or (), wanted)
    if value is None:
        return None
    if wanted.sign == "×":
        return _rounded(value * wanted.by) if column.kind == "integer" else float(Fraction(str(value)) * wanted.by)
    return value + wanted.by if wanted.sign == "+" else value - wanted.by


def _listed(column: Column, value: tuple[Any, ...], wanted: Amount) -> tuple[Any, ...] | None:
    found = [one for one in value if one not in wanted.by] + (list(wanted.by) if wanted.sign == "+" else [])
    return tuple(sorted(found) if column.kind == "weeks" else found) or None


def _factor(column: Column, typed: str, said: str, key: str) -> Fraction:
    if column.kind not in ("integer", "number"):
        raise Wrong(key, typed, _NO_TIMES.of(column=column.name), _PLAIN.of(), "value")
    try:
        return Fraction(said.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise Wrong(key, typed, _NOT_TIMES.of(value=typed), _TIMES_HOW.of(), "value") from None


def _rounded(value: Fraction) -> int:
    """To the nearest whole number, halves up."""
    return int((2 * value + 1) // 2)
