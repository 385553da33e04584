"""Progression: nobody is sent back to what they have passed."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Progression(Rule):
    """The site has a setting that the course accepts, the need asks for and the student has not passed.

    What was not passed may be repeated. Where a site has several settings, one that is lacking is enough. A site without any setting
    that would do is none of this rule's. Source: the order of settings at Nord and UiN, http://docplayer.me/3307066-.
    """

    code = "progression"
    title = Text(nb="Progresjon", en="Progression")
    sentence = Text(
        nb="Stedet har en praksistype som studenten ennå ikke har bestått; ikke bestått praksis kan tas om igjen.",
        en="The site has a setting that the student has not passed yet; a placement that was not passed may be repeated.",
    )
    heading = "setting"
    breach = Text(nb="{need}: studenten har alt bestått {settings}, som {site} har.", en="{need}: the student has already passed {settings}, which {site} has.")
    own = Text(nb="Du har alt bestått praksistypen på {site}.", en="You have already passed the setting of {site}.")
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """All that the site has of what is asked for, and that is something, has been passed."""
        history, known = options.table("history"), len(options.words["settings"])
        done = np.zeros((len(options.words["students"]), known), dtype=bool)
        passed = np.flatnonzero(history["passed"] & (history["setting"] != NONE))
        done[history["student"][passed], history["setting"][passed]] = True
        student, found = options["students"].row, np.zeros(len(options), dtype=bool)
        near = np.flatnonzero(np.any(done, axis=1)[student])
        some = options.take(near)
        fits = some["sites"]["settings"]
        for asked in (some["courses"]["settings"], some["needs"]["settings"]):
            fits = fits & (asked | ~asked.any(axis=1, keepdims=True))
        found[near] = fits.any(axis=1) & ~(fits & ~done[student[near]]).any(axis=1)
        return found

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Lists what the student could do at the site, and keeps placements where there is something and all of it is passed."""
        passed = tables["history"][tables["history"]["passed"] & (tables["history"]["setting"] != "")]
        done = passed.groupby("student")["setting"].agg(set).to_dict()
        lists = side_by_side(placed, "student", "sites.settings", "courses.settings", "needs.settings")
        usable = [(who, tuple(one for one in had if one in (course or had) and one in (need or had))) for who, had, course, need in lists]
        wrong = [bool(settings) and set(settings) <= done.get(who, set()) for who, settings in usable]
        told = placed.assign(settings=pd.Series([settings for _, settings in usable], index=placed.index, dtype=object))
        return each(told, pd.Series(wrong, index=placed.index, dtype=bool))
