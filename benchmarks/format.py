"""The columns of every table as a page: `python -m benchmarks.format` writes them into `data/README.md`."""

from collections.abc import Iterator
from pathlib import Path

from allocator.rows import ROWS, Column, Row

PAGE = Path(__file__).parents[1] / "data" / "README.md"
START, END = "<!-- columns: written by `python -m benchmarks.format` -->", "<!-- end of columns -->"

_KINDS = {"list": "list", "integers": "list of whole numbers", "yes_no": "yes or no", "integer": "whole number"}
_NEEDED = {"rows": ", required", "table": ", required, may be empty", "no": ""}


def columns() -> str:
    """Every table with its columns, in Markdown."""
    return "\n".join(line for row in ROWS.values() for line in _table(row))


def _table(row: type[Row]) -> Iterator[str]:
    yield f"### {row.table} ({row.title.nb}{_NEEDED[row.needed]})"
    yield ""
    yield f"{row.about.en}{_one_of(row)}"
    yield ""
    yield "| column | Norwegian header | holds | meaning |"
    yield "|---|---|---|---|"
    for column in row.columns():
        yield f"| {_name(column, row)} | {column.header.nb} | {_holds(column)} | {column.why.en.replace('|', chr(92) + '|')} |"
    yield ""


def _one_of(row: type[Row]) -> str:
    return f" Fill one of {', '.join(f'`{name}`' for name in row.one_of)}." if row.one_of else ""


def _name(column: Column, row: type[Row]) -> str:
    name = f"`{column.name}`"
    name = f"**{name}**" if column.name in row.key else name
    return f"{name} \\*" if column.required else name


def _holds(column: Column) -> str:
    if column.choices:
        return " / ".join(word for word in column.choices if word)
    kind = _KINDS.get(column.kind, column.kind)
    if column.refers:
        kind += f", in `{column.refers}`"
    return kind + (f", {column.unit}" if column.unit else "")


def write(page: Path = PAGE) -> None:
    """Puts the columns between the two marks of the page."""
    text = page.read_text(encoding="utf-8")
    before, after = text[: text.index(START)], text[text.index(END) :]
    page.write_text(f"{before}{START}\n\n{columns()}\n{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
