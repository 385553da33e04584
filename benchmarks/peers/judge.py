"""The judge: counts a plan again from the words of the System. It shares nothing with any solver, ours or another's."""

from dataclasses import dataclass

import numpy as np

from allocator.system import Ints, Limit, System


@dataclass(frozen=True)
class Judged:
    """What a plan is worth in a System of one layer, and what is wrong with it: nothing, if it may count."""

    value: int
    faults: tuple[str, ...]


def judge(system: System, chosen: list[int] | Ints) -> Judged:
    """The value of a plan and its faults.

    chosen: positions of options, each once. Faults are told one a limit; a plan with faults is worth nothing, whatever its value.
    """
    picked = np.asarray(chosen, np.int64)
    if picked.ndim != 1 or ((picked < 0) | (picked >= system.options)).any():
        return Judged(0, ("chooses something that is no option",))
    faults = [] if len(np.unique(picked)) == len(picked) else ["chooses an option twice"]
    needs = system.need[picked]
    if len(np.unique(needs)) < len(needs):
        faults.append("gives a need more than one option")
    layer = system.layers[0]
    value = layer.constant + (0 if layer.costs is None else int(np.asarray(layer.costs, np.int64)[picked].sum()))
    taken = np.zeros(system.options, np.int64)
    np.add.at(taken, picked, 1)
    for at, limit in enumerate(system.limits):
        missed = _missed(limit, taken)
        if limit.price is not None:
            value += limit.price.cost * int(missed.sum())
        elif missed.any():
            faults.append(f"breaks limit {at} in {int((missed > 0).sum())} groups, first in group {int(missed.argmax())}")
    return Judged(value, tuple(faults))


def _missed(limit: Limit, taken: Ints) -> Ints:
    """Units above `most` and below `least`; (groups,)."""
    load, missed = np.zeros(limit.groups, np.int64), np.zeros(limit.groups, np.int64)
    weight = 1 if limit.weight is None else np.asarray(limit.weight, np.int64)
    np.add.at(load, limit.group, weight * taken[limit.option])
    if limit.most is not None:
        missed += np.maximum(load - limit.most, 0)
    if limit.least is not None:
        lacking = np.maximum(limit.least - load, 0)
        missed += np.where(load == 0, 0, lacking) if limit.or_none else lacking
    return missed if limit.units is None else missed * limit.units
