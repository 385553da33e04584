"""Cost: the support that the institutions pay for journeys is as small as possible."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Ints, Layer, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What an institution pays its students for the road, there and back each day of practice; and for living at a far placement.

    per_km: kroner a kilometre; from_km: nothing where the road one way is shorter; own_day: the student's own share of a day, most_day:
    the most that is paid for a day, both in kroner; days_week: days of practice a week; home: whether a place in the home municipality is
    paid for too; far_trips: how many times the road there and back is paid for in a far placement, whatever is paid for a day;
    most_rent: the most of the rent that is paid there, in kroner a week; only: the institutions concerned, empty: all.
    Raises ValueError for what is below 0, and for days_week above 7.
    """

    per_km: float = 0.0
    from_km: float = 0.0
    own_day: int = 0
    most_day: int = 1_000_000
    days_week: int = 5
    home: bool = False
    far_trips: int = 1
    most_rent: int = 0
    only: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(self.whole()) < 0 or self.days_week > 7:
            raise ValueError("rates are at least 0, and a week has at most 7 days.")

    def whole(self) -> tuple[int, ...]:
        """The same in whole numbers, in this order: øre a kilometre, metres, øre, øre, days, 1 or 0, journeys, øre a week."""
        road = round(self.per_km * 100), round(self.from_km * 1000), self.own_day * 100, self.most_day * 100, self.days_week, int(self.home)
        return *road, self.far_trips, self.most_rent * 100


@dataclass(frozen=True, kw_only=True)
class Cost(Goal):
    """Adds up what the placements cost in support for the road, in kroner, by the rates of each institution (`[rates]` in the policy).

    A day costs the road there and back in kilometres times the rate, less the student's own share, at most what is paid for a day;
    a placement as many days as its window has weeks times days_week, rounded down to kroner. Nothing is paid where the institution has no rates.
    A far placement costs its few journeys instead, and the rent of each week: that of the municipality's dearest room, so that the money
    lasts whichever room it is; where no rent is known, as much as is paid at most.
    The road is the shortest that the travel table gives in km, else the straight line times the detour. Models: HVL 2.50 kr/km and
    nothing inside the home municipality, NTNU nothing below 50 km and at most 125 kr a day, Molde 2 kr/km, own share 50 kr, at most 200 kr;
    of the rent HVL and Molde pay at most 1,250 kr a week, and HVL one return journey.
    """

    code = "cost"
    title = Text(nb="Reisestøtte", en="Support cost")
    sentence = Text(
        nb="Støtten til reiser, etter satsene i policyen, koster minst mulig.",
        en="Support for journeys, by the rates of the policy, costs as little as possible.",
    )
    unit = Text(nb="kroner", en="kroner")

    rates: tuple[Rates, ...] = ()

    def asks_road(self) -> bool:
        """Only where somebody pays."""
        return bool(self.rates)

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option costs its days on the road."""
        rates = np.array([self._of(one).whole() for one in options.words["institutions"]], dtype=np.int64).reshape(-1, 8)
        per_km, from_m, own, most, days, home, trips, most_rent = rates[options["courses"]["institution"]].T
        there_and_back = np.where(options.metres >= from_m, 2 * options.metres.astype(np.int64) * per_km // 1000, 0)
        day = np.where(options.metres >= from_m, np.clip(there_and_back - own, 0, most), 0)
        weeks: Ints = options.table("periods")["weeks"].sum(axis=1)[options.period]
        rent = np.minimum(_dearest(options)[options["sites"]["municipality"]], most_rent)
        cost = np.where(options.far, there_and_back * trips + rent * weeks, day * days * weeks)
        at_home = options["sites"]["municipality"] == options["students"]["home"]
        yield Layer(self.code, self.unit.en, costs=np.where((home > 0) | ~at_home, cost // 100, 0))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """Each placement by the rates of its institution."""
        return pd.Series({self.code: int(self.paid(placed, tables).sum())})

    def paid(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """Kroner for each placement, by its row: for those who travel each day, and for those who live there."""
        rent, found = tables["housing"].groupby("municipality")["rent"].max().mul(100).round(), [pd.Series(dtype="int64")]
        for institution, mine in placed.groupby("institution"):
            rates = self._of(str(institution))
            paid = mine if rates.home else mine[mine["municipality"] != mine["students.home"]]
            roads = paid["metres"].astype("int64").mul(2 * round(rates.per_km * 100)).floordiv(1000)
            roads = roads.where(paid["metres"] >= round(rates.from_km * 1000), 0)
            weeks = paid["periods.weeks"].map(len).astype("int64")
            daily = (roads - rates.own_day * 100).clip(lower=0, upper=rates.most_day * 100) * weeks * rates.days_week
            living = paid["municipality"].map(rent).fillna(rates.most_rent * 100).clip(upper=rates.most_rent * 100).astype("int64") * weeks
            found.append(daily.where(~paid["far"], roads * rates.far_trips + living).floordiv(100))
        paid_for: pd.Series[int] = pd.concat(found).reindex(placed.index).fillna(0).astype("int64")
        return paid_for

    def _of(self, institution: str) -> Rates:
        """The rates of an institution: its own, else those of all, else nothing."""
        return next((one for one in self.rates if not one.only or institution in one.only), Rates())


def _dearest(options: Options) -> Ints:
    """(municipalities,) the dearest rent in øre a week; where none is known, more than anyone pays."""
    housing = options.table("housing")
    known = np.flatnonzero(~np.isnan(housing["rent"]))
    rent = np.full(len(options.words["municipalities"]), NONE, dtype=np.int64)
    np.maximum.at(rent, housing["municipality"][known], np.round(housing["rent"][known] * 100).astype(np.int64))
    return np.where(rent == NONE, np.iinfo(np.int64).max, rent)
