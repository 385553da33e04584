"""Pseudonyms need their key; a purged plan holds nobody, and still tells how it came about."""

import csv
import io
import json
import re
import zipfile

import pytest

import allocator as al
from allocator.errors import InputError, SaveError
from allocator.purge import purge
from allocator.report.pseudonyms import pseudonym, pseudonymised, read_key
from tests.report.readers import PEOPLE, plan

KEY, OTHER = b"a key of sixteen bytes or more", b"another key of sixteen bytes"


def everything(folder) -> str:
    """All text of all files, workbooks unzipped, and their names."""
    found = []
    for path in sorted(folder.rglob("*")):
        found.append(path.relative_to(folder).as_posix())
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                found += [book.read(name).decode("utf-8", errors="replace") for name in book.namelist()]
        elif path.is_file():
            found.append(path.read_bytes().decode("utf-8", errors="replace"))
    return "\n".join(found)


def test_a_pseudonym_is_the_same_under_the_same_key_only():
    assert pseudonym("s1", KEY) == pseudonym("s1", KEY) != pseudonym("s1", OTHER)
    assert re.fullmatch(r"p-[a-z2-7]{16}", pseudonym("s1", KEY))
    assert pseudonym("", KEY) == ""


def test_a_plan_under_pseudonyms_is_the_same_plan():
    hidden = pseudonymised(plan(), KEY)
    assert al.check(hidden.problem, hidden.placements).sound
    assert len(hidden.placements) == len(plan().placements)
    assert set(hidden.placements["student"]).isdisjoint(PEOPLE)
    assert set(hidden.placements["need"]).isdisjoint(hidden.placements["student"])
    assert set(hidden.placements["student"]) <= set(hidden.problem.tables["students"]["student"])
    assert set(hidden.problem.tables["offers"]["found_by"]) == {"", pseudonym("student:north-1", KEY)}


@pytest.mark.parametrize("content", [None, b"short"])
def test_a_missing_or_short_key_is_refused(tmp_path, content):
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError):
        read_key(path)
    path.write_bytes(KEY + b"\n")
    assert read_key(path) == KEY


@pytest.mark.parametrize("key", [None, KEY])
def test_a_purged_plan_holds_nobody_and_tells_how_it_came_about(tmp_path, key):
    saved = al.save(plan(), tmp_path / "plan")
    before = json.loads((saved / "run.json").read_bytes())
    assert [one for one in PEOPLE if one in everything(saved)]
    assert purge(saved, key=key) == saved
    said = everything(saved)
    assert not [one for one in PEOPLE if one in said]
    assert "between us" not in said
    assert "vA" not in said
    run = json.loads((saved / "run.json").read_bytes())
    assert run["schema"] == "allocator.purged/1"
    assert [run[name] == before[name] for name in ("seed", "problem", "sources", "layers", "ended", "versions")] == [True] * 6
    verdict = json.loads((saved / "verdict.json").read_bytes())
    assert verdict["layers"]["placed"] == len(plan().unplaced)
    assert not (saved / "term").exists()
    assert not (saved / "unplaced.csv").exists()
    if key:
        placed = list(csv.DictReader(io.StringIO((saved / "placements.csv").read_bytes().decode("utf-8-sig"))))
        assert {row["student"] for row in placed} == {pseudonym(f"student:{one}", KEY) for one in plan().placements["student"]}
        assert "minutes" not in placed[0]
    else:
        assert not (saved / "placements.csv").exists()


def test_a_purged_plan_cannot_be_opened_but_can_be_replaced(tmp_path):
    saved = al.save(plan(), tmp_path / "plan")
    purge(saved)
    with pytest.raises(SaveError, match="purged"):
        al.open_plan(saved)
    with pytest.raises(SaveError, match="purged"):
        purge(saved)
    assert al.open_plan(al.save(plan(), saved)).placements.equals(plan().placements)


def test_other_files_in_the_folder_stop_the_purge(tmp_path):
    saved = al.save(plan(), tmp_path / "plan")
    (saved / "notes.docx").write_bytes(b"north-1")
    with pytest.raises(SaveError):
        purge(saved)
    assert (saved / "placements.csv").exists()
