"""CP-SAT as a newcomer writes it: one Boolean for each option, one `model.add` for each group, everything as the manual shows it first."""

import numpy as np
from ortools.sat.python import cp_model

from allocator.system import Limit, System
from benchmarks.peers.cpsat import search
from benchmarks.peers.task import Task


def states(system: System) -> str:
    """Every limit is a linear row."""
    return ""


def solve(task: Task) -> None:
    """Every plan as it is found; CP-SAT's own choice of workers."""
    system = task.system
    model = cp_model.CpModel()
    x = [model.new_bool_var(f"x_{option}") for option in range(system.options)]
    for need in range(system.needs):
        model.add(sum(x[option] for option in np.flatnonzero(system.need == need)) <= 1)
    total = system.layers[0].constant + sum(int(cost) * x[option] for option, cost in enumerate(task.costs))
    for limit in system.limits:
        for group in range(limit.groups):
            total += _group(model, x, limit, group)
    model.minimize(total)
    search(model, task)


def _group(model: cp_model.CpModel, x: list[cp_model.IntVar], limit: Limit, group: int) -> cp_model.LinearExprT:
    """Adds the rows of a group; what its breaches cost."""
    members = np.flatnonzero(limit.group == group)
    weights = np.ones(len(limit.option), int) if limit.weight is None else limit.weight
    load = sum(int(weights[member]) * x[limit.option[member]] for member in members)
    reach = int(sum(abs(weights[member]) for member in members)) + (0 if limit.least is None else int(limit.least[group]))
    free = 0 if limit.price is None else reach
    surplus, lack = model.new_int_var(0, free, f"surplus_{group}"), model.new_int_var(0, free, f"lack_{group}")
    if limit.most is not None:
        model.add(load - surplus <= int(limit.most[group]))
    if limit.least is not None and limit.or_none:
        used = model.new_bool_var(f"used_{group}")
        model.add(load + lack >= int(limit.least[group])).only_enforce_if(used)
        model.add(load == 0).only_enforce_if(~used)
    elif limit.least is not None:
        model.add(load + lack >= int(limit.least[group]))
    units = 1 if limit.units is None else int(limit.units[group])
    return 0 if limit.price is None else limit.price.cost * units * (surplus + lack)
