"""A replan in words: who moves and why, who stays, and what is proved."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from allocator.published.replan import Point, Replanned
from allocator.report.grid import grid
from allocator.report.summary import goal_title
from allocator.report.words import headers
from allocator.report.writers import Page, xlsx_bytes
from allocator.system import Ended, Reached
from allocator.tables import plain
from allocator.text import Lang, Text, week

_HEAD = Text("Endret: {changed}. Som før: {stays}. Uten plass: {unplaced}.", "Changed: {changed}. As before: {stays}. Without a place: {unplaced}.")
_FROM = Text("Fra {week}: Ukene før er forbi og ses ikke på.", "From {week}: the weeks before it are past and not looked at.")
_PROVED = Text("Bevist: Det finnes ingen plan med færre endringer som gir like mange plass.", "Proved: no plan with fewer changes places as many.")
_BUDGET = Text("Høyst så mange endringer som er tillatt, utover dem som er nødvendige.", "At most as many changes as allowed, beyond those that are forced.")
_OPEN = Text(
    "Ikke bevist: Det kan finnes en plan med færre endringer, ned til {bound}.",
    "Not proved: there may be a plan with fewer changes, down to {bound}.",
)
_STOPPED = Text(
    "Søket ble stanset underveis. Dette er den beste planen som var funnet da.", "The search was stopped. This is the best plan found by then."
)
_HEADER = (Text("Behov", "Need"), Text("Hva", "What"), Text("Fra", "From"), Text("Til", "To"), Text("Hvorfor", "Why"))
_KINDS = {
    "moved": Text("flyttet", "moved"), "supervisor": Text("ny veileder", "new supervisor"), "unplaced": Text("mistet plassen", "lost the place"),
    "placed": Text("fikk plass", "got a place"),
}
_GAVE = Text("Flyttes for at planen som helhet skal gi flest mulig plass.", "Moved so that the plan as a whole places as many as possible.")
_LOST = Text("Ingen annen plass er ledig for den som sto der.", "There is no other place for whoever was there.")
_NEW = Text("Hadde ingen plass.", "Had no place.")
_STAYS = Text("Står som før ({count}): {needs}", "As before ({count}): {needs}")
_WAITING = Text("Fortsatt uten plass ({count}): {needs}", "Still without a place ({count}): {needs}")
_ENDED = Text("Ferdig med praksis før dette ({count}): {needs}", "Done before this ({count}): {needs}")
_LATE = Text("Uten plass, og alle periodene har begynt ({count}): {needs}", "Without a place, and all windows have begun ({count}): {needs}")
_GONE = Text("Trenger ikke plass lenger ({count}): {needs}", "No longer in need of a place ({count}): {needs}")
_MORE = Text("… og {count} til", "… and {count} more")
_CHANGED, _UNCHANGED = Text("Endret", "Changed"), Text("Som før", "As before")
_CURVE = (Text("Endringer (plass, veileder)", "Changes (place, supervisor)"), Text("Uten plass", "Unplaced"))


def replan_text(found: Replanned, lang: Lang, most: int, from_week: str | None = None) -> str:
    """How many change, who and why (the first `most`), who stays, and what is proved."""
    told, rest = found.outcome, found.rest
    head = [_HEAD.say(lang, changed=len(told.changed), stays=len(told.stays), unplaced=len(found.plan.unplaced))]
    head += [_STOPPED.say(lang)] if found.plan.ended == Ended.STOPPED else []
    head += [_FROM.say(lang, week=week(from_week, lang))] if from_week else []
    parts = ["\n".join([*head, _claim(found, lang)])]
    if rows := [_row(one, found, lang) for one in plain(told.changed.head(most))]:
        more = f"\n{_MORE.say(lang, count=len(told.changed) - most)}" if len(told.changed) > most else ""
        parts.append(grid([word.say(lang) for word in _HEADER], rows, lang) + more)
    groups = (
        (_STAYS, told.stays["need"]), (_WAITING, told.waiting), (_ENDED, rest.ended), (_LATE, rest.late), (_GONE, told.gone),
    )
    lines = [text.say(lang, count=len(needs), needs=_listed(needs, lang, most)) for text, needs in groups if len(needs)]
    return "\n\n".join([*parts, "\n".join(lines)])


def replan_book(found: Replanned, lang: Lang) -> bytes:
    """A workbook with everybody: one sheet of what changes and why, one of what stays."""
    told = found.outcome
    rows = [_row(one, found, lang) for one in plain(told.changed)]
    words = [word.say(lang) for word in _HEADER]
    changed = pd.DataFrame(rows, columns=words, dtype="str")
    pages = [
        Page(_CHANGED.say(lang), changed, {word: word for word in words}),
        Page(_UNCHANGED.say(lang), told.stays, headers(list(told.stays.columns), lang)),
    ]
    return xlsx_bytes(pages, lang)


def replan_json(found: Replanned, lang: Lang) -> dict[str, Any]:
    """The same as plain values, with every need."""
    told = found.outcome
    changed = [{**one, "why": _why(one, found, lang)} for one in plain(told.changed)]
    reached = _changes(found)
    return {
        "changed": changed, "stays": plain(told.stays), "waiting": list(told.waiting), "gone": list(told.gone), "ended": list(found.rest.ended),
        "late": list(found.rest.late), "unplaced": len(found.plan.unplaced), "changes": told.changes,
        "layers": [{"layer": one.layer, "value": one.value, "bound": one.bound, "proved": one.proved} for one in found.plan.reached],
        "proved": reached.proved if reached else False, "stopped": found.plan.ended == Ended.STOPPED,
    }  # fmt: skip


def curve_text(points: Sequence[Point], found: Replanned, lang: Lang) -> str:
    """What more changes bring: a row for each number of changes, a column for each goal that changes with it."""
    names = [name for name in points[0].values if len({one.values[name] for one in points}) > 1 and name != "placed"]
    header = [*(word.say(lang) for word in _CURVE), *(goal_title(found.plan.problem, name, lang) for name in names)]
    return grid(header, [[one.changes, one.unplaced, *(_value(one.values[name]) for name in names)] for one in points], lang)


def curve_json(points: Sequence[Point]) -> list[dict[str, Any]]:
    """The curve as plain values."""
    return [{"budget": one.budget, "changes": one.changes, "unplaced": one.unplaced, "values": dict(one.values)} for one in points]


def _value(value: Any) -> Any:
    return ", ".join(f"{chosen}/{of}" for chosen, of in value) if isinstance(value, tuple) else value


def _changes(found: Replanned) -> Reached | None:
    return next((one for one in found.plan.reached if one.layer == "changes"), None)


def _claim(found: Replanned, lang: Lang) -> str:
    reached = _changes(found)
    if reached is None or not reached.proved:
        return _OPEN.say(lang, bound=reached.bound if reached else 0)
    layers = found.plan.problem.policy.layers
    above = "placed" in layers and layers.index("changes") < layers.index("placed")
    return (_BUDGET if above else _PROVED).say(lang)


def _row(one: dict[str, Any], found: Replanned, lang: Lang) -> list[str]:
    return [one["need"], _KINDS[one["kind"]].say(lang), _place(one, "was_"), _place(one, ""), _why(one, found, lang)]


def _place(one: dict[str, Any], before: str) -> str:
    """Site and supervisor, and the window where it is another one."""
    window = one[f"{before}period"] if one["was_period"] != one["period"] else ""
    return ", ".join(filter(None, (one[f"{before}site"], window, one[f"{before}supervisor"])))


def _why(one: dict[str, Any], found: Replanned, lang: Lang) -> str:
    breaches = found.outcome.why.get(one["need"], ())
    if breaches:
        return breaches[0].text.say(lang, **breaches[0].values)
    return (_NEW if one["kind"] == "placed" else _LOST if one["kind"] == "unplaced" else _GAVE).say(lang)


def _listed(needs: Iterable[str], lang: Lang, most: int) -> str:
    names = list(needs)
    more = [_MORE.say(lang, count=len(names) - most)] if len(names) > most else []
    return ", ".join([*names[:most], *more])
