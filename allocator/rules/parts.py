"""Places divided by largest remainders, as arrays and as words: whose the odd place is.

Each share of the places is rounded down; the places left go one each to the largest remainders, that of the rest up to 100 percent
among them. Where remainders are equal at the last of them, it is open to each: whoever needs it may use it. So no name decides.
"""

import math
from fractions import Fraction

import numpy as np
import pandas as pd

from allocator.system import Ints, Options

FIELD = ["municipality", "area", "site", "programme", "profession", "setting", "course", "period"]
"""The words of a quota that say what is divided; rows with the same are claims on the same places."""

WHOLE = 100_000
"""All of it, in thousandths of a percent."""


def entitled(options: Options, row: int, places: Ints) -> Ints:
    """(weeks,) the part of the places (weeks,) that a row gets."""
    quotas = options.table("quotas")
    same = np.all([quotas[name] == quotas[name][row] for name in FIELD], axis=0) & ~np.isnan(quotas["share"])
    shares = np.round(quotas["share"][same] * 1000).astype(np.int64)
    whole, left = np.divmod(np.append(shares, max(WHOLE - shares.sum(), 0))[:, None] * places, WHOLE)
    odd = np.clip(places - whole.sum(axis=0), 0, len(left))
    cut = np.vstack([np.full(len(places), WHOLE), -np.sort(-left, axis=0)])[odd, np.arange(len(places))]
    mine = int(same[:row].sum())
    return np.asarray(whole[mine] + ((left[mine] >= cut) & (left[mine] > 0)))


def parts(pool: pd.DataFrame, quotas: pd.DataFrame) -> pd.DataFrame:
    """Columns quota, week, most: what each row with a share gets of the places."""
    places = pool.groupby(["quota", "week"], as_index=False)["places"].sum().merge(quotas[["quota", "share", *FIELD]].dropna(subset="share"), on="quota")
    found = []
    for _, claims in places.groupby([*FIELD, "week"]):
        shares = [Fraction(round(share * 1000), WHOLE) for share in claims["share"]]
        exact = [share * int(claims["places"].iloc[0]) for share in [*shares, max(1 - sum(shares), Fraction(0))]]
        odd = int(claims["places"].iloc[0]) - sum(map(math.floor, exact))
        cut = sorted((one % 1 for one in exact), reverse=True)[odd - 1] if odd > 0 else Fraction(1)
        found.append(claims[["quota", "week"]].assign(most=[math.floor(one) + (one % 1 > 0 and one % 1 >= cut) for one in exact[:-1]]))
    none: pd.DataFrame = places[["quota", "week"]].head(0).assign(most=0)
    divided: pd.DataFrame = pd.concat([none, *found])
    return divided
