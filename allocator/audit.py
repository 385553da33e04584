"""Every act by hand that a plan rests on: who did it, and why."""

from typing import Any

from allocator.tables import Tables, side_by_side

PLACE = ("municipality", "site", "offer", "period", "supervisor")
"""What a lock may say of where."""


def acts(tables: Tables) -> list[dict[str, Any]]:
    """The locks of a term as plain values, for `run.json`: act (pin, forbid, waiver), need, where, who, why; a waiver names its rule."""
    found = []
    for need, kind, despite, who, why, *place in side_by_side(tables["locks"], "need", "kind", "despite", "who", "why", *PLACE):
        told = {"need": need, **{name: value for name, value in zip(PLACE, place, strict=True) if value}, "who": who, "why": why}
        found.append({"act": kind, **told})
        found += [{"act": "waiver", "rule": rule, **told} for rule in despite]
    return found

