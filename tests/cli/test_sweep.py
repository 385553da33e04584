"""`allocator sweep`."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import allocator as al
from allocator import report
from allocator.cli import cli
from tests.deadly import Here
from tests.test_sweep import SCENARIOS, term

CLOSED = '[[scenario]]\nname = "{name} closes"\n[[scenario.steps]]\nclose = {{ site = "{name}" }}\n'


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """A saved plan."""
    return str(al.save(al.solve(term()), tmp_path / "plan"))


def test_files_make_a_grid_and_a_second_run_does_nothing_again(plan: str, tmp_path: Path) -> None:
    for name in "AB":
        (tmp_path / f"{name}.toml").write_text(CLOSED.format(name=name), encoding="utf-8")
    words = ["sweep", plan, str(tmp_path / "A.toml"), str(tmp_path / "B.toml"), "-o", str(tmp_path / "out"), "--processes", "1", "--lang", "en"]
    found = CliRunner().invoke(cli, words)
    assert found.exit_code == 0, found.output
    assert "Done: A closes · B closes" in found.stderr
    assert "On average: 0 placed, 3 not; 3 lose their place" in found.stdout
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    again = CliRunner().invoke(cli, [*words, "--no-show", "1"])
    assert "Done" not in again.stderr
    assert "stay empty because somebody does not show up: 0" in again.stdout
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()} == before
    assert json.loads(before["sweep.json"])["schema"] == "allocator.sweep/1"


@pytest.mark.parametrize("words", [[], ["--draws", "2", "--lotteries", "2"]])
def test_it_asks_for_one_kind_of_trials(plan: str, words: list[str]) -> None:
    found = CliRunner().invoke(cli, ["sweep", plan, *words])
    assert found.exit_code == 2
    assert "--draws eller --lotteries" in found.stderr


def test_the_workbook(tmp_path: Path) -> None:
    found = al.sweep(term(), SCENARIOS, Here())
    report.sweep_save(found, tmp_path, "nb")
    book = openpyxl.load_workbook(tmp_path / "sweep.xlsx")
    assert book.sheetnames == ["Forsøk", "Steder", "Sjanser"]
    rows = list(book["Forsøk"].iter_rows(values_only=True))
    assert rows[2] == ("B closes", 2, 1, 0, 1, 0, 0, 0, "ja")
    assert list(book["Steder"].iter_rows(values_only=True))[1] == ("B", 1, 0.5, 0)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(al.SaveError, match="cannot be written"):
        report.sweep_save(al.sweep(term(), [], Here()), tmp_path / "file", "nb")
