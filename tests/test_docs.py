"""Documents cannot rot: what they show is run, and what exists is named in them."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from allocator.cli import cli
from allocator.goals import GOALS
from allocator.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of the README in one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> dict[str, click.Command]:
    """Every command by name."""
    context = click.Context(cli)
    return {name: cli.get_command(context, name) for name in cli.list_commands(context)}  # type: ignore[misc]


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 150


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    for name in ("midt-troms",):
        (tmp_path / "data" / name).symlink_to(ROOT / "data" / name, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    spoken: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), spoken)
    assert (tmp_path / "plans/2026-autumn/run.json").is_file()
    assert len(spoken["plan"].placements) > 0  # type: ignore[attr-defined]
    assert "placed" in capsys.readouterr().out


def test_the_session_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    for name in ("midt-troms", "ranked-lists", "scenarios"):
        (tmp_path / "data" / name).symlink_to(ROOT / "data" / name, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    session = next(block for block in blocks("sh") if block.startswith("allocator"))
    for line in session.splitlines():
        words = shlex.split(line, comments=True)
        found = CliRunner().invoke(cli, words[1:])
        assert found.exit_code == 0, f"{line}\n{found.output}"
    assert (tmp_path / "plan/placements.csv").is_file()


def test_every_command_is_named_in_the_readme_and_has_an_example() -> None:
    for name in commands():
        assert name in README, name
        assert "allocator " in CliRunner().invoke(cli, [name, "--help"]).output, name


@pytest.mark.parametrize(("command", "rooms"), [("rules", RULES), ("goals", GOALS)])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_rule_and_goal_is_told_by_its_command(command: str, rooms: tuple, lang: str) -> None:
    told = " ".join(CliRunner().invoke(cli, [command, "--lang", lang], env={"COLUMNS": "400"}).output.split())
    for room in rooms:
        assert room.code in told
        assert room.title.say(lang) in told
        assert room.sentence.say(lang) in told


def test_every_rule_and_goal_is_documented_where_it_stands() -> None:
    for room in (*RULES, *GOALS):
        assert room.__doc__, room.code
        assert room.__module__.rsplit(".", 1)[-1] == ("canonical" if room.code == "hash" else room.code)


def test_the_changelog_names_the_version() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or ((ROOT / page).parent / target).exists(), target
