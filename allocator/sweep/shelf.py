"""Where the trials of a sweep are kept as they are finished, so that one that was interrupted goes on where it was."""

import contextlib
import hashlib
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allocator.errors import SaveError
from allocator.text import Text

SCHEMA = "allocator.sweep.trial/1"
_FAILED = Text("«{folder}» kan ikke skrives ({reason}).", "“{folder}” cannot be written ({reason}).")


class Shelf:
    """A folder `trials` with a file for each trial, written whole or not at all, named by all that decides it."""

    def __init__(self, folder: Path, case: str) -> None:
        self._folder, self._case = folder / "trials", case

    def known(self, scenario: Mapping[str, Any]) -> Any:
        """What came of a scenario, None where it has not been tried (or its file is damaged)."""
        try:
            told = json.loads(self._path(scenario).read_bytes())
        except (OSError, ValueError):
            return None
        return told.get("told") if isinstance(told, dict) and told.get("schema") == SCHEMA else None

    def put(self, scenario: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        """Keeps what came of a scenario. Raises SaveError where the disk refuses."""
        content = json.dumps({"schema": SCHEMA, "scenario": scenario, "told": told}, ensure_ascii=False, sort_keys=True)
        write_whole(self._path(scenario), content.encode())

    def _path(self, scenario: Mapping[str, Any]) -> Path:
        named = json.dumps([self._case, scenario], ensure_ascii=False, sort_keys=True)
        return self._folder / f"{hashlib.sha256(named.encode()).hexdigest()[:32]}.json"


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all. Raises SaveError where the disk refuses."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise SaveError(_FAILED.of(folder=str(path), reason=error.strerror or str(error))) from error
