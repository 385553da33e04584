"""Who may see what: the one room where it is said.

planner: everything.
institution: its own students with all that is known of them, their supervisors, agreements and quotas. Of the others' students counts alone.
coordinator, municipality: the students who come to its sites, or were to come by the plan published before: who, from which institution and
    course, when and under whom. Never where they live, how they travel, what they wish or need. Its own sites, offers, supervisors and rooms.
public: figures alone. Those below five are suppressed, and so is what they could be computed back from (see `suppression`).
Nobody but the planner sees locks: who decided what by hand, and why, stays in the planner's files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, get_args

import pandas as pd

from allocator.errors import InputError
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.tables import Tables, by_column, side_by_side
from allocator.text import Lang, Text, nearest

Kind = Literal["planner", "institution", "municipality", "coordinator", "public"]

OF_STUDENTS = ("students", "needs", "wishes", "conflicts", "specials", "clearances", "history", "companions")
"""Tables whose rows are about one student each."""
OF_NEEDS = ("locks", "previous")
"""Tables whose rows are about one need each."""
TOLD = ("student", "institution", "course")
"""What a municipality is told about a student; the rest of the row is blank."""
UNTOLD = ("minutes", "estimated")
"""What a municipality is not told about a placement: how far the student travels."""

OF_NOBODY = ("problem", "versions", "seconds")
"""What stays of how a plan came to be."""

_UNKNOWN = Text("Ingen kan lese som «{word}».", "Nobody reads as “{word}”.")
_CHOOSE = Text("Skriv planner, public, eller f.eks. {known}.", "Write planner, public, or for example {known}.")
_MEANT = Text("Mente du «{near}»?", "Did you mean “{near}”?")


@dataclass(frozen=True)
class Reader:
    """Somebody who opens a report. name: of the institution, the municipality's number or the coordinator; "" for planner and public."""

    kind: Kind = "planner"
    name: str = ""

    @classmethod
    def of(cls, word: str, problem: Problem) -> "Reader":
        """The reader that `institution:NORD`, `municipality:5530`, `coordinator:Senja`, `public` or `planner` names. Raises InputError where none is."""
        known = [one.word for one in readers(problem)]
        if word not in known:
            near = nearest(word, known)
            todo = _MEANT.of(near=near) if near else _CHOOSE.of(known=[one for one in known if ":" in one][:3])
            raise InputError([fault("--for", _UNKNOWN.of(word=word), todo, value=word, code="unknown")])
        kind, _, name = word.partition(":")
        return cls(next(one for one in get_args(Kind) if one == kind), name)

    @property
    def word(self) -> str:
        """How the reader is written."""
        return f"{self.kind}:{self.name}" if self.name else self.kind

    @property
    def exact(self) -> bool:
        """Whether small figures about the whole plan are shown: not to who has no student in it."""
        return self.kind in ("planner", "institution")

    def towns(self, tables: Tables) -> frozenset[str]:
        """The numbers of the municipalities that the reader answers for; for an institution or the public none, for the planner all."""
        towns = tables["municipalities"]
        mine = {"planner": towns["municipality"] != "", "municipality": towns["municipality"] == self.name, "coordinator": towns["coordinator"] == self.name}
        return frozenset(towns.loc[mine[self.kind], "municipality"]) if self.kind in mine else frozenset()

    def called(self, tables: Tables, lang: Lang) -> str:
        """What people call the reader."""
        if self.kind in ("planner", "public"):
            return {"planner": Text("Planleggeren", "The planner"), "public": Text("Alle", "Everybody")}[self.kind].say(lang)
        found = tables[{"institution": "institutions", "municipality": "municipalities", "coordinator": "coordinators"}[self.kind]]
        name = found.loc[found[self.kind] == self.name, "name"]
        return str(name.iloc[0]) if len(name) and name.iloc[0] else self.name


def readers(problem: Problem) -> list[Reader]:
    """Everybody whom there can be a report for."""
    tables = problem.tables
    named: tuple[tuple[Kind, str], ...] = (("institution", "institutions"), ("coordinator", "coordinators"), ("municipality", "municipalities"))
    return [Reader(), Reader("public"), *(Reader(kind, str(name)) for kind, table in named for name in tables[table][kind])]


def ways_in(problem: Problem) -> list[Reader]:
    """The one way in to each site: its municipality's coordinator, or the municipality itself where none is named."""
    tables = problem.tables
    used = tables["municipalities"][tables["municipalities"]["municipality"].isin(tables["sites"]["municipality"])]
    found = [Reader("coordinator", one) if one else Reader("municipality", town) for town, one in side_by_side(used, "municipality", "coordinator")]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=512)
def persons(plan: Plan, reader: Reader) -> Plan:
    """The plan with those rows and columns that the reader may see; what is about others is not there at all."""
    if reader.kind == "planner":
        return plan
    if reader.kind == "institution":
        return _institution(plan, reader.name)
    return _field(plan, reader.towns(plan.problem.tables))


def impersonal(run: Mapping[str, Any]) -> dict[str, Any]:
    """What `run.json` says that is about nobody: neither acts by hand (`audit`), nor the command, nor the changes of a scenario."""
    return {name: run[name] for name in OF_NOBODY if name in run}


def _institution(plan: Plan, name: str) -> Plan:
    tables = plan.problem.tables
    students = tables["students"][tables["students"]["institution"] == name]
    made = _of_these(tables, students["student"])
    placements, unplaced = (_rows(one, "need", made["needs"]["need"]) for one in (plan.placements, plan.unplaced))
    known = {*placements["supervisor"], *made["previous"]["supervisor"]}
    keys = {*students["origin"], *students["alternate_origin"]}
    offers = tables["offers"]
    made |= {
        "locks": tables["locks"].head(0),
        "offers": _own_found(offers[offers["institution"].isin(("", name)) | offers["offer"].isin(placements["offer"])], students["student"]),
        "supervisors": _rows(tables["supervisors"], "supervisor", known),
        "courses": tables["courses"][(tables["courses"]["institution"] == name) | tables["courses"]["course"].isin(made["needs"]["course"])],
        "agreements": _rows(tables["agreements"], "institution", [name]),
        "quotas": _rows(tables["quotas"], "institution", ["", name]),
        "origins": _rows(tables["origins"], "origin", keys),
        "travel": _rows(tables["travel"], "origin", keys | set(tables["municipalities"]["municipality"])),
    }
    return _narrowed(plan, made, placements, unplaced)


def _field(plan: Plan, towns: frozenset[str]) -> Plan:
    """The plan as seen from the municipalities; from none of them: nobody."""
    tables = plan.problem.tables
    sites = _rows(tables["sites"], "municipality", towns)
    offers = _rows(tables["offers"], "site", sites["site"])
    placements = _rows(plan.placements, "site", sites["site"]).drop(columns=list(UNTOLD))
    previous = _rows(tables["previous"], "offer", offers["offer"])
    coming = tables["needs"][tables["needs"]["need"].isin([*placements["need"], *previous["need"]])]
    none = {name: tables[name].head(0) for name in (*OF_STUDENTS, *OF_NEEDS, "weights", "travel", "origins")}
    here = frozenset(sites["site"])
    works = [not here.isdisjoint(at) for at in tables["supervisors"]["sites"]]
    needs = coming.assign(at_risk=False)
    made = none | {
        "students": _told(_rows(tables["students"], "student", coming["student"])), "needs": needs, "previous": previous,
        "sites": sites, "offers": _own_found(offers, ()), "supervisors": tables["supervisors"][pd.Series(works, dtype=bool)],
        **{name: _rows(tables[name], "municipality", towns) for name in ("agreements", "quotas", "housing", "areas")},
    }
    return _narrowed(plan, made, placements, plan.unplaced.head(0))


def _narrowed(plan: Plan, made: Mapping[str, pd.DataFrame], placements: pd.DataFrame, unplaced: pd.DataFrame) -> Plan:
    """A plan of fewer rows, in their order. How the whole was solved stays: it is about nobody; who decided what by hand does not."""
    frames = {name: frame.reset_index(drop=True) for name, frame in made.items()}
    problem = plan.problem.replace(tables=Tables({**plan.problem.tables.frames, **frames}), notes=())
    return replace(plan, problem=problem, placements=placements, unplaced=unplaced, run=impersonal(plan.run))


def _of_these(tables: Tables, students: "pd.Series[str]") -> dict[str, pd.DataFrame]:
    made = {name: _rows(tables[name], "student", students) for name in OF_STUDENTS}
    return made | {name: _rows(tables[name], "need", made["needs"]["need"]) for name in OF_NEEDS}


def _told(students: pd.DataFrame) -> pd.DataFrame:
    """Students with all but `TOLD` blank."""
    row = ROWS["students"]
    blank = {column.name: [column.default] * len(students) for column in row.columns()}
    return by_column(row, blank | {name: students[name].tolist() for name in TOLD})


def _own_found(offers: pd.DataFrame, students: "pd.Series[str] | tuple[str, ...]") -> pd.DataFrame:
    """Offers, naming who found them only where that is one of the students."""
    return offers.assign(found_by=offers["found_by"].where(offers["found_by"].isin(list(students)), ""))


def _rows(part: pd.DataFrame, column: str, values: object) -> pd.DataFrame:
    return part[part[column].isin(list(values))].reset_index(drop=True)  # type: ignore[call-overload]
