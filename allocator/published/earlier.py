"""Placements that are over, as rows of history."""

import pandas as pd

from allocator.rows import ROWS
from allocator.tables import Tables, by_column, side_by_side
from allocator.text import Lang, Text

SPRING, AUTUMN = Text("{year} vår", "{year} spring"), Text("{year} høst", "{year} autumn")
_JULY = 7


def earlier(placements: pd.DataFrame, tables: Tables, lang: Lang) -> pd.DataFrame:
    """The placements (columns as `Plan.placements`) as rows of history, passed.

    The setting is what the site has of what the course accepts and the need asks for, blank where that is not one thing.
    """
    words = placements.merge(tables["sites"][["site", "municipality", "settings"]], on="site")
    words = words.merge(tables["courses"][["course", "settings"]], on="course", suffixes=("", "_accepted"))
    words = words.merge(tables["needs"][["need", "settings"]], on="need", suffixes=("", "_asked")).sort_values("need")
    lists = side_by_side(words, "settings", "settings_accepted", "settings_asked")
    usable = [[one for one in had if one in (accepted or had) and one in (asked or had)] for had, accepted, asked in lists]
    return by_column(ROWS["history"], {
        "student": words["student"].tolist(), "site": words["site"].tolist(), "setting": [one[0] if len(one) == 1 else "" for one in usable],
        "municipality": words["municipality"].tolist(), "term": [term_of(day, lang) for day in words["first_day"]],
        "minutes": words["minutes"].tolist(), "far": words["far"].tolist(), "passed": [True] * len(words),
    })  # fmt: skip


def term_of(day: pd.Timestamp, lang: Lang) -> str:
    """The term that a day lies in, as people write it: "2026 høst"."""
    return (AUTUMN if day.month >= _JULY else SPRING).say(lang, year=str(day.year))
