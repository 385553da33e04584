"""What a quota is about: the part of the field it names, whose placements count, and the places that are shared there.

The first half is arrays, for the solver; the second is words, for the checker.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from allocator.system import NONE, Bools, Ints, Limit, Options, Price
from allocator.tables import Tables, side_by_side

COURSE = ("institution", "programme", "profession", "course")
"""The words of a quota that say whose placements count."""

_OWN = ("institution", "course")
"""Those of them that a placement has itself; the others are its course's."""


def offers_of(options: Options, row: int) -> Bools:
    """(offers,) whether an offer lies where a quota says, at a site with its setting."""
    quotas, sites = options.table("quotas"), options.table("sites")
    there = np.ones(len(options.words["sites"]), dtype=bool)
    if quotas["site"][row] != NONE:
        there = np.any(sites["above"] == quotas["site"][row], axis=1)
    elif quotas["area"][row] != NONE:
        areas = options.table("areas")
        there = np.isin(sites["municipality"], areas["municipality"][areas["area"] == quotas["area"][row]])
    elif quotas["municipality"][row] != NONE:
        there = sites["municipality"] == quotas["municipality"][row]
    if quotas["setting"][row] != NONE:
        there = there & sites["settings"][:, quotas["setting"][row]]
    return np.asarray(there[options.table("offers")["site"]])


def courses_of(options: Options, row: int) -> Bools:
    """(courses,) whether placements of a course count in a quota."""
    quotas, courses = options.table("quotas"), options.table("courses")
    counts = np.ones(len(options.words["courses"]), dtype=bool)
    for name in COURSE:
        if quotas[name][row] != NONE:
            counts &= (np.arange(len(counts)) if name == "course" else courses[name]) == quotas[name][row]
    return counts


def shared_of(options: Options, row: int, statuses: Iterable[str]) -> Bools:
    """(offers,) whether an offer's places are shared by the institutions and could be used by those a quota is for."""
    quotas, offers = options.table("quotas"), options.table("offers")
    shared = offers_of(options, row) & (offers["institution"] == NONE)
    shared &= np.isin(offers["status"], [options.code("offers.status", word) for word in statuses])
    for many, one in (("professions", "profession"), ("programmes", "programme")):
        if quotas[one][row] != NONE:
            shared &= offers[many][:, quotas[one][row]] | ~np.any(offers[many], axis=1)
    return np.asarray(shared)


def places_of(options: Options, offers: Bools, period: int) -> Ints:
    """The places of these offers: (weeks,) in each week, or (1,) in the window that a quota names."""
    table, weeks = options.table("offers"), options.table("periods")["weeks"]
    named = table["period"] != NONE
    lasting = np.where(named[:, None], weeks[table["period"]] if len(weeks) else False, table["weeks"])
    if period != NONE:
        lasting = np.where(named, table["period"] == period, ~(weeks[period] & ~table["weeks"]).any(axis=1))[:, None]
    return np.asarray((table["places"] * offers) @ lasting.astype(np.int64))


def at_most(options: Options, option: Ints, most: Ints, period: int, price: Price | None) -> Limit:
    """At most `most` (weeks,) of these options (members,) in each week; or (1,) in the window that a quota names.

    Weeks with the same windows and the same bound are one group, which stands for so many of them. Where a breach is forbidden and not
    counted, a week is left out if all its windows meet in another week with no greater bound.
    """
    if period != NONE:
        option = option[options.period[option] == period]
        return Limit(option=option, group=np.zeros(len(option), dtype=np.int64), most=most, price=price)
    weeks = options.table("periods")["weeks"]
    used = np.unique(options.period[option])
    busy = np.any(weeks[used], axis=0)
    kinds, units = np.unique(np.vstack([weeks[used][:, busy], most[busy]]), axis=1, return_counts=True)
    met, bound = kinds[:-1].astype(bool), kinds[-1].astype(np.int64)
    if price is None:
        within = ~(met[:, :, None] & ~met[:, None, :]).any(axis=0) & (bound[:, None] >= bound) & ~np.eye(len(bound), dtype=bool)
        met, bound, units = (part[..., ~within.any(axis=1)] for part in (met, bound, units))
    meets = np.zeros((len(weeks), len(bound)), dtype=bool)
    meets[used] = met
    member, group = np.nonzero(meets[options.period[option]])
    return Limit(option=option[member], group=group, most=bound, units=units, price=price)


def counted(placed: pd.DataFrame, tables: Tables, quotas: pd.DataFrame) -> pd.DataFrame:
    """Columns quota, offer, week, mine: each week of each placement in the part of the field of a quota, "" for one that names a window.

    mine: whether the placement is one of those that the quota is for.
    """
    courses = [f"courses.{name}" for name in COURSE if name not in _OWN]
    told = placed[["offer", "site", "sites.settings", "period", "periods.weeks", *_OWN, *courses]]
    there = told.merge(_sites(tables, quotas), on="site").merge(quotas.add_suffix("_quota"), left_on="quota", right_on="quota_quota")
    words = side_by_side(there, "setting_quota", "sites.settings", "period_quota", "period")
    there = there[np.array([setting in ("", *has) and window in ("", period) for setting, has, window, period in words], dtype=bool)]
    mine = np.ones(len(there), dtype=bool)
    for name in COURSE:
        said = there[name if name in _OWN else f"courses.{name}"]
        mine &= (there[f"{name}_quota"] == "") | (there[f"{name}_quota"] == said)
    weeks = [("",) if window else weeks for window, weeks in side_by_side(there, "period_quota", "periods.weeks")]
    return there.assign(mine=mine, week=pd.Series(weeks, index=there.index, dtype=object))[["quota", "offer", "week", "mine"]].explode("week")


def pooled(tables: Tables, quotas: pd.DataFrame, statuses: Iterable[str]) -> pd.DataFrame:
    """Columns quota, offer, week, places: the shared offers that those a quota is for could use, week by week as in `counted`."""
    offers = tables["offers"][tables["offers"]["status"].isin(list(statuses)) & (tables["offers"]["institution"] == "")]
    there = offers.merge(_sites(tables, quotas), on="site").merge(tables["sites"][["site", "settings"]], on="site")
    there = there.merge(quotas.add_suffix("_quota"), left_on="quota", right_on="quota_quota")
    named = ("setting_quota", "settings", "profession_quota", "professions", "programme_quota", "programmes")
    fits = [
        setting in ("", *has) and profession in ("", *(professions or (profession,))) and programme in ("", *(programmes or (programme,)))
        for setting, has, profession, professions, programme, programmes in side_by_side(there, *named)
    ]
    weeks = dict(side_by_side(tables["periods"], "period", "weeks"))
    served = [
        (period or all_) if not window else ("",) if window == period or (not period and {*weeks[window]} <= {*all_}) else ()
        for window, period, all_ in side_by_side(there, "period_quota", "period", "weeks")
    ]
    lasting = pd.Series([weeks[one] if isinstance(one, str) else one for one in served], index=there.index, dtype=object)
    return there.assign(week=lasting)[np.array(fits, dtype=bool)].explode("week").dropna(subset="week")[["quota", "offer", "week", "places"]]


def sized(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns quota, week, placed: how many of these rows of `counted` there are."""
    return rows.groupby(["quota", "week"]).size().rename("placed").reset_index()


def _sites(tables: Tables, quotas: pd.DataFrame) -> pd.DataFrame:
    """Columns quota, site: the sites in the part of the field that each quota names."""
    sites, areas = tables["sites"][["site", "municipality"]], tables["areas"][["area", "municipality"]]
    by_site = quotas["site"] != ""
    by_area = ~by_site & (quotas["area"] != "")
    by_town = ~by_site & ~by_area & (quotas["municipality"] != "")
    found = [
        quotas[by_site][["quota", "site"]].rename(columns={"site": "above"}).merge(tables.lineage(), on="above"),
        quotas[by_area][["quota", "area"]].merge(areas, on="area").merge(sites, on="municipality"),
        quotas[by_town][["quota", "municipality"]].merge(sites, on="municipality"),
        quotas[~by_site & ~by_area & ~by_town][["quota"]].merge(sites, how="cross"),
    ]
    return pd.concat(found)[["quota", "site"]].drop_duplicates()
