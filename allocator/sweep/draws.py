"""Scenarios by the hundred: grids, draws of what may go wrong, and lottery seeds."""

import itertools
import random
from collections.abc import Iterable, Sequence

from allocator.errors import SweepError
from allocator.intake.scenario import Scenario
from allocator.problem import Problem
from allocator.text import Text

_RATE = Text("«{name}» er {value}; det skal være en andel fra 0 til 1.", "“{name}” is {value}; it must be a share from 0 to 1.")


def grid(*axes: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """Every combination of one scenario of each axis, one after the other, named by all of them."""
    return tuple(
        Scenario(" · ".join(one.name for one in chosen), tuple(step for one in chosen for step in one.steps), chosen[0].file if chosen else "")
        for chosen in itertools.product(*axes)
    )


def lotteries(count: int, seed: str) -> tuple[Scenario, ...]:
    """So many lotteries: the policy with "{seed} 1", "{seed} 2" and so on for its seed."""
    return tuple(Scenario(f"{seed} {at}").policy(seed=f"{seed} {at}") for at in range(1, count + 1))


def draws(problem: Problem, count: int, seed: str, *, withdraw: float = 0.0, sick: float = 0.0) -> tuple[Scenario, ...]:
    """So many draws of what may go wrong, the same for the same seed.

    withdraw: the share of students who withdraw before the plan is made again: their places are free for others
    sick: the share of supervisors who take no students this term

    Who does not show up changes no plan, so no scenario speaks of them: `no_shows` draws them by the scenario's name.
    Raises SweepError where a rate is no share.
    """
    for name, value in (("withdraw", withdraw), ("sick", sick)):
        _share(name, value)
    students, supervisors = problem.tables["students"]["student"].tolist(), problem.tables["supervisors"]["supervisor"].tolist()
    return tuple(_draw(f"{seed} {at}", students, supervisors, (withdraw, sick)) for at in range(1, count + 1))


def no_shows(name: str, students: Iterable[str], rate: float) -> frozenset[str]:
    """Of these students the ones who do not show up in the draw of that name. Raises SweepError where the rate is no share."""
    _share("no_show", rate)
    return frozenset(_drawn(f"{name} no-show", sorted(students), rate))


def _draw(name: str, students: list[str], supervisors: list[str], rates: tuple[float, float]) -> Scenario:
    gone, away = _drawn(f"{name} withdraw", students, rates[0]), _drawn(f"{name} sick", supervisors, rates[1])
    scenario = Scenario(name)
    scenario = scenario.remove("students", {"student": gone}) if gone else scenario
    return scenario.change("supervisors", {"supervisor": away}, capacity=0) if away else scenario


def _share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise SweepError(_RATE.of(name=name, value=value))


def _drawn(seed: str, names: list[str], rate: float) -> list[str]:
    chance = random.Random(seed)
    return [name for name in names if chance.random() < rate]
