"""Scenarios beside the plan on the page: the figures of `compare`, from saved folders, for who may see small figures."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from allocator.errors import SaveError
from allocator.report import Given, scenes
from allocator.report.page import page
from allocator.report.redaction import Reader
from allocator.save import open_scenarios
from tests.make import problem
from tests.report.told import page as told

MORE = al.Scenario("One more <place>").change("offers", places="+1")


@pytest.fixture(scope="module")
def plan() -> al.Plan:
    """Two students and one place."""
    return al.solve(problem(students=[{}, {}]))


def test_the_page_tells_what_each_scenario_means(plan):
    outlook = al.whatif(plan, [MORE, al.Scenario("None").change("offers", places=0)])
    given = Given(scenes=scenes(plan, {one.scenario.name: one.plan for one in outlook.outcomes}))
    said = told(page(plan, "en", given=given).decode())
    rows = [line.split("\t")[:7] for line in said.splitlines() if line.startswith(("The plan as it is", "One more", "None\t"))]
    assert rows == [
        ["The plan as it is", "2", "1", "1", "0", "0", "0"], ["One more <place>", "2", "2", "0", "1", "0", "0"], ["None", "2", "0", "2", "0", "1", "0"],
    ]  # fmt: skip
    assert "If something were different" in said
    assert "If something were different" not in told(page(plan, "en").decode())
    assert "If something were different" not in told(page(plan, "en", Reader("public"), given).decode()), "its differences are small figures"


def test_from_the_folder_of_whatif_and_from_a_plan(plan, tmp_path: Path):
    al.save(plan, tmp_path / "plan")
    opened = al.open_plan(tmp_path / "plan")
    al.save(al.whatif(opened, [MORE]), tmp_path / "plans")
    found = open_scenarios(tmp_path / "plans", opened)
    assert {name: len(one.placements) for name, one in found.items()} == {"One more <place>": 2}
    assert list(open_scenarios(tmp_path / "plans/one-more-place", opened)) == ["One more <place>"]
    assert list(open_scenarios(tmp_path / "plan", opened)) == ["plan"]
    run = CliRunner().invoke(cli, ["report", str(tmp_path / "plan"), "-o", str(tmp_path / "out"), "--only", "page", "--scenario", str(tmp_path / "plans")])
    assert run.exit_code == 0, run.output
    assert "One more &lt;place&gt;" in (tmp_path / "out/report.html").read_text(encoding="utf-8")


def test_scenarios_of_another_plan_are_refused(plan, tmp_path: Path):
    al.save(al.whatif(al.solve(problem()), [MORE]), tmp_path / "plans")
    with pytest.raises(SaveError, match="another plan"):
        open_scenarios(tmp_path / "plans", plan)
    with pytest.raises(SaveError):
        open_scenarios(tmp_path, plan)
