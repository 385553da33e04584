"""Ids become positions, words become codes: every table's columns as arrays."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from allocator.rows import ROWS, Column
from allocator.system import NONE, Columns
from allocator.tables import Tables
from allocator.teams import teams

Array = npt.NDArray[Any]
Words = Mapping[str, tuple[str, ...]]

LEFT_OUT = {("supervisors", "sites"), ("locks", "despite")}
"""Lists that no rule asks for option by option, too wide for a matrix."""


Encoded = tuple[Tables, Mapping[str, Columns], Words]
"""Tables, their columns as arrays, and the words."""


def encode(tables: Tables, before: Encoded | None = None) -> tuple[Mapping[str, Columns], Words]:
    """Every table's columns as arrays (rows, …), and the words behind the codes.

    An id column that refers to a table holds positions; a word column codes of its vocabulary; a choice its position among the
    choices; a day its ordinal; a list or weeks a boolean matrix. NONE stands for blank. Plain text is left out.
    before: other tables that have been encoded; columns are taken over where frame and words are the same.
    Derived: periods.span, municipalities.used, sites.above, sites.closed (with the sites above), sites.staffed, supervisors.team, and the table teams.
    """
    words = _vocabularies(tables)
    known = _known_columns(tables, words, *before) if before else {}
    columns = {
        name: {one.name: made for one in row.columns() if (made := _kept(known, tables, one, words)) is not None}
        for name, row in ROWS.items()
    }
    columns["periods"]["span"] = _span(columns["periods"]["weeks"])
    columns["municipalities"]["used"] = _used(tables)
    columns["sites"]["above"] = _above(columns["sites"]["parent"])
    columns["sites"]["closed"] = _inherited(columns["sites"]["closed"], columns["sites"]["above"])
    team = np.asarray(pd.factorize(teams(tables))[0], dtype=np.int64)
    columns["supervisors"]["team"] = team
    columns["teams"] = _team_columns(team, columns["supervisors"]) | _works_at(tables, team, words)
    columns["sites"]["staffed"] = np.isin(np.arange(len(words["sites"])), columns["teams"]["at_site"])
    return columns, words


def _works_at(tables: Tables, team: Array, words: Words) -> dict[str, Array]:
    """Each pair of a team and a site it works at: at_site, at_team (pairs,), both positions."""
    pairs = pd.DataFrame({"team": team, "site": tables["supervisors"]["sites"]}).explode("site").dropna().drop_duplicates()
    return {"at_site": _codes(pairs["site"], words["sites"]), "at_team": pairs["team"].to_numpy(dtype=np.int64)}


def _vocabularies(tables: Tables) -> Words:
    words: dict[str, set[str]] = {"weeks": set()}
    for name, row in ROWS.items():
        for one in row.columns():
            kind = "weeks" if one.kind == "weeks" else one.vocabulary
            if kind and kind != "rules":
                values = tables[name][one.name]
                words.setdefault(kind, set()).update(values.explode().dropna() if one.many else values)
    found: dict[str, tuple[str, ...]] = {kind: tuple(sorted(values - {""})) for kind, values in words.items()}
    found["weeks"] = _unbroken(found["weeks"])
    found |= {f"{one.table}.{one.name}": one.choices for row in ROWS.values() for one in row.columns() if one.choices}
    keyed = {name: row.key[0] for name, row in ROWS.items() if len(row.key) == 1}
    return found | {name: tuple(tables[name][key]) for name, key in keyed.items()}


def _unbroken(weeks: tuple[str, ...]) -> tuple[str, ...]:
    """All ISO weeks from the first to the last, so that a gap between two windows is seen as weeks too."""
    if not weeks:
        return ()
    first, last = (dt.date.fromisocalendar(int(week[:4]), int(week[6:]), 1) for week in (weeks[0], weeks[-1]))
    mondays = (first + dt.timedelta(weeks=passed) for passed in range((last - first).days // 7 + 1))
    return tuple("{}-W{:02}".format(*monday.isocalendar()[:2]) for monday in mondays)


def _known_columns(tables: Tables, words: Words, before: Tables, columns: Mapping[str, Columns], words_before: Words) -> dict[tuple[str, str], Array]:
    """The columns that are what they were: the same frame, and the same words behind the codes."""
    same = {kind for kind, known in words.items() if words_before.get(kind) == known}
    asked = [one for name, row in ROWS.items() if tables[name] is before[name] for one in row.columns() if one.name in columns[name]]
    return {(one.table, one.name): columns[one.table][one.name] for one in asked if {one.refers or one.vocabulary or "weeks", "weeks"} <= same}


def _kept(known: Mapping[tuple[str, str], Array], tables: Tables, one: Column, words: Words) -> Array | None:
    return known[one.table, one.name] if (one.table, one.name) in known else _column(tables, one, words)


def _column(tables: Tables, one: Column, words: Words) -> Array | None:
    values = tables[one.table][one.name]
    if (one.table, one.name) in LEFT_OUT:
        return None
    if one.many:
        return _matrix(values, _known(one, words))
    if one.kind == "choice":
        return _codes(values, one.choices)
    if one.kind == "text":
        own = one.name == ROWS[one.table].key[0] if len(ROWS[one.table].key) == 1 else False
        kind = one.refers or one.vocabulary
        return np.arange(len(values)) if own and not one.refers and not one.owns else _codes(values, words[kind]) if kind else None
    return _plain(values, one.kind)


def _known(one: Column, words: Words) -> tuple[Any, ...]:
    if one.kind == "integers":
        return tuple(range(10))
    return words["weeks"] if one.kind == "weeks" else words[one.refers or one.vocabulary] if one.refers or one.vocabulary else ()


def _plain(values: "pd.Series[Any]", kind: str) -> Array:
    if kind == "date":
        days = values.to_numpy().astype("datetime64[D]")
        epoch = 719_163  # the ordinal of 1970-01-01
        return np.where(np.isnat(days), NONE, days.astype(np.int64) + epoch)
    if kind == "integer":
        return values.to_numpy(dtype=np.int64, na_value=NONE)
    return values.to_numpy(dtype=bool if kind == "yes_no" else np.float64)


def _codes(values: "pd.Series[Any]", known: Iterable[str]) -> Array:
    return np.asarray(pd.Index(list(known), dtype=object).get_indexer(pd.Index(values.to_numpy(dtype=object))), dtype=np.int64)


def _matrix(values: "pd.Series[Any]", known: tuple[Any, ...]) -> Array:
    made = np.zeros((len(values), len(known)), dtype=bool)
    flat = values.reset_index(drop=True).explode().dropna()
    code = pd.Index(list(known), dtype=object).get_indexer(pd.Index(flat.to_numpy(dtype=object)))
    made[flat.index.to_numpy()[code >= 0], code[code >= 0]] = True
    return made


def _span(weeks: Array) -> Array:
    forward = np.logical_or.accumulate(weeks, axis=1)
    backward = np.logical_or.accumulate(weeks[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(forward & backward)


def _used(tables: Tables) -> Array:
    """Whether a municipality has had students before: it says so itself, or an earlier placement lay there."""
    towns = tables["municipalities"]
    return np.asarray((towns["last_used"] != "") | towns["municipality"].isin(tables["history"]["municipality"]), dtype=bool)


def _above(parent: Array) -> Array:
    levels = [np.arange(len(parent))]
    while (levels[-1] != NONE).any():
        levels.append(np.where(levels[-1] == NONE, NONE, parent[levels[-1]] if len(parent) else NONE))
    return np.stack(levels[:-1] or levels, axis=1)


def _inherited(own: Array, above: Array) -> Array:
    return np.asarray((own[above] & (above != NONE)[:, :, None]).any(axis=1))


def _team_columns(team: Array, supervisors: Columns) -> dict[str, Array]:
    """What holds for all of a team, as its first member has it; `supervisor` is that member, capacity the sum of theirs."""
    _, first = np.unique(team, return_index=True)
    same = {name: supervisors[name][first] for name in ("profession", "ects", "years", "away")}
    capacity = np.bincount(team, weights=supervisors["capacity"], minlength=len(first)).astype(np.int64)
    return same | {"capacity": capacity, "members": np.bincount(team, minlength=len(first)), "supervisor": first}
