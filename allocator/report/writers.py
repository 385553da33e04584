"""Values to bytes: csv, workbook and json, always the same bytes for the same values, and no text that a spreadsheet would run."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import xlsxwriter

from allocator.tables import plain
from allocator.text import Lang, Text

RUNS = frozenset("=+-@\t\r")
"""What text must not begin with where a spreadsheet guesses what a cell holds (OWASP ASVS 1.2.10)."""

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_WIDEST = 60
_SAMPLE = 2_000
_PAGE = Text("&P av &N", "&P of &N")


def json_bytes(value: Any) -> bytes:
    """Canonical JSON: sorted keys, UTF-8, one line end at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as csv: UTF-8 with BOM (so that Excel sees it), comma, ISO days, decimal point, yes and no, lists by " | "."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(str, frame.columns))
    writer.writerows([_cell(value) for value in row.values()] for row in plain(frame))
    return out.getvalue().encode("utf-8-sig")


def protected(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula; `unprotected` takes it off."""
    return f"'{text}" if text.lstrip("'")[:1] in RUNS else text


def unprotected(text: str) -> str:
    """The text as it was before `protected`."""
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in RUNS else text


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return protected(value)
    if isinstance(value, list):
        return protected(" | ".join(map(str, value)))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook. frame: its cells; headers: the header word of each column; title: the sheet's name."""

    title: str
    frame: pd.DataFrame
    headers: Mapping[str, str]


def xlsx_bytes(pages: Iterable[Page], lang: Lang) -> bytes:
    """A workbook of pages: header frozen and repeated in print, filters, widths that fit, A4 on its side."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE})
        formats = {
            "header": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"}),
            "date": book.add_format({"num_format": "dd.mm.yyyy" if lang == "nb" else "yyyy-mm-dd", "align": "left"}),
        }
        for page in pages:
            _page(book.add_worksheet(page.title), page, formats, lang)
    return out.getvalue()


def _page(sheet: Any, page: Page, formats: Mapping[str, Any], lang: Lang) -> None:
    names = [str(name) for name in page.frame.columns]
    rows = plain(page.frame)
    days = {name for name in names if pd.api.types.is_datetime64_any_dtype(page.frame[name])}
    for at, name in enumerate(names):
        sheet.write_string(0, at, page.headers[name], formats["header"])
        sheet.set_column(at, at, _width(page.headers[name], [row[name] for row in rows[:_SAMPLE]], days=name in days))
    for number, row in enumerate(rows, 1):
        for at, name in enumerate(names):
            _write(sheet, (number, at), row[name], formats["date"] if name in days else None, lang)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), max(len(names) - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L&A&R{_PAGE.say(lang)}")


def _write(sheet: Any, at: tuple[int, int], value: Any, day: Any, lang: Lang) -> None:
    """One cell, its type said and never guessed."""
    if value is None or value == "":
        return
    if day is not None:
        sheet.write_datetime(*at, dt.datetime.fromisoformat(value), day)
    elif isinstance(value, bool):
        sheet.write_string(*at, Text("ja", "yes").say(lang) if value else Text("nei", "no").say(lang))
    elif isinstance(value, int | float):
        sheet.write_number(*at, value)
    else:
        sheet.write_string(*at, value if isinstance(value, str) else " | ".join(map(str, value)))


def _width(header: str, values: Sequence[Any], *, days: bool) -> float:
    """The width of a column in characters: its longest value and the longest word of its header, with room for the filter button."""
    longest = 10 if days else max((len(str(value)) for value in values if value is not None), default=0)
    return float(min(max(longest, *(len(word) + 3 for word in header.split() or [""])) + 2, _WIDEST))
