"""Values to bytes: csv, workbook and json, always the same bytes for the same values, and no text that a spreadsheet would run."""

import csv
import datetime as dt
import io
import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import xlsxwriter

from allocator.tables import plain
from allocator.text import Lang, Text, show

RUNS = frozenset("=+-@\t\r")
"""What text must not begin with where a spreadsheet guesses what a cell holds (OWASP ASVS 1.2.10)."""

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_WIDEST, _SENTENCE = 36, 70
_SAMPLE = 2_000
_LINE = 15  # points
_BUTTON = 4  # characters that the filter button of a header takes
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
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "number": book.add_format({"align": "right", "indent": 1, "valign": "top"}),
            "date": book.add_format({"num_format": "dd.mm.yyyy" if lang == "nb" else "yyyy-mm-dd", "align": "left", "valign": "top"}),
        }
        for page in pages:
            _page(book.add_worksheet(page.title), page, formats, lang)
    return out.getvalue()


def _page(sheet: Any, page: Page, formats: Mapping[str, Any], lang: Lang) -> None:
    names = [str(name) for name in page.frame.columns]
    days = {name for name in names if pd.api.types.is_datetime64_any_dtype(page.frame[name])}
    rows = [[_value(row[name], lang, day=name in days) for name in names] for row in plain(page.frame)]
    header = [page.headers[name] for name in names]
    widths = [_width(word, [row[at] for row in rows[:_SAMPLE]]) for at, word in enumerate(header)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for number, row in enumerate([header, *rows]):
        if (lines := _lines(row, widths, room=_BUTTON if number == 0 else 1)) > 1:
            sheet.set_row(number, _LINE * lines)
        for at, value in enumerate(row):
            _write(sheet, (number, at), value, formats, "text" if number else "header")
    _printed(sheet, len(rows), len(names), lang)


def _printed(sheet: Any, rows: int, columns: int, lang: Lang) -> None:
    """How the sheet is scrolled, filtered and printed."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), max(columns - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L&A&R{_PAGE.say(lang)}")


def _value(value: Any, lang: Lang, *, day: bool) -> Any:
    """What is written for a plain value: a day, a number, or text."""
    if day:
        return value and dt.datetime.fromisoformat(value)
    return value if value is None or (isinstance(value, int | float) and not isinstance(value, bool)) else show(value, lang)


def _write(sheet: Any, at: tuple[int, int], value: Any, formats: Mapping[str, Any], text: str) -> None:
    """One cell, its type said and never guessed."""
    if isinstance(value, dt.datetime):
        sheet.write_datetime(*at, value, formats["date"])
    elif isinstance(value, str) and value:
        sheet.write_string(*at, value, formats[text])
    elif value is not None and value != "":
        sheet.write_number(*at, value, formats["number"])


def _width(header: str, values: Sequence[Any]) -> int:
    """The width of a column in characters: its longest value and the longest word of its header, with room for the filter button."""
    longest = max((10 if isinstance(value, dt.datetime) else len(str(value)) for value in values if value is not None), default=0)
    words = max((len(word) for word in header.split()), default=0)
    return _SENTENCE if longest > _SENTENCE else min(max(longest + 1, words + _BUTTON), _WIDEST)


def _lines(row: Sequence[Any], widths: Sequence[int], room: int) -> int:
    """How many lines the row needs where its text is wrapped."""
    long = [(value, width - room) for value, width in zip(row, widths, strict=True) if isinstance(value, str) and len(value) > width - room]
    return max((len(textwrap.wrap(value, width)) for value, width in long), default=1)
