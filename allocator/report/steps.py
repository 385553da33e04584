"""What somebody can do next for a need without a place: from what shut its options out, the nearest at hand first."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from allocator.tables import plain
from allocator.text import Lang, Text

_MORE = Text(
    "Be om flere plasser av dette slaget der studenten kan reise, eller vent på at noen trekker seg.",
    "Ask for more places of this kind where the student can travel, or wait for somebody to withdraw.",
)
_NOTHING = Text(
    "Be kommunene tilby plasser i periodene emnet går i.",
    "Ask the municipalities to offer places in the windows of the course.",
)
_STEPS: tuple[tuple[tuple[str, ...], Text], ...] = (
    (("clearance",), Text("Skaff attesten som mangler.", "Get the document that is missing.")),
    (("locks",), Text("Se på låsen én gang til.", "Look at the lock once more.")),
    (("licence", "car"), Text("Avklar om studenten kan bruke bil.", "Find out whether the student can use a car.")),
    (("answered",), Text("Få svar på tilbud der fristen er ute.", "Get an answer on offers whose deadline has passed.")),
    (("agreement",), Text("Inngå eller forleng avtale med steder som passer.", "Make or extend an agreement with sites that fit.")),
    (
        ("supervised", "competence", "profession", "presence", "supervision"),
        Text("Be steder som passer, om en veileder med rett kompetanse.", "Ask sites that fit for a supervisor with the right competence."),
    ),
    (("offered", "quota", "reserved"), Text("Spør om plasser som er holdt av for andre.", "Ask about places that are kept for others.")),
)  # fmt: skip
_NEAR = Text(
    "Spør om studenten godtar {minutes} minutter én vei, eller fjernpraksis med bolig.",
    "Ask whether the student accepts {minutes} minutes one way, or a far placement with housing.",
)
_MOST = 2


def next_steps(unplaced: pd.DataFrame, lang: Lang) -> "pd.Series[str]":
    """At most two steps for each row of `Plan.unplaced`."""
    return pd.Series([" ".join(_steps(row, lang)) for row in plain(unplaced)], index=unplaced.index, dtype="str")


def _steps(row: Mapping[str, Any], lang: Lang) -> list[str]:
    if not int(row["considered"]):
        return [_NOTHING.say(lang)]
    if int(row["left"]):
        return [_MORE.say(lang)]
    near = [_NEAR.say(lang, minutes=int(row["nearest"]))] if row.get("nearest") is not None else []
    shut = [text.say(lang) for codes, text in _STEPS if any(int(row.get(code, 0)) for code in codes)]
    return [*shut[:1], *near, *shut[1:]][:_MOST] or [_MORE.say(lang)]
