"""A folder is written whole or not at all: whatever fails, and whenever the process is killed."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from allocator.errors import SaveError
from allocator.report import folder as folders
from allocator.report.folder import SCHEMA, publish, recover, require_free, run_of

WATCHED = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "os.scandir", "os.listdir")


def plan(word: str) -> dict[str, bytes]:
    names = ["placements.csv", "term/needs.csv"]
    run = {"schema": SCHEMA, "word": word, "files": {name: "" for name in names}}
    return {**{name: word.encode() * 100 for name in names}, "run.json": json.dumps(run).encode()}


def content(where: Path) -> dict[str, bytes]:
    return {path.relative_to(where).as_posix(): path.read_bytes() for path in where.rglob("*") if path.is_file()}


def left(parent: Path) -> list[str]:
    return sorted(path.name for path in parent.iterdir() if path.name.startswith("."))


def test_files_and_folders_are_written(tmp_path):
    target = publish(tmp_path / "deep" / "plan", plan("new"))
    assert target.is_absolute()
    assert content(target) == plan("new")
    assert left(target.parent) == []


def test_a_plan_is_replaced_whole(tmp_path):
    names = dict.fromkeys([*plan("old"), "stale.csv"], "")
    publish(tmp_path / "plan", {**plan("old"), "stale.csv": b"x", "run.json": json.dumps({"schema": SCHEMA, "files": names}).encode()})
    publish(tmp_path / "plan", plan("new"))
    assert content(tmp_path / "plan") == plan("new")
    assert left(tmp_path) == []


def test_a_relative_name_and_a_link_are_followed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert publish(Path("plan"), plan("old")) == (tmp_path / "plan").resolve()
    (tmp_path / "link").symlink_to(tmp_path / "plan", target_is_directory=True)
    publish(Path("link"), plan("new"))
    assert content(tmp_path / "plan") == plan("new")


@pytest.mark.parametrize("inside", [{}, {"notes.txt": b"mine"}, {"run.json": b"{}"}, {"run.json": b"[1]"}, {"run.json": b"\xff"}])
def test_a_folder_that_is_not_a_plan_is_never_touched(tmp_path, inside):
    target = tmp_path / "plan"
    target.mkdir()
    for name, raw in inside.items():
        (target / name).write_bytes(raw)
    with pytest.raises(SaveError, match="is not a plan") as caught:
        publish(target, plan("new"))
    assert "ikke en plan" in caught.value.say("nb")
    assert content(target) == inside
    assert left(tmp_path) == []


def test_a_file_of_that_name_is_never_touched(tmp_path):
    (tmp_path / "plan").write_text("mine")
    with pytest.raises(SaveError, match="is not a plan"):
        publish(tmp_path / "plan", plan("new"))
    assert (tmp_path / "plan").read_text() == "mine"


def test_a_plan_with_somebody_elses_files_is_not_touched(tmp_path):
    target = publish(tmp_path / "plan", plan("old"))
    for name in ("a.docx", "b.docx", "c.docx", "d.docx"):
        (target / name).write_text("mine")
    (target / "~$plan.xlsx").write_text("excel")
    with pytest.raises(SaveError, match=r"a\.docx, b\.docx, c\.docx, …") as caught:
        require_free(target)
    assert "~$" not in str(caught.value)
    assert (target / "a.docx").read_text() == "mine"


def test_what_excel_and_the_system_put_beside_is_no_hindrance(tmp_path):
    target = publish(tmp_path / "plan", plan("old"))
    for name in ("~$plan.xlsx", "desktop.ini", "Thumbs.db", ".DS_Store", ".~lock.plan.xlsx#"):
        (target / name).write_text("x")
    assert content(publish(target, plan("new"))) == plan("new")


def test_a_locked_file_is_said_so(tmp_path, monkeypatch):
    target = publish(tmp_path / "plan", plan("old"))

    def locked(self, other):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(Path, "rename", locked)
    with pytest.raises(SaveError, match="Close it in Excel, and try again") as caught:
        publish(target, plan("new"))
    assert "Lukk den i Excel, og prøv igjen" in caught.value.say("nb")
    monkeypatch.undo()
    assert content(target) == plan("old")
    publish(target, plan("new"))
    assert left(tmp_path) == []


def test_a_folder_that_is_held_for_a_moment_is_waited_for(tmp_path, monkeypatch):
    publish(tmp_path / "plan", plan("old"))
    real, held = Path.rename, [PermissionError(13, "scanned"), PermissionError(13, "scanned")]

    def rename(self, other):
        if held:
            raise held.pop()
        return real(self, other)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(folders, "_WAITS", (0, 0, 0))
    assert content(publish(tmp_path / "plan", plan("new"))) == plan("new")


def test_a_file_that_is_open_is_found_before_anything_is_made(tmp_path, monkeypatch):
    target = publish(tmp_path / "plan", plan("old"))
    real = Path.open

    def opened(self, mode="r", *more, **options):
        if mode == "r+b" and self.name == "placements.csv":
            raise PermissionError(13, "in use")
        return real(self, mode, *more, **options)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(SaveError, match="Close it in Excel"):
        require_free(target)


def test_names_that_a_pattern_would_misread(tmp_path):
    target = tmp_path / "plan [1] (æøå) +*"
    publish(target, plan("old"))
    assert content(publish(target, plan("new"))) == plan("new")


def test_the_leftovers_of_other_plans_stay(tmp_path):
    other = tmp_path / ".plan2.01234567.new"
    other.mkdir()
    mine = tmp_path / ".plan.01234567.new"
    mine.mkdir()
    publish(tmp_path / "plan", plan("new"))
    assert other.exists()
    assert not mine.exists()


def test_a_plan_set_aside_is_put_back(tmp_path):
    aside = publish(tmp_path / "plan", plan("old")).rename(tmp_path / ".plan.01234567.old")
    recover(tmp_path / "plan")
    assert content(tmp_path / "plan") == plan("old")
    assert not aside.exists()


def test_half_a_plan_set_aside_is_not_put_back(tmp_path):
    (tmp_path / ".plan.01234567.old").mkdir()
    (tmp_path / ".plan.01234568.trash").mkdir()
    recover(tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_without_posix_folders_are_not_forced_to_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "_POSIX", False)
    monkeypatch.setattr(os, "open", None)
    assert content(publish(tmp_path / "plan", plan("new"))) == plan("new")


class Injector:
    """Calls `strike` at the nth event of the file system that concerns a folder."""

    def __init__(self):
        self.parent, self.at, self.seen, self.error = "", 0, 0, None
        sys.addaudithook(self.heard)

    def heard(self, event, arguments):
        if self.parent and event in WATCHED and str(arguments[0]).startswith(self.parent):
            self.seen += 1
            if self.seen == self.at:
                raise self.error

    def arm(self, parent, at, error):
        self.parent, self.at, self.seen, self.error = str(parent), at, 0, error

    def rest(self):
        self.parent = ""


INJECTOR = Injector()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "denied"), KeyboardInterrupt()])
def test_a_fault_at_any_call_leaves_the_old_plan_or_the_new_one(tmp_path, error):
    at, outcomes = 0, set()
    while True:
        at += 1
        parent = tmp_path / str(at)
        publish(parent / "plan", plan("old"))
        INJECTOR.arm(parent, at, error)
        try:
            publish(parent / "plan", plan("new"))
            raised = False
        except (SaveError, KeyboardInterrupt):
            raised = True
        finally:
            reached = INJECTOR.seen >= at
            INJECTOR.rest()
        found = content(parent / "plan")
        assert found in (plan("old"), plan("new")), at
        outcomes.add((raised, run_of(parent / "plan")["word"]))
        publish(parent / "plan", plan("newest"))
        assert content(parent / "plan") == plan("newest")
        assert left(parent) == []
        if not reached:
            break
    assert at > 20
    assert (True, "old") in outcomes
    assert (False, "new") in outcomes


def full(*_):
    raise OSError(28, "No space left on device")


class Failing:
    """A file that fails where it is told to."""

    def __init__(self, stream, call):
        self.stream, self.call = stream, call

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()
        if self.call == "close":
            full()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, raw):
        return full() if self.call == "write" else self.stream.write(raw)


@pytest.mark.parametrize("call", ["fsync", "write", "close"])
def test_a_disk_that_fails_late_leaves_the_old_plan(tmp_path, monkeypatch, call):
    publish(tmp_path / "plan", plan("old"))
    real = Path.open
    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(Path, "open", lambda self, mode="r", *more: Failing(real(self, mode, *more), call) if mode == "xb" else real(self, mode, *more))
    with pytest.raises(SaveError, match="cannot be written") as caught:
        publish(tmp_path / "plan", plan("new"))
    assert re.search("Ingenting er lagret", caught.value.say("nb"))
    monkeypatch.undo()
    assert content(tmp_path / "plan") == plan("old")
    assert left(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from allocator.report.folder import publish
from tests.report.test_folder import WATCHED, plan
seen = 0
def strike(event, arguments):
    global seen
    if event in WATCHED and str(arguments[0]).startswith({parent!r}):
        seen += 1
        if seen == {at}:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
sys.addaudithook(strike)
publish(Path({parent!r}) / "plan", plan("new"))
"""


@pytest.mark.parametrize("before", [True, False], ids=["replaced", "first"])
def test_killed_at_any_moment_no_half_plan_stays(tmp_path, before):
    root, at, aside = str(Path(__file__).parents[2]), 0, 0
    while True:
        at += 1
        parent = tmp_path / str(at)
        parent.mkdir()
        if before:
            publish(parent / "plan", plan("old"))
        ended = subprocess.run([sys.executable, "-c", KILLED.format(root=root, parent=str(parent), at=at)], check=False, capture_output=True, text=True)
        killed = ended.returncode != 0
        if killed:
            assert ended.returncode == -getattr(signal, "SIGKILL", signal.SIGTERM), ended.stderr
        if not (parent / "plan").exists():
            aside += 1
            recover(parent / "plan")
        allowed = [plan("old"), plan("new")] if before else [{}, plan("new")]
        assert content(parent / "plan") in allowed, at
        publish(parent / "plan", plan("newest"))
        assert content(parent / "plan") == plan("newest")
        assert left(parent) == []
        if not killed:
            break
    assert at > 10
    assert aside >= 1
