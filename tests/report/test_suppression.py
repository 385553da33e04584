"""Small figures cannot be read by the public, nor computed back from larger ones."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from allocator.report.suppression import LEAST, Counted, suppressed

TOWNS = Counted(("town",), ("needs", "placed", "without"))
TOTAL = Counted((), ("needs", "placed", "without"))


def people(**counts: tuple[int, int]) -> pd.DataFrame:
    """So many with and so many without a place in each town."""
    rows = [{"town": town, "needs": True, "placed": at < placed, "without": at >= placed} for town, (placed, without) in counts.items() for at in range(placed + without)]
    return pd.DataFrame(rows)


def shown(made: pd.DataFrame) -> list[list[object]]:
    return made.astype(object).where(made.notna(), None).to_numpy().tolist()


def hide(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return suppressed(rows, {"total": TOTAL, "towns": TOWNS}, (("town",),), ("placed", "without"))


def test_large_figures_and_nobody_are_shown():
    assert shown(hide(people(A=(9, 0), B=(7, 6)))["towns"]) == [["A", 9, 9, 0], ["B", 13, 7, 6]]


def test_a_small_figure_takes_its_neighbours_along():
    """B's 2 without a place follow from 9 needs and 7 placed, and from all 8 without and A's 6."""
    made = hide(people(A=(20, 6), B=(7, 2)))
    assert shown(made["total"]) == [[35, 27, 8]]
    assert shown(made["towns"]) == [["A", 26, None, None], ["B", 9, None, None]]


def test_the_only_group_hides_the_total():
    made = hide(people(A=(9, 2)))
    assert shown(made["towns"])[0][3] is None
    assert shown(made["total"])[0][2] is None
    assert sum(value is None for value in shown(made["total"])[0]) >= 2


def test_two_small_figures_that_are_small_together_take_a_third():
    made = hide(people(A=(9, 1), B=(9, 1), C=(9, 9)))["towns"]
    assert made["without"].isna().all()


def test_nobody_at_all():
    made = hide(people(A=(1, 0)).head(0))
    assert made["towns"].empty


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=6), st.integers(0, 2))
def test_what_is_hidden_cannot_be_computed(counts, seed):
    """For every small figure that is hidden, another world has the same shown figures and another value there (found by linear programs)."""
    rows = people(**{f"T{at}": pair for at, pair in enumerate(counts) if sum(pair)})
    if rows.empty:
        return
    group = np.random.default_rng(seed).integers(0, 2, len(rows))
    rows = rows.assign(school=np.where(group == 1, "X", "Y"))
    tables = {"total": TOTAL, "towns": TOWNS, "schools": Counted(("school",), ("needs", "placed", "without"))}
    made = suppressed(rows, tables, (("town",), ("school",)), ("placed", "without"))
    cells = [(town, school, placed) for town in rows["town"].unique() for school in ("X", "Y") for placed in (True, False)]
    equations, values, hidden = [], [], []
    for name, table in tables.items():
        for _, line in made[name].iterrows():
            for column in table.columns:
                row = [float(all({"town": town, "school": school}[by] == line[by] for by in table.by) and (column == "needs" or (column == "placed") == placed)) for town, school, placed in cells]
                if pd.isna(line[column]):
                    hidden.append(row)
                else:
                    equations.append(row)
                    values.append(float(line[column]))
    for row in hidden:
        ends = [linprog(sign * np.array(row), A_eq=equations or None, b_eq=values or None, method="highs") for sign in (1.0, -1.0)]
        least, most = ends[0].fun, (np.inf if ends[1].status == 3 else -ends[1].fun)
        assert most - least > 0.5


@pytest.mark.parametrize("size", range(1, LEAST))
def test_every_small_size_is_hidden(size):
    assert shown(hide(people(A=(30, 0), B=(size, 0), C=(12, 0)))["towns"])[1][1] is None
