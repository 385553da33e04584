"""Wishes written as columns (`ønske 1` … `ønske 5`) become one row each."""

from collections.abc import Iterator, Sequence
from typing import Any

from allocator.intake.draft import Repaired
from allocator.intake.faults import Fault, fault
from allocator.intake.kinds import PADDED, number_of
from allocator.intake.known import Known
from allocator.intake.naming import is_wide
from allocator.intake.references import World
from allocator.text import Text

_UNKNOWN = Text(nb="«{value}» er verken et sted, en kommune eller en praksistype.", en="“{value}” is neither a site, a municipality nor a setting.")
_MEANT = Text(nb="Mente du «{near}»?", en="Did you mean “{near}”?")
_HOW = Text(
    nb="Skriv navnet slik det står i tabellen Steder, et kommunenummer eller en praksistype.",
    en="Write the name as it stands in the table Sites, a municipality number or a setting.",
)
_SEVERAL = Text(nb="«{value}» kan bety flere ting: {kinds}.", en="“{value}” may mean several things: {kinds}.")
_SEVERAL_HOW = Text(
    nb="Skriv ønskene én per rad, med kolonnene student, prioritet og enten sted, kommune eller praksistype.",
    en="Write the wishes one a row, with the columns student, rank and either site, municipality or setting.",
)
_KINDS = {"site": Text("sted", "site"), "municipality": Text("kommune", "municipality"), "setting": Text("praksistype", "setting")}


def is_wide_part(part: Repaired) -> bool:
    """Whether the part has wishes as columns."""
    return any(is_wide(name) for name in part.values)


def without_wishes(part: Repaired) -> Repaired:
    """The part without its wish columns."""
    kept = {name: cells for name, cells in part.values.items() if not is_wide(name)}
    return Repaired(part.file, part.numbers, part.written, part.typed, kept, part.faulty)


def one_a_row(part: Repaired, world: World) -> tuple[Repaired, list[Fault]]:
    """The wishes of a part as rows of the table wishes, and a fault for each that names nothing we know."""
    rows: list[tuple[int, str, dict[str, Any]]] = []
    faults: list[Fault] = []
    known = {"site": world.ids["sites"], "municipality": world.ids["municipalities"], "setting": world.words["settings"]}
    silent = not world.unread.isdisjoint({"sites", "municipalities"})
    for name in sorted((name for name in part.values if is_wide(name)), key=lambda name: int(name[4:])):
        for at, value in enumerate(part.values[name]):
            found = list(_meanings(value, known)) if value else []
            if len(found) == 1:
                column, word = found[0]
                rows.append((at, name, {"student": part.values["student"][at], "rank": int(name[4:]), column: word}))
            elif value and not silent:
                faults.append(_fault(part, name, at, [column for column, _ in found], known))
    return _rows(part, rows), faults


def _rows(part: Repaired, rows: Sequence[tuple[int, str, dict[str, Any]]]) -> Repaired:
    names = ("student", "rank", "site", "municipality", "setting")
    values = {name: [row.get(name) for _, _, row in rows] for name in names}
    unsaid = part.faulty.get("student", set())
    faulty = {"student": {new for new, (at, _, _) in enumerate(rows) if at in unsaid}}
    return Repaired(part.file, [part.numbers[at] for at, _, _ in rows], {"student": part.written["student"]}, values, values, faulty)


def _meanings(value: str, known: dict[str, Known]) -> Iterator[tuple[str, str]]:
    """Each way in which the word is known: column and word."""
    for column, words in known.items():
        padded, mended = number_of(4)(value) if column == "municipality" else (value, None)
        word = padded if mended in (None, PADDED) else value
        if word in words:
            yield column, word


def _fault(part: Repaired, name: str, at: int, several: list[str], known: dict[str, Known]) -> Fault:
    value = str(part.values[name][at])
    if several:
        what, todo = _SEVERAL.of(value=value[:80], kinds=tuple(_KINDS[one] for one in several)), _SEVERAL_HOW.of()
    else:
        near = next((found for words in known.values() if (found := words.nearest(value))), None)
        what, todo = _UNKNOWN.of(value=value[:80]), _MEANT.of(near=near) if near else _HOW.of()
    return fault(part.file, what, todo, row=part.numbers[at], column=part.written[name], value=value, code="unknown")
