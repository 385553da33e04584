"""Spoilt files: each either loads or raises InputError, within five seconds (see benchmarks/fuzz.py for the long run)."""

from pathlib import Path

from allocator.intake.load import load
from benchmarks.fuzz import TERM, run


def test_the_term_that_is_spoilt_is_sound_itself(tmp_path: Path) -> None:
    for name, text in TERM.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(load(tmp_path).tables["needs"]) == 3


def test_spoilt_files_are_loaded_or_refused() -> None:
    found = run(300, seed=7)
    assert found["loaded"] + found["refused"] == 300
    assert min(found["loaded"], found["refused"]) >= 30, "the mutations must neither be harmless nor fatal"
