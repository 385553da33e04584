"""The same family, three institutions: who has priority follows from the institution's own policy file."""

from pathlib import Path

import pytest

from allocator.policy.read import read_policy
from allocator.problem import Problem
from tests.acceptance.outcome import where, without
from tests.make import problem

FILES = {
    "HVL": "sole_care = { below = 18, class = 1 }\nshared_care = { below = 12, class = 2 }\n",
    "NTNU": "sole_care = { below = 17, class = 2 }\nshared_care = { below = 6, class = 3 }\n",
    "LDH": "sole_care = { below = 10, class = 2 }\nshared_care = { below = 7, class = 1 }\n",
}
FIRST_DRAWN = {f"{one}-first": f"{one}-site" for one in FILES}
PARENTS = {f"{one}-parent": f"{one}-site" for one in FILES}


def term(folder: Path, care: str) -> Problem:
    """At each institution one place, a student drawn first, and a parent of a child of 8 drawn last."""
    for name, criteria in FILES.items():
        (folder / f"policy-{name}.toml").write_text(f"[criteria]\n{criteria}", encoding="utf-8")
    policy, _ = read_policy(folder, FILES)
    assert policy is not None
    return problem(
        policy, institutions=[{"institution": one} for one in FILES], courses=[{"course": one, "institution": one} for one in FILES],
        students=[{"student": f"{one}-{name}", "course": one, "lottery": at} for one in FILES for at, name in ((1, "first"), (2, "parent"))],
        sites=[{"site": f"{one}-site"} for one in FILES], offers=[{"site": f"{one}-site", "institution": one} for one in FILES],
        specials=[{"student": f"{one}-parent", "criterion": care, "value": 8} for one in FILES],
    )


def test_shared_care_counts_at_hvl_only(tmp_path: Path) -> None:
    """HVL asks for a child below 12, NTNU below 6, LDH 6 at most: the parent goes first at HVL, and the first drawn at the other two."""
    assert where(term(tmp_path, "shared_care")) == {"HVL-parent": "HVL-site", "NTNU-first": "NTNU-site", "LDH-first": "LDH-site"}


def test_sole_care_counts_at_all_three(tmp_path: Path) -> None:
    """HVL asks for a child below 18, NTNU 16 at most, LDH 9 at most: the parent goes first everywhere."""
    assert where(term(tmp_path, "sole_care")) == PARENTS


@pytest.mark.parametrize("care", ["shared_care", "sole_care"])
def test_without_the_goal_the_draw_decides(tmp_path: Path, care: str) -> None:
    """If no consideration counted, the first drawn would get the place at every institution."""
    assert where(without(term(tmp_path, care), "specials")) == FIRST_DRAWN
