"""Locks made from what was changed by hand: for people to read, and as a file to fill in and lay in the term."""

import csv
import io
from typing import Any

import pandas as pd

from allocator.report.grid import grid
from allocator.report.writers import protected
from allocator.rows import ROWS
from allocator.rows.choices import CHOICES
from allocator.rules import RULES
from allocator.text import Lang, Text
from allocator.verdict import Verdict

_SHOWN = ("need", "kind", "offer", "period", "supervisor")
_BREAKS = Text("Bryter", "Breaks")
_NONE = Text("Ingen plasseringer er endret.", "No placement has been changed.")
_NOTE = Text(
    "Bryter {rules}. Skriv «{codes}» under «{despite}» hvis det skal fravikes.", "Breaks {rules}. Write “{codes}” under “{despite}” to waive it."
)
_HEADERS = {column.name: column.header for column in ROWS["locks"].columns()}


def broken_by(locks: pd.DataFrame, verdict: Verdict) -> list[list[str]]:
    """The codes of the rules that each pin breaks on its own, so that it would leave its need without a place.

    A rule that counts is broken by several together, and is never waived; one about the supervisor, only by a pin that names one.
    """
    alone = {rule.code: rule.asks == "supervisor" for rule in RULES if "limits" not in vars(rule)}
    found: dict[str, set[str]] = {}
    for one in verdict.of("broken"):
        if one.need and one.rule in alone:
            found.setdefault(one.need, set()).add(one.rule)
    rows = zip(locks["need"], locks["kind"], locks["supervisor"], strict=True)
    return [[code for code in sorted(found.get(need, ())) if kind == "pin" and (named or not alone[code])] for need, kind, named in rows]


def locks_text(locks: pd.DataFrame, breaks: list[list[str]], lang: Lang) -> str:
    """What was changed, and what each change breaks."""
    if locks.empty:
        return _NONE.say(lang)
    rows = [
        [need, CHOICES[kind].say(lang), *place, _titles(codes, lang)]
        for (need, kind, *place), codes in zip(locks[list(_SHOWN)].to_numpy(dtype=object).tolist(), breaks, strict=True)
    ]
    return grid([*(_HEADERS[name].say(lang) for name in _SHOWN), _BREAKS.say(lang)], rows, lang)


def locks_csv(locks: pd.DataFrame, breaks: list[list[str]], lang: Lang) -> bytes:
    """The rows of `locks` as a csv that spreadsheets open: header words in the language, semicolons, a note where a pin breaks a rule."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*(_HEADERS[name].say(lang) for name in locks.columns), "note"])
    for row, codes in zip(locks.to_numpy(dtype=object).tolist(), breaks, strict=True):
        told = {**dict(zip(locks.columns, row, strict=True)), "note": _note(codes, lang)}
        told["kind"] = CHOICES[told["kind"]].say(lang)
        writer.writerow([protected(value) for value in told.values()])
    return out.getvalue().encode("utf-8-sig")


def _note(codes: list[str], lang: Lang) -> str:
    if not codes:
        return ""
    return _NOTE.say(lang, rules=_titles(codes, lang), codes=" | ".join(codes), despite=_HEADERS["despite"])


def _titles(codes: list[str], lang: Lang) -> Any:
    titles = {rule.code: rule.title.say(lang) for rule in RULES}
    return ", ".join(f"«{titles[code]}»" if lang == "nb" else f"“{titles[code]}”" for code in codes)
