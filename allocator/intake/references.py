"""What one table says of another: ids that must exist, words that must be owned, keys that stand once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allocator.intake.draft import Draft
from allocator.intake.faults import Fault
from allocator.intake.known import Known
from allocator.rows import ROWS, Column
from allocator.text import Message, Text

_UNKNOWN = Text(nb="«{value}» finnes ikke i tabellen «{table}».", en="“{value}” is not in the table “{table}”.")
_NO_WORD = Text(nb="Ingen rad bruker «{value}» i kolonnen som eier ordet ({owner}).", en="No row has “{value}” in the column that owns the word ({owner}).")
_OWNER = Text(nb="{table}: {column}", en="{table}: {column}")
_MEANT = Text(
    nb="Mente du «{near}»? Rett verdien, eller legg til raden som mangler.",
    en="Did you mean “{near}”? Mend the value, or add the row that is missing.",
)
_ADD = Text(nb="Rett verdien, eller legg til raden som mangler.", en="Mend the value, or add the row that is missing.")
_NUMBER = Text(nb="«{value}» er ikke nummeret til en kjent kommune.", en="“{value}” is not the number of a known municipality.")
_NUMBER_MEANT = Text(
    nb="Mente du {near} ({name})? Rett nummeret, eller legg kommunen inn i tabellen «{table}».",
    en="Did you mean {near} ({name})? Mend the number, or add the municipality to the table “{table}”.",
)
_NUMBER_ADD = Text(
    nb="Skriv kommunenummeret, fire sifre, eller legg kommunen inn i tabellen «{table}».",
    en="Write the municipality number, four digits, or add the municipality to the table “{table}”.",
)
_RULE = Text(nb="«{value}» er ikke koden til en regel.", en="“{value}” is not the code of a rule.")
_RULE_MEANT = Text(nb="Mente du «{near}»? Kodene er {codes}.", en="Did you mean “{near}”? The codes are {codes}.")
_RULE_ADD = Text(nb="Kodene er {codes}.", en="The codes are {codes}.")
_SLIP = Text(nb="«{value}» ligner «{near}», men er ikke det samme.", en="“{value}” resembles “{near}”, but is not the same.")
_SLIP_HOW = Text(
    nb="Skriv «{near}» hvis det er det du mener; ellers velg et ord som ikke kan forveksles med det.",
    en="Write “{near}” if that is meant; else choose a word that cannot be mistaken for it.",
)
_DUPLICATE = Text(nb="«{value}» finnes to ganger: også i {file}, rad {row}.", en="“{value}” occurs twice: also in {file}, row {row}.")
_DUPLICATE_HOW = Text(nb="Behold den ene raden, eller gi den andre et annet navn.", en="Keep one of the rows, or give the other another name.")


@dataclass(frozen=True)
class World:
    """All that may be referred to.

    ids: the ids of each table; words: each vocabulary's words; names: municipality names by number; named: those names
    unread: tables of which not all could be read, so that nothing is said to be missing from them
    """

    ids: Mapping[str, Known]
    words: Mapping[str, Known]
    names: Mapping[str, str]
    named: Known
    unread: frozenset[str]

    @classmethod
    def of(cls, drafts: Mapping[str, Draft], unread: Iterable[str], names: Mapping[str, str], rules: Iterable[str]) -> "World":
        """What the drafts hold, with the municipalities of `names` and the codes of all rules."""
        ids = {name: set(draft.values[draft.row.key[0]]) - {None} for name, draft in drafts.items() if draft.row.key}
        ids["municipalities"] |= set(names)
        words: dict[str, set[str]] = {"rules": set(rules)}
        for column in _columns():
            words.setdefault(column.vocabulary, set())
            if column.owns:
                cells = drafts[column.table].values[column.name]
                words[column.owns] |= {word for cell in set(cells) if cell for word in (cell if column.many else (cell,))}
        for name in set(words) & set(ids):
            words[name] = words[name] or ids[name]
        known = {name: Known(values) for name, values in words.items()}
        return cls({name: Known(values) for name, values in ids.items()}, known, names, Known(names.values()), frozenset(unread))


def references(draft: Draft, world: World) -> list[Fault]:
    """A fault for each cell that points to nothing."""
    faults = []
    for column in draft.row.columns():
        known = world.ids[column.refers] if column.refers else world.words.get(column.vocabulary)
        if known is None or column.owns or _silent(column, world):
            continue
        cells = draft.values[column.name]
        told: dict[str, tuple[Message, Message] | None] = {}
        for cell in dict.fromkeys(cells):
            for word in (cell if column.many else (cell,)) if cell else ():
                if word not in known and word not in told:
                    told[word] = _told(column, word, known, world)
        if any(told.values()):
            for at, cell in enumerate(cells):
                wrong = [said for word in (cell if column.many else (cell,)) if (said := told.get(word))] if cell else []
                faults += [draft.fault(at, column.name, what, todo, "unknown") for what, todo in wrong]
    return faults


def duplicates(draft: Draft) -> list[Fault]:
    """A fault for each row whose key stands in an earlier row, naming both."""
    key = draft.row.key
    if not key:
        return []
    faults = []
    first: dict[tuple[object, ...], int] = {}
    passed = set().union(*(draft.faulty[name] for name in key))
    for at, values in enumerate(zip(*(draft.values[name] for name in key), strict=True)):
        if values[0] is None or at in passed:
            continue
        earlier = first.setdefault(values, at)
        if earlier != at:
            file, row = draft.where(earlier)
            shown = ", ".join(str(value) for value in values if value is not None)
            faults.append(draft.fault(at, key[0], _DUPLICATE.of(value=shown, file=file, row=row), _DUPLICATE_HOW.of(), "duplicate"))
    return faults


def _columns() -> list[Column]:
    return [column for row in ROWS.values() for column in row.columns() if column.vocabulary]


def _owners(vocabulary: str) -> list[Column]:
    return [column for column in _columns() if column.owns == vocabulary]


def _silent(column: Column, world: World) -> bool:
    """Whether the table that would have to know the word could not be read."""
    tables = {column.refers} if column.refers else {owner.table for owner in _owners(column.vocabulary)} or {column.vocabulary}
    return not tables.isdisjoint(world.unread)


def _told(column: Column, word: str, known: Known, world: World) -> tuple[Message, Message] | None:
    value = word[:80]
    if column.near:
        near = known.slip(word)
        return (_SLIP.of(value=value, near=near), _SLIP_HOW.of(near=near)) if near else None
    if column.refers == "municipalities":
        return _municipality(value, world)
    near = known.nearest(word)
    if column.vocabulary == "rules":
        codes = tuple(sorted(known.words))
        return _RULE.of(value=value), _RULE_MEANT.of(near=near, codes=codes) if near else _RULE_ADD.of(codes=codes)
    todo = _MEANT.of(near=near) if near else _ADD.of()
    if column.refers:
        return _UNKNOWN.of(value=value, table=ROWS[column.refers].title), todo
    owners = tuple(_OWNER.of(table=ROWS[owner.table].title, column=owner.header) for owner in _owners(column.vocabulary))
    return _NO_WORD.of(value=value, owner=owners), todo


def _municipality(value: str, world: World) -> tuple[Message, Message]:
    """By number, or by name where a name was written."""
    if value.isdecimal():
        near = world.ids["municipalities"].nearest(value)
    else:
        name = world.named.nearest(value)
        near = next((number for number, one in world.names.items() if one == name), None)
    table = ROWS["municipalities"].title
    if near and near in world.names:
        return _NUMBER.of(value=value), _NUMBER_MEANT.of(near=near, name=world.names[near], table=table)
    return _NUMBER.of(value=value), _NUMBER_ADD.of(table=table)
