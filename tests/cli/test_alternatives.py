"""`allocator alternatives`."""

import json
from pathlib import Path

from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from tests.test_alternatives import term


def test_told_saved_and_as_json(tmp_path: Path) -> None:
    plan = str(al.save(al.solve(term()), tmp_path / "plan"))
    out = tmp_path / "plans"
    found = CliRunner().invoke(cli, ["alternatives", plan, "-o", str(out), "--lang", "en"])
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Wishes first: 2 needs are not as in the plan.\n  Better: Wishes 20 → 2 wish points\n  Worse: Travel")
    assert al.open_plan(out / "wishes-first").placements["site"].tolist() == ["C", "C"]
    told = json.loads(CliRunner().invoke(cli, ["alternatives", plan, "--most", "1", "--json"]).stdout)
    assert told["schema"] == "allocator.alternatives/1"
    assert [one["name"] for one in told["alternatives"]] == ["Ønsker først"]
