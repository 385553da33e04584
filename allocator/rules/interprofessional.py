"""Interprofessional: at a site for interprofessional learning students of different professions meet."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.system import Limit, Options
from allocator.tables import Tables
from allocator.text import Text, week


class Interprofessional(Rule):
    """At a site marked `tps`, with all that lies below it, no student is there in a week without a student of another profession.

    Each such student counts one for each such week. It holds only where a policy names it, as a rule at a price. Model: students of
    twelve health programmes learn together at Tromsø Helsehus,
    https://uit.no/forskning/forskningsgrupper/sub?p_document_id=379080&sub_id=444406.
    """

    code = "interprofessional"
    title = Text(nb="Tverrprofesjonell læring", en="Interprofessional learning")
    sentence = Text(
        nb="På steder for tverrprofesjonell læring (TPS) er studenter fra flere profesjoner der i samme uke.",
        en="At sites for interprofessional learning (TPS) students of several professions are there in the same week.",
    )
    heading = "capacity"
    breach = Text(
        nb="{place} har {placed} av profesjonen {profession} i {when}, og ingen fra andre profesjoner.",
        en="{place} has {placed} of the profession {profession} in {when}, and none of other professions.",
    )
    own = Text(nb="Det var ingen studenter fra andre profesjoner der i de ukene.", en="There were no students of other professions there in those weeks.")
    usual = False

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each such site, profession and kind of week: those of the profession, less many times as many for each of the others."""
        sites, weeks = options.table("sites"), options.table("periods")["weeks"]
        above = sites["above"][options["sites"].row]
        member, level = np.nonzero((above >= 0) & sites["tps"][above])
        kinds, units = np.unique(weeks[:, weeks.any(axis=0)], axis=1, return_counts=True)
        at, kind = np.nonzero(kinds[options.period[member]])
        option, place = member[at], above[member, level][at].astype(np.int64) * kinds.shape[1] + kind
        profession, many = options["courses"]["profession"][option], len(options.words["professions"])
        keys, group = np.unique(place * many + profession, return_inverse=True)
        if not len(keys):
            return
        first, last = (np.searchsorted(keys // many, place, side) for side in ("left", "right"))
        there = np.repeat(np.arange(len(option)), last - first)
        beside = np.arange(len(there)) - np.repeat(np.cumsum(last - first) - (last - first), last - first) + first[there]
        size = len(options.table("needs")["student"])
        most = np.bincount(np.unique(group * size + options.need[option]) // size)
        weight = np.where(group[there] == beside, 1, -most[beside])
        yield Limit(option=option[there], group=beside, most=np.zeros(len(keys), dtype=np.int64), weight=weight, units=units[keys // many % kinds.shape[1]])

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the students of each profession at each such site week by week, and keeps those that are the only profession there."""
        marked = tables["sites"][tables["sites"]["tps"]][["site"]].rename(columns={"site": "place"})
        below = marked.merge(tables.lineage(), left_on="place", right_on="above")[["place", "site"]]
        there = placed[["site", "courses.profession", "periods.weeks"]].merge(below, on="site").explode("periods.weeks")
        counted = there.groupby(["place", "periods.weeks", "courses.profession"], as_index=False).size()
        alone = counted[~counted.duplicated(["place", "periods.weeks"], keep=False)].rename(columns={"size": "placed", "courses.profession": "profession"})
        when = [Text(week(one, "nb"), week(one, "en")) for one in alone["periods.weeks"]]
        return alone.assign(when=pd.Series(when, index=alone.index, dtype=object), units=alone["placed"])
