"""Ties: where a student may not go, found by each half in its own way."""

import numpy as np
import pandas as pd

from allocator.rules.rule import listed
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables


def tied(options: Options, lasts: Bools) -> Bools:
    """(options,): the student has a tie to the site or one above it that lasts into the window; `lasts`: (conflicts, periods)."""
    conflicts, student = options.table("conflicts"), options["students"].row
    row, period = np.nonzero(lasts & (conflicts["site"] != NONE)[:, None])
    some = np.zeros((len(options.words["students"]), lasts.shape[1]), dtype=bool)
    some[conflicts["student"][row], period] = True
    near = np.flatnonzero(some[student, options.period])
    above, nowhere = options.table("sites")["above"][options["sites"].row[near]], len(options.words["sites"])
    pairs = conflicts["student"][row] * lasts.shape[1] + period, conflicts["site"][row]
    asked = student[near] * lasts.shape[1] + options.period[near]
    found = np.zeros(len(options), dtype=bool)
    found[near] = listed(pairs, asked[:, None], np.where(above == NONE, nowhere, above), nowhere + 1).any(axis=1)
    return found


def ties(placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The ties of each student that concern the site of the placement, one row a tie: row (of placed), reason, ended, periods.first_day."""
    at_site = tables["conflicts"].merge(tables.lineage(), left_on="site", right_on="above", suffixes=("_tied", ""))
    return placed[["student", "site", "periods.first_day"]].assign(row=placed.index).merge(at_site, on=["student", "site"])
