"""The same System solved in quite another way: CP-SAT, layer by layer, one Python object for each option. Sum layers only."""

from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from allocator.system import Limit, System


def best(system: System) -> tuple[int, ...]:
    """The value of each layer, each the least given those before."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in range(system.options)]
    for need in np.unique(system.need):
        model.add_at_most_one(taken[option] for option in np.flatnonzero(system.need == need))
    totals: list[Any] = [layer.constant for layer in system.layers]
    for at, layer in enumerate(system.layers):
        if layer.costs is not None:
            totals[at] += cp_model.LinearExpr.weighted_sum(taken, layer.costs.tolist())
    for limit in system.limits:
        for group in range(limit.groups):
            breach = _group(model, taken, limit, group)
            if limit.price is not None:
                units = 1 if limit.units is None else int(limit.units[group])
                totals[int(limit.price.layer)] += limit.price.cost * units * breach
    return tuple(_least(model, total) for total in totals)


def _least(model: cp_model.CpModel, total: Any) -> int:
    if isinstance(total, int):
        return total
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 8
    model.minimize(total)
    assert solver.solve(model) == cp_model.OPTIMAL
    value = round(solver.objective_value)
    model.add(total == value)
    return value


def _group(model: cp_model.CpModel, taken: list[Any], limit: Limit, group: int) -> Any:
    """The breach of a group as an expression; 0, with the group held, where it must hold."""
    members = np.flatnonzero(limit.group == group)
    weight = np.ones(len(limit.option), int) if limit.weight is None else limit.weight
    load = sum(int(weight[member]) * taken[int(limit.option[member])] for member in members)
    if isinstance(load, int):
        return 0
    reach = int(np.abs(weight[members]).sum()) + 100
    over, under = (model.new_int_var(0, reach if limit.price else 0, "") for _ in range(2))
    if limit.most is not None:
        model.add(load - over <= int(limit.most[group]))
    if limit.least is not None:
        used = model.new_bool_var("") if limit.or_none else 1
        model.add(load + under >= int(limit.least[group]) * used)
        if limit.or_none:
            model.add(load <= reach * used)
    return over + under
