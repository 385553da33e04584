"""The validated input: one frame a table, keyed by the ids that people use."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from allocator.rows import ROWS, Column, Row


@dataclass(frozen=True, eq=False)
class Tables:
    """A frozen bundle of frames, one for every table of `ROWS`; made by `Tables.of`.

    In every frame: text is `str` with "" for blank; integers are `Int64`, or `int64` where a value is always there;
    numbers are `float64`; days are `datetime64[s]`; yes/no is `bool`; lists and weeks are tuples of text.
    Rows are sorted by their keys, so that the order in which they came never matters.
    """

    frames: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, frames: Mapping[str, pd.DataFrame]) -> "Tables":
        """Tables from typed frames; a table that is not given is empty. Raises KeyError for a table that does not exist."""
        return cls({name: frame(row, []) for name, row in ROWS.items() if name not in frames}).replace(**frames)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.frames[table]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tables) and all(one.equals(other[name]) for name, one in self.frames.items())

    def __hash__(self) -> int:
        return hash(self.digest())

    def replace(self, **frames: pd.DataFrame) -> "Tables":
        """The same tables with some frames replaced. Raises KeyError for a table that does not exist."""
        if unknown := set(frames) - set(ROWS):
            raise KeyError(f"No such table: {', '.join(sorted(unknown))}.")
        new = {name: _sorted(one, ROWS[name]) for name, one in frames.items()}
        return Tables({name: new[name] if name in new else self.frames[name] for name in ROWS})

    def row(self, table: str, **key: Any) -> Row:
        """The row whose columns have these values, as a row object. Raises KeyError where not exactly one has."""
        found = self[table]
        for name, value in key.items():
            found = found[found[name] == value]
        if len(found) != 1:
            raise KeyError(f"{len(found)} rows of {table} have {key}.")
        return rows(found, ROWS[table])[0]

    def digest(self) -> str:
        """sha256 over all rows of all tables, in canonical JSON."""
        digest = hashlib.sha256()
        for name, one in self.frames.items():
            digest.update(json.dumps([name, plain(one)], ensure_ascii=False, separators=(",", ":")).encode())
        return digest.hexdigest()

    def lineage(self) -> pd.DataFrame:
        """Columns `site`, `above`: each site with itself and with every site above it."""
        return self._lineage.copy(deep=False)

    @cached_property
    def _lineage(self) -> pd.DataFrame:
        parents = self["sites"][["site", "parent"]]
        level = parents.assign(above=parents["site"])[["site", "above"]]
        found = [level]
        while len(level):
            level = level.merge(parents.rename(columns={"site": "above", "parent": "next"}), on="above")
            level = level[level["next"] != ""][["site", "next"]].rename(columns={"next": "above"})
            found.append(level)
        return pd.concat(found, ignore_index=True)


def frame(row: type[Row], rows_: Iterable[Row]) -> pd.DataFrame:
    """Validated rows as a typed frame (see `Tables`)."""
    listed = list(rows_)
    return by_column(row, {one.name: [getattr(item, one.name) for item in listed] for one in row.columns()})


def by_column(row: type[Row], values: Mapping[str, list[Any]]) -> pd.DataFrame:
    """Validated values, a list for each column, as a typed frame."""
    return pd.DataFrame({one.name: _series(values[one.name], one) for one in row.columns()}, copy=False)


def side_by_side(part: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The values of these columns, row by row, as plain values: a column of text is slow to go through as it stands."""
    return zip(*(part[name].tolist() for name in columns), strict=True)


def rows(part: pd.DataFrame, row: type[Row]) -> list[Row]:
    """A typed frame back as row objects."""
    return [row(**values) for values in plain(part)]


def plain(part: pd.DataFrame) -> list[dict[str, Any]]:
    """A typed frame as plain values that JSON knows: days as ISO text, blanks as None or ""."""
    columns = {str(name): [_plain(value) for value in part[name].tolist()] for name in part.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value


def _series(values: list[Any], column: Column) -> pd.Series:
    if column.many:
        made = pd.Series(index=range(len(values)), dtype=object)
        made[:] = values
        return made
    kinds = {"text": "str", "choice": "str", "yes_no": "bool", "number": "float64", "date": "datetime64[s]"}
    if column.kind == "integer":
        kinds["integer"] = "int64" if column.required or column.default is not None else "Int64"
    return pd.Series(values, dtype=kinds[column.kind])


def _comparable(values: "pd.Series[Any]") -> "pd.Series[Any]":
    """Lists as text, for they are sorted too."""
    return values.map(str) if values.dtype == object else values


def _sorted(part: pd.DataFrame, row: type[Row]) -> pd.DataFrame:
    by = list(row.key) or [column.name for column in row.columns()]
    ordered = part.sort_values(by, kind="stable", na_position="first", ignore_index=True, key=_comparable) if len(part) > 1 else part.reset_index(drop=True)
    return ordered[[column.name for column in row.columns()]]
