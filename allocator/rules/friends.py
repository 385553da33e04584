"""Friends: whom the table companions ties to whom. The first half is arrays, for the solver; the second is words, for the checker."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.weekly import spread
from allocator.system import Ints, Limit, Options
from allocator.tables import Tables


def only_beside(options: Options, kind: str, place: Ints) -> Iterator[Limit]:
    """A student is at a place only where each friend is: one group for each two of them, both ways, and each place of the first.

    No Limit comes where nobody has friends.
    place: (options,) which options are at the same place. A placement of the first weighs 1; one of the second weighs less than
    nothing, so much that it makes up for all that the first could have there.
    """
    one, other = _two_by_two(options, kind)
    needs = np.bincount(options.table("needs")["student"], minlength=len(options.words["students"]))
    pair, option = options_of(options, one)
    if not len(option):
        return
    keys, group = np.unique(pair * (place.max() + 1) + place[option], return_inverse=True)
    friend, beside = options_of(options, other)
    wanted = friend * (place.max() + 1) + place[beside]
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    met = keys[at] == wanted
    yield Limit(
        option=np.concatenate([option, beside[met]]).astype(np.int32), group=np.concatenate([group, at[met]]).astype(np.int32),
        most=np.zeros(len(keys), dtype=np.int64), weight=np.concatenate([np.ones(len(option), dtype=np.int64), -needs[one][friend[met]]]),
    )


def options_of(options: Options, student: Ints) -> tuple[Ints, Ints]:
    """Every option of each of these students (asked,): the position in `student`, and the option; two of (found,)."""
    whose = options["students"].row
    order = np.argsort(whose, kind="stable")
    first, last = (np.searchsorted(whose[order], student, side) for side in ("left", "right"))
    at, place = spread(first, last - first)
    return at, order[place]


def rows_of(options: Options, kind: str) -> Ints:
    """(rows,) the rows of the table companions that are of this kind and whose student has a need, group by group."""
    companions = options.table("companions")
    has = np.isin(companions["student"], options.table("needs")["student"]) & (companions["kind"] == options.code("companions.kind", kind))
    rows = np.flatnonzero(has)
    return np.asarray(rows[np.argsort(companions["group"][rows], kind="stable")])


def _two_by_two(options: Options, kind: str) -> tuple[Ints, Ints]:
    """Each student of a group with each other one; two of (pairs,)."""
    rows, companions = rows_of(options, kind), options.table("companions")
    group = companions["group"][rows]
    first, last = (np.searchsorted(group, group, side) for side in ("left", "right"))
    at, place = spread(first, last - first)
    student = companions["student"][rows]
    apart = at != place
    return student[at[apart]], student[place[apart]]


def tied(tables: Tables, kind: str) -> pd.DataFrame:
    """Columns group, student, friend: everyone who has a need with each friend who has one."""
    rows = tables["companions"][tables["companions"]["kind"].eq(kind) & tables["companions"]["student"].isin(tables["needs"]["student"])]
    both = rows[["group", "student"]].merge(rows[["group", "student"]].rename(columns={"student": "friend"}), on="group")
    return both[both["student"] != both["friend"]]


def without(placed: pd.DataFrame, tables: Tables, kind: str, place: list[str]) -> pd.DataFrame:
    """The placements of `placed`, each with every friend who has none at the same place; place: the columns that name it."""
    waiting = placed.merge(tied(tables, kind), on="student")
    there = placed[["student", *place]].drop_duplicates().rename(columns={"student": "friend"})
    found = waiting.merge(there, on=["friend", *place], how="left", indicator="met")
    return found[found["met"] == "left_only"].assign(units=1)
