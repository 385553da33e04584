"""The figures of a plan: counts alone, about nobody, as each reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allocator.plan import Plan
from allocator.report.places import offered
from allocator.report.redaction import Reader
from allocator.report.suppression import Counted, suppressed
from allocator.rules import RULES

OUTCOMES = ("needs", "placed", "without", "taken", "closed")
"""Needs, those placed, those without a place; of these where places went to others, and where none was open."""
STEPS = (15, 30, 45, 60, 75, 90)
"""Minutes one way that end a bin of the travel figures; beyond the last comes one without end, then far placements."""
FAR = len(STEPS) + 1

_TABLES = {
    "totals": Counted((), OUTCOMES),
    "institutions": Counted(("institution",), OUTCOMES),
    "programmes": Counted(("institution", "programme"), OUTCOMES[:3]),
    "professions": Counted(("profession",), OUTCOMES[:3]),
    "places": Counted(("place",), ("placed",)),
    "homes": Counted(("home",), ("needs", "without")),
    "travel": Counted(("bin",), ("placed",)),
}
_PUBLIC = {**{name: one for name, one in _TABLES.items() if name != "programmes"}, "institutions": Counted(("institution",), OUTCOMES[:3])}
_LINKED = (("institution", "programme", "profession"), ("place",), ("home",), ("bin",))


@dataclass(frozen=True, eq=False)
class Figures:
    """Counts as `Int64`, NA where the reader may not see them.

    totals: OUTCOMES; institutions, programmes (exact readers only), professions: OUTCOMES by group; travel: bin (see STEPS), placed
    municipalities: municipality, name, county, centrality, lat, lon, places, used, free, needs and without (of those who live there)
    journeys: institution, bin, placed; spread: institution, placed, median, most (minutes), above (60 minutes), estimated
    free: places that nobody uses, in all; idle: municipalities that have some; median: minutes of those who travel daily, NaN where the reader sees no spread
    rules: rule, needs (without a place, that it shut out of something), options (that it was the first to shut out)
    """

    reader: Reader
    totals: Mapping[str, Any]
    institutions: pd.DataFrame
    programmes: pd.DataFrame
    professions: pd.DataFrame
    municipalities: pd.DataFrame
    travel: pd.DataFrame
    journeys: pd.DataFrame
    spread: pd.DataFrame
    rules: pd.DataFrame
    free: int
    idle: int
    median: float

    @property
    def hidden(self) -> bool:
        """Whether anything is kept from the reader."""
        return not self.reader.exact


def figures(plan: Plan, reader: Reader) -> Figures:
    """What the reader may see of the figures of the whole plan (see `redaction`)."""
    needs = people(plan)
    if reader.exact:
        counts = {name: _plain(needs, table) for name, table in _TABLES.items()}
    else:
        counts = suppressed(needs, _PUBLIC, _LINKED, OUTCOMES[1:])
        unknown = pd.array([pd.NA] * len(counts["institutions"]), dtype="Int64")
        counts["institutions"] = counts["institutions"].assign(taken=unknown, closed=unknown)
        counts["programmes"] = _plain(needs.head(0), _TABLES["programmes"])
    totals = {str(name): value for name, value in counts["totals"].iloc[0].items()} if len(counts["totals"]) else {}
    own = needs if reader.exact else needs.head(0)
    towns, free, idle = _municipalities(plan, counts)
    return Figures(
        reader, totals, institutions=_named(plan, counts["institutions"]), programmes=_named(plan, counts["programmes"]),
        professions=counts["professions"], municipalities=towns, travel=counts["travel"],
        journeys=_plain(own[own["placed"]], Counted(("institution", "bin"), ("placed",))), spread=_spread(own),
        rules=_rules(plan) if reader.exact else _rules(plan).head(0), free=free, idle=idle,
        median=float(own.loc[own["placed"] & (own["bin"] != FAR), "minutes"].median()),
    )  # fmt: skip


def people(plan: Plan) -> pd.DataFrame:
    """One row a need: need, institution, programme, profession, home, place ("" for none), bin (-1 for none), minutes, weeks, OUTCOMES."""
    tables = plan.problem.tables
    needs = tables["needs"][["need", "student", "course"]].merge(tables["courses"][["course", "institution", "programme", "profession"]], on="course")
    needs = needs.merge(tables["students"][["student", "home"]], on="student")
    where = plan.placements[["need", "site", "period", "minutes", "far", "estimated"]].merge(tables["sites"][["site", "municipality"]], on="site")
    lasts = tables["periods"][["period", "weeks"]].assign(weeks=tables["periods"]["weeks"].map(len).astype("int64"))
    where = where.merge(lasts, on="period").rename(columns={"municipality": "place"})
    steps = pd.cut(where["minutes"], [-1, *STEPS, 10**6], labels=False).astype("int64").mask(where["far"], FAR)
    found = needs.merge(where.assign(bin=steps), on="need", how="left").sort_values("need", ignore_index=True)
    found = found.assign(place=found["place"].fillna(""), bin=found["bin"].fillna(-1).astype("int64"), weeks=found["weeks"].fillna(0).astype("int64"))
    placed = found["place"] != ""
    closed = found["need"].isin(plan.unplaced.loc[plan.unplaced["left"] == 0, "need"])
    return found.assign(needs=True, placed=placed, without=~placed, taken=~placed & ~closed, closed=~placed & closed)


def _plain(needs: pd.DataFrame, table: Counted) -> pd.DataFrame:
    columns = list(table.columns)
    counted = needs.groupby(list(table.by), as_index=False)[columns].sum() if table.by else needs[columns].sum().to_frame().T
    return counted.astype(dict.fromkeys(columns, "Int64"))


def _named(plan: Plan, counted: pd.DataFrame) -> pd.DataFrame:
    return counted.merge(plan.problem.tables["institutions"][["institution", "name"]], on="institution", how="left")


def _municipalities(plan: Plan, counts: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, int, int]:
    """Those with places, students or needs, all that is free, and where it is. What is free tells what is used, so both are hidden or none."""
    tables = plan.problem.tables
    towns = tables["municipalities"][["municipality", "name", "county", "centrality", "lat", "lon"]]
    places = offered(plan).merge(tables["sites"][["site", "municipality"]], on="site").groupby("municipality")[["places", "free"]].sum()
    used = counts["places"].rename(columns={"place": "municipality", "placed": "used"})
    homes = counts["homes"].rename(columns={"home": "municipality"})
    found = towns.merge(places.reset_index(), on="municipality", how="left").merge(used, on="municipality", how="left")
    found = found.merge(homes, on="municipality", how="left")
    seen = found["used"].notna() | ~found["municipality"].isin(used["municipality"])
    known = found["needs"].notna() | ~found["municipality"].isin(homes["municipality"])
    among = found["without"].notna() | ~found["municipality"].isin(homes["municipality"])
    whole = {name: found[name].fillna(0).astype("Int64") for name in ("places", "used", "free", "needs", "without")}
    found = found.assign(**whole)
    found = found[(found["places"] > 0) | (found["used"] > 0) | (found["needs"] > 0) | ~known]
    shown = found.assign(
        used=found["used"].mask(~seen), free=found["free"].mask(~seen), needs=found["needs"].mask(~known), without=found["without"].mask(~among)
    )
    return shown.reset_index(drop=True), int(found["free"].sum()), int((found["free"] > 0).sum())


def _spread(needs: pd.DataFrame) -> pd.DataFrame:
    near = needs[needs["placed"] & (needs["bin"] != FAR)]
    by = near.assign(above=near["minutes"] > 60, estimated=near["estimated"].fillna(value=False).astype(bool)).groupby("institution")
    made = by.agg(placed=("need", "size"), median=("minutes", "median"), most=("minutes", "max"), above=("above", "sum"), estimated=("estimated", "sum"))
    return made.reset_index()


def _rules(plan: Plan) -> pd.DataFrame:
    """The most binding first."""
    codes = [rule.code for rule in RULES if rule.code in plan.unplaced.columns]
    shut = plan.unplaced[codes]
    made = pd.DataFrame({"rule": codes, "needs": (shut > 0).sum().to_numpy(), "options": shut.sum().to_numpy()})
    return made[made["options"] > 0].sort_values(["options", "rule"], ascending=[False, True], ignore_index=True)
