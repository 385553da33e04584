"""A term as files: plain rows written as CSV in two dialects, or as one workbook."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from allocator.rows import ROWS, Column
from allocator.rows.choices import CHOICES
from allocator.text import Lang

Rows = Sequence[Mapping[str, Any]]
Term = Mapping[str, Rows]
"""Rows of each table by column name: text, numbers, dates, booleans, tuples; None or no such key for blank."""


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written: language of file names, headers and words, encoding, delimiter, decimal mark, and how a date looks."""

    lang: Lang
    encoding: str
    delimiter: str
    decimal: str
    date: str


PLAIN = Dialect("en", "utf-8", ",", ".", "%Y-%m-%d")
NORWEGIAN = Dialect("nb", "cp1252", ";", ",", "%d.%m.%Y")

def read_csv(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The tables of a folder written in the plain dialect, in the order of ROWS, as plain rows."""
    found = {}
    for table, row in ROWS.items():
        path = folder / f"{table}.csv"
        if path.exists():
            columns = {column.name: column for column in row.columns()}
            with path.open(encoding="utf-8", newline="") as lines:
                found[table] = [{name: _value(cell, columns[name]) for name, cell in line.items()} for line in csv.DictReader(lines)]
    return found


def _value(cell: str, column: Column) -> Any:
    if column.kind == "weeks":
        return tuple(f"2026-W{week:02d}" for part in cell.split(", ") if part for week in _between(part))
    if column.many:
        return tuple(cell.split(" | ")) if cell else ()
    if column.kind == "yes_no":
        return cell == "yes"
    if cell == "" or column.kind in ("text", "choice"):
        return cell
    kinds: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "date": dt.date.fromisoformat}
    return kinds[column.kind](cell)


def _between(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)


def write_csv(term: Term, folder: Path, dialect: Dialect = PLAIN, headings: Mapping[str, str] | None = None) -> None:
    """Writes one file a table that has rows; `headings` puts a line above the header of some tables."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in term.items():
        if not rows:
            continue
        columns = _used(table, rows)
        path = folder / f"{table_name(table, dialect.lang)}.csv"
        with path.open("w", encoding=dialect.encoding, newline="") as file:
            lines = csv.writer(file, delimiter=dialect.delimiter, lineterminator="\r\n" if dialect.lang == "nb" else "\n")
            if headings and table in headings:
                lines.writerow([headings[table]])
            lines.writerow([column.header.nb if dialect.lang == "nb" else column.name for column in columns])
            lines.writerows([[_cell(row.get(column.name), column, dialect) for column in columns] for row in rows])


def table_name(table: str, lang: Lang) -> str:
    """The name of a table's file or sheet."""
    return table if lang == "en" else ROWS[table].title.nb.lower()


def _used(table: str, rows: Rows) -> list[Column]:
    """The required columns and those that some row fills."""
    return [column for column in ROWS[table].columns() if column.required or any(not _blank(row.get(column.name)) for row in rows)]


def _blank(value: Any) -> bool:
    return value is None or value is False or value in ("", ())


def _cell(value: Any, column: Column, dialect: Dialect) -> str:
    if isinstance(value, bool):
        return {("nb", True): "ja", ("nb", False): "nei", ("en", True): "yes", ("en", False): "no"}[dialect.lang, value]
    if isinstance(value, dt.date):
        return value.strftime(dialect.date)
    if isinstance(value, float):
        return str(value).replace(".", dialect.decimal)
    if column.kind == "weeks":
        return runs(value or ())
    if isinstance(value, tuple):
        return " | ".join(str(part) for part in value)
    if column.kind == "choice" and dialect.lang == "nb":
        return CHOICES[value].nb if value else ""
    return "" if value is None else str(value)


def runs(weeks: Iterable[str]) -> str:
    """ISO weeks as people write them: `34-41, 43`, those of another year after them."""
    years: dict[str, list[int]] = {}
    for week in sorted(weeks):
        years.setdefault(week[:4], []).append(int(week[-2:]))
    return ", ".join(f"{first}-{last}" if last > first else str(first) for numbers in years.values() for first, last in _runs(numbers))


def _runs(weeks: list[int]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(weeks):
        end = at
        while end + 1 < len(weeks) and weeks[end + 1] == weeks[end] + 1:
            end += 1
        yield weeks[at], weeks[end]
        at = end + 1


def write_workbook(term: Term, path: Path, heading: Mapping[str, str] | None = None) -> None:
    """Writes one workbook with Norwegian sheets and header words, real dates and numbers; the same bytes every time."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"title": path.stem, "created": dt.datetime(2026, 6, 1)})
        bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        for table, rows in term.items():
            if rows:
                sheet = book.add_worksheet(ROWS[table].title.nb)
                _write_sheet(sheet, table, rows, (heading or {}).get(table, ""), (bold, date))


def _write_sheet(sheet: Any, table: str, rows: Rows, heading: str, formats: tuple[Any, Any]) -> None:
    bold, date = formats
    columns = _used(table, rows)
    top = 0
    if heading:
        sheet.write_string(0, 0, heading)
        top = 2
    for across, column in enumerate(columns):
        sheet.write_string(top, across, column.header.nb, bold)
        sheet.set_column(across, across, max(11, len(column.header.nb) + 2))
        for down, row in enumerate(rows, top + 1):
            _write_cell(sheet, (down, across), row.get(column.name), column, date)
    sheet.freeze_panes(top + 1, 1)


def _write_cell(sheet: Any, at: tuple[int, int], value: Any, column: Column, date: Any) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(*at, dt.datetime.combine(value, dt.time()), date)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(*at, value)
    elif text := _cell(value, column, NORWEGIAN):
        sheet.write_string(*at, text)
