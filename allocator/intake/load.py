"""A term folder, a workbook or a mapping of frames → Problem, or InputError with every fault of all files at once."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd

from allocator.errors import InputError, PolicyError
from allocator.intake import cells, frames
from allocator.intake.cross import alone, institutions
from allocator.intake.draft import Draft, Repaired
from allocator.intake.faults import Fault, Note, fault
from allocator.intake.headers import Part, parts
from allocator.intake.locks import locks
from allocator.intake.naming import table_of
from allocator.intake.references import World, duplicates, references
from allocator.intake.repair import calendar, repaired
from allocator.intake.settle import SETTLE, completed_municipalities
from allocator.intake.sheets import Sheet
from allocator.intake.validate import validated
from allocator.intake.weeks import Calendar
from allocator.intake.whereabouts import at_centres, whereabouts
from allocator.intake.wide import is_wide_part, one_a_row, without_wishes
from allocator.policy import Policy
from allocator.policy.read import read_policy
from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.rules import RULES
from allocator.tables import Tables, by_column
from allocator.text import Text

Source = str | Path | Mapping[str, pd.DataFrame]
Values = dict[str, dict[str, list[Any]]]

_OWNERS = {"institutions": "institutions", "programmes": "courses", "areas": "areas"}
"""The table that owns each kind of word that a policy may use."""

_NO_TABLE = Text(nb="Tabellen «{table}» mangler.", en="The table “{table}” is missing.")
_NO_TABLE_HOW = Text(
    nb="Legg til en fil eller et ark som heter «{name}» eller «{table}». {about}",
    en="Add a file or a sheet called “{name}” or “{table}”. {about}",
)
_NO_ROWS = Text(nb="Tabellen «{table}» har ingen rader.", en="The table “{table}” has no rows.")
_NO_ROWS_HOW = Text(nb="Fyll ut minst én rad. {about}", en="Fill in at least one row. {about}")
_NO_POLICY = Text(
    nb="Ingen policyfil: Alle regler gjelder med sine vanlige verdier, og målene kommer i vanlig rekkefølge.",
    en="No policy file: every rule holds with its default values, and the goals come in their default order.",
)
_POLICY_MISSING = Text(nb="Policyfilen finnes ikke.", en="There is no such policy file.")
_POLICY_HOW = Text(nb="Oppgi en mappe med filen policy.toml, eller selve filen.", en="Name a folder that holds policy.toml, or that file itself.")


def load(source: Source, policy: Policy | str | Path | None = None) -> Problem:
    """The problem that a term folder, a workbook or a mapping of table name → DataFrame describes.

    policy: a policy, or the folder or file that holds it; by default the one beside the tables, else the neutral one

    Raises
    ------
    InputError
        The term cannot be used; `faults` holds every fault of all files.
    PolicyError
        The policy cannot be used, and nothing else is wrong.
    """
    sheets, faults, notes, sources = _gathered(source)
    lost = _lost(sheets, faults)
    values, more, said, names = _values(sheets, lost)
    faults += _not_twice(faults, more)
    chosen, policy_sources, wrong = _policy(source, policy, {name: words for name, words in names.items() if _OWNERS[name] not in lost})
    if faults:
        raise InputError([*sorted(faults, key=lambda one: (one.file, one.row)), *(wrong.faults if wrong else ())])
    if wrong:
        raise wrong
    tables = Tables.of({name: by_column(ROWS[name], columns) for name, columns in values.items()})
    unsaid = [Note("policy.toml", _NO_POLICY.of())] if chosen is None else []
    return Problem(tables, chosen or Policy.neutral(), (*notes, *said, *unsaid), {**sources, **policy_sources})


@cache
def figures() -> dict[str, dict[str, Any]]:
    """The package's own figures of municipalities: name, county, lat, lon, centrality by number."""
    path = resources.files("allocator.intake") / "reference" / "municipalities.csv"
    with resources.as_file(path) as file:
        sheets, _, _ = cells.read(file, path.name)
    read, _, _ = repaired(parts(sheets)[0][0], Calendar(()))
    names = ("name", "county", "lat", "lon", "centrality")
    rows = zip(*(read.values[name] for name in names), strict=True)
    return {number: dict(zip(names, row, strict=True)) for number, row in zip(read.values["municipality"], rows, strict=True)}


def _gathered(source: Source) -> tuple[list[Sheet], list[Fault], list[Note], dict[str, str]]:
    """Every sheet of every file, and the sha256 of each file."""
    if isinstance(source, Mapping):
        given, wrong = frames.sheets(source)
        return given, wrong, [], frames.sources(source)
    paths, faults = cells.files(Path(source))
    sheets: list[Sheet] = []
    notes: list[Note] = []
    sources: dict[str, str] = {}
    for path in paths:
        found, wrong, said = cells.read(path, path.name)
        sheets += found
        faults += wrong
        notes += said
        sources |= _digest(path)
    return sheets, faults, notes, sources


def _digest(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            return {path.name: hashlib.file_digest(file, "sha256").hexdigest()}
    except OSError:
        return {}  # cells.read has said what is wrong with it


def _lost(sheets: Iterable[Sheet], faults: Iterable[Fault]) -> frozenset[str]:
    """Tables that no sheet came of though a file or sheet may hold them; all, where its name does not tell."""
    read = {sheet.file for sheet in sheets}
    return _named(one.file for one in faults if one.file not in read)


def _named(files: Iterable[str]) -> frozenset[str]:
    """The tables that files or sheets are named by; all, where a name does not tell."""
    names = set(files)
    tables = [table_of(name.rpartition(" [")[2].rstrip("]") if " [" in name else Path(name).stem) for name in names]
    return frozenset(ROWS) if None in tables else frozenset(name for name in tables if name)


def _not_twice(told: Iterable[Fault], faults: Iterable[Fault]) -> list[Fault]:
    """The faults without those about cells that are blank because they held an error value."""
    rows = {(one.file, one.row) for one in told if one.code == "error_cell"}
    return [one for one in faults if one.code != "required" or (one.file, one.row) not in rows]


def _values(sheets: list[Sheet], lost: frozenset[str]) -> tuple[Values, list[Fault], list[Note], dict[str, tuple[str, ...]]]:
    """Values by table and column, faults, notes, and the words that a policy may use; the values count for nothing where there are faults.

    lost: tables that could not be read at all, of which all is said
    """
    found, faults, notes = parts(sheets)
    lost |= _named(one.file for one in faults if one.code == "header")
    unread = _unread(found, faults, lost)
    term = calendar(found)
    reads: dict[str, list[Repaired]] = {name: [] for name in ROWS}
    for part in found:
        read, wrong, said = repaired(part, term)
        reads[part.table].append(read)
        faults += wrong
        notes += said
    faults += _missing(found, lost)
    drafts, wide_faults = _drafts(reads, unread)
    faults += wide_faults
    for settle in SETTLE:
        drafts, said = settle(drafts)
        notes += said
    drafts, said = completed_municipalities(drafts, figures())
    notes += [*said, *at_centres(drafts)]
    made, wrong = _judged(drafts, unread, term)
    columns = {"institutions": "institution", "programmes": "programme", "areas": "area"}
    names = {kind: tuple(sorted({word for word in drafts[_OWNERS[kind]].values[column] if word})) for kind, column in columns.items()}
    return made, [one for one in faults + wrong if one.file], notes, names


def _unread(found: Iterable[Part], faults: Iterable[Fault], lost: frozenset[str]) -> frozenset[str]:
    """Tables of which a part may be lacking: nothing is said to be missing from them."""
    there = {part.table for part in found}
    keys = {name: row.key[0] for name, row in ROWS.items() if row.key and name != "offers"}
    headless = {part.table for part in found if part.table in keys and keys[part.table] not in part.cells}
    nameless = any(one.code == "table" for one in faults)
    absent = {name for name, row in ROWS.items() if name not in there and (nameless or row.needed != "no")}
    return lost | headless | absent


def _missing(found: list[Part], lost: frozenset[str]) -> list[Fault]:
    """A fault for each table that must be there, and for each that must have rows."""
    faults = []
    for name, row in ROWS.items():
        mine = [part for part in found if part.table == name]
        if row.needed != "no" and not mine and name not in lost:
            todo = _NO_TABLE_HOW.of(name=name, table=row.title, about=row.about)
            faults.append(fault(name, _NO_TABLE.of(table=row.title), todo, code="table_missing"))
        elif row.needed == "rows" and mine and not any(part.numbers for part in mine):
            faults.append(fault(mine[0].file, _NO_ROWS.of(table=row.title), _NO_ROWS_HOW.of(about=row.about), code="table_empty"))
    return faults


def _drafts(reads: Mapping[str, list[Repaired]], unread: frozenset[str]) -> tuple[dict[str, Draft], list[Fault]]:
    """A draft for each table; wishes in columns become rows."""
    wide = [part for name in ("wishes", "students") for part in reads[name] if is_wide_part(part) and "student" in part.values]
    own = {name: [without_wishes(part) for part in parts_ if not (name == "wishes" and is_wide_part(part))] for name, parts_ in reads.items()}
    drafts = {name: Draft.of(ROWS[name], own[name]) for name in ROWS}
    faults: list[Fault] = []
    if wide:
        world = _world(drafts, unread)
        for part in wide:
            rows, wrong = one_a_row(part, world)
            drafts["wishes"] = drafts["wishes"].extended(rows)
            faults += wrong
    return drafts, faults


def _judged(drafts: dict[str, Draft], unread: frozenset[str], term: Calendar) -> tuple[Values, list[Fault]]:
    """The values, and every fault that can be told once all is settled."""
    world = _world(drafts, unread)
    faults = [*alone(drafts.values(), term), *institutions(drafts), *locks(drafts), *whereabouts(drafts)]
    made = {}
    for name, draft in drafts.items():
        made[name], wrong = validated(draft)
        faults += [*wrong, *duplicates(draft), *references(draft, world)]
    return made, faults


def _world(drafts: Mapping[str, Draft], unread: frozenset[str]) -> World:
    given = drafts["municipalities"].values
    names = {number: row["name"] for number, row in figures().items()}
    names |= {number: name for number, name in zip(given["municipality"], given["name"], strict=True) if number and name}
    return World.of(drafts, unread, names, (rule.code for rule in RULES))


def _policy(
    source: Source, policy: Policy | str | Path | None, names: Mapping[str, tuple[str, ...]]
) -> tuple[Policy | None, dict[str, str], PolicyError | None]:
    """The policy, None where there is none; the sha256 of its files; what is wrong with it."""
    if isinstance(policy, Policy):
        return policy, {}, None
    if policy is None and isinstance(source, Mapping):
        return None, {}, None
    where = Path(policy if policy is not None else source)  # type: ignore[arg-type]
    folder = where.parent if where.name == "policy.toml" else where.with_name(where.name.replace(".policy.toml", ".xlsx"))
    try:
        chosen, files = read_policy(folder, names.get("institutions", ()), {kind: names[kind] for kind in ("programmes", "areas") if kind in names})
    except PolicyError as error:
        return None, {}, error
    if chosen is None and policy is not None:
        return None, {}, PolicyError([fault(where.name, _POLICY_MISSING.of(), _POLICY_HOW.of(), code="missing")])
    return chosen, {name: digest for path in files for name, digest in _digest(path).items()}, None
