"""Why a need has no place, in one or two sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from allocator.rules import HEADINGS, RULES
from allocator.tables import plain
from allocator.text import Lang, Text

_NOTHING = Text("Ingen steder tilbyr plass i periodene emnet går i.", "No site offers a place in the windows of the course.")
_TAKEN = Text(
    "{left} av {considered} mulige plasseringer er tillatt, men plassene har gått til andre.",
    "{left} of {considered} possible placements are allowed, but the places have gone to others.",
)
_SHUT = Text(
    "Ingen av {considered} mulige plasseringer er tillatt. Stengt av {listed}.",
    "None of {considered} possible placements is allowed. Closed by {listed}.",
)
_COUNT = Text("{heading} ({count})", "{heading} ({count})")
_NEAREST = Text(
    "Den nærmeste plassen som bare avstanden stenger for, ligger {minutes} minutter unna.",
    "The nearest place allowed but for distance is {minutes} minutes away.",
)


def reason(unplaced: Mapping[str, Any], lang: Lang) -> str:
    """One row of `Plan.unplaced` in words: what shut the options out, the most common heading first, and the nearest miss."""
    considered, left = int(unplaced["considered"]), int(unplaced["left"])
    if not considered:
        return _NOTHING.say(lang)
    if left:
        return _TAKEN.say(lang, left=left, considered=considered)
    said = [_SHUT.say(lang, considered=considered, listed=listed(unplaced, lang))]
    nearest = unplaced.get("nearest")
    if nearest is not None:
        said.append(_NEAREST.say(lang, minutes=int(nearest)))
    return " ".join(said)


def reasons(unplaced: pd.DataFrame, lang: Lang) -> "pd.Series[str]":
    """The reason of each row of `Plan.unplaced`."""
    return pd.Series([reason(row, lang) for row in plain(unplaced)], index=unplaced.index, dtype="str")


def listed(unplaced: Mapping[str, Any], lang: Lang) -> str:
    """The headings of the rules that shut something, each with how many; counts by rule code, others are passed over."""
    counts = dict.fromkeys(HEADINGS, 0)
    for rule in RULES:
        counts[rule.heading] += int(unplaced.get(rule.code, 0))
    order = sorted((word for word in counts if counts[word]), key=lambda word: -counts[word])
    parts = [_COUNT.say(lang, heading=HEADINGS[word].say(lang), count=counts[word]) for word in order]
    last = Text(" og ", " and ").say(lang)
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
