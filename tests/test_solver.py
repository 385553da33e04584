"""The warm solver gives what a cold one gives, whatever changes."""

from pathlib import Path

import pandas as pd
import pytest

import allocator as al
from benchmarks.cases import CASES
from benchmarks.generate import write


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> al.Problem:
    """A village of 60 needs."""
    folder: Path = tmp_path_factory.mktemp("village")
    write(CASES["village"], 1, folder)
    return al.load(folder)


def changed(problem: al.Problem, table: str, row: int, **values: object) -> al.Problem:
    """The problem with other values in one row of a table."""
    frame = problem.tables[table].copy()
    for name, value in values.items():
        frame.loc[frame.index[row], name] = value
    return problem.replace(tables=problem.tables.replace(**{table: frame}))


def same(warm: al.Plan, cold: al.Plan) -> None:
    pd.testing.assert_frame_equal(warm.placements, cold.placements)
    pd.testing.assert_frame_equal(warm.unplaced, cold.unplaced)
    assert [(one.layer, one.value, one.bound) for one in warm.reached] == [(one.layer, one.value, one.bound) for one in cold.reached]
    assert all(one.proved for one in warm.reached)


def test_places_ceilings_and_locks(village: al.Problem) -> None:
    """Up and down, one after the other; each plan is the cold one."""
    solver = al.Solver(village)
    first = solver.solve()
    same(first, al.solve(village))
    offer = int(village.tables["offers"].index[village.tables["offers"]["offer"] == first.placements["offer"][0]][0])
    places = int(village.tables["offers"]["places"][offer])
    for problem in (
        changed(village, "offers", offer, places=places + 1),
        changed(village, "offers", offer, places=max(places - 1, 0)),
        changed(village, "municipalities", 0, ceiling=3),
        changed(village, "supervisors", 0, capacity=0),
        village,
    ):
        same(solver.solve(problem), al.solve(problem))
    assert solver.problem is village


def test_a_student_withdraws_and_comes_back(village: al.Problem) -> None:
    tables = village.tables
    need = tables["needs"]["need"].iloc[5]
    fewer = {name: tables[name][tables[name]["need"] != need] for name in ("needs", "locks", "previous")}
    without = village.replace(tables=tables.replace(**fewer))
    solver = al.Solver(village)
    solver.solve()
    same(solver.solve(without), al.solve(without))
    same(solver.solve(village), al.solve(village))
