"""Frames that a program hands over, as sheets of cells."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from allocator.intake.faults import Fault, fault
from allocator.intake.sheets import Sheet
from allocator.text import Text

_NOT_FRAME = Text(nb="Her ventes en DataFrame, ikke {kind}.", en="A DataFrame is expected here, not {kind}.")
_NOT_FRAME_TODO = Text(nb="Lag en DataFrame med en kolonne for hver kolonne i tabellen.", en="Make a DataFrame with one column for each column of the table.")


def sheets(frames: Mapping[str, Any]) -> tuple[list[Sheet], list[Fault]]:
    """One sheet a frame; row 1 is the frame's first row, NaN, NaT and None are blank, the index is ignored."""
    made, faults = [], []
    for name, frame in frames.items():
        if not isinstance(frame, pd.DataFrame):
            faults.append(fault(str(name), _NOT_FRAME.of(kind=type(frame).__name__), _NOT_FRAME_TODO.of(), code="frame"))
            continue
        columns = [[_cell(value) for value in frame.iloc[:, at].tolist()] for at in range(frame.shape[1])]
        body = [list(cells) for cells in zip(*columns, strict=True)]
        kept = [(row, number) for number, row in enumerate(body, 1) if any(cell is not None and cell != "" for cell in row)]
        header: list[Any] = [str(column) for column in frame.columns]
        made.append(Sheet(str(name), str(name), [header, *(row for row, _ in kept)], [0, *(number for _, number in kept)]))
    return made, faults


def sources(frames: Mapping[str, Any]) -> dict[str, str]:
    """sha256 of each frame, as csv."""
    given = {str(name): frame for name, frame in frames.items() if isinstance(frame, pd.DataFrame)}
    return {name: hashlib.sha256(frame.to_csv(index=False).encode("utf-8", "surrogatepass")).hexdigest() for name, frame in given.items()}


def _cell(value: Any) -> Any:
    """A plain cell: str, int, float, bool, day, None, or a tuple of them."""
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(_cell(part) for part in (sorted(value, key=str) if isinstance(value, set | frozenset) else value))
    if hasattr(value, "tolist"):
        return _cell(value.tolist())
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    return value if isinstance(value, float | dt.date) else str(value)
