"""Locks that contradict each other, or that say nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from allocator.intake.draft import Draft
from allocator.intake.faults import Fault
from allocator.text import Text

_PLACES = ("offer", "site", "municipality", "period", "supervisor")

_NOWHERE = Text(
    nb="Låsen sier ikke hvor: verken kommune, sted, tilbud, periode eller veileder er fylt ut.",
    en="The lock does not say where: no municipality, site, offer, window or supervisor is given.",
)
_NOWHERE_HOW = Text(nb="Fyll ut minst én av dem, eller slett raden.", en="Fill in at least one of them, or delete the row.")
_TWO = Text(
    nb="«{need}» er låst til to forskjellige plasser: også i {file}, rad {row}.",
    en="“{need}” is pinned to two different places: also in {file}, row {row}.",
)
_BOTH = Text(nb="«{need}» er låst til en plass som er forbudt i {file}, rad {row}.", en="“{need}” is pinned to a place that is forbidden in {file}, row {row}.")
_CONTRARY_HOW = Text(nb="Behold én av radene.", en="Keep one of the rows.")


def locks(drafts: Mapping[str, Draft]) -> Iterator[Fault]:
    """Locks without a place, pins of one need to different places, and pins to what is forbidden."""
    draft = drafts["locks"]
    above = _lineage(drafts["sites"])
    rows = list(zip(*(draft.values[name] for name in _PLACES), strict=True))
    by_need: dict[Any, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if any(row):
            by_need[draft.values["need"][at]].append(at)
        elif not any(at in draft.faulty[name] for name in _PLACES):
            yield draft.fault(at, "", _NOWHERE.of(), _NOWHERE_HOW.of(), "lock")
    by_need.pop(None, None)
    for need, listed in by_need.items():
        if len(listed) > 1:
            yield from _contrary(draft, str(need), [(at, _implied(dict(zip(_PLACES, rows[at], strict=True)), drafts)) for at in listed], above)


def _contrary(draft: Draft, need: str, listed: list[tuple[int, dict[str, Any]]], above: Mapping[Any, set[Any]]) -> Iterator[Fault]:
    kinds = draft.values["kind"]
    pins = [(at, place) for at, place in listed if kinds[at] == "pin"]
    for later, (at, place) in enumerate(pins):
        other = next((one for one, before in pins[:later] if _apart(place, before, above)), None)
        if other is not None:
            file, row = draft.where(other)
            yield draft.fault(at, "need", _TWO.of(need=need, file=file, row=row), _CONTRARY_HOW.of(), "contradiction")
        ban = next((one for one, _ in listed if kinds[one] == "forbid" and _covers(_typed(draft, one), place, above)), None)
        if ban is not None:
            file, row = draft.where(ban)
            yield draft.fault(at, "need", _BOTH.of(need=need, file=file, row=row), _CONTRARY_HOW.of(), "contradiction")


def _typed(draft: Draft, at: int) -> dict[str, Any]:
    return {name: draft.values[name][at] for name in _PLACES if draft.values[name][at]}


def _implied(place: dict[str, Any], drafts: Mapping[str, Draft]) -> dict[str, Any]:
    """What a place says of itself: an offer is at a site (and in a window), a site is in a municipality."""
    offers, sites = drafts["offers"].values, drafts["sites"].values
    known = {name: value for name, value in place.items() if value}
    if known.get("offer") in offers["offer"]:
        at = offers["offer"].index(known["offer"])
        known = {"site": offers["site"][at], "period": offers["period"][at]} | known
    if known.get("site") in sites["site"]:
        known = {"municipality": sites["municipality"][sites["site"].index(known["site"])]} | known
    return {name: value for name, value in known.items() if value}


def _apart(one: Mapping[str, Any], other: Mapping[str, Any], above: Mapping[Any, set[Any]]) -> bool:
    """Whether no placement fits both."""
    shared = [(name, one[name], other[name]) for name in _PLACES if name in one and name in other]
    return any(a not in above.get(b, ()) and b not in above.get(a, ()) if name == "site" else a != b for name, a, b in shared if a != b)


def _covers(ban: Mapping[str, Any], place: Mapping[str, Any], above: Mapping[Any, set[Any]]) -> bool:
    """Whether every placement that fits the place is banned."""
    return all(value == place.get(name) or (name == "site" and value in above.get(place.get("site"), ())) for name, value in ban.items())


def _lineage(sites: Draft) -> dict[Any, set[Any]]:
    """Each site's own and all sites above it."""
    parent = dict(zip(sites.values["site"], sites.values["parent"], strict=True))
    found: dict[Any, set[Any]] = {}
    for site in parent:
        way, up = {site}, parent[site]
        while up and up not in way:
            way.add(up)
            up = parent.get(up)
        found[site] = way
    return found
