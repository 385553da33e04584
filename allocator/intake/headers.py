"""Which table a sheet is, and which of its columns is which: header words of both languages, however they are typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from allocator.intake.faults import Fault, Note, fault
from allocator.intake.naming import column_of, fold, is_wide, known_words, official, said, table_of, table_words
from allocator.intake.sheets import Sheet
from allocator.rows import ROWS
from allocator.text import Text, nearest

HEADING_LINES = 15  # the header stands in one of the first so many rows

_NOT_TABLES = frozenset(["veiledning", "instruksjoner", "instructions", "guide", "feil", "errors", "faults", "lists", "lister", "lesmeg", "readme", "about"])
_UNREAD = frozenset(["note", "notes", "notat", "merknad", "merknader", "kommentar", "kommentarer", "comment", "comments"])
_NO_NAME = re.compile(r"(?:sheet|ark)\d*")

_TABLE = Text(nb="Navnet «{name}» sier ikke hvilken tabell dette er.", en="The name “{name}” does not tell which table this is.")
_TABLE_TODO = Text(nb="Gi det et av disse navnene: {known}.{near}", en="Give it one of these names: {known}.{near}")
_NO_HEADER = Text(nb="Ingen kolonneoverskrifter for «{table}» i de første {lines} radene.", en="No header of “{table}” in the first {lines} rows.")
_NO_HEADER_TODO = Text(nb="Sett inn en rad med overskriftene: {words}.", en="Insert a row with the header words: {words}.")
_EMPTY = Text(nb="Det står ingenting her, ikke engang kolonneoverskrifter.", en="There is nothing here, not even a header.")
_MISSING = Text(nb="Kolonnen «{word}» mangler.", en="The column “{word}” is missing.")
_MISSING_TODO = Text(nb="Godtatte overskrifter: {accepted}.{near}", en="Accepted header words: {accepted}.{near}")
_PERHAPS = Text(nb=" Mente du «{word}»?", en=" Did you mean “{word}”?")
_RENAME = Text(nb=" Mente du den med «{word}»?", en=" Did you mean “{word}” by it?")
_TWICE = Text(nb="Kolonnen «{word}» finnes to ganger: «{first}» og «{second}».", en="The column “{word}” occurs twice: “{first}” and “{second}”.")
_TWICE_TODO = Text(nb="Behold den ene, eller gi den andre et annet navn.", en="Keep one of them, or give the other another name.")
_WIDER = Text(nb="Raden har flere celler enn det er kolonneoverskrifter.", en="The row has more cells than there are header words.")
_WIDER_TODO = Text(
    nb="Sett tekst med skilletegn i anførselstegn, eller slett det som er til overs.",
    en="Quote text that holds the delimiter, or delete what is left over.",
)
_NOT_READ = Text(nb="Kolonner som ikke leses: {columns}.", en="Columns that are not read: {columns}.")
_NEAR = Text(nb="{column} (ligner «{word}»)", en="{column} (resembles “{word}”)")
_BLANK = Text(nb="kolonne nr. {position} uten overskrift", en="column no. {position}, without a header")
_ALIASES = Text(nb="Overskrifter lest som: {pairs}.", en="Header words read as: {pairs}.")
_PAIR = Text(nb="«{written}» = {word}", en="“{written}” = {word}")
_QUOTED = Text(nb="«{word}»", en="“{word}”")


@dataclass(frozen=True)
class Part:
    """The rows of one table in one sheet, by column, as typed.

    written: the header as typed, by column name; cells: (rows,) of raw cells, by column name; numbers: (rows,) row numbers of the file
    A column `wish3` holds third wishes.
    """

    table: str
    file: str
    numbers: list[int]
    written: Mapping[str, str]
    cells: Mapping[str, list[Any]]


def parts(sheets: Iterable[Sheet]) -> tuple[list[Part], list[Fault], list[Note]]:
    """Every sheet as a part of a table; sheets of instructions and lists are left out."""
    listed = list(sheets)
    made: list[Part] = []
    faults: list[Fault] = []
    notes: list[Note] = []
    for sheet in listed:
        name = _name(sheet, listed)
        table = table_of(name)
        if table:
            part, wrong, said = _part(sheet, table)
            made += [part] if part else []
            faults += wrong
            notes += said
        elif fold(name) not in _NOT_TABLES and not (sheet.name.startswith("_") or (not sheet.rows and "[" in sheet.file)):
            faults.append(_unknown_table(sheet, name))
    return made, faults, notes


def _name(sheet: Sheet, sheets: list[Sheet]) -> str:
    """The name that tells the table: the file's where a workbook's only sheet has no name of its own."""
    book = sheet.file.rpartition(" [")[0]
    alone = sum(other.file.rpartition(" [")[0] == book and bool(other.rows) for other in sheets) == 1
    return PurePath(book).stem if book and alone and _NO_NAME.fullmatch(fold(sheet.name)) else sheet.name


def _unknown_table(sheet: Sheet, name: str) -> Fault:
    word = nearest(name[:60], table_words())
    near = _PERHAPS.of(word=ROWS[table_words()[word]].title) if word else ""
    return fault(sheet.file, _TABLE.of(name=name[:80]), _TABLE_TODO.of(known=_titles(), near=near), value=name, code="table")


def _titles() -> tuple[Text, ...]:
    return tuple(row.title for row in ROWS.values())


def _part(sheet: Sheet, table: str) -> tuple[Part | None, list[Fault], list[Note]]:
    at = _header_at(sheet, table)
    if at is None:
        return None, [_no_header(sheet, table)], []
    header = ["" if cell is None else str(cell).strip() for cell in sheet.rows[at]]
    faults: list[Fault] = []
    where: dict[str, int] = {}
    for position, word in enumerate(header):
        name = column_of(table, word)
        if name in where:
            twice = _TWICE.of(word=said(table, name), first=header[where[name]], second=word)
            faults.append(fault(sheet.file, twice, _TWICE_TODO.of(), row=sheet.numbers[at], column=word, code="column_twice"))
        elif name:
            where[name] = position
    where = _not_both(table, where)
    faults += _missing(sheet, table, where, at)
    body, numbers = sheet.rows[at + 1 :], sheet.numbers[at + 1 :]
    faults += _wider(sheet.file, body, numbers, len(header))
    cells = {name: [row[position] if position < len(row) else None for row in body] for name, position in where.items()}
    part = Part(table, sheet.file, numbers, {name: header[position] for name, position in where.items()}, cells)
    return part, faults, _notes(sheet.file, table, header, where, body)


def _not_both(table: str, where: dict[str, int]) -> dict[str, int]:
    """Wishes are either one a row or one a column; the columns go before."""
    wide = {name for name in where if is_wide(name)}
    return {name: at for name, at in where.items() if name == "student" or name in wide} if wide and table == "wishes" else where


def _required(table: str, found: Iterable[str]) -> list[str]:
    if table == "wishes" and any(map(is_wide, found)):
        return ["student"]
    return [column.name for column in ROWS[table].columns() if column.required]


def _header_at(sheet: Sheet, table: str) -> int | None:
    """The first row that knows two required columns (all, where there are fewer); else the one that knows most."""
    rows = [{column_of(table, cell) for cell in row if isinstance(cell, str)} - {""} for row in sheet.rows[:HEADING_LINES]]
    for at, found in enumerate(rows):
        required = _required(table, found)
        enough = min(2, len(required)) if not any(map(is_wide, found)) else 1
        if found and len(found.intersection(required)) >= enough:
            return at
    best = max(rows, key=len, default=set())
    return rows.index(best) if best else None


def _no_header(sheet: Sheet, table: str) -> Fault:
    columns = ROWS[table].columns()
    words = tuple(column.header for column in columns if column.required) or tuple(column.header for column in columns)
    what = _NO_HEADER.of(table=ROWS[table].title, lines=HEADING_LINES) if sheet.rows else _EMPTY.of()
    return fault(sheet.file, what, _NO_HEADER_TODO.of(words=words), code="header")


def _missing(sheet: Sheet, table: str, where: Mapping[str, int], at: int) -> list[Fault]:
    faults = []
    typed = [str(cell) for position, cell in enumerate(sheet.rows[at]) if cell not in (None, "") and position not in where.values()]
    for column in ROWS[table].columns():
        if column.name in _required(table, where) and column.name not in where:
            words = dict.fromkeys((column.header.nb, column.header.en, *column.aliases))
            near = next((found for word in words if (found := nearest(word, (one[:60] for one in typed)))), None)
            todo = _MISSING_TODO.of(accepted=tuple(words), near=_RENAME.of(word=near) if near else "")
            faults.append(fault(sheet.file, _MISSING.of(word=column.header), todo, row=sheet.numbers[at], code="column_missing"))
    return faults


def _wider(file: str, body: list[list[Any]], numbers: list[int], width: int) -> list[Fault]:
    found = [(row, number) for row, number in zip(body, numbers, strict=True) if len(row) > width]
    beyond = [([cell for cell in row[width:] if cell not in (None, "")], number) for row, number in found]
    return [fault(file, _WIDER.of(), _WIDER_TODO.of(), row=number, value=cells[0], code="cells") for cells, number in beyond if cells]


def _notes(file: str, table: str, header: list[str], where: Mapping[str, int], body: list[list[Any]]) -> list[Note]:
    notes = []
    unread: list[Any] = []
    for position, word in enumerate(header):
        if position in where.values() or fold(word) in _UNREAD:
            continue
        if word:
            near = nearest(word[:60], known_words(table))
            quoted = _QUOTED.of(word=word[:80])
            unread.append(_NEAR.of(column=quoted, word=near) if near else quoted)
        elif any(position < len(row) and row[position] not in (None, "") for row in body):
            unread.append(_BLANK.of(position=position + 1))
    if unread:
        notes.append(Note(file, _NOT_READ.of(columns=tuple(unread)), len(unread)))
    pairs = tuple(
        _PAIR.of(written=header[at], word=said(table, name))
        for name, at in where.items() if not is_wide(name) and fold(header[at]) not in official(table, name)
    )
    return [*notes, Note(file, _ALIASES.of(pairs=pairs), len(pairs))] if pairs else notes
