"""What a coordinator sends back for the next term: offers, supervisors and sites, filled in as they were, in a workbook that `load` reads as it is.

The windows and weeks are those of the next term as `next_term` makes it, so the sheets go into the folder that `allocator next` writes,
in the place of its offers, supervisors and sites.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from allocator.intake.worded import HOW, said_choices
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.published.next_term import next_term
from allocator.report.redaction import Reader, persons
from allocator.report.titles import titled
from allocator.report.writers import Page, xlsx_bytes
from allocator.rows import ROWS, Column
from allocator.rows.choices import CHOICES
from allocator.tables import Tables, side_by_side
from allocator.text import Lang, Text, weeks

ROOM = 300
"""So many blank rows can be filled in below those that are there."""
STALE = {"offers": ("status", "answer_by", "found_by"), "supervisors": ("away",), "sites": ("closed",)}
"""What does not hold for the next term: an offer is asked for anew, closed weeks, absence and deadlines are blank."""

_GUIDE = Text("Veiledning", "Instructions")
_LISTS = Text("Lister", "Lists")
_ASKED = "requested"
_LIST_ROWS = 400
_ABOUT = (
    Text(
        "Arkene gjelder neste semester og viser det dere tilbød sist. Rett det som er annerledes, legg til rader nederst, "
        "slett rader som ikke gjelder, og send filen tilbake.",
        "The sheets are about the next term and show what you offered last. Mend what is different, add rows at the end, "
        "delete rows that do not hold, and send the file back.",
    ),
    Text(
        "Tilbud: skriv antall plasser, og sett status til tilbudt eller bekreftet for det dere kan love. Det som står som forespurt, regnes ikke med.",
        "Offers: write the number of places, and set the status to offered or confirmed for what you can promise. What stands as requested does not count.",
    ),
    Text(
        "Veiledere: studiepoeng er veilederutdanningen (10 er full). Skriv ukene veilederen er borte, under Fravær.",
        "Supervisors: ECTS is the education as a supervisor (10 is full). Write the weeks the supervisor is away under Away.",
    ),
    Text("Steder: skriv ukene stedet ikke kan ta imot noen, under Stengte uker.", "Sites: write the weeks the site can take nobody under Closed."),
)
_WRONG = Text("Velg fra listen.", "Choose from the list.")
_NUMBER = Text("Skriv et tall fra {least} til {most}.", "Write a number from {least} to {most}.")
_WINDOW = Text("Periode {period}: {weeks}, fra {first} til {last}.", "Window {period}: {weeks}, from {first} to {last}.")
_LISTED = {
    "period": Text("Perioder å velge blant", "Windows to choose from"),
    "institution": Text("Institusjoner å velge blant", "Institutions to choose from"),
    "profession": Text("Profesjoner å velge blant", "Professions to choose from"),
    "municipality": Text("Kommuner å velge blant", "Municipalities to choose from"),
}  # fmt: skip
_YES_NO = (Text("ja", "yes"), Text("nei", "no"))
_LAST = ("lat", "lon")


def return_workbook(plan: Plan, reader: Reader, lang: Lang) -> bytes:
    """The workbook a coordinator or municipality fills in and sends back."""
    tables, coming = returned(plan, reader), replace(plan, problem=_coming(plan))
    said = [text.say(lang) for text in (*_ABOUT, *HOW)]
    words = pd.DataFrame({"how": [*said[:1], *_windows(coming.problem.tables, lang), *said[1:]]})
    guide = Page(_GUIDE.say(lang), words, {"how": reader.called(plan.problem.tables, lang)})
    lists = _lists(plan.problem.tables)
    pages = [_page(name, tables[name], lists, lang) for name in ("offers", "supervisors", "sites")]
    headers = {name: _LISTED[str(name)].say(lang) for name in lists.columns}
    return xlsx_bytes([guide, *pages, Page(_LISTS.say(lang), lists, headers)], lang, titled(coming, reader, lang))


def returned(plan: Plan, reader: Reader) -> Mapping[str, pd.DataFrame]:
    """The tables offers, supervisors and sites of the next term as the workbook holds them: the reader's own, without what is stale.

    Offers that were withdrawn, or that a student had found, are not asked for again.
    A supervisor who works in several municipalities stands with the coordinator of the first of them alone.
    """
    seen = persons(plan, reader).problem.tables
    towns = dict(side_by_side(plan.problem.tables["sites"], "site", "municipality"))
    own, staff = reader.towns(plan.problem.tables), seen["supervisors"]
    mine = staff[pd.Series([min(towns[site] for site in sites) in own for sites in staff["sites"]], index=staff.index, dtype=bool)]
    rolled = _coming(plan).tables["offers"]
    offers = rolled[rolled["offer"].isin(seen["offers"]["offer"])].assign(status=_ASKED).reset_index(drop=True)
    made = {"offers": offers, "supervisors": mine.reset_index(drop=True), "sites": seen["sites"]}
    return {name: _fresh(name, frame) for name, frame in made.items()}


@lru_cache(maxsize=1)
def _coming(plan: Plan) -> Problem:
    """The next term is made once for all its sheets."""
    return next_term(plan)


def _windows(tables: Tables, lang: Lang) -> Iterator[str]:
    """The windows that may be offered, a line each."""
    for period, first, last, isos in side_by_side(tables["periods"], "period", "first_day", "last_day", "weeks"):
        yield _WINDOW.say(lang, period=period, weeks=weeks(isos, lang), first=first.date(), last=last.date())


def _fresh(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    fields = {name: ROWS[table].model_fields[name].default for name in STALE[table] if name != "status"}
    blank = {name: pd.Series([value] * len(frame), index=frame.index, dtype=frame[name].dtype) for name, value in fields.items()}
    return frame.assign(**blank)


def _page(table: str, frame: pd.DataFrame, lists: pd.DataFrame, lang: Lang) -> Page:
    columns = {column.name: column for column in ROWS[table].columns() if column.name not in ("answer_by", "found_by")}
    names = [*(name for name in columns if name not in _LAST), *(name for name in _LAST if name in columns)]
    cells = pd.DataFrame({name: [_cell(value, columns[name], lang) for value in frame[name].tolist()] for name in names}, dtype=object)
    checks = {name: check for name in names if (check := _check(columns[name], lists, lang))}
    return Page(ROWS[table].title.say(lang), cells, {name: columns[name].header.say(lang) for name in names}, checks=checks, room=ROOM)


def _cell(value: Any, column: Column, lang: Lang) -> Any:
    if column.kind == "weeks":
        return weeks(value, lang).partition(" ")[2].replace("–", "-") if value else ""
    if column.many:
        return " | ".join(map(str, value))
    if column.kind == "choice":
        return CHOICES[value].say(lang)
    return None if value is pd.NA or value != value else value


def _check(column: Column, lists: pd.DataFrame, lang: Lang) -> dict[str, Any] | None:
    """What Excel lets people type: a word of a list, or a number within its bounds."""
    if column.kind == "choice":
        return _list(said_choices(column, lang), lang)
    if column.kind == "yes_no":
        return _list([word.say(lang) for word in _YES_NO], lang)
    if column.name in lists.columns and not column.many:
        letter = chr(ord("A") + list(lists.columns).index(column.name))
        return _list(f"='{_LISTS.say(lang)}'!${letter}$2:${letter}${_LIST_ROWS}", lang, kind="warning")
    if column.kind in ("integer", "number"):
        return _bounds(column, lang)
    return None


def _list(source: Any, lang: Lang, kind: str = "stop") -> dict[str, Any]:
    return {"validate": "list", "source": source, "error_message": _WRONG.say(lang), "error_type": kind}


def _bounds(column: Column, lang: Lang) -> dict[str, Any]:
    meta = ROWS[column.table].model_fields[column.name].metadata
    least = next(one.ge for one in meta if hasattr(one, "ge"))
    most = next(one.le for one in meta if hasattr(one, "le"))
    said = _NUMBER.say(lang, least=least, most=most)
    kind = "integer" if column.kind == "integer" else "decimal"
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most, "ignore_blank": True, "error_message": said}


def _lists(tables: Tables) -> pd.DataFrame:
    """The words that may be chosen, a column a list: period, institution, profession (of supervisors), site, municipality."""
    professions = sorted({*tables["supervisors"]["profession"], *(one for many in tables["courses"]["supervisor_professions"] for one in many)})
    found = {
        "period": tables["periods"]["period"].tolist(), "institution": tables["institutions"]["institution"].tolist(), "profession": professions,
        "municipality": tables["municipalities"]["municipality"].tolist(),
    }  # fmt: skip
    longest = max(map(len, found.values()))
    return pd.DataFrame({name: [*values, *[""] * (longest - len(values))] for name, values in found.items()}, dtype=object)
