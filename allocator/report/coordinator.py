"""A coordinator's workbook: every institution's students who come, week by week, what is free, what has changed, and whom to ask."""

from collections.abc import Iterable

import pandas as pd

from allocator.plan import Plan
from allocator.report import words
from allocator.report.places import weekly
from allocator.report.redaction import Reader, persons
from allocator.report.titles import titled
from allocator.report.workbook import site_names
from allocator.report.writers import Page, xlsx_bytes
from allocator.text import Lang, Text, weeks

_STUDENTS = Text("Hvem kommer", "Who comes")
_WEEKS = Text("Uke for uke", "Week by week")
_CAPACITY = Text("Kapasitet", "Capacity")
_FREE = Text("Ledig", "Free")
_CHANGES = Text("Endringer", "Changes")
_CONTACTS = Text("Kontakter", "Contacts")
_NEW = Text("ny", "new")
_SAME = Text("uendret", "unchanged")
_MOVED = Text("flyttet", "moved")
_SUPERVISOR = Text("annen veileder", "other supervisor")
_GONE = Text("kommer ikke lenger", "no longer comes")
_WHEN = Text("{site}, uke {weeks}", "{site}, weeks {weeks}")
_REACHED = ("email", "phone")
_LOOKS = {_NEW: "good", _MOVED: "some", _SUPERVISOR: "some", _GONE: "none", _SAME: ""}
_SHOWN = (
    "municipality", "site_name", "first_day", "last_day", "weeks", "student", "institution", "programme", "profession", "study_year", "supervisor", "far",
    "change",
)  # fmt: skip


def coordinator_workbook(plan: Plan, reader: Reader, lang: Lang) -> bytes:
    """The workbook for a coordinator or municipality: students, week by week, capacity, free places by week, changes, contacts.

    Changes are there only where a plan was published before (`previous`).
    """
    seen = persons(plan, reader)
    published = len(plan.problem.tables["previous"]) > 0
    students, room = _students(seen, lang, published=published), weekly(plan)
    room = room[room["site"].isin(seen.problem.tables["sites"]["site"])].reset_index(drop=True)
    shown = students[[name for name in _SHOWN if published or name != "change"]]
    pages = [_page(_STUDENTS, shown, lang, looks=_looks(shown, lang)), _by_week(seen, lang)]
    pages += [_capacity(seen, room, lang), _free(seen, room, lang)]
    if published:
        changes = _changes(seen, students, lang)
        pages.append(_page(_CHANGES, changes, lang, looks=_looks(changes, lang)))
    return xlsx_bytes([*pages, _page(_CONTACTS, _contacts(seen), lang)], lang, titled(plan, reader, lang))


def _page(title: Text, frame: pd.DataFrame, lang: Lang, looks: dict[str, list[str]] | None = None) -> Page:
    return Page(title.say(lang), frame, words.headers(list(frame.columns), lang), looks or {})


def _students(seen: Plan, lang: Lang, *, published: bool) -> pd.DataFrame:
    """Everybody who comes, by municipality, site and first day."""
    tables = seen.problem.tables
    courses = tables["courses"][["course", "programme", "profession", "year"]].rename(columns={"year": "study_year"})
    told = seen.placements.merge(courses, on="course", how="left").merge(site_names(seen.problem).drop(columns="ceiling"), on="site", how="left")
    spans = dict(zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True))
    told = told.assign(weeks=[_numbers(spans[one], lang) for one in told["period"]])
    told["change"] = [word.say(lang) for word in _changed(seen, told)] if published else ""
    return told.sort_values(["municipality", "site_name", "site", "first_day", "student"], ignore_index=True)


def _changed(seen: Plan, told: pd.DataFrame) -> list[Text]:
    """What has changed for each placement since the plan that was published."""
    before = seen.problem.tables["previous"].set_index("need")
    found = []
    for need, offer, period, supervisor in told[["need", "offer", "period", "supervisor"]].itertuples(index=False):
        if need not in before.index:
            found.append(_NEW)
            continue
        old = before.loc[need]
        moved = (old["offer"], old["period"]) != (offer, period)
        found.append(_MOVED if moved else _SUPERVISOR if old["supervisor"] not in ("", supervisor) else _SAME)
    return found


def _changes(seen: Plan, students: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Those who are new, moved or no longer come: change, student, institution, before, now."""
    tables = seen.problem.tables
    names = site_names(seen.problem).set_index("site")["site_name"]
    before = tables["previous"].merge(tables["offers"][["offer", "site"]], on="offer", how="left").merge(tables["needs"][["need", "student"]], on="need")
    before = before.merge(tables["students"][["student", "institution"]], on="student")
    spans = dict(zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True))
    before = before.assign(before=_at(before["site"].map(names), [_numbers(spans[one], lang) for one in before["period"]], lang))
    there = students[students["change"] != _SAME.say(lang)].merge(before[["need", "before"]], on="need", how="left")
    there = there.assign(now=_at(there["site_name"], there["weeks"], lang), before=there["before"].astype("str").fillna(""))
    gone = before[~before["need"].isin(seen.placements["need"])].assign(change=_GONE.say(lang), now="")
    columns = ["change", "student", "institution", "before", "now"]
    return pd.concat([there[columns], gone[columns]], ignore_index=True).sort_values(["change", "student"], ignore_index=True)


def _numbers(isos: Iterable[str], lang: Lang) -> str:
    """Weeks as people write them, without the word."""
    return weeks(isos, lang).partition(" ")[2]


def _at(sites: "pd.Series[str]", spans: Iterable[str], lang: Lang) -> list[str]:
    return [_WHEN.say(lang, site=site, weeks=span) for site, span in zip(sites, spans, strict=True)]


def _looks(frame: pd.DataFrame, lang: Lang) -> dict[str, list[str]]:
    by_word = {word.say(lang): look for word, look in _LOOKS.items()}
    return {"change": [by_word[one] for one in frame["change"]]} if "change" in frame else {}


def _by_week(seen: Plan, lang: Lang) -> Page:
    """Who is where each week: a row a site and supervisor, a column a week."""
    spans = seen.problem.tables["periods"][["period", "weeks"]].explode("weeks").rename(columns={"weeks": "iso"})
    long = seen.placements.merge(spans, on="period").merge(site_names(seen.problem), on="site", how="left").sort_values(["student"])
    by = ["municipality", "site_name", "supervisor"]
    wide = long.groupby([*by, "iso"])["student"].agg("\n".join).unstack("iso").reset_index()
    return _weekly_page(_WEEKS, wide, by, lang)


def _weekly_page(title: Text, wide: pd.DataFrame, by: list[str], lang: Lang, looks: dict[str, list[str]] | None = None) -> Page:
    """A page with a column for each week after the columns `by`, headed by its number."""
    frame = wide.set_axis([str(one) for one in wide.columns], axis=1)
    isos = [name for name in frame.columns if name not in by]
    return Page(title.say(lang), frame, words.headers(by, lang) | {iso: str(int(iso[6:])) for iso in isos}, looks or {})


def _capacity(seen: Plan, room: pd.DataFrame, lang: Lang) -> Page:
    """Places by site and run of weeks in which the figures are the same."""
    named = room.merge(site_names(seen.problem), on="site", how="left").sort_values(["municipality", "site_name", "site", "iso"], ignore_index=True)
    named = named.assign(year=named["iso"].str[:4].astype("int64"), week=named["iso"].str[6:].astype("int64"))
    alike = ["municipality", "site_name", "site", "year", "ceiling", "offered", "confirmed", "used", "free"]
    same = named[alike].fillna({"ceiling": -1})
    begins = (same != same.shift()).any(axis=1) | (named["week"].diff() != 1)
    runs = named.groupby(begins.cumsum(), as_index=False)
    told = runs[alike].first().assign(weeks=[_numbers(isos, lang) for isos in runs["iso"].agg(list)["iso"]])
    told["free"] = told["free"].astype("int64")
    columns = ["municipality", "site_name", "year", "weeks", "ceiling", "offered", "confirmed", "used", "free"]
    return _page(_CAPACITY, told[columns], lang, {"free": [_look(int(one)) for one in told["free"]]})


def _free(seen: Plan, room: pd.DataFrame, lang: Lang) -> Page:
    """Free places: a row a site, a column a week; blank where nothing is offered."""
    named = room.merge(site_names(seen.problem), on="site", how="left")
    wide = named.pivot_table(index=["municipality", "site_name", "site"], columns="iso", values="free", aggfunc="sum").astype("Int64")
    frame = wide.reset_index().drop(columns="site")
    looks = {str(iso): ["" if value is pd.NA else _look(int(value)) for value in frame[iso]] for iso in wide.columns}
    return _weekly_page(_FREE, frame, ["municipality", "site_name"], lang, looks)


def _look(free: int) -> str:
    return "good" if free > 0 else "none"


def _contacts(seen: Plan) -> pd.DataFrame:
    """Sites with their contacts."""
    tables = seen.problem.tables
    sites = tables["sites"][["site", "name", "orgnr", "address", "contact", "municipality"]].rename(columns={"name": "site_name"})
    towns = tables["municipalities"][["municipality", "name", "coordinator"]].rename(columns={"name": "town"})
    told = sites.merge(towns, on="municipality", how="left").merge(tables["coordinators"][["coordinator", "email", "phone"]], on="coordinator", how="left")
    told = told.assign(municipality=told["town"].where(told["town"] != "", told["municipality"]), **{name: told[name].fillna("") for name in _REACHED})
    return told[["municipality", "site_name", "orgnr", "address", "contact", "coordinator", "email", "phone"]].sort_values(
        ["municipality", "site_name"], ignore_index=True
    )
