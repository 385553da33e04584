"""A blank term to fill in: csv files, or one workbook with drop-down lists."""

import csv
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from allocator.errors import SaveError
from allocator.intake.worded import above, file_name
from allocator.intake.workbook import write_workbook
from allocator.rows import ROWS
from allocator.text import Lang, Text

_THERE = Text(
    nb="«{path}» finnes fra før og er ikke tom. Velg et annet navn, eller flytt det som ligger der.",
    en="“{path}” exists and is not empty. Choose another name, or move what lies there.",
)
_DENIED = Text(
    nb="«{path}» kan ikke skrives ({reason}). Velg en mappe du har skrivetilgang til, og lukk filen hvis den er åpen.",
    en="“{path}” cannot be written ({reason}). Choose a folder you may write to, and close the file if it is open.",
)


def write_template(where: Path, lang: Lang = "nb", *, xlsx: bool = False) -> Path:
    """Where the blank term was written: a folder of csv files, or a workbook (xlsx, or a name that ends so).

    It is written whole or not at all.

    Raises
    ------
    SaveError
        Something lies there already, or the place cannot be written to.
    """
    target = where.with_name(f"{where.name}.xlsx") if xlsx and where.suffix.casefold() != ".xlsx" else where
    book = target.suffix.casefold() == ".xlsx"
    if target.exists() and (book or not target.is_dir() or any(target.iterdir())):
        raise SaveError(_THERE.of(path=str(target)))
    try:
        _whole(target, (lambda path: write_workbook(path, lang)) if book else (lambda path: _write_csvs(path, lang)))
    except OSError as error:
        raise SaveError(_DENIED.of(path=str(target), reason=error.strerror or str(error))) from error
    return target


def _whole(target: Path, write: Callable[[Path], None]) -> None:
    """Writes beside the target, then renames, so that nothing half stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        made = beside / target.name
        write(made)
        if target.is_dir():
            target.rmdir()  # empty; Windows does not rename over it
        made.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_csvs(folder: Path, lang: Lang) -> None:
    folder.mkdir()
    for row in ROWS.values():
        with (folder / f"{file_name(row, lang)}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([row.about.say(lang)])
            writer.writerow([above(column, lang) for column in row.columns()])
            writer.writerow([column.header.say(lang) for column in row.columns()])
