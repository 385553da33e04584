"""How many options each rule shut out for each need: what explanations are made of."""

from dataclasses import dataclass

import numpy as np

from allocator.formulate.candidates import Kinds
from allocator.system import NO_JOURNEY, Bools, Ints, Options


@dataclass(frozen=True)
class Reasons:
    """For each need and rule how many options that rule shut out.

    codes: (rules,) in the order in which they are told; considered: (needs,) options in the need's own windows
    alone: (needs, rules) options shut by this rule and no other; every: (needs, rules) options this rule shuts
    first: (needs, rules) options for which it is the first of the rules that shut them
    left: (needs,) options that no rule shuts; near: (needs,) the least minutes of an option that distance alone shuts, NO_JOURNEY for none
    Rules that are the same for a whole course are asked first; personal rules are counted over what those leave open.
    """

    codes: tuple[str, ...]
    considered: Ints
    every: Ints
    alone: Ints
    first: Ints
    left: Ints
    near: Ints


class Tally:
    """Counts reasons block by block."""

    def __init__(self, codes: list[str], found: Kinds, shut: Bools, personal: list[bool]) -> None:
        self._found = found
        self._general = [at for at, one in enumerate(personal) if not one]
        self._personal = [at for at, one in enumerate(personal) if one]
        self._codes = tuple(codes)
        outside = shut[:, [k for k, at in enumerate(self._general) if codes[at] == "period"]].any(axis=1)
        kind, counted = found.kind[~outside], shut[~outside]
        size = (found.count, len(self._general))
        self._kinds = {name: _count(kind, found.count, marks, size) for name, marks in _marks(counted).items()}
        considered = np.bincount(kind, minlength=found.count)
        shape = (len(found.kind_of_need), len(self._personal))
        self._needs = {name: np.zeros(shape, dtype=np.int64) for name in ("every", "alone", "first")}
        self._considered = considered[found.kind_of_need] if found.count else np.zeros(0, dtype=np.int64)
        self._left = np.zeros(shape[0], dtype=np.int64)
        self._near = np.full(shape[0], NO_JOURNEY, dtype=np.int64)

    def add(self, options: Options, barred: Bools) -> None:
        """Counts a block of options (rows) and what the personal rules say of them (rows, personal rules)."""
        count = len(self._left)
        for name, marks in _marks(barred).items():
            self._needs[name] += _count(options.need, count, marks, self._needs[name].shape)
        self._left += np.bincount(options.need[~barred.any(axis=1)], minlength=count)
        distance = [k for k, at in enumerate(self._personal) if self._codes[at] == "distance"]
        only_far = _marks(barred)["alone"][:, distance].any(axis=1)
        np.minimum.at(self._near, options.need[only_far], options.minutes[only_far])

    def reasons(self) -> Reasons:
        """What was counted, the rules in their own order."""
        made = {}
        for name in ("every", "alone", "first"):
            whole = np.zeros((len(self._left), len(self._codes)), dtype=np.int64)
            if len(self._left):
                whole[:, self._general] = self._kinds[name][self._found.kind_of_need]
                whole[:, self._personal] = self._needs[name]
            made[name] = whole
        return Reasons(self._codes, self._considered, made["every"], made["alone"], made["first"], self._left, self._near)


def _marks(shut: Bools) -> dict[str, Bools]:
    """(options, rules) each: shut at all, shut by this rule alone, shut by this rule first."""
    alone = shut & (shut.sum(axis=1) == 1)[:, None]
    first = shut & (np.cumsum(shut, axis=1) == 1)
    return {"every": shut, "alone": alone, "first": first}


def _count(owner: Ints, owners: int, marks: Bools, shape: tuple[int, ...]) -> Ints:
    counted = np.zeros(shape, dtype=np.int64)
    for rule in range(marks.shape[1]):
        counted[:, rule] = np.bincount(owner[marks[:, rule]], minlength=owners)
    return counted
