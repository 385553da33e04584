"""A folder that is written whole or not at all, whatever happens in between.

All files are written to a new folder beside the asked name and forced to the disk; then the old plan, if there is one, is renamed
aside and the new one renamed in. A rename happens or does not. Whoever is killed between the two leaves the old plan aside:
`recover` puts it back. What a killed run leaves behind is removed by the next.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allocator.errors import SaveError
from allocator.text import Text

RUN = "run.json"
SCHEMA = "allocator.run/1"
SEVERAL = "allocator.plans/1"
REPORTS = "allocator.reports/1"
PURGED = "allocator.purged/1"
OURS = (SCHEMA, SEVERAL, REPORTS, PURGED)
"""What run.json says that a folder of ours is: a plan, several, reports of a plan, or a plan without its people."""
_WAITS = (0.05, 0.2, 0.5)  # seconds
_POSIX = os.name == "posix"
_PASSING = re.compile(r"~\$.*|desktop\.ini|Thumbs\.db|\.DS_Store|\.~lock\..*")
"""Files that spreadsheets and systems put beside ours."""

_NOT_PLAN = Text(
    "«{folder}» finnes fra før og er ikke en plan. Den er ikke rørt; velg et annet navn.",
    "“{folder}” exists and is not a plan. It has not been touched; choose another name.",
)
_FOREIGN = Text(
    "Planmappen «{folder}» inneholder også andres filer ({names}). Den er ikke rørt; flytt filene, eller velg et annet navn.",
    "The plan folder “{folder}” also holds files that are not ours ({names}). It has not been touched; move them, or choose another name.",
)
_LOCKED = Text(
    "«{folder}» kan ikke skrives: En fil der er åpen, eller du mangler tilgang. Lukk den i Excel, og prøv igjen.",
    "“{folder}” cannot be written: a file in it is open, or you may not write there. Close it in Excel, and try again.",
)
_FAILED = Text("«{folder}» kan ikke skrives ({reason}). Ingenting er lagret.", "“{folder}” cannot be written ({reason}). Nothing has been saved.")


_THERE = Text("«{path}» finnes fra før. Det er ikke rørt; velg et annet navn.", "“{path}” exists. It has not been touched; choose another name.")


def create(path: Path, content: Mapping[str, bytes] | bytes) -> Path:
    """Writes a folder (content by relative name) or a file that is not there yet, whole or not at all, and returns its absolute path.

    Raises SaveError where something bears the name (an empty folder may be filled), or the disk refuses.
    """
    target = path.resolve()
    if target.exists() and (isinstance(content, bytes) or not target.is_dir() or any(target.iterdir())):
        raise SaveError(_THERE.of(path=str(path)))
    fresh = _beside(target, "new")
    try:
        if isinstance(content, bytes):
            _write(fresh, {target.name: content})
            _rename(fresh / target.name, target)
        else:
            _write(fresh, content)
            if target.is_dir():
                target.rmdir()  # empty; Windows does not rename over it
            _rename(fresh, target)
        _sync(target.parent)
    except OSError as error:
        raise SaveError(_FAILED.of(folder=str(path), reason=error.strerror or str(error))) from error
    finally:
        _discard(fresh, target)
    return target


def publish(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Writes the files (content by relative name) as the folder, all or none, and returns its absolute path.

    Raises SaveError where something else than a plan bears the name, a file is locked, or the disk refuses.
    """
    try:
        target = folder.resolve()
        recover(target)
        require_free(target)
        _clean(target)
        fresh = _beside(target, "new")
        try:
            _write(fresh, files)
            _swap(fresh, target)
        finally:
            _discard(fresh, target)
    except PermissionError as error:
        raise SaveError(_LOCKED.of(folder=str(folder))) from error
    except OSError as error:
        raise SaveError(_FAILED.of(folder=str(folder), reason=error.strerror or str(error))) from error
    return target


def recover(target: Path) -> None:
    """Puts a plan back that was renamed aside by a run that was killed before the new one was in its place."""
    if not target.exists():
        for path in _leftovers(target):
            if path.name.endswith(".old") and run_of(path, *OURS):
                path.rename(target)
                return


def run_of(folder: Path, *schemas: str) -> Mapping[str, Any]:
    """What run.json of a plan folder (or of one with another schema) says; empty where the folder is not one."""
    try:
        run = json.loads((folder / RUN).read_bytes())
    except (OSError, ValueError):
        return {}
    return run if isinstance(run, dict) and run.get("schema") in (schemas or (SCHEMA,)) else {}


def require_free(folder: Path) -> None:
    """Raises SaveError unless nothing bears the name, or a plan that we wrote, nobody added to and nobody has open."""
    target = folder.resolve()
    if not target.exists():
        return
    run = run_of(target, *OURS)
    if not run:
        raise SaveError(_NOT_PLAN.of(folder=str(target)))
    found = {path.relative_to(target).as_posix(): path for path in target.rglob("*") if not path.is_dir()}
    foreign = sorted(name for name, path in found.items() if name not in {*run.get("files", ()), RUN} and not _PASSING.fullmatch(path.name))
    if foreign:
        raise SaveError(_FOREIGN.of(folder=str(target), names=(*foreign[:3], *(["…"] if foreign[3:] else []))))
    try:
        for path in found.values():
            path.open("r+b").close()
    except PermissionError as error:
        raise SaveError(_LOCKED.of(folder=str(target))) from error


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    folders = {folder, folder.parent}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.add(path.parent)
        with path.open("xb") as out:
            out.write(content)
    for name in files:  # when all are written: many files are forced to the disk together much faster than one by one
        with (folder / name).open("r+b") as written:
            os.fsync(written.fileno())
    for one in folders:
        _sync(one)


def _sync(folder: Path) -> None:
    """Forces the names in a folder to the disk, where the system can."""
    if not _POSIX:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(fresh: Path, target: Path) -> None:
    """Puts the new folder in the place of the old one, or leaves the old one where it is."""
    aside = _beside(target, "old")
    try:
        if target.exists():
            _rename(target, aside)
        _rename(fresh, target)
    except BaseException:
        if aside.exists() and not target.exists():
            _rename(aside, target)
        raise
    _sync(target.parent)
    _discard(aside, target)


def _rename(path: Path, to: Path) -> None:
    """Renames; what looks into new files (an antivirus, say) lets go of them within a moment."""
    for wait in _WAITS:
        try:
            path.rename(to)
            return
        except PermissionError:
            time.sleep(wait)
    path.rename(to)


def _clean(target: Path) -> None:
    """Removes what runs that were killed have left behind."""
    for path in _leftovers(target):
        _discard(path, target)


def _discard(path: Path, target: Path) -> None:
    """Removes a folder; first it gets a name that no one recovers or fills. What cannot be removed is left to the next run."""
    with contextlib.suppress(OSError):
        if path.exists():
            trash = path if path.name.endswith(".trash") else path.rename(_beside(target, "trash"))
            shutil.rmtree(trash)


def _leftovers(target: Path) -> list[Path]:
    mine = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}\.(new|old|trash)")
    return sorted(path for path in target.parent.iterdir() if mine.fullmatch(path.name)) if target.parent.is_dir() else []


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.{what}")
