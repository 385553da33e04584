"""Which rows a selector means: by words of the table itself, or of the tables that its rows point to."""

from collections import deque
from collections.abc import Mapping
from functools import cache
from typing import Any

from allocator.intake.known import Known
from allocator.intake.repair import cell
from allocator.intake.scenario.changing import Changing
from allocator.intake.scenario.faults import Wrong
from allocator.rows import ROWS, Column
from allocator.text import Text

_WORD = Text(
    "«{word}» er verken en kolonne i {table} eller i en tabell radene viser til.",
    "“{word}” is a column neither of {table} nor of a table that its rows point to.",
)
_COLUMN = Text("«{word}» er ikke en kolonne i {table}.", "“{word}” is not a column of {table}.")
_MEANT = Text("Mente du «{near}»?", "Did you mean “{near}”?")
_LISTED = Text("Kolonnene er {known}.", "The columns are {known}.")
_TABLE = Text("Det finnes ingen tabell «{word}».", "There is no table “{word}”.")
_TABLES = Text("Tabellene er {known}.", "The tables are {known}.")
_NOTHING = Text("Ingen rad i {table} har «{value}».", "No row of {table} has “{value}”.")
_TOGETHER = Text("Ingen rad i {table} passer med alt i utvalget samtidig.", "No row of {table} fits all of the selector at once.")
_EMPTY = Text("{table} har ingen rader.", "{table} has no rows.")
_VALUES = Text("Bruk en verdi som finnes i tabellene.", "Use a value that occurs in the tables.")
_LOOSEN = Text("Ta bort en av betingelsene, eller del endringen i to.", "Leave out one of the conditions, or make two steps of it.")
_ROWS_FIRST = Text("Sett inn rader først.", "Insert rows first.")

Way = tuple[Column, ...]
"""Columns to follow, the last of which holds the value."""


def rows_where(changing: Changing, table: str, where: Mapping[str, Any]) -> list[int]:
    """The positions of the rows that fit every condition. Raises Wrong where none does."""
    size = changing.size(table)
    found = set(range(size))
    for word, value in where.items():
        way = way_to(table, word)
        wanted = _wanted(changing, way[-1], word, value)
        cells = _followed(changing, way, size)
        mine = {at for at, values in enumerate(cells) if values & wanted}
        if not mine:
            raise Wrong(f"where.{word}", value, _NOTHING.of(table=ROWS[table].title, value=str(value)), _near(cells, wanted), "nothing")
        found &= mine
    if not found:
        said = _TOGETHER if size else _EMPTY
        raise Wrong("where", None, said.of(table=ROWS[table].title), (_LOOSEN if size else _ROWS_FIRST).of(), "nothing")
    return sorted(found)


def table_named(word: str) -> str:
    """The table of that name. Raises Wrong."""
    if word in ROWS:
        return word
    near = Known(ROWS).nearest(word)
    raise Wrong("", word, _TABLE.of(word=word), _MEANT.of(near=near) if near else _TABLES.of(known=tuple(ROWS)), "table")


def column_named(table: str, word: str, key: str) -> Column:
    """The column of that name in a table. Raises Wrong."""
    known = {column.name: column for column in ROWS[table].columns()}
    if word in known:
        return known[word]
    near = Known(known).nearest(word)
    todo = _MEANT.of(near=near) if near else _LISTED.of(known=tuple(known))
    raise Wrong(key, word, _COLUMN.of(word=word, table=ROWS[table].title), todo, "column")


@cache
def way_to(table: str, word: str) -> Way:
    """The shortest way from a table to a column called `word` ("municipality") or `table.word` ("sites.municipality").

    Of ways of one length the first in the order of the columns. Raises Wrong where there is none.
    """
    owner, _, name = word.rpartition(".")
    waiting, seen = deque([(table, ())]), {table}
    known: set[str] = set()
    while waiting:
        at, way = waiting.popleft()
        columns = ROWS[at].columns()
        found = next((one for one in columns if one.name == name and owner in ("", at)), None)
        if found:
            return (*way, found)
        known |= {one.name for one in columns}
        for one in columns:
            if one.refers and one.refers not in seen:
                seen.add(one.refers)
                waiting.append((one.refers, (*way, one)))  # type: ignore[arg-type]
    near = Known(known).nearest(name)
    todo = _MEANT.of(near=near) if near else _LISTED.of(known=tuple(column.name for column in ROWS[table].columns()))
    raise Wrong(f"where.{word}", word, _WORD.of(word=word, table=ROWS[table].title), todo, "column")


def _wanted(changing: Changing, column: Column, word: str, value: Any) -> set[Any]:
    """The values that fit, read as a cell of that column is."""
    wanted: set[Any] = set()
    for one in value if isinstance(value, list | tuple | set | frozenset) else (value,):
        read, bad = cell(column, one, changing.term)
        if bad:
            raise Wrong(f"where.{word}", one, bad.what, bad.todo, "value")
        wanted |= set(read) if isinstance(read, tuple) else {read}
    return wanted


def _followed(changing: Changing, way: Way, size: int) -> list[set[Any]]:
    """For each row of the first table the values at the end of the way; {None} where there is nothing."""
    cells: list[set[Any]] = [{at} for at in range(size)]
    for step, column in enumerate(way):
        values = changing.table(column.table)[column.name]
        if step:
            key = changing.table(column.table)[ROWS[column.table].key[0]]
            place = {one: at for at, one in enumerate(key)}
            cells = [{place[one] for one in found if one in place} for found in cells]
        cells = [set().union(*(_each(values[at]) for at in found)) or {None} for found in cells]
    return cells


def _each(value: Any) -> set[Any]:
    return set(value) if isinstance(value, tuple) else {value}


def _near(cells: list[set[Any]], wanted: set[Any]) -> Any:
    known = Known(str(value) for values in cells for value in values if value is not None)
    near = next((found for value in sorted(map(str, wanted)) if (found := known.nearest(value))), None)
    return _MEANT.of(near=near) if near else _VALUES.of()
