"""All reports of a plan for one reader, as files by name."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from allocator.errors import InputError
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.report.calendars import calendar_files
from allocator.report.coordinator import coordinator_workbook
from allocator.report.folder import REPORTS, RUN, publish
from allocator.report.given import Given
from allocator.report.indicators import Asked, indicator_files
from allocator.report.institution import institution_workbook
from allocator.report.letters import letter_files
from allocator.report.page import page
from allocator.report.redaction import Reader, ways_in
from allocator.report.returns import return_workbook
from allocator.report.supervisors import supervisors_workbook
from allocator.report.writers import json_bytes
from allocator.text import Lang, Text

PARTS = ("page", "coordinators", "returns", "institutions", "indicators", "letters", "calendars", "supervisors")
"""The kinds of report, in the order they are made."""
FORMATS = ("html", "xlsx", "csv", "txt", "ics")
"""The kinds of file."""

_READS: Mapping[str, tuple[str, ...]] = {
    "planner": PARTS,
    "institution": ("page", "institutions", "letters", "calendars"),
    "coordinator": ("page", "coordinators", "returns", "calendars", "supervisors"),
    "municipality": ("page", "coordinators", "returns", "calendars", "supervisors"),
    "public": ("page", "indicators"),
}
_NOTHING = Text("Det er ingenting å skrive for «{reader}» med det utvalget.", "There is nothing to write for “{reader}” with that choice.")
_CHOOSE = Text("Velg blant: {parts}.", "Choose among: {parts}.")
_SAFE = re.compile(r"[^\w.-]+")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(1, 10))})


@dataclass(frozen=True)
class Wanted:
    """Which reports.

    only: parts (empty: all that the reader may have); formats: kinds of file (empty: all); rate: kroner for a student-week
    given: what else the reports may stand on
    """

    reader: Reader
    lang: Lang = "nb"
    only: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    rate: float | None = None
    given: Given = field(default_factory=Given)


def report_files(plan: Plan, wanted: Wanted, told: Callable[[str, int, int], None] | None = None) -> Mapping[str, bytes]:
    """Content by relative name. told: called with each part, how many are done and how many there are.

    Raises InputError where nothing is left of the choice.
    """
    parts = [part for part in _READS[wanted.reader.kind] if not wanted.only or part in wanted.only]
    files: dict[str, bytes] = {}
    taken: set[str] = set()
    for at, part in enumerate(parts):
        if told:
            told(part, at, len(parts))
        for name, content in _MADE[part](plan, wanted):
            if not wanted.formats or name.rpartition(".")[2] in wanted.formats:
                files[_free(name, taken)] = content
    if not files:
        todo = _CHOOSE.of(parts=list(_READS[wanted.reader.kind]))
        raise InputError([fault("--only", _NOTHING.of(reader=wanted.reader.word), todo, code="nothing")])
    return files


def save_reports(plan: Plan, wanted: Wanted, files: Mapping[str, bytes], folder: Path) -> Path:
    """Writes the files as a folder, whole or not at all, with a run.json that says of which plan and for whom they are; returns its path.

    Raises SaveError where something else bears the name, or the disk refuses.
    """
    run = {"schema": REPORTS, "for": wanted.reader.word, "lang": wanted.lang, "problem": plan.run.get("problem", ""), "files": dict.fromkeys(files, "")}
    return publish(folder, {**files, RUN: json_bytes(run)})


def safe(name: str) -> str:
    """The name as part of a path on every system: letters, digits, dots, dashes."""
    made = _SAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-.")[:80]
    return f"_{made}" if made.partition(".")[0].casefold() in _DEVICES or not made else made


def _free(name: str, taken: set[str]) -> str:
    """The path with safe parts, numbered where another file has it; adds it to `taken`."""
    made = "/".join(safe(part) for part in name.split("/"))
    stem, dot, ending = made.rpartition(".")
    number = 2
    while made.casefold() in taken:
        made, number = f"{stem}-{number}{dot}{ending}", number + 1
    taken.add(made.casefold())
    return made


def _page(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    yield "report.html", page(plan, wanted.lang, wanted.reader, wanted.given)


def _fields(plan: Plan, wanted: Wanted) -> list[Reader]:
    """The ways in whose files are made: all for the planner, else the reader."""
    return ways_in(plan.problem) if wanted.reader.kind == "planner" else [wanted.reader]


def _coordinators(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for reader in _fields(plan, wanted):
        yield f"coordinators/{_flat(reader.name)}.xlsx", coordinator_workbook(plan, reader, wanted.lang)


def _returns(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for reader in _fields(plan, wanted):
        yield f"returns/{_flat(reader.name)}.xlsx", return_workbook(plan, reader, wanted.lang)


def _supervisors(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for reader in _fields(plan, wanted):
        yield f"supervisors/{_flat(reader.name)}.xlsx", supervisors_workbook(plan, reader, wanted.lang, wanted.given)


def _institutions(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for reader in _senders(plan, wanted):
        yield f"institutions/{_flat(reader.name)}.xlsx", institution_workbook(plan, reader, wanted.lang)


def _senders(plan: Plan, wanted: Wanted) -> list[Reader]:
    named = plan.problem.tables["institutions"]["institution"]
    return [Reader("institution", str(one)) for one in named] if wanted.reader.kind == "planner" else [wanted.reader]


def _indicators(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for name, content in indicator_files(plan, Asked(wanted.reader, wanted.lang, wanted.rate, wanted.given.earlier)).items():
        yield f"indicators/{name}", content


def _letters(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for reader in _senders(plan, wanted):
        for name, content in letter_files(plan, reader, wanted.lang).items():
            yield f"letters/{_flat(reader.name)}/{_flat(name)}", content


def _calendars(plan: Plan, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for name, content in calendar_files(plan, wanted.reader, wanted.lang).items():
        kind, _, rest = name.partition("/")
        yield f"calendars/{kind}/{_flat(rest)}", content


def _flat(name: str) -> str:
    return name.replace("/", "-")


_MADE: Mapping[str, Callable[[Plan, Wanted], Iterator[tuple[str, bytes]]]] = {
    "page": _page, "coordinators": _coordinators, "returns": _returns, "institutions": _institutions, "indicators": _indicators,
    "letters": _letters, "calendars": _calendars, "supervisors": _supervisors,
}  # fmt: skip
