"""`allocator compare`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from tests.make import problem


@pytest.fixture
def plans(tmp_path: Path) -> tuple[str, str]:
    """A plan with one place for two students, and one with two."""
    for places in (1, 2):
        al.save(al.solve(problem(students=[{}, {}], offers=[{"places": places}])), tmp_path / str(places))
    return str(tmp_path / "1"), str(tmp_path / "2")


def test_it_is_told_in_words(plans: tuple[str, str]) -> None:
    found = CliRunner().invoke(cli, ["compare", *plans, "--lang", "en"])
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Placed: 1 → 2.\nGain a place: 1.")
    assert "gains a place" in found.stdout


def test_it_is_told_to_programs(plans: tuple[str, str]) -> None:
    told = json.loads(CliRunner().invoke(cli, ["compare", *plans, "--json"]).stdout)
    assert told["schema"] == "allocator.compare/1"
    assert told["counts"]["gained"] == 1
    assert (told["plan"], told["other"]) == plans


def test_a_folder_that_is_no_plan(plans: tuple[str, str], tmp_path: Path) -> None:
    found = CliRunner().invoke(cli, ["compare", plans[0], str(tmp_path / "3")])
    assert found.exit_code == 1
    assert "er ikke en plan" in found.stderr
