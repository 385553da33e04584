"""A term with nothing to give, or with nothing but special considerations, still ends in a report."""

from pathlib import Path

import pandas as pd

import allocator as al
from allocator.goals import Criterion
from allocator.policy import Policy
from allocator.problem import Problem
from tests.acceptance.outcome import sound, who
from tests.intake.terms import loaded
from tests.make import problem


def reported(asked: Problem, folder: Path) -> dict[str, str]:
    """The plan saved as a folder; why each student has no place, as its list says. Every file of the report is there."""
    where = al.save(sound(asked), folder, lang="en")
    assert {"placements.csv", "unplaced.csv", "plan.xlsx", "verdict.json", "run.json"} <= {one.name for one in where.iterdir() if one.stat().st_size}
    left = pd.read_csv(where / "unplaced.csv", sep=None, engine="python", encoding="utf-8-sig")
    return dict(zip(left["student"], left["reason"], strict=True))


def test_an_empty_file_of_offers(tmp_path: Path) -> None:
    """Only the header: nobody is placed, and both students are told that nobody offers anything. With the offers both are placed."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "given").mkdir()
    nothing = "No site offers a place in the windows of the course."
    near = "student,institution,course,home\nS1,UIT,SYK2,5530\nS2,NORD,VPL1,1804\n"
    asked = loaded(tmp_path / "empty", offers="offer,site,period,places\n", students=near)
    assert reported(asked, tmp_path / "plan") == {"S1": nothing, "S2": nothing}
    assert reported(loaded(tmp_path / "given", students=near), tmp_path / "other") == {}


def term(*considered: str) -> Problem:
    """Three students in the order drawn, two places; these have a consideration that was granted, all of one class."""
    return problem(
        Policy.of(Policy.neutral().rules, criteria=(Criterion(criterion="care", class_=1),)),
        students=[{"student": f"s{at}", "lottery": at} for at in (1, 2, 3)], offers=[{"places": 2}],
        specials=[{"student": student, "criterion": "care"} for student in considered],
    )


def test_everybody_has_a_special_consideration(tmp_path: Path) -> None:
    """Where all three have one, none goes before another: the draw leaves out the last, who is told that the places are taken."""
    everybody = term("s1", "s2", "s3")
    assert who(everybody) == {"s1", "s2"}
    assert reported(everybody, tmp_path / "plan") == {"s3": "1 of 1 possible placements are allowed, but the places have gone to others."}
    assert who(term("s3")) == {"s1", "s3"}


def test_everybody_has_applied_and_nobody_has_an_answer(tmp_path: Path) -> None:
    """An application that is not granted moves nobody: the same two are placed, and the report is written."""
    asked = term("s1", "s2", "s3")
    applied = asked.replace(tables=asked.tables.replace(specials=asked.tables["specials"].assign(status="applied")))
    assert who(applied) == {"s1", "s2"}
    assert set(reported(applied, tmp_path / "plan")) == {"s3"}
