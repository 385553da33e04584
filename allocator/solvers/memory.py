"""What was found out about the parts of a System, so that a System like it is solved again at a fraction of the cost."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from allocator.solvers.model import Model
from allocator.solvers.relied import Relied
from allocator.system import Bools, Ended, Ints, System, Value

Layered = tuple[Value, Value, Ended, float]
"""Value and bound of a layer in one part, without its constant, how its search ended, and its seconds."""


@dataclass(frozen=True)
class Known:
    """A part that was solved: its model, the options chosen, what each layer reached, and what the proofs relied on.

    bounds: the upper bounds of its limits.
    """

    bounds: tuple[Ints | None, ...]
    model: Model
    chosen: Ints
    layers: tuple[Layered, ...]
    relied: Relied

    def equals(self, part: System) -> bool:
        """Whether a part made of the same has the same bounds too, and all was proved."""
        same = all(np.array_equal(one, limit.most) for one, limit in zip(self.bounds, part.limits, strict=True))  # type: ignore[arg-type]
        return same and all(value == bound for value, bound, *_ in self.layers)

    def stands(self, model: Model) -> bool:
        """Whether the plan is still the best one in a model that differs from this one in the bounds of rows alone.

        A tighter row that the plan keeps takes plans away, but not this one. A wider row that had no price in any proof
        leaves each bound what it was.
        """
        if any(value != bound for value, bound, *_ in self.layers) or not _same(model, self.model):
            return False
        x = np.zeros(model.columns, np.int64)
        x[np.isin(model.option, self.chosen)] = 1
        wider = (model.high > self.model.high) | (model.low < self.model.low)
        counted = _counted(model)
        changed = (model.high != self.model.high) | (model.low != self.model.low)
        return model.holds(model.complete(x)) and not (changed & counted).any() and not self.relied.on(wider)


@dataclass
class Memory:
    """The parts of the Systems solved so far, by what they are made of but for the bounds of their limits."""

    parts: dict[bytes, Known] = field(default_factory=dict)


def digest(part: System) -> bytes:
    """What a part is made of, but for the upper bounds of its limits."""
    made = hashlib.blake2b(digest_size=16)
    for limit in part.limits:
        _add(made, (limit.option, limit.group, limit.weight, limit.least, limit.units))
        made.update(repr((limit.or_none, limit.price)).encode())
    for layer in part.layers:
        _add(made, (layer.costs,) if layer.share is None else (layer.share.option, layer.share.group, layer.share.of))
    _add(made, (part.need,))
    return made.digest()


def _add(made: "hashlib.blake2b", arrays: Sequence[Ints | None]) -> None:
    for array in arrays:
        made.update(b"-" if array is None else np.ascontiguousarray(array, np.int64).tobytes() + b"|")


def _same(model: Model, other: Model) -> bool:
    """Whether two models have the same columns and entries."""
    pairs = ((model.col, other.col), (model.row, other.row), (model.value, other.value), (model.option, other.option), (model.top, other.top))
    return model.rows == other.rows and all(np.array_equal(one, two) for one, two in pairs)


def _counted(model: Model) -> Bools:
    """The rows whose breach is counted, or that switch something on: their bounds are costs or coefficients too."""
    counted = np.zeros(model.rows, bool)
    at = np.r_[model.slack, model.switch]
    counted[at[at >= 0]] = True
    return counted
