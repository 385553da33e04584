"""Indicators for those who follow the field: student-weeks, municipalities used, competence, needs met and the basis for payment, with a dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from allocator.plan import Plan
from allocator.report.figures import figures, people
from allocator.report.places import offered
from allocator.report.redaction import Reader
from allocator.report.supervisors import FORMAL
from allocator.report.suppression import LEAST
from allocator.report.titles import titled
from allocator.report.trend import term_of
from allocator.report.writers import Page, csv_bytes, xlsx_bytes
from allocator.text import Lang, Text

_DICTIONARY = Text("Ordforklaring", "Dictionary")
_COLUMNS: Mapping[str, tuple[Text, Text]] = {
    "term": (Text("Semester", "Term"), Text("Året og halvåret den første perioden begynner i.", "Year and half-year in which the first window begins.")),
    "level": (Text("Nivå", "Level"), Text("sted, kommune, region, fylke eller alle.", "site, municipality, region, county or all.")),
    "key": (Text("Enhet", "Unit"), Text("Kode for enheten på nivået.", "Code of the unit on its level.")),
    "name": (Text("Navn", "Name"), Text("Navnet på enheten.", "Name of the unit.")),
    "municipality": (Text("Kommunenr", "Municipality"), Text("Kommunen praksisen foregår i.", "Municipality of the placement.")),
    "county": (Text("Fylke", "County"), Text("Fylket kommunen ligger i.", "County of the municipality.")),
    "institution": (Text("Institusjon", "Institution"), Text("Institusjonen som har emnet.", "Institution that gives the course.")),
    "programme": (Text("Studieprogram", "Programme"), Text("Studieprogrammet emnet hører til.", "Programme of the course.")),
    "profession": (Text("Profesjon", "Profession"), Text("Profesjonen det utdannes til.", "Profession the students are educated for.")),
    "centrality": (Text("Sentralitet", "Centrality"), Text("Klasse (SSB), 1 er mest sentral.", "Class (Statistics Norway), 1 is most central.")),
    "students": (Text("Plasseringer", "Placements"), Text("Antall plasseringer.", "Number of placements.")),
    "weeks": (Text("Studentuker", "Student-weeks"), Text("Plasseringer ganger uker i perioden.", "Placements times weeks of their window.")),
    "needs": (Text("Behov", "Needs"), Text("Plasser som trengs.", "Placements needed.")),
    "without": (Text("Uten plass", "Unplaced"), Text("Behov som ikke har fått plass.", "Needs that have not been placed.")),
    "met": (Text("Dekket, prosent", "Met, percent"), Text("Plasseringer i prosent av behov.", "Placements in percent of needs.")),
    "places": (Text("Tilbudte plasser", "Places offered"), Text("Plasser i tilbud som teller.", "Places in offers that count.")),
    "municipalities": (Text("Kommuner", "Municipalities"), Text("Kommuner i klassen.", "Municipalities of the class.")),
    "used": (Text("Brukt", "Used"), Text("Kommuner med studenter dette semesteret.", "Municipalities with students this term.")),
    "share": (Text("Brukt, prosent", "Used, percent"), Text("Brukte kommuner i prosent.", "Municipalities used, in percent.")),
    "status": (
        Text("Bruk", "Use"),
        Text(
            "brukt, ny (første gang), brukt før (ikke nå) eller aldri brukt, etter kolonnen sist brukt.",
            "used, new (for the first time), used before (not now) or never used, by the column last used.",
        ),
    ),
    "supervisors": (Text("Veiledere", "Supervisors"), Text("Navngitte veiledere i kommunen.", "Supervisors named in the municipality.")),
    "formal": (Text("Med full utdanning", "Fully educated"), Text("Av dem med minst 10 studiepoeng veilederutdanning.", "Of these with 10 ECTS or more.")),
    "orgnr": (Text("Orgnr", "Orgnr"), Text("Organisasjonsnummeret til stedet.", "Organisation number of the site.")),
    "rate": (Text("Sats, kr", "Rate, kr"), Text("Kroner for en studentuke.", "Kroner for a student-week.")),
    "amount": (Text("Beløp, kr", "Amount, kr"), Text("Studentuker ganger sats.", "Student-weeks times rate.")),
}  # fmt: skip
_USED, _NEW = Text("brukt", "used"), Text("ny", "new")
_BEFORE, _NEVER = Text("brukt før", "used before"), Text("aldri brukt", "never used")
_STATUS = {(True, True): _USED, (False, True): _NEW, (True, False): _BEFORE, (False, False): _NEVER}
"""By whether a municipality was used before, and whether it is now."""
_LEVELS = {
    "site": Text("sted", "site"), "municipality": Text("kommune", "municipality"), "area": Text("region", "region"), "county": Text("fylke", "county"),
    "all": Text("alle", "all"),
}  # fmt: skip
_TITLES = {
    "terms": Text("Semestrene", "Terms"),
    "student-weeks": Text("Studentuker", "Student-weeks"), "needs": Text("Behov", "Needs"), "municipalities": Text("Kommuner", "Municipalities"),
    "centrality": Text("Sentralitet", "Centrality"), "units": Text("Enheter", "Units"), "payment": Text("Betalingsgrunnlag", "Payment basis"),
}  # fmt: skip
_COUNTS = ("students", "weeks")
_GROUP = ("place", "institution", "programme", "profession")


@dataclass(frozen=True)
class Asked:
    """Whose indicators: the reader, the language, kroner for a student-week (None: not said), and plans of earlier terms, the oldest first."""

    reader: Reader
    lang: Lang
    rate: float | None = None
    earlier: tuple[Plan, ...] = ()


def indicators(plan: Plan, asked: Asked) -> dict[str, pd.DataFrame]:
    """The tables by name: the rows of each term below each other, and where there are several the table `terms`, a row for each. The rate is this term's.

    Who may not see small figures gets no table finer than municipalities, institutions and professions: the same figures as on the page,
    so that nothing can be computed from the two together.
    """
    plans = [(one, replace(asked, rate=None)) for one in asked.earlier] + [(plan, asked)]
    made = [_of_term(one, whose) for one, whose in plans]
    tables = {name: pd.concat([one[name] for one in made], ignore_index=True) for name in made[-1]}
    return {"terms": pd.concat([_whole(one, asked.reader) for one, _ in plans], ignore_index=True), **tables} if asked.earlier else tables


def _of_term(plan: Plan, asked: Asked) -> dict[str, pd.DataFrame]:
    """The tables of one term."""
    found = people(plan).merge(plan.problem.tables["sites"][["site", "orgnr"]], on="site", how="left").rename(columns={"placed": "students"})
    placed = found[found["students"]].assign(students=1)
    places = _summed(placed, ["place"])
    if asked.reader.exact:
        tables = {
            "student-weeks": _summed(placed, list(_GROUP)).rename(columns={"place": "municipality"}),
            "needs": _needs(_summed(found, ["institution", "programme", "profession"], ("needs", "students", "without"))),
            "municipalities": _municipalities(plan, places, asked.lang), "centrality": _centrality(plan),
            "units": _units(plan, places, _summed(placed, ["place", "site"])),
            "payment": _payment(plan, _summed(placed, ["place", "orgnr", "institution"]), asked.rate),
        }  # fmt: skip
    else:
        shown = figures(plan, asked.reader)
        hidden = shown.municipalities.loc[shown.municipalities["used"].isna(), "municipality"]
        places = places.assign(**{name: places[name].mask(places["place"].isin(hidden)) for name in _COUNTS})
        groups = pd.concat([shown.institutions, shown.professions]).rename(columns={"placed": "students"})
        tables = {
            "needs": _needs(groups.assign(**{name: groups[name].fillna("") for name in ("institution", "profession")})),
            "municipalities": _few_hidden(_municipalities(plan, places, asked.lang)), "centrality": _centrality(plan),
            "units": _units(plan, places).query("level != 'all'"),
        }  # fmt: skip
    term, units = term_of(plan), tables["units"]
    tables["units"] = units.assign(level=[_LEVELS[one].say(asked.lang) for one in units["level"]])
    return {name: frame.assign(term=term)[["term", *frame.columns]] for name, frame in tables.items()}


def indicator_files(plan: Plan, asked: Asked) -> Mapping[str, bytes]:
    """A csv for each table, the dictionary as csv, and all of them as one workbook."""
    tables, lang = indicators(plan, asked), asked.lang
    dictionary = _dictionary(tables, lang)
    pages = [Page(_TITLES[table].say(lang), frame, {str(name): _COLUMNS[str(name)][0].say(lang) for name in frame}) for table, frame in tables.items()]
    words = {"table": Text("Tabell", "Table"), "column": Text("Kolonne", "Column"), "header": Text("Navn", "Name"), "means": Text("Betyr", "Means")}
    pages.append(Page(_DICTIONARY.say(lang), dictionary, {name: word.say(lang) for name, word in words.items()}))
    files = {f"{name}.csv": csv_bytes(frame) for name, frame in tables.items()}
    return {**files, "dictionary.csv": csv_bytes(dictionary), "indicators.xlsx": xlsx_bytes(pages, lang, titled(plan, asked.reader, lang))}


def _whole(plan: Plan, reader: Reader) -> pd.DataFrame:
    """One row: the term as a whole; student-weeks and supervisors only for who may see small figures."""
    totals, tables = figures(plan, reader).totals, plan.problem.tables
    used = plan.placements.merge(tables["sites"][["site", "municipality"]], on="site")["municipality"].nunique()
    told = {"needs": totals.get("needs", 0), "students": totals.get("placed", 0), "without": totals.get("without", 0), "used": used}
    row = _needs(pd.DataFrame({name: pd.array([value], dtype="Int64") for name, value in told.items()})).assign(term=term_of(plan), used=used)
    if reader.exact:
        formal = int((tables["supervisors"]["ects"] >= FORMAL).sum())
        row = row.assign(weeks=int(people(plan)["weeks"].sum()), supervisors=len(tables["supervisors"]), formal=formal)
    return row[["term", *(name for name in row.columns if name != "term")]]


def _needs(groups: pd.DataFrame) -> pd.DataFrame:
    met = (100 * groups["students"].astype("Float64") / groups["needs"].astype("Float64")).round(1)
    by = [name for name in ("institution", "programme", "profession") if name in groups]
    return groups.assign(met=met)[[*by, "needs", "students", "without", "met"]].reset_index(drop=True)


def _municipalities(plan: Plan, placed: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Every municipality of the term, with what it offers, how it is used and who supervises."""
    tables = plan.problem.tables
    towns = tables["municipalities"][["municipality", "name", "county", "centrality", "last_used"]]
    places = offered(plan).merge(tables["sites"][["site", "municipality"]], on="site").groupby("municipality")["places"].sum()
    town = dict(zip(tables["sites"]["site"], tables["sites"]["municipality"], strict=True))
    where = pd.Series([tuple({town[one] for one in sites}) for sites in tables["supervisors"]["sites"]], index=tables["supervisors"].index, dtype=object)
    staff = tables["supervisors"].assign(municipality=where, formal=tables["supervisors"]["ects"] >= FORMAL).explode("municipality")
    staff = staff.groupby("municipality")["formal"].agg(["size", "sum"])
    counts = placed.rename(columns={"place": "municipality"})[["municipality", "students", "weeks"]]
    found = towns.merge(counts, on="municipality", how="left")
    none = ~found["municipality"].isin(counts["municipality"])
    found = found.assign(**{name: found[name].mask(none, 0) for name in ("students", "weeks")})
    before = found["last_used"] != ""
    status = [_STATUS[bool(then), not bare] for then, bare in zip(before, none, strict=True)]
    at = found["municipality"]
    return found.assign(
        places=at.map(places).fillna(0).astype("int64"), status=[word.say(lang) for word in status],
        supervisors=at.map(staff["size"]).fillna(0).astype("int64"), formal=at.map(staff["sum"]).fillna(0).astype("int64"),
    ).drop(columns="last_used")  # fmt: skip


def _few_hidden(towns: pd.DataFrame) -> pd.DataFrame:
    """The same without how many supervise where they are few, or few of them have the course or lack it."""
    staff, formal = towns["supervisors"].astype("Int64"), towns["formal"].astype("Int64")
    few = staff.between(1, LEAST - 1)
    return towns.assign(supervisors=staff.mask(few), formal=formal.mask(few | formal.between(1, LEAST - 1) | (staff - formal).between(1, LEAST - 1)))


def _centrality(plan: Plan) -> pd.DataFrame:
    """How many municipalities of each class have students."""
    tables = plan.problem.tables
    there = plan.placements.merge(tables["sites"][["site", "municipality"]], on="site")["municipality"]
    towns = tables["municipalities"].dropna(subset=["centrality"])
    towns = towns.assign(used=towns["municipality"].isin(there))
    found = towns.groupby("centrality", as_index=False).agg(municipalities=("used", "size"), used=("used", "sum"))
    return found.assign(share=(100 * found["used"] / found["municipalities"]).round(1))


def _units(plan: Plan, places: pd.DataFrame, by_site: pd.DataFrame | None = None) -> pd.DataFrame:
    """The same placements added up from site (where given) to municipality, area, county and all; a sum of hidden figures is hidden."""
    tables = plan.problem.tables
    mine = places.rename(columns={"place": "municipality"}).merge(tables["municipalities"][["municipality", "name", "county"]], on="municipality")
    areas = _summed(mine.merge(tables["areas"][["area", "municipality"]], on="municipality"), ["area"]).rename(columns={"area": "key"})
    counties = _summed(mine, ["county"]).rename(columns={"county": "key"})
    weeks = people(plan)["weeks"].sum()
    whole = pd.DataFrame({"key": [""], "name": "", "level": "all", "students": pd.array([len(plan.placements)], dtype="Int64"), "weeks": weeks})
    parts = [mine.rename(columns={"municipality": "key"}).assign(level="municipality"), areas.assign(name=areas["key"], level="area"),
             counties.assign(name=counties["key"], level="county"), whole]  # fmt: skip
    if by_site is not None:
        sites = by_site.merge(tables["sites"][["site", "name"]], on="site", how="left").rename(columns={"site": "key"})
        parts.insert(0, sites.assign(level="site"))
    return pd.concat([part[["level", "key", "name", "students", "weeks"]] for part in parts], ignore_index=True)


def _summed(counts: pd.DataFrame, by: list[str], columns: tuple[str, ...] = ("students", "weeks")) -> pd.DataFrame:
    """Sums as `Int64`, NA where one of the parts is."""
    whole = counts[[*by, *columns]].astype(dict.fromkeys(columns, "Int64"))
    unknown = whole[list(columns)].isna().groupby([whole[name] for name in by]).any().reset_index(drop=True)
    made = whole.groupby(by, as_index=False)[list(columns)].sum()
    return made.assign(**{name: made[name].mask(unknown[name]) for name in columns})


def _payment(plan: Plan, units: pd.DataFrame, rate: float | None) -> pd.DataFrame:
    """Student-weeks by organisation and institution, and what they amount to where a rate is given."""
    names = plan.problem.tables["municipalities"][["municipality", "name"]].rename(columns={"municipality": "place"})
    found = units.merge(names, on="place", how="left").rename(columns={"place": "municipality"})
    found = found[["municipality", "name", "orgnr", "institution", "students", "weeks"]]
    return found if rate is None else found.assign(rate=rate, amount=(found["weeks"].astype("Float64") * rate).round(2))


def _dictionary(tables: Mapping[str, pd.DataFrame], lang: Lang) -> pd.DataFrame:
    listed = [(name, str(column)) for name, frame in tables.items() for column in frame.columns]
    said = {"header": [_COLUMNS[column][0].say(lang) for _, column in listed], "means": [_COLUMNS[column][1].say(lang) for _, column in listed]}
    return pd.DataFrame({"table": [name for name, _ in listed], "column": [column for _, column in listed], **said})
