"""What people have decided beforehand: locks, shares, rooms, regional needs, and the few places already promised."""

from typing import Any

from benchmarks.cases import Case
from benchmarks.synthetic.baggage import Near
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.students import People

PINNED, FORBIDDEN, WAIVED = 0.012, 0.008, 0.35
ROOMS = 0.35
SHORTAGE = 0.25


def locks(seed: int, made: People, near: Near, offers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some needs are pinned to an offer, a site or a municipality nearby, some kept from a site."""
    dice = Dice(seed, "locks")
    at: dict[str, list[dict[str, Any]]] = {}
    for offer in offers:
        at.setdefault(offer["site"], []).append(offer)
    double = {row["need"] for row in made.needs if row["need"] != row["student"]}
    rows: list[dict[str, Any]] = []
    for student, programme, home in zip(made.students, made.programmes, made.homes, strict=True):
        draw, sites = dice.number(), near.sites(home, programme)[:6]
        need = student["student"]
        if not sites or draw >= PINNED + FORBIDDEN or f"{need}-2" in double:
            continue
        site = dice.one(sites)
        row: dict[str, Any] = {"need": need, "who": "praksiskoordinator", "municipality": "", "site": site["site"], "offer": "", "despite": ()}
        if draw >= PINNED:
            rows.append(row | {"kind": "forbid", "why": "avtalt med stedet"})
            continue
        fits = [offer for offer in at.get(site["site"], []) if offer["period"] in made.courses[student["course"]]["periods"]]
        if fits and dice.chance(0.5):
            row |= {"site": "", "offer": dice.one(fits)["offer"]}
        elif dice.chance(0.3):
            row |= {"site": "", "municipality": site["municipality"]}
        waived = ("distance", "competence") if dice.chance(WAIVED) else ()
        rows.append(row | {"kind": "pin", "why": "avtalt med studenten", "despite": waived})
    return rows


def previous(made: People, locked: list[dict[str, Any]], offers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Places already promised: those pinned to an offer."""
    window = {offer["offer"]: offer["period"] for offer in offers}
    return [
        {"need": row["need"], "offer": row["offer"], "period": window[row["offer"]], "supervisor": "", "status": "notified"}
        for row in locked if row["kind"] == "pin" and row["offer"]
    ]


def quotas(case: Case, made: People) -> list[dict[str, Any]]:
    """In each campus town that several institutions use, each has at most its share and a little more of the nurses' places."""
    if len(case.senders) < 2:
        return []
    rows: list[dict[str, Any]] = []
    for number in sorted({number for sender in case.senders for number in sender.campuses}):
        users = [sender for sender in case.senders if number in sender.campuses]
        whole = sum(sender.weight * sender.campuses[number] for sender in users)
        for sender in users if len(users) > 1 else []:
            share = 100 * sender.weight * sender.campuses[number] / whole
            if share < 90:
                rows.append({"institution": sender.code, "municipality": number, "profession": "sykepleie", "share": round(share) + 10})
    return rows


def housing(case: Case, seed: int) -> list[dict[str, Any]]:
    """Rooms in some small municipalities."""
    dice = Dice(seed, "housing")
    small = [place for place in case.places if place.population < 12_000]
    return [
        {"municipality": place.number, "rooms": dice.between(1, 4), "weeks": (), "rent": dice.one((900, 1100, 1250, 1500))}
        for place in small if dice.chance(ROOMS)
    ]


def weights(case: Case, seed: int) -> list[dict[str, Any]]:
    """Professions that some municipalities need more than others."""
    dice = Dice(seed, "weights")
    return [
        {"municipality": place.number, "profession": dice.one(("sykepleie", "sykepleie", "vernepleie")), "weight": dice.between(1, 5)}
        for place in case.places if dice.chance(SHORTAGE)
    ]
