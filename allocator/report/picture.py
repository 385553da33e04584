"""The picture before solving: where needs and places do not meet, seen from the tables alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allocator.problem import Problem
from allocator.report.grid import grid
from allocator.report.workbook import site_names
from allocator.tables import plain
from allocator.text import Lang, Text

LEAST = 10
"""So many municipalities are shown."""

_NOTHING = "–"  # what a need accepts whose own words and those of its course exclude each other

_HEADERS = {
    "profession": Text("Profesjon", "Profession"), "settings": Text("Praksistyper", "Settings"), "periods": Text("Perioder", "Periods"),
    "needs": Text("Behov", "Needs"), "places": Text("Plasser", "Places"), "slack": Text("Slakk", "Slack"),
    "municipality": Text("Kommune", "Municipality"), "name": Text("Navn", "Name"), "institution": Text("Institusjon", "Institution"),
    "where": Text("Hvor", "Where"), "programme": Text("Studieprogram", "Programme"), "last_day": Text("Gjelder til", "Last day"),
    "period": Text("Periode", "Period"), "site": Text("Sted", "Site"), "site_name": Text("Stedsnavn", "Site name"),
}  # fmt: skip
_TITLES = {
    "supply": Text("Behov og plasser etter profesjon, praksistype og periode", "Needs and places by profession, setting and period"),
    "municipalities": Text("Kommunene med minst slakk (plasser i kommunen minus behov hos studenter som bor der)",
                           "The municipalities with least slack (places there minus needs of students who live there)"),
    "agreements": Text("Avtaler som løper ut midt i en periode", "Agreements that end inside a period"),
    "unsupervised": Text("Steder med plasser, men uten oppgitte veiledere", "Sites with places, but no supervisors named"),
}  # fmt: skip
_NONE = Text("Ingen.", "None.")
_ANY = Text("alle", "any")
_SHORT = Text(
    "Minst {count} behov kan ikke dekkes: Det er for få plasser som passer.",
    "{count} or more needs cannot be met: too few places fit.",
)


@dataclass(frozen=True, eq=False)
class Picture:
    """What a term looks like before it is solved.

    supply: for each kind of need (profession, settings, periods) its needs, the places that fit it (others may want them
    too), and the slack; municipalities: places there against needs of those who live there, least slack first
    agreements: those that end inside a period; unsupervised: sites with places, but without a supervisor
    """

    supply: pd.DataFrame
    municipalities: pd.DataFrame
    agreements: pd.DataFrame
    unsupervised: pd.DataFrame

    def say(self, lang: Lang = "nb") -> str:
        """The four tables under their titles."""
        tables = {name: getattr(self, name) for name in _TITLES}
        tables["municipalities"] = self.municipalities.head(LEAST)
        parts = [f"{_TITLES[name].say(lang)}\n\n{_table(frame, lang)}" for name, frame in tables.items()]
        short = -int(self.supply["slack"].clip(upper=0).sum())
        if short:
            parts[0] += f"\n\n{_SHORT.say(lang, count=short)}"
        return "\n\n\n".join(parts)

    def as_json(self) -> Mapping[str, Any]:
        """The four tables as lists of rows."""
        return {name: plain(getattr(self, name)) for name in _TITLES}


def picture(problem: Problem) -> Picture:
    """The picture of a problem before it is solved."""
    return Picture(_supply(problem), _municipalities(problem), _agreements(problem), _unsupervised(problem))


def _table(frame: pd.DataFrame, lang: Lang) -> str:
    if frame.empty:
        return _NONE.say(lang)
    rows = [[_said(frame[name].iat[at], lang) for name in frame] for at in range(len(frame))]
    return grid([_HEADERS[str(name)].say(lang) for name in frame], rows, lang)


def _said(value: Any, lang: Lang) -> Any:
    if isinstance(value, tuple):
        return " | ".join(value) or _ANY.say(lang)
    return value.item() if hasattr(value, "item") else value


def _counted(problem: Problem) -> pd.DataFrame:
    """The offers whose status counts, with the settings of their sites."""
    offers = problem.tables["offers"]
    return offers[offers["status"].isin(problem.policy.statuses)].merge(problem.tables["sites"][["site", "settings", "municipality"]], on="site")


def _supply(problem: Problem) -> pd.DataFrame:
    """One row a kind of need: profession, settings, periods, needs, places, slack."""
    tables = problem.tables
    needs = tables["needs"].merge(tables["courses"], on="course", suffixes=("", "_course"))
    accepted = {name: pd.Series(list(map(_meet, needs[name], needs[f"{name}_course"])), dtype=object) for name in ("settings", "periods")}
    alike = ["settings", "professions", "programmes", "years", "institution", "period", "weeks"]
    offers = _records(_counted(problem).groupby(alike)["places"].sum().reset_index())
    windows = dict(zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True))
    served: dict[Any, int] = {}
    rows = []
    kinds: Any = needs.assign(**accepted).groupby(["profession", "settings", "periods"])
    for (profession, settings, periods), group in kinds:
        asking = _records(group[["programme", "year", "institution", "profession"]].drop_duplicates())
        fitting = (offer for offer in offers if _fits(offer, settings, asking))
        places = sum(offer["places"] * _times(offer, periods, windows, served) for offer in fitting)
        rows.append((profession, settings, periods, len(group), places, places - len(group)))
    found = pd.DataFrame(rows, columns=["profession", "settings", "periods", "needs", "places", "slack"])
    return found.sort_values(["slack", "profession", "settings", "periods"], ignore_index=True)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _meet(own: tuple[str, ...], of_course: tuple[str, ...]) -> tuple[str, ...]:
    """What both allow, in order; an empty list allows everything."""
    both = set(own) & set(of_course) or {_NOTHING} if own and of_course else own or of_course
    return tuple(sorted(both))


def _fits(offer: Mapping[str, Any], settings: tuple[str, ...], asking: Iterable[Mapping[str, Any]]) -> bool:
    """Whether an offer is in one of the settings and open to one of the courses."""
    if settings and not set(settings) & set(offer["settings"]):
        return False
    return any(
        (not offer["professions"] or course["profession"] in offer["professions"])
        and (not offer["programmes"] or course["programme"] in offer["programmes"])
        and (not offer["years"] or course["year"] in offer["years"])
        and offer["institution"] in ("", course["institution"])
        for course in asking
    )


def _times(offer: Mapping[str, Any], periods: tuple[str, ...], windows: Mapping[str, tuple[str, ...]], served: dict[Any, int]) -> int:
    """How many of the periods, one after the other, a place of the offer can serve."""
    if offer["period"]:
        return int(offer["period"] in periods)
    key = (offer["weeks"], periods)
    if key not in served:
        inside = sorted((max(windows[one]), windows[one]) for one in periods if set(windows[one]) <= set(offer["weeks"]))
        taken: set[str] = set()
        served[key] = 0
        for _, weeks in inside:
            if taken.isdisjoint(weeks):
                taken |= set(weeks)
                served[key] += 1
    return served[key]


def _municipalities(problem: Problem) -> pd.DataFrame:
    """municipality, name, needs, places, slack; least slack first. Those with neither needs nor places are left out."""
    tables = problem.tables
    homes = tables["needs"].merge(tables["students"][["student", "home"]], on="student")["home"]
    needs, places = homes.value_counts(), _counted(problem).groupby("municipality")["places"].sum()
    known = tables["municipalities"][["municipality", "name"]]
    found = known.assign(needs=known["municipality"].map(needs), places=known["municipality"].map(places))
    found = found.fillna({"needs": 0, "places": 0}).astype({"needs": "int64", "places": "int64"})
    found = found[(found["needs"] > 0) | (found["places"] > 0)]
    return found.assign(slack=found["places"] - found["needs"]).sort_values(["slack", "municipality"], ignore_index=True)


def _agreements(problem: Problem) -> pd.DataFrame:
    """institution, where (municipality or site), name (what people call it), programme, last_day, period."""
    agreements, periods = problem.tables["agreements"], problem.tables["periods"][["period", "first_day", "last_day"]]
    both = agreements[agreements["last_day"].notna()].merge(periods, how="cross", suffixes=("", "_period"))
    inside = both[(both["last_day"] >= both["first_day_period"]) & (both["last_day"] < both["last_day_period"])]
    sites, places = problem.tables["sites"], problem.tables["municipalities"]
    names = {**dict(zip(places["municipality"], places["name"], strict=True)), **dict(zip(sites["site"], sites["name"], strict=True))}
    where = inside["site"].where(inside["site"] != "", inside["municipality"])
    return inside.assign(where=where, name=where.map(names))[["institution", "where", "name", "programme", "last_day", "period"]].reset_index(drop=True)


def _unsupervised(problem: Problem) -> pd.DataFrame:
    """site, site_name, municipality, places; only where some course asks for a supervisor."""
    tables = problem.tables
    asks = any(tables["courses"]["supervisor_professions"])
    staffed = {site for sites in tables["supervisors"]["sites"] for site in sites}
    offers = _counted(problem)
    bare = offers[~offers["site"].isin(staffed)] if asks else offers.head(0)
    places = bare.groupby("site")["places"].sum().reset_index()
    named = places[places["places"] > 0].merge(site_names(problem), on="site")
    return named[["site", "site_name", "municipality", "places"]]
