"""The simple case: every option counts at one site, every site has so many places, and nothing else binds."""

from dataclasses import dataclass

import numpy as np

from allocator.system import NONE, Ints, System


@dataclass(frozen=True)
class Sites:
    """site: (options,) NONE where places never run out; places: (sites,)."""

    site: Ints
    places: Ints


def sites(system: System) -> Sites | str:
    """The sites of a simple System, or why it is not simple."""
    site, places = np.full(system.options, NONE), np.zeros(0, np.int64)
    for limit in system.limits:
        group, option = np.unique(np.c_[limit.group, limit.option], axis=0).T if len(limit.option) else (limit.group, limit.option)
        if limit.least is not None and (limit.least[group] > 0).any():
            return "limits with a least number"
        if limit.most is None or not len(group):
            continue
        pairs = np.unique(np.c_[group, system.need[option]], axis=0)
        heavy = limit.weight is not None or len(option) < len(limit.option)
        binds = np.full(limit.groups, True) if heavy else np.bincount(pairs[:, 0], minlength=limit.groups) > limit.most
        members = binds[group]
        if heavy and members.any():
            return "limits with weights"
        if members.any() and limit.price is not None:
            return "limits with a price"
        if (site[option[members]] != NONE).any():
            return "options that count under several limits at once"
        site[option[members]] = group[members] + len(places)
        places = np.r_[places, limit.most]
    return Sites(site, places)
