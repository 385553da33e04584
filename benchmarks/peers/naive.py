"""CP-SAT as a newcomer writes it: one Boolean for each option, one `model.add` for each group, everything as the manual shows it first."""

from collections import defaultdict
from collections.abc import Iterable

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
    for options in _by(system.need).values():
        model.add(sum(x[option] for option in options) <= 1)
    costs: list[cp_model.LinearExprT] = [system.layers[0].constant, *(int(cost) * x[option] for option, cost in enumerate(task.costs))]
    for limit in system.limits:
        members = _by(limit.group)
        costs += [_group(model, x, (limit, group, members[group])) for group in range(limit.groups)]
    model.minimize(sum(costs))
    search(model, task)


def _by(groups: Iterable[int]) -> defaultdict[int, list[int]]:
    """The positions at which each group stands."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        found[int(group)].append(at)
    return found


def _group(model: cp_model.CpModel, x: list[cp_model.IntVar], which: tuple[Limit, int, list[int]]) -> cp_model.LinearExprT:
    """Adds the rows of a group; what its breaches cost."""
    limit, group, members = which
    weights = [1 if limit.weight is None else int(limit.weight[member]) for member in members]
    load = sum(weight * x[limit.option[member]] for weight, member in zip(weights, members, strict=True))
    reach = sum(abs(weight) for weight in weights) + (0 if limit.least is None else int(limit.least[group]))
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
