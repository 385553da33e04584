"""Values to bytes: csv, workbook and json, always the same bytes for the same values, and no text that a spreadsheet would run."""

import csv
import datetime as dt
import hashlib
import io
import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import xlsxwriter

from allocator.tables import plain
from allocator.text import Lang, Text, show

RUNS = frozenset("=+-@\t\r")
"""What text must not begin with where a spreadsheet guesses what a cell holds (OWASP ASVS 1.2.10)."""

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_WIDEST, _SENTENCE = 42, 70
_SAMPLE = 2_000
_LINE = 15  # points
_BUTTON = 4  # characters that the filter button of a header takes
_ABOUT = 80  # characters; a header holds 255, and a & counts twice
_LARGE = 10_000  # from here on digits stand in threes
_LOOKS = {"": {}, "good": {"bg_color": "#DDEFD9"}, "some": {"bg_color": "#FFF0C2"}, "none": {"bg_color": "#F7D9D6"}}
_PAGE = Text("Side &P av &N", "Page &P of &N")
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}  # inches
_HAIR = {"bottom": 4, "bottom_color": "#B8C2CC"}


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


def fingerprint(placements: pd.DataFrame) -> str:
    """sha256 of placements.csv."""
    return hashlib.sha256(csv_bytes(placements)).hexdigest()


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
    """One sheet of a workbook. frame: its cells; headers: the header word of each column; title: the sheet's name.

    looks: for a column, the look of each row's cell: "good", "some", "none", or "" (the figure or word says the same as the colour)
    checks: what may be typed in a column, and `room`: so many blank rows that are checked too; note: a sentence below the rows
    """

    title: str
    frame: pd.DataFrame
    headers: Mapping[str, str]
    looks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    checks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    room: int = 0
    note: str = ""


def xlsx_bytes(pages: Iterable[Page], lang: Lang, about: str = "") -> bytes:
    """A workbook of pages: header frozen and repeated in print, filters, widths that fit, A4 on its side; `about` stands above each printed page."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE})
        formats = {kind + look: book.add_format({**base, **colour}) for kind, base in _kinds(lang).items() for look, colour in _LOOKS.items()}
        for page in pages:
            sheet = book.add_worksheet(page.title)
            _page(sheet, page, formats, lang)
            if about:
                sheet.set_header(f"&L{' '.join(about.split())[:_ABOUT].replace('&', '&&')}")
    return out.getvalue()


def _kinds(lang: Lang) -> dict[str, dict[str, Any]]:
    return {
        "header": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"},
        "right": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4", "align": "right", "indent": 2},
        "text": {**_HAIR, "text_wrap": True, "valign": "top"},
        "number": {**_HAIR, "align": "right", "indent": 1, "valign": "top"},
        "large": {**_HAIR, "align": "right", "indent": 1, "valign": "top", "num_format": "#,##0"},
        "date": {**_HAIR, "num_format": "dd.mm.yyyy" if lang == "nb" else "yyyy-mm-dd", "align": "left", "valign": "top"},
    }


def _page(sheet: Any, page: Page, formats: Mapping[str, Any], lang: Lang) -> None:
    names = [str(name) for name in page.frame.columns]
    days = {name for name in names if pd.api.types.is_datetime64_any_dtype(page.frame[name])}
    rows = [[_value(row[name], lang, day=name in days) for name in names] for row in plain(page.frame)]
    header = [page.headers[name] for name in names]
    widths = [_width(word, [row[at] for row in rows[:_SAMPLE]]) for at, word in enumerate(header)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    looks = [page.looks.get(name, ()) for name in names]
    heads = ["right" if any(_numeric(row[at]) for row in rows) else "header" for at in range(len(names))]
    for number, row in enumerate([header, *rows]):
        if (lines := _lines(row, widths, room=_BUTTON if number == 0 else 1)) > 1:
            sheet.set_row(number, _LINE * lines)
        for at, value in enumerate(row):
            _write(sheet, (number, at), value, formats, ("text", looks[at][number - 1] if looks[at] else "") if number else (heads[at], ""))
    if page.note:
        sheet.write_string(len(rows) + 2 if rows else 1, 0, page.note)
    for name, check in page.checks.items():
        sheet.data_validation(1, names.index(name), len(rows) + page.room, names.index(name), dict(check))
    _printed(sheet, len(rows), len(names), lang)


def _printed(sheet: Any, rows: int, columns: int, lang: Lang) -> None:
    """How the sheet is scrolled, filtered and printed."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), max(columns - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(**_MARGINS)
    sheet.set_footer(f"&L&A&R{_PAGE.say(lang)}")


def _numeric(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _value(value: Any, lang: Lang, *, day: bool) -> Any:
    """What is written for a plain value: a day, a number, or text."""
    if day:
        return value and dt.datetime.fromisoformat(value)
    return value if value is None or _numeric(value) else show(value, lang)


def _write(sheet: Any, at: tuple[int, int], value: Any, formats: Mapping[str, Any], kind: tuple[str, str]) -> None:
    """One cell, its type said and never guessed. kind: that of a text, and the look."""
    text, look = kind
    if isinstance(value, dt.datetime):
        sheet.write_datetime(*at, value, formats["date" + look])
    elif isinstance(value, str) and value:
        sheet.write_string(*at, value, formats[text + look])
    elif value is not None and value != "":
        sheet.write_number(*at, value, formats[("large" if abs(value) >= _LARGE else "number") + look])
    else:
        sheet.write_blank(*at, None, formats["text" + look])


def _width(header: str, values: Sequence[Any]) -> int:
    """The width of a column in characters: its longest value and the longest word of its header, with room for the filter button."""
    longest = max((10 if isinstance(value, dt.datetime) else max(map(len, str(value).split("\n"))) for value in values if value is not None), default=0)
    words = max((len(word) for word in header.split()), default=0)
    return _SENTENCE if longest > _SENTENCE else min(max(longest + 1, words + _BUTTON), _WIDEST)


def _lines(row: Sequence[Any], widths: Sequence[int], room: int) -> int:
    """How many lines the row needs where its text is wrapped."""
    long = [(value, width - room) for value, width in zip(row, widths, strict=True) if isinstance(value, str) and (len(value) > width - room or "\n" in value)]
    return max((sum(len(textwrap.wrap(line, width)) or 1 for line in value.split("\n")) for value, width in long), default=1)
