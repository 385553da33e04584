"""Minutes between where a student starts and a site: from the travel table, else an estimate that is marked as one.

Where a student starts: at the alternate origin if one is given, else at the student's own coordinates, else where `origins`
says that the origin (a postcode, say) lies, else at the centre of the municipality.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from allocator.tables import Tables

Floats = npt.NDArray[np.float64]

MODES = ("car", "public", "bicycle", "walk")
EARTH_KM = 6371.0088


@dataclass(frozen=True)
class Estimate:
    """How minutes are estimated from great-circle distance, one way.

    Six known roads in Troms and Nordland are 1.18-1.53 times the great circle and are driven at 47-73 km/h: hence a detour of
    1.35 and 60 km/h. The other speeds and the minutes for getting to the car or the stop are assumptions.
    """

    detour: float = 1.35
    km_h: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"car": 60.0, "public": 40.0, "bicycle": 15.0, "walk": 5.0}))
    start: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"car": 3.0, "public": 10.0, "bicycle": 1.0, "walk": 0.0}))

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is sent to another process."""
        return Estimate, (self.detour, dict(self.km_h), dict(self.start))

    def minutes(self, km: Floats, mode: str) -> npt.NDArray[np.int64]:
        """Whole minutes for a great-circle distance in km; same shape. NaN km gives NaN-safe 0 only where masked by the caller."""
        exact = km * (self.detour * 60.0 / self.km_h[mode]) + self.start[mode]
        return np.asarray(np.floor(np.round(np.nan_to_num(exact), 6) + 0.5), dtype=np.int64)


def great_circle_km(lat: Floats, lon: Floats, to_lat: Floats, to_lon: Floats) -> Floats:
    """Haversine distance in km between points in degrees; same shape."""
    here, there = np.radians(lat), np.radians(to_lat)
    chord = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(np.radians(to_lon - lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(chord)))


def starts(tables: Tables) -> pd.DataFrame:
    """Where each student starts: student, key (of origins and travel, "" if none), municipality, lat, lon, centre (only the municipality is known)."""
    students = tables["students"][["student", "home", "origin", "alternate_origin", "lat", "lon"]]
    moved = students["alternate_origin"] != ""
    found = students.assign(key=students["alternate_origin"].where(moved, students["origin"]))
    found = found.merge(tables["origins"].rename(columns={"origin": "key"}), on="key", how="left", suffixes=("", "_origin"))
    found["municipality"] = found["municipality"].fillna("").where(found["municipality"].fillna("") != "", found["home"])
    centres = tables["municipalities"][["municipality", "lat", "lon"]]
    found = found.merge(centres, on="municipality", how="left", suffixes=("", "_centre"))
    own = ~moved.to_numpy() & found["lat"].notna() & found["lon"].notna()
    for axis in ("lat", "lon"):
        found[axis] = found[axis].where(own, found[f"{axis}_origin"])
    found["centre"] = found["lat"].isna() | found["lon"].isna()
    for axis in ("lat", "lon"):
        found[axis] = found[axis].where(~found["centre"], found[f"{axis}_centre"])
    return found[["student", "key", "municipality", "lat", "lon", "centre"]]


def site_points(tables: Tables) -> pd.DataFrame:
    """Where each site lies: site, municipality, lat, lon; the centre of its municipality where it says nothing."""
    centres = tables["municipalities"][["municipality", "lat", "lon"]]
    sites = tables["sites"][["site", "municipality", "lat", "lon"]].merge(centres, on="municipality", how="left", suffixes=("", "_centre"))
    known = sites["lat"].notna() & sites["lon"].notna()
    for axis in ("lat", "lon"):
        sites[axis] = sites[axis].where(known, sites[f"{axis}_centre"])
    return sites[["site", "municipality", "lat", "lon"]]


def journeys(pairs: pd.DataFrame, tables: Tables, estimate: Estimate) -> pd.DataFrame:
    """Every mode's journey for each row of `pairs` (columns student, site).

    Columns: pair (the row of `pairs`), student, site, mode, minutes (Int64, NA: no such journey), estimated.
    A row of the travel table counts when it leads from the student's key, else from the municipality of the start, and to
    the site, else to the site's municipality: the first of these four that the table has for the mode. Else an estimate.
    """
    ends = pairs.reset_index(drop=True).rename_axis("pair").reset_index()[["pair", "student", "site"]]
    ends = ends.merge(starts(tables), on="student", how="left").merge(site_points(tables), on="site", how="left", suffixes=("", "_site"))
    ends = ends.merge(pd.DataFrame({"mode": pd.Series(MODES, dtype="str")}), how="cross")
    given = [_given(ends, tables["travel"], start, end) for start in ("key", "municipality") for end in ("site", "municipality_site")]
    told = pd.concat(given).drop_duplicates(["pair", "mode"])
    ends = ends.merge(told, on=["pair", "mode"], how="left")
    km = great_circle_km(*(ends[name].to_numpy(dtype=float) for name in ("lat", "lon", "lat_site", "lon_site")))
    guess = np.zeros(len(ends), dtype=np.int64)
    for mode in MODES:
        of_mode = (ends["mode"] == mode).to_numpy()
        guess[of_mode] = estimate.minutes(km[of_mode], mode)
    unknown = pd.Series(np.isnan(km), index=ends.index)
    ends["estimated"] = ends["told"].isna()
    ends["minutes"] = ends["minutes"].where(~ends["estimated"], pd.Series(guess, dtype="Int64").mask(unknown))
    return ends[["pair", "student", "site", "mode", "minutes", "estimated"]]


def roads(pairs: pd.DataFrame, tables: Tables, estimate: Estimate) -> "pd.Series[int]":
    """The road in metres for each row of `pairs` (columns student, site), one way; 0 where nothing is known.

    It is the shortest that the travel table gives in km, whatever the mode, between the same ends as for `journeys`: the first
    of the four that gives any. Else the great circle times the detour.
    """
    ends = pairs.reset_index(drop=True).rename_axis("pair").reset_index()[["pair", "student", "site"]]
    ends = ends.merge(starts(tables), on="student", how="left").merge(site_points(tables), on="site", how="left", suffixes=("", "_site"))
    found = []
    for start, end, to in ((one, *other) for one in ("key", "municipality") for other in (("site", "site"), ("municipality_site", "municipality"))):
        told = tables["travel"][(tables["travel"][to] != "") & tables["travel"]["km"].notna()]
        shortest = told.groupby(["origin", to])["km"].min().rename_axis([start, end]).reset_index()
        found.append(ends[["pair", start, end]].merge(shortest, on=[start, end])[["pair", "km"]])
    given = pd.concat(found).drop_duplicates("pair").set_index("pair")["km"].reindex(ends["pair"])
    guess = great_circle_km(*(ends[name].to_numpy(dtype=float) for name in ("lat", "lon", "lat_site", "lon_site"))) * estimate.detour
    return pd.Series(metres(given.fillna(pd.Series(guess, index=given.index)).to_numpy()), index=ends["pair"])


def metres(km: Floats) -> npt.NDArray[np.int64]:
    """Whole metres of kilometres, 0 for NaN; same shape."""
    return np.asarray(np.floor(np.round(np.nan_to_num(km) * 1000, 3) + 0.5), dtype=np.int64)


def _given(ends: pd.DataFrame, travel: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The rows of the travel table that lead from `start` to `end`: pair, mode, minutes, told."""
    to = "site" if end == "site" else "municipality"
    roads = travel[travel[to] != ""][["origin", to, "mode", "minutes"]].rename(columns={"origin": start, to: end})
    return ends[["pair", "mode", start, end]].merge(roads.assign(told=True), on=[start, end, "mode"])[["pair", "mode", "minutes", "told"]]
