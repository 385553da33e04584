"""Competence: whoever supervises has learnt to."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


@dataclass(frozen=True, kw_only=True)
class Competence(Rule):
    """The supervisor has the supervision education (ECTS) and the years of work that the course asks for.

    With mode "one_at_site" it is enough that somebody at the site has both: of a profession that the course accepts, away in no
    week of the window; she need not be the one who is named nor have room for more students. Not judged where the course asks for
    no supervisor or none is named. Source: forskrift om felles rammeplan for helse- og sosialfagutdanninger (FOR-2017-09-06-1353):
    as a main rule supervisors have formal competence, so the rule often carries a price (one unit a placement).
    """

    code = "competence"
    title = Text(nb="Veilederkompetanse", en="Supervisor's competence")
    sentence = Text(
        nb="Veilederen, eller en på stedet, har veilederutdanningen og yrkeserfaringen som emnet krever.",
        en="The supervisor, or somebody at the site, has the supervision education and experience that the course asks for.",
    )
    heading = "supervisor"
    asks = "supervisor"
    breach = Text(
        nb="{need}: veileder {supervisor} på {site} har {ects} studiepoeng og {years} år; {course} krever {asked_ects} og {asked_years}.",
        en="{need}: supervisor {supervisor} at {site} has {ects} ECTS and {years} years; {course} asks for {asked_ects} and {asked_years}.",
    )
    own = Text(nb="{site} har ingen veileder med kompetansen som {course} krever.", en="{site} has no supervisor with the competence that {course} asks for.")

    mode: Literal["each", "one_at_site"] = "each"

    def forbids(self, options: Options) -> Bools:
        """A team is named and lacks education or years, or, with "one_at_site", no team of the site has all that it takes."""
        courses, found = options.table("courses"), np.zeros(len(options), dtype=bool)
        judged = np.flatnonzero((options.team != NONE) & np.any(courses["supervisor_professions"], axis=1)[options["courses"].row])
        course, team = options["courses"].row[judged], options.team[judged]
        if self.mode == "each":
            teams = options.table("teams")
            found[judged] = (teams["ects"][team] < courses["supervisor_ects"][course]) | (teams["years"][team] < courses["supervisor_years"][course])
        else:
            found[judged] = ~_somebody(options)[course, options["sites"].row[judged], options.period[judged]]
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements whose supervisor is not qualified, unless somebody at the site is enough and there is one."""
        said = {"ects": "supervisors.ects", "years": "supervisors.years", "asked_ects": "courses.supervisor_ects", "asked_years": "courses.supervisor_years"}
        alike = placed.groupby(["course", "site", "period"]).ngroup()
        told = placed.assign(alike=alike, **{name: placed[column] for name, column in said.items()})
        judged = (told["supervisor"] != "") & told["courses.supervisor_professions"].map(bool).astype(bool)
        if self.mode == "each":
            return each(told, judged & ((told["ects"] < told["asked_ects"]) | (told["years"] < told["asked_years"])))
        wanted = told.loc[judged, ["alike", "site", "asked_ects", "asked_years", "courses.supervisor_professions", "periods.weeks"]]
        people = tables["supervisors"].drop(columns="supervisor").explode("sites").rename(columns={"sites": "site"}).add_suffix("_there")
        pairs = wanted.drop_duplicates("alike").merge(people, left_on="site", right_on="site_there")
        pairs = pairs[(pairs["ects_there"] >= pairs["asked_ects"]) & (pairs["years_there"] >= pairs["asked_years"])]
        right = [one in accepted for one, accepted in side_by_side(pairs, "profession_there", "courses.supervisor_professions")]
        present = [not {*away} & {*weeks} for away, weeks in side_by_side(pairs, "away_there", "periods.weeks")]
        return each(told, judged & ~alike.isin(pairs[np.array(right, dtype=bool) & np.array(present, dtype=bool)]["alike"]))


def _somebody(options: Options) -> Bools:
    """(courses, sites, periods): a team of the site is qualified for the course and away in no week of the window."""
    courses, teams = options.table("courses"), options.table("teams")
    there = ~(teams["away"] @ options.table("periods")["weeks"].T)
    site, team = teams["at_site"], teams["at_team"]
    found = np.zeros((len(courses["supervisor_ects"]), len(options.table("sites")["staffed"]), there.shape[1]), dtype=bool)
    for course, accepted in enumerate(courses["supervisor_professions"]):
        able = accepted[teams["profession"]] & (teams["ects"] >= courses["supervisor_ects"][course]) & (teams["years"] >= courses["supervisor_years"][course])
        pair, period = np.nonzero((able[:, None] & there)[team])
        found[course, site[pair], period] = True
    return found
