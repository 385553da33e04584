"""One small change of a problem, that might give a need a place: data, words, and the problem it makes."""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.tables import Tables, frame, side_by_side
from allocator.text import Lang, Text

Kind = Literal["room", "supervisor", "clearance", "agreement", "period", "minutes"]
Step = Literal["places", "supervision", "site ceiling", "town ceiling"]

_SAYS = {
    "places": Text("én plass til på {site} ({period})", "one more place at {site} ({period})"),
    "supervision": Text("én kvalifisert veileder til på {site}", "one more qualified supervisor at {site}"),
    "site ceiling": Text("taket på {place} hevet med én", "the ceiling of {place} raised by one"),
    "town ceiling": Text("taket i kommunen {place} hevet med én", "the ceiling of the municipality {place} raised by one"),
    "minutes": Text("{minutes} minutters reise én vei godtatt ({site})", "a journey of {minutes} minutes one way accepted ({site})"),
    "supervisor": Text("én kvalifisert veileder på {site} ({period})", "one qualified supervisor at {site} ({period})"),
    "clearance": Text("attestene som emnet krever, levert", "the documents that the course asks for handed in"),
    "agreement": Text("en avtale med {site} for perioden {period}", "an agreement with {site} for the window {period}"),
    "period": Text("perioden {period} åpnet for studenten ({site})", "the window {period} opened to the student ({site})"),
}


@dataclass(frozen=True)
class Change:
    """A change for one need. kind "room": as much more room at an offer as `steps` say; each step is (what, at which site or municipality).

    minutes: that the student accepts; period: the window of the offer, or the one that is opened
    """

    kind: Kind
    need: str
    offer: str
    site: str
    site_name: str
    period: str
    minutes: int = 0
    steps: tuple[tuple[Step, str], ...] = ()

    @property
    def size(self) -> int:
        """How many things it changes."""
        return max(len(self.steps), 1)

    def __call__(self, problem: Problem) -> Problem:
        """The problem with this change."""
        tables = problem.tables
        if self.kind == "minutes":
            student = _value(tables, "needs", "need", self.need, "student")
            tables = _set(tables, "students", "student", student, "accepts_minutes", self.minutes)
        elif self.kind == "period":
            tables = _opened(tables, self.need, self.period)
        elif self.kind in _ROWS:
            tables = _ROWS[self.kind](tables, self)
        for what, where in self.steps:
            tables = _roomier(tables, what, where, self)
        return problem.replace(tables=tables)

    def say(self, lang: Lang) -> str:
        """The change in words, in the middle of a sentence."""
        values = {"site": self.site_name, "period": self.period, "minutes": self.minutes}
        names = self.steps or ((self.kind, ""),)
        said = [_SAYS[what].say(lang, **{name: {**values, "place": where}[name] for name in _SAYS[what].fields}) for what, where in names]
        last = Text(" og ", " and ").say(lang)
        return last.join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The change as plain values."""
        return {
            "kind": self.kind, "offer": self.offer, "site": self.site, "period": self.period, "minutes": self.minutes or None,
            "steps": [{"what": what, "where": where} for what, where in self.steps], "says": self.say(lang),
        }


def _roomier(tables: Tables, what: Step, where: str, change: Change) -> Tables:
    if what == "places":
        return _add(tables, "offers", "offer", change.offer, "places")
    if what == "supervision":
        return _hired(tables, change)
    table, key = ("sites", "site") if what == "site ceiling" else ("municipalities", "municipality")
    return _add(tables, table, key, where, "ceiling")


def _hired(tables: Tables, change: Change) -> Tables:
    """One more supervisor at a site, who has all that the need's course asks for, and room for one student."""
    course, site, known = _course(tables, change.need), change.site, set(tables["supervisors"]["supervisor"])
    name = next(word for at in range(1, len(known) + 2) if (word := f"{site}+{at}") not in known)
    asked = {"profession": course["supervisor_professions"][0], "ects": float(course["supervisor_ects"]), "years": float(course["supervisor_years"])}
    return _with(tables, "supervisors", [{"supervisor": name, "sites": (site,), **asked, "capacity": 1, "away": ()}])


def _papers(tables: Tables, change: Change) -> Tables:
    """The student of the need has every document of the course."""
    student = _value(tables, "needs", "need", change.need, "student")
    papers = tables["clearances"]
    had = set(papers.loc[(papers["student"] == student) & papers["first_day"].isna() & papers["last_day"].isna(), "kind"])
    return _with(tables, "clearances", [{"student": student, "kind": kind} for kind in _course(tables, change.need)["clearances"] if kind not in had])


def _agreed(tables: Tables, change: Change) -> Tables:
    """The institution of the need has an agreement with the site."""
    return _with(tables, "agreements", [{"institution": _course(tables, change.need)["institution"], "site": change.site}])


_ROWS = {"supervisor": _hired, "clearance": _papers, "agreement": _agreed}
"""Changes that are new rows."""


def _course(tables: Tables, need: str) -> Any:
    return tables["courses"].set_index("course").loc[_value(tables, "needs", "need", need, "course")]


def _with(tables: Tables, table: str, rows: list[dict[str, Any]]) -> Tables:
    made = frame(ROWS[table], [ROWS[table](**row) for row in rows])
    return tables.replace(**{table: pd.concat([tables[table], made], ignore_index=True)})


def _opened(tables: Tables, need: str, period: str) -> Tables:
    """The need may use a window too: by a course of its own where that of the others does not run in it."""
    needs = tables["needs"].copy()
    row: Any = needs[needs["need"] == need].iloc[0]
    course: Any = tables["courses"][tables["courses"]["course"] == row["course"]].copy()
    windows = course["periods"].iloc[0]
    mine = (*row["periods"], period) if row["periods"] else ()
    needs["periods"] = pd.Series([mine if one == need else had for one, had in side_by_side(needs, "need", "periods")], index=needs.index, dtype=object)
    if period in windows:
        return tables.replace(needs=needs)
    name = f"{row['course']}+{period}"
    needs.loc[needs["need"] == need, "course"] = name
    if name in set(tables["courses"]["course"]):
        return tables.replace(needs=needs)
    own = course.assign(course=name, periods=pd.Series([(*windows, period)], index=course.index, dtype=object))
    return tables.replace(needs=needs, courses=pd.concat([tables["courses"], own.astype(tables["courses"].dtypes)], ignore_index=True))


def _value(tables: Tables, table: str, key: str, word: str, column: str) -> Any:
    frame = tables[table]
    return frame.loc[frame[key] == word, column].iloc[0]


def _set(tables: Tables, table: str, key: str, word: str, column: str, value: Any) -> Tables:
    frame = tables[table].copy()
    frame.loc[frame[key] == word, column] = value
    return tables.replace(**{table: frame})


def _add(tables: Tables, table: str, key: str, word: str, column: str) -> Tables:
    return _set(tables, table, key, word, column, int(_value(tables, table, key, word, column)) + 1)
