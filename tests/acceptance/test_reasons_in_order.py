"""A student to whom nothing is open is told why, in the order in which coordinators think."""

import allocator as al
from allocator.problem import Problem
from allocator.rules import HEADINGS
from tests.acceptance.outcome import sound
from tests.make import problem

SHUT_BY = {
    "U": "agreement", "R": "region", "S": "setting", "V": "supervised", "C": "clearance", "D": "distance", "K": "relative", "O": "offered", "L": "locks",
}
"""Each site, and the one rule that shuts it, a rule for each heading."""


def term() -> Problem:
    """One student, nine sites: each is all right but for one thing."""
    towns = {"U": "5544", "R": "5503", "D": "5530"}
    windows = [
        {"period": "P1", "first_day": "2026-08-17", "last_day": "2026-10-09"}, {"period": "P2", "first_day": "2026-10-12", "last_day": "2026-12-04"},
    ]
    return problem(
        institutions=[{"institution": "UIT"}], periods=windows,
        courses=[{"course": "c1", "settings": "sykehjem", "clearances": "police", "supervisor_professions": "sykepleier"}],
        students=[{"student": "s1", "course": "c1", "home": "5501", "areas": "Troms"}],
        municipalities=[{"municipality": town, "lat": 69.65, "lon": 18.96} for town in ("5501", "5503", "5544")] + [{"municipality": "5530"}],
        areas=[{"area": "Troms", "municipality": town} for town in ("5501", "5530", "5544")],
        agreements=[{"institution": "UIT", "municipality": town} for town in ("5501", "5503", "5530")],
        sites=[{"site": site, "municipality": towns.get(site, "5501"), "settings": "skole" if site == "S" else "sykehjem"} for site in SHUT_BY],
        offers=[
            {"offer": site, "site": site, "period": "P1" if site == "C" else "P2", "status": "withdrawn" if site == "O" else "offered"} for site in SHUT_BY
        ],
        supervisors=[{"supervisor": "v1", "sites": [site for site in SHUT_BY if site != "V"]}, {"supervisor": "v2", "sites": "V", "profession": "lege"}],
        clearances=[{"student": "s1", "kind": "police", "first_day": "2026-10-01"}],
        conflicts=[{"student": "s1", "site": "K", "reason": "relative"}], locks=[{"need": "n1", "kind": "forbid", "site": "L"}],
    )


def test_nothing_is_open_and_the_reasons_come_in_the_order_of_the_headings() -> None:
    """Agreement, region, setting, supervisor, clearance, distance, conflict, capacity, decision: one each, and each alone."""
    plan = sound(term())
    assert plan.placements.empty
    told = al.explain(plan.problem, plan, student="s1").accounts[0]
    assert [one.heading for one in told.shut] == list(HEADINGS)
    assert (told.sites, told.offers, told.left, told.open) == (9, 9, 0, ())
    assert all((one.first, one.alone) == (1, 1) for one in told.shut)
    assert told.near is not None
    assert told.near.site == "D"
    said = al.explain(plan.problem, plan, student="s1").say("en")
    assert "9 possible placements at 9 sites were in question" in said
    words = ["Agreement: 1", "Region – ", "Setting: 1", "Supervisor", "Clearance – ", "Distance: 1", "Conflict – ", "Capacity – ", "Decided by hand – "]
    lines = [line for line in said.splitlines() if line.startswith("  - ")]
    assert [line.startswith(f"  - {word}") for line, word in zip(lines, words, strict=True)] == [True] * 9
