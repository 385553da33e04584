"""Reports as plain text, so that a change of what people see can be read in a diff: cells with their looks, pages without their tags."""

import html.parser
import io

from openpyxl import load_workbook

_BREAKS = {"p", "h1", "h2", "li", "dt", "dd", "tr", "caption", "title", "desc", "text", "section", "footer"}
_SILENT = {"style", "head"}


def told(name: str, content: bytes) -> str:
    """The text of a report by the ending of its name."""
    if name.endswith(".xlsx"):
        return book(content)
    said = content.decode("utf-8-sig").replace("\r\n", "\n")
    return page(said) if name.endswith(".html") else said


def book(content: bytes) -> str:
    """Each sheet: its name, what is frozen and filtered, widths, and the cells row by row; a look stands in braces behind its cell."""
    lines = []
    for sheet in load_workbook(io.BytesIO(content)):
        widths = [round(one.width) for one in sheet.column_dimensions.values()]
        lines.append(f"# {sheet.title} (frozen {sheet.freeze_panes}, {sheet.page_setup.orientation}, widths {widths})")
        for row in sheet.iter_rows():
            lines.append("\t".join(cell(one) for one in row).rstrip())
        lines += [f"! {one.sqref}: {one.type} {one.formula1 or ''} {one.formula2 or ''}".rstrip() for one in sheet.data_validations.dataValidation]
    return "\n".join(lines) + "\n"


def cell(one) -> str:
    """The value, with its colour and form where they are not plain."""
    if one.value is None:
        return ""
    colour = one.fill.fgColor.rgb[2:] if one.row > 1 and one.fill.fill_type else ""
    form = one.number_format if one.number_format != "General" else ""
    look = " ".join(part for part in (colour, form) if part)
    return str(one.value).replace("\n", " / ") + (f" {{{look}}}" if look else "")


class _Text(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in _SILENT
        if tag in _BREAKS:
            self.lines.append("")
        elif tag in ("td", "th"):
            self.lines[-1] += "\t"
        elif tag == "rect":
            self.lines[-1] += f"[{dict(attrs)['class']} {round(float(dict(attrs)['width']))}]"

    def handle_endtag(self, tag):
        self.silent -= tag in _SILENT

    def handle_data(self, data):
        if not self.silent:
            self.lines[-1] += " ".join(data.split())


def page(said: str) -> str:
    """What is read on a page, a line each, bars as their looks and lengths."""
    made = _Text()
    made.feed(said)
    return "\n".join(line.strip() for line in made.lines if line.strip()) + "\n"
