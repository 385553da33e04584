"""Which figures must be hidden from the public so that no small one can be read or computed back.

Every published figure is a sum over the same people, so it is a row of zeros and ones over kinds of people. A hidden figure can be computed
from the shown ones exactly when its row is a sum of multiples of theirs; then one more is hidden, until none can. (Cell suppression with an
exact audit of linear disclosure; see Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, ch. 6.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST = 5
"""Figures from one up to this are hidden; nobody is no figure about anybody, so 0 is shown."""

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Counted:
    """A table of figures: how many people of each group (`by`) each column of yes and no is true of."""

    by: tuple[str, ...]
    columns: tuple[str, ...]


def suppressed(people: pd.DataFrame, tables: Mapping[str, Counted], linked: Sequence[tuple[str, ...]], given: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Each table with its figures as `Int64`, NA where hidden; a table by nothing has one row, the totals.

    people: one row a person, with the columns that the tables name; each table is by columns of one group of `linked`
    given: the columns of yes and no that all figures are made of
    """
    counts = {name: _counts(people, one) for name, one in tables.items()}
    made = {name: counts[name].astype(dict.fromkeys(one.columns, "Int64")) for name, one in tables.items()}
    if not len(people):
        return made
    kinds = _kinds(people, linked, list(given))
    rows = np.vstack([_members(kinds, one, counts[name]) for name, one in tables.items()])
    values = np.concatenate([counts[name][column].to_numpy(dtype=float) for name, one in tables.items() for column in one.columns])
    where = [(f"{name}:{column}", f"{name}:{row}") for name, one in tables.items() for column in one.columns for row in range(len(counts[name]))]
    hidden, at = hide(rows, values, where), 0
    for name, one in tables.items():
        for column in one.columns:
            made[name][column] = made[name][column].mask(hidden[at : at + len(counts[name])])
            at += len(counts[name])
    return made


def hide(rows: Floats, values: Floats, where: Sequence[tuple[str, str]]) -> Bools:
    """(figures,) which to hide. rows: (figures, kinds) who is counted; values: (figures,); where: the column and the row that each stands in."""
    lines = np.array(where)
    hidden: Bools = (values > 0) & (values < LEAST)
    while True:
        chosen = {_partner(at, rows, values, lines, hidden) for at in _computable(rows, hidden)} | _thin(rows, values, lines, hidden)
        chosen.discard(-1)
        if not chosen:
            return hidden
        hidden = hidden.copy()
        hidden[list(chosen)] = True


def _computable(rows: Floats, hidden: Bools) -> list[int]:
    """The hidden figures that follow from the shown ones."""
    at = np.flatnonzero(hidden)
    return [int(one) for one in at[_follows(rows[at], rows[~hidden])]] if len(at) else []


def _follows(wanted: Floats, shown: Floats) -> Bools:
    """(wanted,) whether the row is a sum of multiples of shown rows: whether it lies in the space that they span."""
    if not len(shown):
        return np.zeros(len(wanted), dtype=bool)
    squares, axes = np.linalg.eigh(shown @ shown.T)
    real = squares > 1e-9 * max(1.0, float(squares[-1]))
    along = wanted @ shown.T @ axes[:, real] / np.sqrt(squares[real])
    rest = (wanted**2).sum(axis=1) - (along**2).sum(axis=1)
    return np.asarray(rest < 1e-6)


def _thin(rows: Floats, values: Floats, lines: npt.NDArray[np.str_], hidden: Bools) -> set[int]:
    """One more figure for each column whose hidden ones are few together and can be computed together."""
    chosen = set()
    for name in np.unique(lines[hidden, 0]):
        mine = np.flatnonzero(hidden & (lines[:, 0] == name))
        if values[mine].sum() < LEAST and len(mine) > 1 and _follows(rows[mine].sum(axis=0)[None], rows[~hidden])[0]:
            chosen.add(_partner(int(mine[0]), rows, values, lines, hidden))
    return chosen


def _partner(at: int, rows: Floats, values: Floats, lines: npt.NDArray[np.str_], hidden: Bools) -> int:
    """What is hidden beside a figure: the smallest shown one of its column, else of its row, else that it is computed from; -1 for none."""
    near = (np.flatnonzero(~hidden & (lines[:, way] == lines[at, way]) & (values > 0)) for way in (0, 1))
    beside = next((one for one in near if len(one)), np.zeros(0, dtype=np.int64))
    if not len(beside):
        shown = np.flatnonzero(~hidden)
        parts = np.linalg.lstsq(rows[shown].T, rows[at], rcond=None)[0]
        beside = shown[(np.abs(parts) > 1e-6) & (values[shown] > 0)]
    return int(beside[np.argmin(values[beside])]) if len(beside) else -1


def _counts(people: pd.DataFrame, table: Counted) -> pd.DataFrame:
    if not table.by:
        return people[list(table.columns)].sum().astype("int64").to_frame().T
    return people.groupby(list(table.by), as_index=False)[list(table.columns)].sum().astype(dict.fromkeys(table.columns, "int64"))


def _kinds(people: pd.DataFrame, linked: Sequence[tuple[str, ...]], given: list[str]) -> pd.DataFrame:
    """Kinds of people enough to tell which figures follow from which: of each outcome one of each value, all else as with the first.

    Who reads the tables knows how the columns of one group go together, but of two groups only their totals.
    """
    found = []
    for _, alike in people.groupby(given):
        for group in linked:
            values = alike[list(group)].drop_duplicates()
            others = alike.iloc[[0] * len(values)].drop(columns=list(group)).reset_index(drop=True)
            found.append(pd.concat([others, values.reset_index(drop=True)], axis=1))
    return pd.concat(found, ignore_index=True)


def _members(kinds: pd.DataFrame, table: Counted, counted: pd.DataFrame) -> Floats:
    """(figures, kinds) who is counted in each figure, column by column."""
    if not table.by:
        return kinds[list(table.columns)].to_numpy(dtype=float).T
    rows = counted[list(table.by)].assign(row=np.arange(len(counted)))
    row = kinds[list(table.by)].merge(rows, on=list(table.by), how="left")["row"].to_numpy()
    inside = row[None, :] == np.arange(len(counted))[:, None]
    return np.vstack([inside * kinds[column].to_numpy(dtype=float)[None, :] for column in table.columns])
