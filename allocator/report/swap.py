"""A swap in words: what each gets and gives, and the rule that stops it."""

from collections.abc import Sequence
from typing import Any

from allocator.problem import Problem
from allocator.published.swap import UNLISTED, Swap
from allocator.report.grid import grid
from allocator.report.summary import changed_values, told_breach
from allocator.tables import plain
from allocator.text import Lang, Text

_HEADER = (
    Text("Behov", "Need"), Text("Fra", "From"), Text("Til", "To"), Text("Periode", "Window"), Text("Minutter", "Minutes"), Text("Ønske nr.", "Wish no."),
)
_CHANGE = Text("{before} → {after}", "{before} → {after}")
_ALLOWED = Text("Byttet kan gjennomføres: Ingen regel er til hinder.", "The swap can be carried out: no rule stops it.")
_REFUSED = Text("Byttet kan ikke gjennomføres. Dette er til hinder:", "The swap cannot be carried out. This stops it:")
_COSTS = Text("Byttet fraviker dette, mot en pris:", "The swap departs from this, at a price:")
_VALUES = Text("Målene etter byttet:", "The goals after the swap:")
_FOUND = Text("Bytter som alle i dem tjener på, og som ingen regel stopper: {count}.", "Swaps that all in them would gain by, and no rule stops: {count}.")


def swap_text(swap: Swap, problem: Problem, lang: Lang) -> str:
    """What each gets, then the rules that stop it, or that none does, and what it does to the goals."""
    parts = [_sides(swap, lang)]
    if swap.allowed:
        parts.append(_ALLOWED.say(lang))
    else:
        parts.append("\n".join([_REFUSED.say(lang), *(f"  {told_breach(one, lang)}" for one in swap.refusals)]))
    if swap.costs:
        parts.append("\n".join([_COSTS.say(lang), *(f"  {told_breach(one, lang)}" for one in swap.costs)]))
    if swap.allowed and (changed := changed_values(problem, swap.before.values, swap.after.values, lang)):
        parts.append(f"{_VALUES.say(lang)}\n{changed}")
    return "\n\n".join(parts)


def swap_json(swap: Swap, lang: Lang) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "needs": list(swap.needs), "allowed": swap.allowed, "sides": plain(swap.sides),
        "refusals": [{"rule": one.rule, "need": one.need or None, "says": told_breach(one, lang)} for one in swap.refusals],
        "costs": [{"rule": one.rule, "need": one.need or None, "says": told_breach(one, lang)} for one in swap.costs],
    }  # fmt: skip


def swaps_text(swaps: Sequence[Swap], lang: Lang) -> str:
    """Every swap that was found."""
    return "\n\n".join([_FOUND.say(lang, count=len(swaps)), *(_sides(one, lang) for one in swaps)])


def _sides(swap: Swap, lang: Lang) -> str:
    rows = [
        [one["need"], one["was_site"], one["site"], one["period"], _said(one, "minutes", lang), _said(one, "rank", lang)] for one in plain(swap.sides)
    ]
    return grid([word.say(lang) for word in _HEADER], rows, lang)


def _said(side: dict[str, Any], name: str, lang: Lang) -> str:
    before, after = ("–" if name == "rank" and value == UNLISTED else value for value in (side[f"was_{name}"], side[name]))
    return _CHANGE.say(lang, before=before, after=after)
