"""A student who is not in the term yet, let in without reading the whole term again."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from allocator.errors import InputError
from allocator.intake.cells import read
from allocator.intake.faults import fault
from allocator.intake.headers import HEADING_LINES
from allocator.intake.load import load
from allocator.intake.naming import column_of, is_wide, known_words, table_of
from allocator.intake.sheets import Sheet
from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.text import Text, nearest

PEOPLE = ("students", "needs", "wishes", "clearances", "specials", "conflicts", "history", "companions")
"""The tables that may say something of one student."""

_ASKED = ("periods", "institutions", "courses", "municipalities", "areas", "origins", "travel")
"""The tables that a row of students may point to; sites and supervisors only wishes, conflicts and history do."""

_ONE = Text("Her ventes én rad med én student, ikke {count}.", "One row with one student is expected here, not {count}.")
_ONE_TODO = Text("Spør om én om gangen, eller bruk «allocator replan» for flere.", "Ask about one at a time, or use “allocator replan” for several.")
_NEEDS = Text("Studenten må ha ett behov, ikke {count}.", "The student must have one need, not {count}.")
_NEEDS_TODO = Text("Oppgi emnet i kolonnen «course».", "Name the course in the column “course”.")
_KNOWN = Text("Studenten «{student}» er med i semesteret fra før.", "The student “{student}” is in the term already.")
_KNOWN_TODO = Text("Spør om studenten med navnet alene.", "Ask about the student by that name alone.")
_TABLE = Text("Tabellen «{table}» sier ikke noe om en student.", "The table “{table}” says nothing about a student.")
_TABLE_TODO = Text("Bruk «allocator replan» for andre endringer.", "Use “allocator replan” for other changes.")

_COLUMN = Text("Tabellen over studenter har ingen kolonne «{word}».", "The table of students has no column “{word}”.")
_MEANT = Text("Mente du «{near}»?", "Did you mean “{near}”?")
_COLUMNS = Text("Kolonnene er {columns}.", "The columns are {columns}.")


class Door:
    """A term that new students are let in to, one at a time: what they say is judged as it is in a term."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        tables = problem.tables
        towns, travel = tables["municipalities"].assign(coordinator=""), tables["travel"].drop_duplicates("origin")
        travel = travel.assign(site="", municipality=towns["municipality"].iloc[0] if len(towns) else "")  # where one may start is all that is asked
        asked = {name: tables[name] for name in _ASKED} | {"municipalities": towns, "travel": travel}
        self._frames = asked | {name: tables[name].iloc[:0] for name, row in ROWS.items() if name not in asked and row.needed != "no"}

    def joined(self, rows: Mapping[str, pd.DataFrame]) -> tuple[Problem, str]:
        """The term with the student, and the student's need. rows: as for `load`, by table. Raises InputError with every fault."""
        if strange := [name for name in rows if name not in PEOPLE]:
            raise InputError([fault(name, _TABLE.of(table=name), _TABLE_TODO.of(), code="table") for name in strange])
        tables = self._problem.tables
        more = {name: tables[name] for name, asked in (("sites", _names_sites(rows)), ("supervisors", "conflicts" in rows)) if asked}
        given = {**rows, "students": self._of_course(rows["students"])} if "students" in rows else rows
        read_ = load({**self._frames, **more, **given}, self._problem.policy).tables
        self._only(read_["students"], read_["needs"])
        added = {name: pd.concat([tables[name], read_[name]], ignore_index=True) for name in PEOPLE if len(read_[name])}
        new = ~read_["municipalities"]["municipality"].isin(tables["municipalities"]["municipality"])
        if new.any():
            added["municipalities"] = pd.concat([tables["municipalities"], read_["municipalities"][new]], ignore_index=True)
        return self._problem.replace(tables=tables.replace(**added)), str(read_["needs"]["need"].iloc[0])

    def _of_course(self, students: pd.DataFrame) -> pd.DataFrame:
        """The rows with the institution of the course, where they name none."""
        words = {column_of("students", str(word)): word for word in students.columns}
        if "institution" in words or "course" not in words:
            return students
        courses = self._problem.tables["courses"].set_index("course")["institution"]
        return students.assign(institution=students[words["course"]].map(courses))

    def _only(self, students: pd.DataFrame, needs: pd.DataFrame) -> None:
        """Raises InputError unless it is one student with one need, both new."""
        if len(students) != 1:
            raise InputError([fault("students", _ONE.of(count=len(students)), _ONE_TODO.of(), code="one")])
        if len(needs) != 1:
            raise InputError([fault("needs", _NEEDS.of(count=len(needs)), _NEEDS_TODO.of(), code="one")])
        tables, student = self._problem.tables, str(students["student"].iloc[0])
        if student in set(tables["students"]["student"]) or needs["need"].iloc[0] in set(tables["needs"]["need"]):
            raise InputError([fault("students", _KNOWN.of(student=student), _KNOWN_TODO.of(), row=1, value=student, code="duplicate")])


def _names_sites(rows: Mapping[str, pd.DataFrame]) -> bool:
    """Whether rows about a student may name sites: a row of `students` does so by its wishes alone."""
    wished = any(is_wide(column_of("students", str(word)) or "") for word in rows["students"].columns) if "students" in rows else False
    return wished or not {"wishes", "conflicts", "history"}.isdisjoint(rows)


def read_student(source: str | Path | Mapping[str, str], clearances: Iterable[str] = ()) -> dict[str, pd.DataFrame]:
    """The rows about one student, by table.

    source: a csv with the columns of `students`, a workbook whose sheets are named by tables, or what each column says, by header word
    clearances: the documents that the student has, besides. Raises InputError with every fault of the file.
    """
    rows = {"students": _told(source)} if isinstance(source, Mapping) else _read(Path(source))
    papers = list(clearances)
    if papers and "students" in rows:
        where = [word for word in rows["students"].columns if column_of("students", str(word)) == "student"]
        whose = rows["students"][where[0]].tolist()[:1] if where else []
        made = pd.DataFrame({"student": whose * len(papers), "kind": papers if whose else []}, dtype=object)
        rows["clearances"] = pd.concat([rows["clearances"], made], ignore_index=True) if "clearances" in rows else made
    return rows


def _told(values: Mapping[str, str]) -> pd.DataFrame:
    """One row of students. Raises InputError for every word that is no column."""
    columns = tuple(column.name for column in ROWS["students"].columns())
    unknown = {word: nearest(word, [*columns, *known_words("students")]) for word in values if not column_of("students", word)}
    if unknown:
        todo = {word: _MEANT.of(near=near) if near else _COLUMNS.of(columns=columns) for word, near in unknown.items()}
        raise InputError([fault("students", _COLUMN.of(word=word), how, value=word, code="column") for word, how in todo.items()])
    return pd.DataFrame([dict(values)], dtype=object)


def _read(where: Path) -> dict[str, pd.DataFrame]:
    """The tables of a file, as typed, under their own headers; a csv is one of students."""
    sheets, faults, _ = read(where, where.name)
    if faults:
        raise InputError(faults)
    alone = where.suffix.casefold() in (".csv", ".tsv")
    return {"students" if alone else table_of(one.name) or one.name: _frame(one, "students" if alone else table_of(one.name) or "") for one in sheets}


def _frame(sheet: Sheet, table: str) -> pd.DataFrame:
    """The rows of a sheet below its header: the first row with two words that the table knows."""
    known = [sum(bool(column_of(table, cell)) for cell in row) if table else 0 for row in sheet.rows[:HEADING_LINES]]
    at = next((at for at, count in enumerate(known) if count > 1), 0)
    header = [str(cell or "") for cell in sheet.rows[at]] if sheet.rows else []
    body = [[*row, *[None] * len(header)][: len(header)] for row in sheet.rows[at + 1 :]]
    return pd.DataFrame(body, columns=pd.Index(header, dtype=object), dtype=object)
