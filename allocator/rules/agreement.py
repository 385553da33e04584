"""Agreement: nobody is sent where the institution has no agreement for the whole window."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each, listed
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
        agreements, periods, towns = options.table("agreements"), options.table("periods"), len(options.table("municipalities")["lat"])
        last = np.where(agreements["last_day"] == NONE, np.iinfo(np.int64).max, agreements["last_day"])
        lasting = (agreements["first_day"][:, None] <= periods["first_day"]) & (last[:, None] >= periods["last_day"])
        row, period = np.nonzero(lasting)
        parties = np.where(agreements["site"] == NONE, agreements["municipality"], towns + agreements["site"])
        programmes, senders = len(options.words["programmes"]) + 1, agreements["institution"].astype(np.int64)
        known = ((senders * programmes + agreements["programme"] + 1)[row] * lasting.shape[1] + period, parties[row])

        site, course = options["sites"], options["courses"]
        nowhere = towns + len(options.table("sites")["above"])
        places = np.column_stack([site["municipality"], np.where(site["above"] == NONE, nowhere, towns + site["above"])])
        sender = course["institution"].astype(np.int64) * programmes
        asked = np.stack([sender, sender + course["programme"] + 1]) * lasting.shape[1] + options.period
        return ~listed(known, asked[:, :, None], places[None], nowhere + 1).any(axis=(0, 2))

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Lays beside each placement the agreements about its site, and keeps those that none covers; says whether one covers a part."""
        agreements = tables["agreements"].rename(columns={"site": "above"})
        at_site = agreements[agreements["above"] != ""].merge(tables.lineage(), on="above")
        in_town = agreements[agreements["above"] == ""].merge(tables["sites"][["site", "municipality"]], on="municipality")
        about = pd.concat([at_site, in_town])[["institution", "site", "programme", "first_day", "last_day"]]
        beside = placed.assign(row=range(len(placed))).merge(about, on=["institution", "site"])
        beside = beside[(beside["programme"] == "") | (beside["programme"] == beside["courses.programme"])]
        first, last = beside["first_day"].fillna(pd.Timestamp.min), beside["last_day"].fillna(pd.Timestamp.max)
        whole = beside[(first <= beside["periods.first_day"]) & (last >= beside["periods.last_day"])]["row"]
        part = beside[(first <= beside["periods.last_day"]) & (last >= beside["periods.first_day"])]["row"]
        rows = pd.Series(range(len(placed)), index=placed.index)
        return each(placed.assign(why=[_PART if one else _NONE for one in rows.isin(part)]), ~rows.isin(whole))
