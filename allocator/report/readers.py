"""Our own csv files back as frames; files that people have edited are read by the intake."""

import csv
import io

import pandas as pd

from allocator.plan import PLACEMENTS
from allocator.report.writers import unprotected

_DAYS = {"first_day", "last_day"}
_FLAGS = {"far", "estimated"}
_UNPLACED = {"need", "student", "institution", "course", "reason"}


def placements_of(raw: bytes) -> pd.DataFrame:
    """The placements that `csv_bytes` wrote, with their types. Raises ValueError where it is another file."""
    counts = {"minutes"}
    return _frame(raw, {name: _kind(name) for name in PLACEMENTS if name not in counts})


def unplaced_of(raw: bytes) -> pd.DataFrame:
    """The unplaced needs that `csv_bytes` wrote, with their types, without the reason in words. Raises ValueError where it is another file."""
    return _frame(raw, {**dict.fromkeys(_UNPLACED, "str"), "nearest": "Int64"}).drop(columns="reason")


def _kind(name: str) -> str:
    return "datetime64[s]" if name in _DAYS else "bool" if name in _FLAGS else "str"


def _frame(raw: bytes, kinds: dict[str, str]) -> pd.DataFrame:
    """A frame with columns of these kinds, whole numbers where nothing is said (a rule may be called as a column is)."""
    header, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    return pd.DataFrame({name: _column([row[at] for row in rows], kinds.get(name, "int64")) for at, name in enumerate(header)})


def _column(cells: list[str], kind: str) -> pd.Series:
    if kind == "str":
        return pd.Series([unprotected(cell) for cell in cells], dtype="str")
    if kind == "bool":
        return pd.Series([cell == "yes" for cell in cells], dtype="bool")
    if kind == "datetime64[s]":
        return pd.to_datetime(pd.Series(cells, dtype="str")).astype("datetime64[s]")
    return pd.Series([int(cell) if cell else pd.NA for cell in cells], dtype=kind)
