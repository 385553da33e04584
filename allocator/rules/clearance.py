"""Clearance: a student's papers are in order on the first day."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Clearance(Rule):
    """Each kind of document that the course lists is handed in and valid on the first day of the window; the first and last valid day count.

    As it is, nobody gets a place without. At a price the student is placed, and the check lists the need: the start is blocked until
    the papers are there. A layer of its own at the end keeps that price from deciding who gets a place. Sources: both ways
    are in use, https://www.usn.no/studier/soknad-og-opptak/krav-til-medisinsk-testing/ and https://sonia.com.au.
    """

    code = "clearance"
    title = Text(nb="Attester", en="Clearances")
    sentence = Text(
        nb="Attestene som emnet krever, er levert og gyldige den første dagen.",
        en="The documents that the course asks for are handed in and valid on the first day.",
    )
    heading = "clearance"
    breach = Text(
        nb="{need}: {missing} mangler eller er ikke gyldig {day}, første dag i {period}; oppstart er sperret til det er i orden.",
        en="{need}: {missing} is missing or not valid on {day}, the first day of {period}; the start is blocked until it is in order.",
    )
    own = Text(
        nb="Du mangler en gyldig attest den første dagen i {period}: {missing}.", en="You lack a valid document on the first day of {period}: {missing}."
    )
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """A kind that the course lists is not among those that the student holds on the window's first day."""
        papers, first, kinds = options.table("clearances"), options.table("periods")["first_day"], options.table("courses")["clearances"]
        begins, ends = papers["first_day"][:, None], papers["last_day"][:, None]
        row, period = np.nonzero((begins <= first) & ((ends == NONE) | (ends >= first)))
        held = np.zeros((len(options.words["students"]), len(first), kinds.shape[1]), dtype=bool)
        held[papers["student"][row], period, papers["kind"][row]] = True
        course, found = options["courses"].row, np.zeros(len(options), dtype=bool)
        asking = np.flatnonzero(np.any(kinds, axis=1)[course])
        found[asking] = (kinds[course[asking]] & ~held[options["students"].row[asking], options.period[asking]]).any(axis=1)
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Lays beside each kind asked for what the student has handed in, and keeps placements with a kind of which nothing is valid."""
        asked = placed[["student", "courses.clearances", "periods.first_day"]].assign(row=range(len(placed))).explode("courses.clearances")
        asked = asked.rename(columns={"courses.clearances": "kind"}).dropna(subset=["kind"])
        beside = asked.merge(tables["clearances"], on=["student", "kind"])
        day = beside["periods.first_day"]
        valid = beside[~(beside["first_day"] > day) & ~(beside["last_day"] < day)]
        good = set(side_by_side(valid, "row", "kind"))
        lacking: dict[int, tuple[str, ...]] = {}
        for row, kind in side_by_side(asked, "row", "kind"):
            lacking[row] = (*lacking.get(row, ()), *([] if (row, kind) in good else [kind]))
        missing = pd.Series([lacking.get(row, ()) for row in range(len(placed))], index=placed.index, dtype=object)
        return each(placed.assign(missing=missing, day=placed["periods.first_day"]), missing.map(bool).astype(bool))
