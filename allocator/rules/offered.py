"""Offered: a place is used only by those to whom it was offered, and only while the offer stands."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables
from allocator.text import Text

_STATUSES = {
    "requested": Text("forespurt", "requested"), "offered": Text("tilbudt", "offered"),
    "confirmed": Text("bekreftet", "confirmed"), "withdrawn": Text("trukket", "withdrawn"),
}


@dataclass(frozen=True, kw_only=True)
class Offered(Rule):
    """The offer's status counts, and it is for the course's profession, programme, year and institution where it names them.

    A course without a year is in none of the years that an offer names. Nobody has to offer more than they will:
    municipalities contribute (helse- og omsorgstjenesteloven § 8-1).
    """

    code = "offered"
    title = Text(nb="Tilbudet gjelder", en="Offered")
    sentence = Text(
        nb="Tilbudet står ved lag og gjelder emnets profesjon, program, studieår og institusjon.",
        en="The offer stands and is for the profession, programme, year and institution of the course.",
    )
    heading = "capacity"
    breach = Text(
        nb="{need}: tilbudet {offer} på {site} ({status}) gjelder ikke for {course}.",
        en="{need}: the offer {offer} at {site} ({status}) is not one for {course}.",
    )
    own = Text(nb="{site} har ikke dette tilbudet til studenter i {course}.", en="{site} does not make this offer to students in {course}.")

    statuses: tuple[str, ...] = ("confirmed", "offered")

    def forbids(self, options: Options) -> Bools:
        """The status does not count, or a list that the offer has lacks the course's word."""
        offers, course = options.table("offers"), options["courses"]
        wrong: Bools = ~np.isin(options["offers"]["status"], [options.code("offers.status", word) for word in self.statuses])
        for many, one in (("professions", "profession"), ("programmes", "programme"), ("years", "year")):
            listed = (course[one] != NONE) & offers[many][options.offer, course[one]]
            wrong |= np.any(offers[many], axis=1)[options.offer] & ~listed
        holder = options["offers"]["institution"]
        wrong |= (holder != NONE) & (holder != course["institution"])
        return wrong

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements on an offer that does not count or is for others."""
        holder = placed["offers.institution"]
        right = placed["offers.status"].isin(self.statuses) & ((holder == "") | (holder == placed["courses.institution"]))
        for many, one in (("professions", "profession"), ("programmes", "programme"), ("years", "year")):
            words = placed[f"courses.{one}"].astype(object).where(placed[f"courses.{one}"].notna(), None)
            pairs = zip(placed[f"offers.{many}"], words, strict=True)
            right &= pd.Series([not named or word in named for named, word in pairs], index=placed.index, dtype=bool)
        return each(placed.assign(status=placed["offers.status"].map(_STATUSES)), ~right)
