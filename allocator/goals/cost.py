"""Cost: the support that the institutions pay for journeys is as small as possible."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import Ints, Layer, Options
from allocator.tables import Tables
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What an institution pays its students for the road, there and back each day of practice.

    per_km: kroner a kilometre; from_km: nothing where the road one way is shorter; own_day: the student's own share of a day, most_day:
    the most that is paid for a day, both in kroner; days_week: days of practice a week; home: whether a place in the home municipality is
    paid for too; only: the institutions concerned, empty: all. Raises ValueError for what is below 0, and for days_week above 7.
    """

    per_km: float = 0.0
    from_km: float = 0.0
    own_day: int = 0
    most_day: int = 1_000_000
    days_week: int = 5
    home: bool = False
    only: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(self.per_km, self.from_km, self.own_day, self.most_day, self.days_week) < 0 or self.days_week > 7:
            raise ValueError("rates are at least 0, and a week has at most 7 days.")

    def whole(self) -> tuple[int, ...]:
        """The same in whole numbers: øre a kilometre, metres, øre, øre, days, 1 or 0."""
        return round(self.per_km * 100), round(self.from_km * 1000), self.own_day * 100, self.most_day * 100, self.days_week, int(self.home)


@dataclass(frozen=True, kw_only=True)
class Cost(Goal):
    """Adds up what the placements cost in support for the road, in kroner, by the rates of each institution (`[rates]` in the policy).

    A day costs the road there and back in kilometres times the rate, less the student's own share, at most what is paid for a day;
    a placement as many days as its window has weeks times days_week, rounded down to kroner. Nothing is paid where the institution has no rates.
    The road is the shortest that the travel table gives in km, else the straight line times the detour. Models: HVL 2.50 kr/km and
    nothing inside the home municipality, NTNU nothing below 50 km and at most 125 kr a day, Molde 2 kr/km, own share 50 kr, at most 200 kr.
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
        rates = np.array([self._of(one).whole() for one in options.words["institutions"]], dtype=np.int64).reshape(-1, 6)
        per_km, from_m, own, most, days, home = rates[options["courses"]["institution"]].T
        day = np.clip(2 * options.metres.astype(np.int64) * per_km // 1000 - own, 0, most)
        at_home = options["sites"]["municipality"] == options["students"]["home"]
        paid = (options.metres >= from_m) & ((home > 0) | ~at_home)
        weeks: Ints = options.table("periods")["weeks"].sum(axis=1)[options.period]
        yield Layer(self.code, self.unit.en, costs=np.where(paid, day * days * weeks // 100, 0))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """Each placement by the rates of its institution."""
        return pd.Series({self.code: int(self.paid(placed).sum())})

    def paid(self, placed: pd.DataFrame) -> "pd.Series[int]":
        """Kroner for each placement, by its row."""
        found = [pd.Series(dtype="int64")]
        for institution, mine in placed.groupby("institution"):
            rates = self._of(str(institution))
            away = mine["municipality"] != mine["students.home"]
            paid = mine[(mine["metres"] >= round(rates.from_km * 1000)) & (away | rates.home)]
            day = paid["metres"].astype("int64").mul(2 * round(rates.per_km * 100)).floordiv(1000) - rates.own_day * 100
            days = paid["periods.weeks"].map(len).astype("int64") * rates.days_week
            found.append(day.clip(lower=0, upper=rates.most_day * 100).mul(days).floordiv(100))
        paid_for: pd.Series[int] = pd.concat(found).reindex(placed.index).fillna(0).astype("int64")
        return paid_for

    def _of(self, institution: str) -> Rates:
        """The rates of an institution: its own, else those of all, else nothing."""
        return next((one for one in self.rates if not one.only or institution in one.only), Rates())
