"""What each verb of a scenario does to the tables, and how it is told."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allocator.intake.repair import cell
from allocator.intake.scenario.changing import Changing, pointing
from allocator.intake.scenario.faults import Wrong
from allocator.intake.scenario.step import Step, Verb
from allocator.intake.scenario.values import Amount, amount, changed, changed_in_all
from allocator.intake.scenario.where import column_named, rows_where, table_named
from allocator.rows import ROWS, Column
from allocator.text import Message, Text

_CHANGED = Text("{table}, rader som treffes: {count}. {column} er nå {value}.", "{table}, rows matched: {count}. {column} is now {value}.")
_COUNTED = Text(
    "{table}, rader som treffes: {count}. {column} i alt: {before} → {after}.", "{table}, rows matched: {count}. {column} in all: {before} → {after}."
)
_LISTED = Text("{table}, rader som treffes: {count}. Ny verdi i {column}: {value}.", "{table}, rows matched: {count}. New in {column}: {value}.")
_SHIFTED = Text("{table}, rader som treffes: {count}. Endring i {column}: {value}.", "{table}, rows matched: {count}. Change of {column}: {value}.")
_REMOVED = Text(
    "{table}, fjernet: {count}. Rader i andre tabeller som viste til dem, og som også er fjernet: {also}.",
    "{table}, removed: {count}. Rows of other tables that pointed to them and were removed too: {also}.",
)
_INSERTED = Text("{table}, satt inn: {count}.", "{table}, inserted: {count}.")
_MORE = Text(
    "{table}, laget etter mønster av andre: {count}. Rader i andre tabeller som fulgte med: {also}.",
    "{table}, modelled on others: {count}. Rows of other tables that came along: {also}.",
)
_CLOSED = Text("Stengte steder: {count}, {weeks}.", "Closed sites: {count}, {weeks}.")

_NO_VALUES = Text("Det står ikke hva som skal endres.", "It does not say what to change.")
_SAY_VALUES = Text("Skriv f.eks. set = {{ places = \"+4\" }}.", "Write e.g. set = {{ places = \"+4\" }}.")
_KEY = Text("«{column}» er navnet på raden og kan ikke endres.", "“{column}” is the name of the row and cannot be changed.")
_KEY_HOW = Text("Fjern raden, og sett inn en ny.", "Remove the row, and insert another.")
_NO_ROWS = Text("Det står ikke hva som skal settes inn.", "It does not say what to insert.")
_SAY_ROWS = Text("Skriv radene, f.eks. rows = [{{ … }}].", "Write the rows, e.g. rows = [{{ … }}].")
_COUNT = Text("«{value}» er ikke et antall rader.", "“{value}” is no number of rows.")
_COUNT_HOW = Text("Skriv et helt tall, minst 1.", "Write a whole number, at least 1.")
_NO_TWINS = Text(
    "Rader i {table} har ikke ett enkelt navn, og kan ikke lages etter mønster av andre.",
    "Rows of {table} have no single name, and cannot be modelled on others.",
)
_USE_INSERT = Text("Bruk insert, og skriv radene.", "Use insert, and write the rows.")

_FOLLOW = ("needs", "clearances", "specials", "wishes", "conflicts", "history")
"""What is modelled on a student's rows with the student: not what was decided or published about one person."""

_BLANKED = {("previous", "supervisor"), ("municipalities", "coordinator"), ("sites", "parent"), ("students", "course"), ("offers", "found_by")}
"""Where a row stays, with a blank, when what it points to is removed; every other row goes too, and a list loses the item."""


def _change(step: Step, changing: Changing) -> list[Message]:
    """Gives columns new values in every row that matches."""
    table = table_named(step.table)
    if not step.values:
        raise Wrong("set", None, _NO_VALUES.of(), _SAY_VALUES.of(), "required")
    rows = rows_where(changing, table, step.where)
    said = []
    for word, typed in step.values.items():
        column, key = column_named(table, word, f"set.{word}"), f"set.{word}"
        if word in ROWS[table].key:
            raise Wrong(key, typed, _KEY.of(column=word), _KEY_HOW.of(), "key")
        wanted = amount(column, typed, changing.term, key)
        before = [changing.table(table)[word][at] for at in rows]
        after = (changed_in_all if step.in_all else changed)(column, before, wanted, key)
        changing.put(table, word, rows, after)
        said.append(_told(column, before, after, wanted, typed))
    return said


def _remove(step: Step, changing: Changing) -> list[Message]:
    """Removes every row that matches, and what pointed to them."""
    table = table_named(step.table)
    rows = rows_where(changing, table, step.where)
    also = _removed(changing, table, rows)
    return [_REMOVED.of(table=ROWS[table].title, count=len(rows), also=also)]


def _insert(step: Step, changing: Changing) -> list[Message]:
    """Inserts rows as they are written."""
    table = table_named(step.table)
    if not step.rows:
        raise Wrong("rows", None, _NO_ROWS.of(), _SAY_ROWS.of(), "required")
    changing.add(table, [_row(table, row, changing, "rows") for row in step.rows])
    return [_INSERTED.of(table=ROWS[table].title, count=len(step.rows))]


def _more(step: Step, changing: Changing) -> list[Message]:
    """Inserts rows that are like those that match, in turn, each with a name of its own; a student brings what a student must have."""
    table = table_named(step.table)
    if not isinstance(step.count, int) or isinstance(step.count, bool) or not 1 <= step.count <= 100_000:
        raise Wrong("count", step.count, _COUNT.of(value=str(step.count)), _COUNT_HOW.of(), "value")
    if len(ROWS[table].key) != 1:
        raise Wrong("more", table, _NO_TWINS.of(table=ROWS[table].title), _USE_INSERT.of(), "table")
    rows = rows_where(changing, table, step.where)
    own = _row(table, step.values, changing, "set")
    models = [changing.row(table, rows[at % len(rows)]) for at in range(step.count)]
    also = 0
    for model in models:
        name = _twin(changing, table, model, own)
        also += sum(_followed(changing, other, model["student"], name) for other in _FOLLOW) if table == "students" else 0
    return [_MORE.of(table=ROWS[table].title, count=step.count, also=also)]


def _close(step: Step, changing: Changing) -> list[Message]:
    """Closes the sites that match, in some weeks or in all of the term."""
    rows = rows_where(changing, "sites", step.where)
    closed = next(column for column in ROWS["sites"].columns() if column.name == "closed")
    weeks, bad = cell(closed, step.values.get("weeks"), changing.term)
    if bad:
        raise Wrong("weeks", step.values.get("weeks"), bad.what, bad.todo, "value")
    weeks = weeks or changing.term.weeks
    before = changing.table("sites")["closed"]
    changing.put("sites", "closed", rows, [tuple(sorted({*(before[at] or ()), *weeks})) for at in rows])
    return [_CLOSED.of(count=len(rows), weeks=weeks)]


VERBS: Mapping[Verb, Callable[[Step, Changing], list[Message]]] = {
    "change": _change, "remove": _remove, "insert": _insert, "more": _more, "close": _close,
}
"""What each verb does, and how it is told; the policy is another matter. Each raises Wrong."""


def _told(column: Column, before: list[Any], after: list[Any], wanted: Amount, typed: Any) -> Message:
    """How a change is told: a count by its sum, what was set by its value, all else as it was written."""
    values: dict[str, Any] = {"table": ROWS[column.table].title, "count": len(before), "column": column.header}
    if column.kind == "integer" and column.unit and all(isinstance(value, int) for value in (*before, *after)):
        return _COUNTED.of(**values, before=sum(before), after=sum(after))
    if wanted.sign and not column.many:
        return _SHIFTED.of(**values, value=str(typed))
    return (_LISTED if column.many else _CHANGED).of(**values, value=Text("tom", "blank") if wanted.by is None else wanted.by)


def _row(table: str, given: Mapping[str, Any], changing: Changing, place: str) -> dict[str, Any]:
    """A row as it was written, read cell by cell. Raises Wrong."""
    made = {}
    for word, typed in given.items():
        column = column_named(table, word, f"{place}.{word}")
        made[word], bad = cell(column, tuple(typed) if isinstance(typed, list) else typed, changing.term)
        if bad:
            raise Wrong(f"{place}.{word}", typed, bad.what, bad.todo, "value")
    return made


def _twin(changing: Changing, table: str, model: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """Adds a row like the model, and gives its name."""
    key = ROWS[table].key[0]
    name = _free(str(model[key]), set(changing.table(table)[key]))
    drawn = {"lottery": None} if table == "students" else {}
    changing.add(table, [{**model, **drawn, **own, key: name}])
    return name


def _followed(changing: Changing, table: str, student: str, name: str) -> int:
    """Adds what a table says of a student for the one modelled on the student; so many rows."""
    rows = [{**changing.row(table, at), "student": name} for at, one in enumerate(changing.table(table)["student"]) if one == student]
    if table == "needs":
        taken = set(changing.table("needs")["need"])
        for row in rows:
            row["need"] = _free(name if row["need"] == student else str(row["need"]), taken)
            taken.add(row["need"])
    changing.add(table, rows)
    return len(rows)


def _free(name: str, taken: Iterable[Any]) -> str:
    """The name, or the name with +1, +2 … where it is taken."""
    stem, found, number = name.partition("+")[0], name, 0
    while found in taken:
        number += 1
        found = f"{stem}+{number}"
    return found


def _removed(changing: Changing, table: str, rows: list[int]) -> int:
    """Removes rows and what points to them; how many other rows went too."""
    key = ROWS[table].key
    gone = {changing.table(table)[key[0]][at] for at in rows} if len(key) == 1 else set()
    changing.drop(table, rows)
    if table == "municipalities" or not gone:
        return 0  # a municipality that is spoken of comes back with the package's own figures
    also = 0
    for column in pointing(table):
        also += _unpointed(changing, column, gone)
    return also


def _unpointed(changing: Changing, column: Column, gone: set[Any]) -> int:
    """Takes ids out of one column; how many rows went with them."""
    cells = changing.table(column.table)[column.name]
    if column.many:
        hit = [at for at, value in enumerate(cells) if value and not gone.isdisjoint(value)]
        left = {at: tuple(one for one in cells[at] if one not in gone) or None for at in hit}
        dropped = [at for at in hit if left[at] is None]
        changing.put(column.table, column.name, [at for at in hit if left[at]], [left[at] for at in hit if left[at]])
    else:
        dropped = [at for at, value in enumerate(cells) if value in gone]
        if (column.table, column.name) in _BLANKED:
            changing.put(column.table, column.name, dropped, [None] * len(dropped))
            return 0
    return len(dropped) + _removed(changing, column.table, dropped) if dropped else 0
