"""A term in which every text about a person is found again by its looks, and what each reader may not see."""

import functools

import allocator as al
from allocator.plan import Plan
from allocator.report.redaction import OF_NEEDS, OF_STUDENTS, Reader
from tests.make import problem

NORTH, SOUTH = ("north-1", "north-2", "north-3"), ("south-1", "south-2", "south-3")
PEOPLE = (*NORTH, *SOUTH)


@functools.cache
def plan() -> Plan:
    """Two institutions with three students each, two municipalities; one of each institution goes to Senja, two needs find no place."""
    made = problem(
        institutions=[{"institution": "NORTH", "name": "North"}, {"institution": "SOUTH", "name": "South"}],
        courses=[{"course": "cn", "institution": "NORTH", "supervisor_professions": "sykepleier"}, {"course": "cs", "institution": "SOUTH"}],
        students=[{"student": one, "institution": "NORTH", "course": "cn", "home": "5530" if one == "north-2" else "5501", "origin": f"at-{one}"} for one in NORTH]
        + [{"student": one, "institution": "SOUTH", "course": "cs", "home": "5530", "origin": f"at-{one}"} for one in SOUTH],
        needs=[{"need": f"need-{one}", "student": one, "course": "cn" if one in NORTH else "cs", "at_risk": True} for one in PEOPLE],
        municipalities=[{"municipality": "5501", "name": "Tromsø", "coordinator": "T"}, {"municipality": "5530", "name": "Senja"}],
        coordinators=[{"coordinator": "T", "name": "Koordinator T"}],
        sites=[{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5530"}],
        offers=[{"offer": "oA", "site": "A", "places": 1}, {"offer": "oF", "site": "A", "places": 1, "found_by": "north-1"}, {"offer": "oB", "site": "B", "places": 2}],
        supervisors=[{"supervisor": "vA", "sites": "A", "capacity": 2}, {"supervisor": "vB", "sites": "B", "capacity": 2}],
        origins=[{"origin": f"at-{one}", "municipality": "5501" if one in ("north-1", "north-3") else "5530"} for one in PEOPLE],
        wishes=[{"student": one, "rank": 1, "site": "A"} for one in PEOPLE],
        conflicts=[{"student": "north-3", "site": "A", "reason": "patient"}, {"student": "south-3", "site": "B", "reason": "relative"}],
        specials=[{"student": one, "criterion": "care"} for one in PEOPLE],
        clearances=[{"student": one, "kind": "police"} for one in PEOPLE],
        history=[{"student": one, "site": "A"} for one in PEOPLE],
        companions=[{"group": "g", "student": one, "kind": "apart"} for one in ("north-1", "north-2")],
        locks=[{"need": "need-north-1", "site": "A", "kind": "pin", "who": "the planner", "why": "between us"},
               {"need": "need-south-1", "site": "B", "kind": "pin", "who": "the planner", "why": "between us"},
               {"need": "need-north-2", "site": "B", "kind": "pin", "who": "the planner", "why": "between us"}],
        previous=[{"need": "need-south-3", "offer": "oA", "period": "P1", "supervisor": "vA"}],
    )  # fmt: skip
    return al.solve(made)


def others(reader: Reader) -> set[str]:
    """The students whose ids the reader may meet nowhere."""
    made = plan()
    if reader.kind == "planner":
        return set()
    if reader.kind == "institution":
        return set(PEOPLE) - set(NORTH if reader.name == "NORTH" else SOUTH)
    towns = reader.towns(made.problem.tables)
    sites = made.problem.tables["sites"]
    mine = set(sites.loc[sites["municipality"].isin(towns), "site"])
    coming = set(made.placements.loc[made.placements["site"].isin(mine), "student"])
    was = {"south-3"} if "A" in mine else set()
    return set(PEOPLE) - coming - was


PERSONAL = (*OF_STUDENTS, *OF_NEEDS)
