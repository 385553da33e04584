"""Random Systems that look like a region's term, in arrays only, from a seed: for measuring and for tests of size.

Campuses are crowded and districts have places left. Sites have overlapping windows, weekly ceilings, teams that are away some
weeks; some offers take two students or none; some students have two needs, some go together or not at all.
"""

from dataclasses import dataclass

import numpy as np

from allocator.system import Ints, Layer, Limit, Price, Share, System

WINDOWS = np.array([[0, 8], [4, 12], [8, 16], [0, 12]])
"""First week and the week after the last of each window."""


@dataclass(frozen=True)
class Land:
    """Where things are: sites and homes with coordinates in minutes, and what each can be used for."""

    rng: np.random.Generator
    site: Ints
    setting: Ints
    town: Ints
    home: Ints


def region(seed: int, needs: int = 1000, supply: float = 1.1, *, shares: bool = False) -> System:
    """A System of about `needs` needs and 16 to 22 options for each; `supply` is places over needs."""
    land = _land(seed, needs)
    rng, sites = land.rng, len(land.site)
    students = needs - needs // 10
    student = np.r_[np.arange(students), rng.choice(students, needs - students, replace=False)]
    wanted, windows = rng.integers(0, 4, needs), rng.integers(0, 3, (needs, 2))
    wanted[students:] = (wanted[student[students:]] + 1) % 4
    windows[rng.random(needs) < 0.1] = 3
    places = rng.multinomial(int(supply * needs), np.full(sites * 4, 1 / (sites * 4))).reshape(sites, 4)
    distance = np.abs(land.home[student][:, None, :] - land.site[None]).sum(axis=2) + rng.integers(0, 10, (needs, sites))
    near = (distance < 90) & (land.setting[None] == wanted[:, None])
    need, site = np.nonzero(near)
    need, site = np.repeat(need, 2), np.repeat(site, 2)
    window = windows[need, np.arange(len(need)) % 2]
    first = np.r_[True, (need[1:] != need[:-1]) | (site[1:] != site[:-1]) | (window[1:] != window[:-1])]
    kept = first & (places[site, window] > 0)
    need, site, window = need[kept], site[kept], window[kept]
    need, site, window, team = _teamed(land, need, site, window)
    shape = _Shape(land, need, site, window, team, distance[need, site], student)
    return System(need, needs, tuple(_limits(shape, places)), tuple(_layers(shape, needs, shares=shares)))


@dataclass(frozen=True)
class _Shape:
    land: Land
    need: Ints
    site: Ints
    window: Ints
    team: Ints
    minutes: Ints
    student: Ints


def _land(seed: int, needs: int) -> Land:
    rng = np.random.default_rng(seed)
    towns, sites = max(4, needs * 8 // 100), max(6, needs * 35 // 100)
    width = 80 * np.sqrt(needs / 100)
    where = rng.uniform(0, width, (towns, 2))
    pull = np.where(np.arange(towns) < max(1, towns // 12), 6.0, 1.0)
    town = rng.choice(towns, sites, p=pull**0.5 / (pull**0.5).sum())
    site = (where[town] + rng.normal(0, 6, (sites, 2))).astype(int)
    crowd = rng.choice(towns, needs, p=pull / pull.sum())
    home = (where[crowd] + rng.normal(0, 12, (needs, 2))).astype(int)
    return Land(rng, site, rng.integers(0, 4, sites), town, home)


def _teamed(land: Land, need: Ints, site: Ints, window: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """One option for each team that is there; a third of the sites have two teams, the second present in two windows only."""
    second = land.rng.random(len(land.site)) < 0.35
    there = land.rng.integers(0, 2, (len(land.site), 4)) > 0
    again = np.flatnonzero(second[site] & there[site, window])
    order = np.argsort(np.r_[np.arange(len(need)), again], kind="stable")
    team = np.r_[site * 2, site[again] * 2 + 1][order]
    pick = np.r_[np.arange(len(need)), again][order]
    return need[pick], site[pick], window[pick], team


def _limits(shape: _Shape, places: Ints) -> list[Limit]:
    rng, sites, every = shape.land.rng, len(shape.land.site), np.arange(len(shape.need))
    offer = shape.site * 4 + shape.window
    limits = [Limit(every, offer, most=places.ravel())]
    limits.append(_weekly(shape, shape.site, np.maximum(1, places.max(axis=1) + rng.integers(0, 2, sites))))
    limits.append(_weekly(shape, shape.team, rng.integers(1, 4, sites * 2)))
    limits.append(_weekly(shape, shape.student[shape.need], np.ones(len(shape.student), int)))
    small = (rng.random(sites * 4) < 0.12)[offer]
    limits.append(Limit(every[small], offer[small], least=np.full(sites * 4, 2)))
    school = shape.need % 3
    group = shape.land.town[shape.site] * 3 + school
    towns = int(shape.land.town.max()) + 1
    limits.append(Limit(every, group, most=np.maximum(2, rng.poisson(len(shape.student) / towns / 1.8, towns * 3))))
    pairs = shape.need // 2
    friends = (pairs % 25 == 0) & (shape.need < len(shape.student) * 0.9)
    keys, together = np.unique(np.c_[pairs, shape.site, shape.window][friends], axis=0, return_inverse=True)
    limits.append(Limit(every[friends], together.ravel(), least=np.full(len(keys), 2)))
    lone = shape.land.town[shape.site]
    limits.append(Limit(every, lone, least=np.full(towns, 3), price=Price(2)))
    return limits


def _weekly(shape: _Shape, owner: Ints, most: Ints) -> Limit:
    """At most `most[owner]` in the first week of each window that meets others."""
    begins = np.unique(WINDOWS[:, 0])
    inside = (WINDOWS[:, :1] <= begins) & (begins < WINDOWS[:, 1:])
    member, week = np.nonzero(inside[shape.window])
    return Limit(member, owner[member] * len(begins) + week, most=np.repeat(most, len(begins)))


def _layers(shape: _Shape, needs: int, *, shares: bool) -> list[Layer]:
    rng, options = shape.land.rng, len(shape.need)
    risk = rng.random(needs) < 0.12
    square = np.minimum(shape.minutes, 300) ** 2 // 10
    rank = rng.integers(0, 6, (needs, len(shape.land.site)))[shape.need, shape.site]
    draw, before = rng.permutation(needs) + 1, rng.random(options) < 0.05
    unhappy = np.minimum(shape.minutes // 15, 6) + 2 * rank
    layers = [
        Layer("at_risk", "students", costs=-risk[shape.need].astype(int), constant=int(risk.sum())),
        Layer("placed", "students", costs=np.full(options, -1), constant=needs),
        Layer("alone", "students", constant=0),
        Layer("travel", "minutes", costs=square),
        Layer("wishes", "steps", costs=rank * 3),
        Layer("changes", "students", costs=-before.astype(int)),
        Layer("lottery", "draws", costs=(unhappy - 30) * draw[shape.need]),
        Layer("hash1", "marks", costs=rng.integers(1, 2**20, options)),
        Layer("hash2", "marks", costs=rng.integers(1, 2**15, options)),
    ]
    if shares:
        school = shape.need % 3
        layers.insert(3, Layer("share", "students", share=Share(np.arange(options), school, np.bincount(np.arange(needs) % 3))))
    return layers
