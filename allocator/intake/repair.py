"""Columns as typed become columns of values: safe repairs are made and noted, the rest are faults."""

from collections.abc import Callable, Iterable
from typing import Any

from allocator.intake.amounts import Bad, Reading, date, decimal_sign, integer, number, shown
from allocator.intake.draft import Repaired
from allocator.intake.faults import Fault, Note, fault
from allocator.intake.headers import Part
from allocator.intake.kinds import CLEANED, cleaned, items, reader, text
from allocator.intake.weeks import Calendar
from allocator.rows import ROWS, Column
from allocator.text import Text

_MENDED = Text(nb="{what} i kolonnen «{column}», f.eks. «{before}» → «{after}».", en="{what} in the column “{column}”, e.g. “{before}” → “{after}”.")
_DATE = Text(nb="Excel har gjort ukene om til en dato ({value}).", en="Excel has turned the weeks into a date ({value}).")
_DATE_HOW = Text(nb="Formater cellen som tekst, og skriv ukene på nytt, f.eks. «8-12».", en="Format the cell as text, and write the weeks again, e.g. “8-12”.")
_DECIMAL = Text(nb="«{value}» er ett tall, ikke uker.", en="“{value}” is one number, not weeks.")
_DECIMAL_HOW = Text(
    nb="Formater cellen som tekst, og skriv ukene på nytt, f.eks. «34, 41».",
    en="Format the cell as text, and write the weeks again, e.g. “34, 41”.",
)

Outcome = tuple[Any, Text | None, Bad | None]


def calendar(parts: Iterable[Part]) -> Calendar:
    """The weeks of the term: from the first day of all periods to the last; what cannot be read is left to `repaired`."""
    days = []
    for part in parts:
        for name in ("first_day", "last_day") if part.table == "periods" else ():
            outcomes = _outcomes(part.cells.get(name, []), date).values()
            days += [day for day, _, bad in outcomes if day and not bad]
    return Calendar.of(days)


def repaired(part: Part, term: Calendar) -> tuple[Repaired, list[Fault], list[Note]]:
    """The part with its values read. Each different cell of a column is read once."""
    known = {column.name: column for column in ROWS[part.table].columns()}
    values: dict[str, list[Any]] = {}
    faulty: dict[str, set[int]] = {}
    faults: list[Fault] = []
    notes: list[Note] = []
    for name, cells in part.cells.items():
        read = _reader(known[name], cells, term) if name in known else text
        keys = _keys(cells)
        found = _outcomes(cells, read)
        values[name] = [found[key][0] for key in keys]
        bad = {key: outcome[2] for key, outcome in found.items() if outcome[2]}
        faulty[name] = {at for at, key in enumerate(keys) if key in bad} if bad else set()
        faults += [_fault(part, name, at, bad[keys[at]]) for at in sorted(faulty[name])]
        notes += _notes(part, name, keys, found)
    return Repaired(part.file, part.numbers, part.written, part.cells, values, faulty), faults, notes


def cell(column: Column, typed: Any, term: Calendar) -> tuple[Any, Bad | None]:
    """One cell read alone: its value, None where it is blank or cannot be read, and what is wrong with it."""
    value, _, bad = _outcome(typed, _reader(column, [typed], term))
    return value, bad


def _reader(column: Column, cells: list[Any], term: Calendar) -> Callable[[Any], Reading]:
    if column.kind in ("number", "integer"):
        sign = decimal_sign(cells)
        read = integer if column.kind == "integer" else number
        return lambda cell: read(_without_percent(cell, column.unit), sign)
    if column.kind == "weeks":
        return lambda cell: _weeks(cell, term)
    return reader(column)


def _without_percent(cell: Any, unit: str) -> Any:
    return cell.removesuffix("%").strip() if unit == "%" and isinstance(cell, str) else cell


def _weeks(cell: Any, term: Calendar) -> Reading:
    if hasattr(cell, "isoformat"):
        raise Bad(_DATE.of(value=cell), _DATE_HOW.of())
    if isinstance(cell, float) and not cell.is_integer():
        raise Bad(_DECIMAL.of(value=shown(cell)), _DECIMAL_HOW.of())
    if isinstance(cell, tuple):
        return tuple(sorted({week for item in cell for week in term.read(str(item))})), None
    return term.read(shown(cell) if isinstance(cell, float) else str(cell)), None


def _keys(cells: list[Any]) -> list[Any]:
    """What tells one cell from another: 1, 1.0 and True are equal, but not the same."""
    return cells if set(map(type, cells)) <= {str, type(None)} else list(zip(map(type, cells), map(_hashable, cells), strict=True))


def _hashable(cell: Any) -> Any:
    return cell if getattr(cell, "__hash__", None) else str(cell)


def _outcomes(cells: list[Any], read: Callable[[Any], Reading]) -> dict[Any, Outcome]:
    """What becomes of each different cell."""
    return {key: _outcome(key[1] if isinstance(key, tuple) else key, read) for key in dict.fromkeys(_keys(cells))}


def _outcome(cell: Any, read: Callable[[Any], Reading]) -> Outcome:
    try:
        if isinstance(cell, str):
            typed, cell = cell, cleaned(cell)
            value, mended = read(cell) if cell else (None, None)
            return value, mended or (CLEANED if cell and cell != typed else None), None
        blank = cell is None or (isinstance(cell, tuple) and not items(cell))
        value, mended = (None, None) if blank else read(cell)
        return value, mended, None
    except Bad as bad:
        return None, None, bad


def _fault(part: Part, name: str, at: int, bad: Bad) -> Fault:
    return fault(part.file, bad.what, bad.todo, row=part.numbers[at], column=part.written[name], value=part.cells[name][at], code="type")


def _notes(part: Part, name: str, keys: list[Any], found: dict[Any, Outcome]) -> list[Note]:
    """A note for each way in which cells of the column were mended, with the first of them as the example."""
    mended = {key: outcome[1] for key, outcome in found.items() if outcome[1]}
    if not mended:
        return []
    notes = []
    for kind in dict.fromkeys(mended.values()):
        rows = [at for at, key in enumerate(keys) if mended.get(key) is kind]
        before, after = part.cells[name][rows[0]], found[keys[rows[0]]][0]
        what = _MENDED.of(what=kind, column=part.written[name], before=shown(before), after=_said(after))
        notes.append(Note(part.file, what, len(rows), tuple(part.numbers[at] for at in rows)))
    return notes


def _said(value: Any) -> Any:
    return value[:80] if isinstance(value, str) else " | ".join(map(str, value))[:80] if isinstance(value, tuple) else str(value)
