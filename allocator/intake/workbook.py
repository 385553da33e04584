"""The blank term as a workbook: a sheet for each table, with explanations and drop-down lists."""

from pathlib import Path
from typing import Any

import xlsxwriter

from allocator.intake.worded import HOW, above, said_choices, tables
from allocator.rows import ROWS, Column, Row
from allocator.text import Lang, Text

ROOM = 2_000  # rows that have drop-down lists
_FIRST = 3  # the first row to fill in, from 0: about, explanations, header stand above
_GUIDE = Text("Veiledning", "Instructions")
_HEADINGS = (Text("Ark", "Sheet"), Text("En rad er", "A row is"), Text("Trengs den?", "Is it needed?"))
_WRONG = Text("Velg fra listen.", "Choose from the list.")
_YES_NO = (Text("ja", "yes"), Text("nei", "no"))


def write_workbook(path: Path, lang: Lang) -> None:
    """Writes the blank term to `path`. Everything is written as text: nothing can become a formula or a link."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": _GUIDE.say(lang)})
        formats = _formats(book)
        _guide(book.add_worksheet(_GUIDE.say(lang)), formats, lang)
        for row in ROWS.values():
            _sheet(book.add_worksheet(row.title.say(lang)), row, formats, lang)


def _formats(book: Any) -> dict[str, Any]:
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "why": {"italic": True, "font_color": "#555555", "text_wrap": True, "valign": "top"},
        "header": {"bold": True, "bg_color": "#DCE6F1", "bottom": 1},
        "must": {"bold": True, "bg_color": "#F8E5C8", "bottom": 1},
        "text": {"num_format": "@"},
        "date": {"num_format": "dd.mm.yyyy"},
        "wrap": {"text_wrap": True, "valign": "top"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _guide(sheet: Any, formats: dict[str, Any], lang: Lang) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 34)
    sheet.write_string(0, 0, _GUIDE.say(lang), formats["title"])
    for at, line in enumerate(HOW, 1):
        sheet.write_string(at, 1, line.say(lang), formats["wrap"])
    top = len(HOW) + 2
    for at, heading in enumerate(_HEADINGS):
        sheet.write_string(top, at, heading.say(lang), formats["header"])
    for at, cells in enumerate(tables(lang), top + 1):
        for place, cell in enumerate(cells):
            sheet.write_string(at, place, cell, formats["wrap"])
    _paper(sheet)


def _sheet(sheet: Any, row: type[Row], formats: dict[str, Any], lang: Lang) -> None:
    sheet.write_string(0, 0, row.about.say(lang), formats["title"])
    sheet.set_row(1, 75)
    for at, column in enumerate(row.columns()):
        as_typed = {"date": "date", "integer": None, "number": None}.get(column.kind, "text")
        sheet.set_column(at, at, 18, formats[as_typed] if as_typed else None)
        sheet.write_string(1, at, above(column, lang), formats["why"])
        sheet.write_string(2, at, column.header.say(lang), formats["must" if column.required else "header"])
        source = _source(column, lang)
        if source:
            rule = {"validate": "list", "source": source, "error_message": _WRONG.say(lang), "error_type": _strict(column)}
            sheet.data_validation(_FIRST, at, _FIRST + ROOM - 1, at, rule)
    sheet.freeze_panes(_FIRST, len(row.key[:1]))
    _paper(sheet)


def _source(column: Column, lang: Lang) -> list[str] | str | None:
    """Where the drop-down list of a column comes from: its words, or the key column of the table it points to."""
    if column.kind == "choice":
        return said_choices(column, lang)
    if column.kind == "yes_no":
        return [word.say(lang) for word in _YES_NO]
    if not column.refers or column.many:
        return None
    owner = ROWS[column.refers]
    letter = chr(ord("A") + [one.name for one in owner.columns()].index(owner.key[0]))
    return f"='{owner.title.say(lang)}'!${letter}${_FIRST + 1}:${letter}${_FIRST + ROOM}"


def _strict(column: Column) -> str:
    """Municipalities come with the package, so one that is not listed is only warned of; so are ids made by us."""
    return "warning" if column.refers else "stop"


def _paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
