"""Agreement: nobody is sent where the institution has no agreement for the whole window."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables
from allocator.text import Text

_NONE = Text("ingen avtale dekker noen dag av perioden", "no agreement covers any day of the window")
_PART = Text("avtalen gjelder bare en del av perioden", "the agreement holds for only a part of the window")


class Agreement(Rule):
    """The course's institution has an agreement that holds from the first day of the window to the last.

    It is with the municipality in which the site lies, with the site, or with a site above it; for the programme or for all;
    one agreement covers the whole window, blank days are open. Source: only places with a written agreement are used, HVL
    https://www.hvl.no/student/praksis/helseogsosial/innhenting-og-fordeling-av-praksisplasser/.
    """

    code = "agreement"
    title = Text(nb="Praksisavtale", en="Agreement")
    sentence = Text(
        nb="Institusjonen har en praksisavtale med kommunen eller stedet som gjelder hele perioden.",
        en="The institution has an agreement with the municipality or the site for the whole window.",
    )
    heading = "agreement"
    breach = Text(
        nb="{need}: {institution} mangler avtale for {course} på {site} i {period}: {why}.",
        en="{need}: {institution} has no agreement for {course} at {site} in {period}: {why}.",
    )
    own = Text(nb="{institution} har ingen avtale med {site} som gjelder hele {period}.", en="{institution} has no agreement with {site} for all of {period}.")

    def forbids(self, options: Options) -> Bools:
        """No agreement that lasts the window is with the municipality, the site or a site above, for the programme or all."""
        towns = len(options.table("municipalities")["lat"])
        covered = _covered(options, towns)
        course, site = options["courses"].row, options["sites"]
        above = site["above"]
        with_site = covered[course[:, None], towns + above, options.period[:, None]] & (above != NONE)
        found: Bools = ~(covered[course, site["municipality"], options.period] | np.any(with_site, axis=1))
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Lays beside each placement the agreements about its site, and keeps those that none covers; says whether one covers a part."""
        agreements = tables["agreements"].rename(columns={"site": "above"})
        at_site = agreements[agreements["above"] != ""].merge(tables.lineage(), on="above")
        in_town = agreements[agreements["above"] == ""].merge(tables["sites"][["site", "municipality"]], on="municipality")
        about = pd.concat([at_site, in_town])[["institution", "site", "programme", "first_day", "last_day"]]
        beside = placed.assign(row=range(len(placed))).merge(about, on=["institution", "site"])
        beside = beside[(beside["programme"] == "") | (beside["programme"] == beside["courses.programme"])]
        whole = beside[_from(beside, "periods.first_day") & _until(beside, "periods.last_day")]["row"]
        part = beside[_from(beside, "periods.last_day") & _until(beside, "periods.first_day")]["row"]
        rows = pd.Series(range(len(placed)), index=placed.index)
        why = pd.Series([_PART if one else _NONE for one in rows.isin(part)], index=placed.index, dtype=object)
        return each(placed.assign(why=why), ~rows.isin(whole))


def _covered(options: Options, towns: int) -> Bools:
    """(courses, municipalities then sites, periods): an agreement with that place, for that course, lasts the whole window."""
    agreements, courses, periods = options.table("agreements"), options.table("courses"), options.table("periods")
    opens, ends = agreements["first_day"][:, None], agreements["last_day"][:, None]
    lasting = (opens <= periods["first_day"]) & ((ends >= periods["last_day"]) | (ends == NONE))
    programme = agreements["programme"][:, None]
    concerned = (agreements["institution"][:, None] == courses["institution"]) & ((programme == courses["programme"]) | (programme == NONE))
    place = np.where(agreements["site"] == NONE, agreements["municipality"], towns + agreements["site"])
    agreement, course = np.nonzero(concerned)
    found, period = np.nonzero(lasting[agreement])
    covered = np.zeros((len(courses["programme"]), towns + len(options.table("sites")["above"]), lasting.shape[1]), dtype=bool)
    covered[course[found], place[agreement[found]], period] = True
    return covered


def _from(beside: pd.DataFrame, day: str) -> "pd.Series[bool]":
    return beside["first_day"].isna() | (beside["first_day"] <= beside[day])


def _until(beside: pd.DataFrame, day: str) -> "pd.Series[bool]":
    return beside["last_day"].isna() | (beside["last_day"] >= beside[day])
