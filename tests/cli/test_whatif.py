"""`allocator whatif`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from tests.make import problem

FILE = '[[scenario]]\nname = "One more"\n[[scenario.steps]]\nchange = "offers"\nset = { places = "+1" }\n'


@pytest.fixture
def given(tmp_path: Path) -> tuple[str, str]:
    """A plan with one place for two students, and a file with a scenario."""
    al.save(al.solve(problem(students=[{}, {}])), tmp_path / "plan")
    (tmp_path / "s.toml").write_text(FILE, encoding="utf-8")
    return str(tmp_path / "plan"), str(tmp_path / "s.toml")


def test_from_a_plan_and_from_its_term(given: tuple[str, str], tmp_path: Path) -> None:
    plan, file = given
    out = str(tmp_path / "plans")
    found = CliRunner().invoke(cli, ["whatif", plan, file, "-o", out, "--lang", "en"])
    assert found.exit_code == 0, found.output
    assert "Offers, rows matched: 1. Places in all: 1 → 2." in found.stdout
    assert "Solving: One more" in found.stderr
    assert al.open_plan(Path(out) / "one-more").placements.shape[0] == 2
    again = CliRunner().invoke(cli, ["whatif", f"{plan}/term", file, "--json"])
    told = json.loads(again.stdout)
    assert told["schema"] == "allocator.whatif/1"
    assert told["plans"] is None
    assert told["scenarios"][0]["comparison"]["counts"]["gained"] == 1
    both = CliRunner().invoke(cli, ["compare", f"{out}/base", f"{out}/one-more"])
    assert both.stdout.startswith("Plasser: 1 → 2.")


def test_faults_have_their_lines_and_nothing_is_written(given: tuple[str, str], tmp_path: Path) -> None:
    plan, file = given
    Path(file).write_text(FILE.replace("offers", "offerz") + FILE.replace("One", "Two").replace("places", "plases"), encoding="utf-8")
    found = CliRunner().invoke(cli, ["whatif", plan, file, "-o", str(tmp_path / "plans"), "--lang", "en"])
    assert found.exit_code == 1
    assert "s.toml, line 4, “One more”, change: There is no table “offerz”. Did you mean “offers”?" in found.stderr
    assert "line 9, “Two more”, set.plases" in found.stderr
    assert not (tmp_path / "plans").exists()
    told = json.loads(CliRunner().invoke(cli, ["whatif", plan, file, "--json"]).stdout)
    assert [fault["line"] for fault in told["faults"]] == [4, 9]
