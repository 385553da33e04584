"""A letter for each student: where, when and under whom, or why not yet; as a page, as text, and as one table to merge into a letter of one's own.

A letter says nothing about anybody else.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allocator.plan import Plan
from allocator.report import words
from allocator.report.ladder import Ladder, ladders
from allocator.report.page import rendered
from allocator.report.redaction import Reader, persons
from allocator.report.sentences import reasons
from allocator.report.workbook import site_names
from allocator.report.writers import csv_bytes
from allocator.tables import plain
from allocator.text import Lang, Text, date, show, weeks

_TITLE = Text("Praksisplass", "Practice placement")
_HELLO = Text("Til student {student}", "To student {student}")
_PLACED = Text(
    "Du har fått praksisplass i emnet {course} ved {site_name} i {municipality}.",
    "You have been given a practice placement in the course {course} at {site_name} in {municipality}.",
)
_WITHOUT = Text("Det er ennå ikke funnet en praksisplass til deg i emnet {course}.", "No practice placement has been found for you yet in the course {course}.")
_DAILY = Text("Reisen er omtrent {minutes} minutter én vei.", "The journey is about {minutes} minutes one way.")
_ESTIMATED = Text(
    "Reisen er anslått til {minutes} minutter én vei ut fra avstanden; se etter i ruteplanleggeren.",
    "The journey is estimated at {minutes} minutes one way from the distance; look it up in a journey planner.",
)
_FAR = Text(
    "Dette er fjernpraksis: du bor ved praksisstedet i ukene. Institusjonen gir beskjed om bolig og støtte.",
    "This is a far placement: you live near the site on weekdays. Your institution will tell you about housing and support.",
)
_WAIT = Text("Institusjonen din leter videre og gir deg beskjed.", "Your institution goes on looking and will tell you.")
_STEP = Text("{reason}: {count}", "{reason}: {count}")
_ASK = Text("Mener du at noe er feil, så svar institusjonen din så snart du kan.", "If you think something is wrong, tell your institution as soon as you can.")
_FACTS = {
    "site_name": Text("Praksissted", "Site"), "address": Text("Adresse", "Address"), "municipality": Text("Kommune", "Municipality"),
    "first_day": Text("Første dag", "First day"), "last_day": Text("Siste dag", "Last day"), "weeks": Text("Uker", "Weeks"),
    "supervisor": Text("Veileder", "Supervisor"), "contact": Text("Kontakt på stedet", "Contact at the site"),
}  # fmt: skip
_MERGE = (
    "need", "student", "institution", "course", "site_name", "address", "municipality", "contact", "first_day", "last_day", "weeks", "supervisor",
    "minutes", "estimated", "far", "reason", "next_step",
)  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """One letter. need: what it is about; says: its sentences; facts: name and value."""

    need: str
    title: str
    hello: str
    says: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def letters(plan: Plan, reader: Reader, lang: Lang) -> list[Letter]:
    """The letters of the students whom the reader may write to, by need; a municipality writes to none."""
    if reader.kind not in ("planner", "institution"):
        return []
    return _written(*_told(plan, reader, lang), lang)


def letter_files(plan: Plan, reader: Reader, lang: Lang) -> Mapping[str, bytes]:
    """A page and a text for each letter, and `letters.csv` with the same values in columns."""
    if reader.kind not in ("planner", "institution"):
        return {}
    files: dict[str, bytes] = {}
    merged, found = _told(plan, reader, lang)
    for letter in _written(merged, found, lang):
        files[f"{letter.need}.html"] = rendered("letter.html", lang=lang, letter=letter)
        files[f"{letter.need}.txt"] = _text(letter).encode("utf-8-sig")
    if files:
        files["letters.csv"] = csv_bytes(merged.rename(columns=words.headers(list(merged.columns), lang)))
    return files


def _told(plan: Plan, reader: Reader, lang: Lang) -> tuple[pd.DataFrame, Mapping[str, Ladder]]:
    """What the letters say, a row a need, and the ladders of those without a place."""
    seen = persons(plan, reader)
    found = ladders(plan, seen.unplaced["need"].tolist(), lang)
    return _merged(seen, found, lang), found


def _written(merged: pd.DataFrame, found: Mapping[str, Ladder], lang: Lang) -> list[Letter]:
    return [_letter(row, found.get(row["need"]), lang) for row in plain(merged)]


def _merged(seen: Plan, found: Mapping[str, Ladder], lang: Lang) -> pd.DataFrame:
    """One row a need, placed or not, columns _MERGE."""
    tables = seen.problem.tables
    spans = dict(zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True))
    placed = seen.placements.merge(site_names(seen.problem).drop(columns="ceiling"), on="site", how="left")
    placed = placed.merge(tables["sites"][["site", "address", "contact"]], on="site", how="left")
    placed = placed.assign(weeks=[weeks(spans[one], lang).partition(" ")[2] for one in placed["period"]])
    placed = placed.assign(site_name=placed["site_name"].where(placed["site_name"] != "", placed["site"]))
    without = seen.unplaced.assign(reason=reasons(seen.unplaced, lang), next_step=_WAIT.say(lang))
    told = [found.get(need) for need in without["need"]]
    without = without.assign(
        reason=[_in_line(one, lang) if one else said for one, said in zip(told, without["reason"], strict=True)],
        next_step=[" ".join([*one.advice, _WAIT.say(lang)]) if one else said for one, said in zip(told, without["next_step"], strict=True)],
    )
    both = pd.concat([placed.reindex(columns=list(_MERGE)), without.reindex(columns=list(_MERGE))], ignore_index=True)
    texts = [name for name in _MERGE if name not in ("first_day", "last_day", "minutes", "estimated", "far")]
    return both.assign(**{name: both[name].astype(object).where(both[name].notna(), "").astype("str") for name in texts}).sort_values("need", ignore_index=True)


def _in_line(told: Ladder, lang: Lang) -> str:
    """The ladder in one cell."""
    steps = "; ".join(_STEP.say(lang, reason=reason, count=count) for reason, count in told.steps)
    return " ".join(part for part in (told.looked, f"{steps}." if steps else "", told.left) if part)


def _letter(row: Mapping[str, Any], told: Ladder | None, lang: Lang) -> Letter:
    hello, title = _HELLO.say(lang, student=row["student"]), _TITLE.say(lang)
    if not row["site_name"]:
        end, first = [_WAIT.say(lang), _ASK.say(lang)], _WITHOUT.say(lang, course=row["course"])
        if told is None:
            return Letter(row["need"], title, hello, (first, row["reason"], *end), ())
        facts = tuple((reason, show(count, lang)) for reason, count in told.steps)
        left = (told.left,) if told.left else ()
        return Letter(row["need"], title, hello, (f"{first} {told.looked}", *left, *told.advice, *end), facts)
    journey = _FAR if row["far"] else _ESTIMATED if row["estimated"] else _DAILY
    says = (_PLACED.say(lang, **{name: row[name] for name in ("course", "site_name", "municipality")}), journey.say(lang, **_minutes(row, journey)))
    facts = tuple((word.say(lang), _value(name, row[name], lang)) for name, word in _FACTS.items() if row[name])
    return Letter(row["need"], title, hello, (*says, _ASK.say(lang)), facts)


def _minutes(row: Mapping[str, Any], journey: Text) -> dict[str, int]:
    return {"minutes": int(row["minutes"])} if "minutes" in journey.fields else {}


def _value(name: str, value: Any, lang: Lang) -> str:
    return date(dt.date.fromisoformat(value), lang) if name in ("first_day", "last_day") else str(value)


def _text(letter: Letter) -> str:
    width = max((len(name) for name, _ in letter.facts), default=0)
    facts = [f"{name + ':':<{width + 1}} {' '.join(value.split())}" for name, value in letter.facts]
    lines = [letter.title, "", letter.hello, "", letter.says[0], *(["", *facts] if facts else []), "", *letter.says[1:]]
    return "\r\n".join(lines) + "\r\n"
