"""`allocator report` and `allocator purge` on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from allocator.problem import Problem
from tests.report.readers import PEOPLE, plan

PEOPLES = ("students", "needs")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return al.save(plan(), tmp_path / "plan")


def run(*args: object):
    return CliRunner().invoke(cli, [str(one) for one in args])


def test_report_writes_a_folder_that_the_next_run_replaces(saved: Path, tmp_path: Path) -> None:
    out = tmp_path / "reports"
    assert run("report", saved, "-o", out, "--for", "public").exit_code == 0
    assert {path.name for path in out.iterdir()} == {"report.html", "indicators", "run.json"}
    found = run("report", saved, "-o", out, "--for", "institution:NORTH", "--only", "letters", "--format", "txt", "--json", "--lang", "en")
    told = json.loads(found.stdout)
    assert (told["schema"], told["for"]) == ("allocator.report/1", "institution:NORTH")
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.txt")) == told["files"] == [f"letters/NORTH/need-north-{at}.txt" for at in (1, 2, 3)]
    assert not (out / "report.html").exists()


def test_report_never_takes_the_place_of_a_plan_that_somebody_added_to(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine", encoding="utf-8")
    assert run("report", saved, "-o", tmp_path / "mine").exit_code == 1
    assert (tmp_path / "mine/notes.txt").exists()


def test_report_under_pseudonyms_names_nobody(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"a key of sixteen bytes or more")
    assert run("report", saved, "-o", tmp_path / "out", "--key", tmp_path / "key", "--format", "csv", "--format", "txt", "--format", "ics").exit_code == 0
    said = "\n".join(path.as_posix() + path.read_text(encoding="utf-8-sig") for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert not [one for one in PEOPLE if one in said]


@pytest.mark.parametrize(("lang", "word"), [("nb", "Mente du"), ("en", "Did you mean")])
def test_an_unknown_reader_is_a_fault(saved: Path, tmp_path: Path, lang: str, word: str) -> None:
    found = run("report", saved, "-o", tmp_path / "out", "--for", "institution:NORT", "--lang", lang)
    assert found.exit_code == 1
    assert word in found.output
    assert not (tmp_path / "out").exists()


def test_reports_are_no_plan(saved: Path, tmp_path: Path) -> None:
    run("report", saved, "-o", tmp_path / "out", "--for", "public")
    assert run("report", tmp_path / "out", "-o", tmp_path / "again").exit_code == 1


def test_purge_asks_first(saved: Path) -> None:
    assert CliRunner().invoke(cli, ["purge", str(saved)], input="n\n").exit_code == 1
    assert (saved / "placements.csv").exists()
    assert run("purge", saved, "--yes").exit_code == 0
    assert not (saved / "placements.csv").exists()


def test_values_and_an_earlier_term_are_given_as_files(saved: Path, tmp_path: Path) -> None:
    worths = tmp_path / "values.json"
    worths.write_text(run("values", saved, "--json").stdout, encoding="utf-8")
    later = al.next_term(plan())
    before = al.save(al.solve(Problem(later.tables.replace(**{name: plan().problem.tables[name] for name in PEOPLES}), plan().problem.policy)), tmp_path / "other")
    found = run("report", saved, "-o", tmp_path / "out", "--only", "indicators", "--only", "supervisors", "--values", worths, "--earlier", before)
    assert found.exit_code == 0, found.output
    assert "2027-2" in (tmp_path / "out/indicators/terms.csv").read_text(encoding="utf-8-sig")
    assert run("report", before, "-o", tmp_path / "out", "--values", worths).exit_code == 1
    assert run("report", saved, "-o", tmp_path / "out", "--earlier", saved).exit_code == 1
