"""For who develops the field: supervisors by unit, their competence and load, and who lacks the formal course."""

from functools import lru_cache

import pandas as pd

from allocator.plan import Plan
from allocator.report import words
from allocator.report.given import Given
from allocator.report.redaction import Reader, persons
from allocator.report.titles import titled
from allocator.report.trend import stacked
from allocator.report.workbook import site_names
from allocator.report.worth import Worths, gains
from allocator.report.writers import Page, xlsx_bytes
from allocator.text import Lang, Text

FORMAL = 10.0
"""ECTS of a full education as a supervisor."""

_UNITS = Text("Enheter", "Units")
_PEOPLE = Text("Veiledere", "Supervisors")
_COURSE = Text("Mangler kurs", "Lack the course")
_TREND = Text("Utvikling", "Development")
_MORE = Text("Én veileder til", "One more supervisor")
_SOLVED = Text(
    "Hver rad er veiledere som er like for reglene, og som er brukt opp. Virkningen av én til er løst på nytt, ikke anslått.",
    "Each row is supervisors who are alike to the rules and used up. What one more gives was solved again, not estimated.",
)
_SOME = Text(
    "Hver rad er veiledere som er like for reglene, og som er brukt opp. Virkningen av én til er løst på nytt, ikke anslått. "
    "Bare {asked} av {binding} grenser er prøvd.",
    "Each row is supervisors who are alike to the rules and used up. What one more gives was solved again, not estimated. "
    "Only {asked} of {binding} bounds were tried.",
)
_UNIT = ("municipality", "site_name", "supervisors", "formal", "room_for", "offered_most", "students", "with_formal", "without_supervisor")


def supervisors_workbook(plan: Plan, reader: Reader, lang: Lang, given: Given | None = None) -> bytes:
    """The workbook: units, supervisors, and those who lack the course; no student is named.

    Where verified values are given, which unit gains most from one more; where earlier terms are, each municipality term by term.
    """
    given = given or Given()
    seen = persons(plan, reader)
    people = load(seen)
    lacking = people[people["ects"] < FORMAL].sort_values(["students", "supervisor"], ascending=[False, True], ignore_index=True)
    pages = [(_UNITS, units(plan, seen)), (_PEOPLE, people), (_COURSE, lacking[["supervisor", "sites", "profession", "ects", "years", "students"]])]
    if given.earlier:
        pages.append((_TREND, stacked([persons(one, reader) for one in (*given.earlier, plan)], development)))
    made = [Page(title.say(lang), frame, words.headers(list(frame.columns), lang)) for title, frame in pages]
    if given.values:
        made.insert(1, _gains(seen, given.values, lang))
    return xlsx_bytes(made, lang, titled(plan, reader, lang))


def _gains(seen: Plan, worths: Worths, lang: Lang) -> Page:
    """Which unit gains most from one more supervisor."""
    found = gains(seen, worths)
    note = _SOLVED.say(lang) if worths.asked == worths.binding else _SOME.say(lang, asked=worths.asked, binding=worths.binding)
    return Page(_MORE.say(lang), found, words.headers(list(found.columns), lang), note=note)


def development(seen: Plan) -> pd.DataFrame:
    """Each municipality: municipality, supervisors, formal, formal_percent, students, with_formal, without_supervisor; a supervisor counts where she works."""
    tables, names = seen.problem.tables, site_names(seen.problem).set_index("site")["municipality"]
    town = {str(site): str(name) for site, name in names.items()}
    people = tables["supervisors"]
    where = pd.Series([tuple({town[site] for site in sites if site in town}) for sites in people["sites"]], index=people.index, dtype=object)
    staff = people.assign(formal=people["ects"] >= FORMAL, municipality=where).explode("municipality").dropna(subset="municipality")
    placed = seen.placements.merge(tables["supervisors"][["supervisor", "ects"]], on="supervisor", how="left")
    placed = placed.assign(municipality=placed["site"].map(names), with_formal=placed["ects"].fillna(0) >= FORMAL)
    placed = placed.assign(without_supervisor=placed["supervisor"] == "")
    there = placed.groupby("municipality").agg(students=("need", "size"), with_formal=("with_formal", "sum"), without_supervisor=("without_supervisor", "sum"))
    found = staff.groupby("municipality").agg(supervisors=("supervisor", "size"), formal=("formal", "sum")).join(there, how="outer")
    found = found.fillna(0).astype("int64").reset_index()
    percent = (100 * found["formal"] / found["supervisors"].where(found["supervisors"] > 0)).round(1)
    return found.assign(formal_percent=percent)[
        ["municipality", "supervisors", "formal", "formal_percent", "students", "with_formal", "without_supervisor"]
    ]


def load(seen: Plan) -> pd.DataFrame:
    """Each supervisor: supervisor, sites (their names), profession, ects, years, capacity, students (in all), most (at a time), weeks away."""
    tables = seen.problem.tables
    names = dict(zip(tables["sites"]["site"], tables["sites"]["name"], strict=True))
    mine = seen.placements[seen.placements["supervisor"] != ""]
    spans = tables["periods"][["period", "weeks"]].explode("weeks")
    at_once = mine.merge(spans, on="period").groupby(["supervisor", "weeks"]).size().groupby("supervisor").max()
    people = tables["supervisors"]
    return pd.DataFrame({
        "supervisor": people["supervisor"], "sites": [", ".join(names.get(one) or one for one in sites if one in names) for sites in people["sites"]],
        "profession": people["profession"], "ects": people["ects"], "years": people["years"], "capacity": people["capacity"],
        "students": people["supervisor"].map(mine["supervisor"].value_counts()).fillna(0).astype("int64"),
        "at_once": people["supervisor"].map(at_once).fillna(0).astype("int64"), "away": people["away"].map(len).astype("int64"),
    })  # fmt: skip


def units(plan: Plan, seen: Plan) -> pd.DataFrame:
    """Each site of `seen` that offers places or has supervisors: how many supervisors, how many with the course, and the students under them."""
    whole = _every_unit(plan)
    return whole.loc[whole["site"].isin(seen.problem.tables["sites"]["site"]), list(_UNIT)].reset_index(drop=True)


@lru_cache(maxsize=1)
def _every_unit(plan: Plan) -> pd.DataFrame:
    """The units of the whole plan, made once for all readers: what is said of a site is the same for all who may see it."""
    tables = plan.problem.tables
    long = tables["supervisors"][["supervisor", "sites", "ects", "capacity"]].explode("sites").rename(columns={"sites": "site"})
    long = long.assign(formal=long["ects"] >= FORMAL)
    staff = long.groupby("site").agg(supervisors=("supervisor", "size"), formal=("formal", "sum"), room_for=("capacity", "sum"))
    placed = plan.placements.merge(tables["supervisors"][["supervisor", "ects"]], on="supervisor", how="left")
    placed = placed.assign(with_formal=placed["ects"].fillna(0) >= FORMAL, without_supervisor=placed["supervisor"] == "")
    there = placed.groupby("site").agg(students=("need", "size"), with_formal=("with_formal", "sum"), without_supervisor=("without_supervisor", "sum"))
    offers = tables["offers"][tables["offers"]["status"].isin(plan.problem.policy.statuses)].groupby("site")["places"].max().rename("offered_most")
    both = staff.join(there, how="outer").join(offers, how="outer").fillna(0).astype("int64").reset_index()
    return both.merge(site_names(plan.problem), on="site").sort_values(["municipality", "site_name"], ignore_index=True)
