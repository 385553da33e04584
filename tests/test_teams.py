"""Who is interchangeable with whom, decided by hand."""

import pytest

from allocator.teams import teams
from tests.make import problem

ANNE = dict(supervisor="Anne", sites="A1", ects=10, years=5)
CASES = [
    ("the same in everything", {}, {}, True),
    ("two capacities", dict(capacity=3), {}, True),
    ("another site", dict(sites="A1 | A2"), {}, False),
    ("another profession", dict(profession="lege"), {}, False),
    ("away in a week of the window", dict(away="2026-W35"), {}, False),
    ("away in a week of no window", dict(away="2026-W50"), {}, True),
    ("more education than anybody asks for", dict(ects=30), {}, True),
    ("less education than a course asks for", dict(ects=5), {}, False),
    ("named in a conflict", {}, dict(conflicts=[dict(student="s1", supervisor="Berit")]), False),
    ("named in a lock", {}, dict(locks=[dict(need="n1", kind="pin", supervisor="Berit")]), False),
]


@pytest.mark.parametrize(("case", "berit", "tables", "together"), CASES, ids=[case for case, *_ in CASES])
def test_a_team(case: str, berit: dict, tables: dict, together: bool) -> None:
    asked = problem(
        courses=[dict(supervisor_professions="sykepleier | lege", supervisor_ects=10)], sites=[dict(site="A1"), dict(site="A2")],
        students=[dict(student="s1")], needs=[dict(need="n1", student="s1")],
        supervisors=[{**ANNE, "supervisor": "Berit", **berit}, ANNE], **tables,
    )
    assert teams(asked.tables).to_dict() == {"Anne": "Anne", "Berit": "Anne" if together else "Berit"}


def test_nobody_is_no_team() -> None:
    assert len(teams(problem().tables)) == 0
