"""`allocator invest`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from tests.make import problem


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """A plan of three students for whom there is one place."""
    return str(al.save(al.solve(problem(students=[{}, {}, {}])), tmp_path / "plan"))


def test_the_curve_and_the_list(plan: str) -> None:
    found = CliRunner().invoke(cli, ["invest", plan, "--places", "4", "--points", "2"])
    assert found.exit_code == 0, found.output
    lines = [line.split() for line in found.stdout.splitlines()]
    assert lines[0][:5] == ["Med", "2", "av", "4:", "3"]
    assert [line[:4] for line in lines[4:7]] == [["0", "0", "1", "0"], ["2", "2", "3", "2"], ["4", "2", "3", "2"]]
    assert lines[-1][-5:] == ["A1", "plasser:", "o1", "2", "2"]


def test_to_programs_and_where_nothing_helps(plan: str) -> None:
    told = json.loads(CliRunner().invoke(cli, ["invest", plan, "--supervisors", "2", "--json"]).stdout)
    assert told["schema"] == "allocator.invest/1"
    assert [point["buys"] for point in told["curve"]] == [[], [], []]
    said = CliRunner().invoke(cli, ["invest", plan, "--supervisors", "1", "--lang", "en"]).stdout
    assert said.rstrip().endswith("Nothing of this would make the plan better.")


def test_a_budget_must_be_named(plan: str) -> None:
    found = CliRunner().invoke(cli, ["invest", plan])
    assert found.exit_code == 2
    assert "--places, --supervisors" in found.stderr
