"""Small terms as people save them, and what becomes of them: a test writes only the file it speaks of."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from allocator.errors import InputError
from allocator.intake.load import load
from allocator.problem import Problem

PLAIN = {
    "periods": "period,first_day,last_day\nH1,2026-08-17,2026-10-09\nH2,2026-10-12,2026-12-04\n",
    "institutions": "institution\nUIT\nNORD\n",
    "courses": "course,institution,programme,profession,periods\nSYK2,UIT,sykepleie,sykepleier,H1 | H2\nVPL1,NORD,vernepleie,vernepleier,H1\n",
    "students": "student,institution,course,home\nS1,UIT,SYK2,5501\nS2,NORD,VPL1,1804\n",
    "sites": "site,municipality,settings\nSJH,5530,sykehjem\nBHT,1804,hjemmetjeneste\n",
    "offers": "offer,site,period,places\nT1,SJH,H1,2\nT2,BHT,H1,1\n",
    "agreements": "institution,municipality\nUIT,5530\nNORD,1804\n",
}


def written(folder: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """The plain term with some files replaced (by name without .csv), added, or (None) left out."""
    for name, content in {**PLAIN, **files}.items():
        if content is not None:
            (folder / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def loaded(folder: Path, **files: str | bytes | None) -> Problem:
    """The problem of the plain term with some files replaced."""
    return load(written(folder, files))


def faults(folder: Path, **files: str | bytes | None) -> list[tuple[str, int, str, str | None, str]]:
    """Every fault of the plain term with some files replaced: file, row, column, value, code."""
    return [(one.file, one.row, one.column, one.value, one.code) for one in raised(folder, **files).faults]  # type: ignore[attr-defined]


def raised(folder: Path, **files: str | bytes | None) -> InputError:
    """The error of the plain term with some files replaced."""
    with pytest.raises(InputError) as caught:
        loaded(folder, **files)
    return caught.value


def said(problem: Problem) -> list[str]:
    """The notes in English, without the one about the policy."""
    return [note.say("en") for note in problem.notes if note.file != "policy.toml"]
