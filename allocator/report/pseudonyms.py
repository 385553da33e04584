"""Pseudonyms by a keyed hash: the same person gets the same one under the same key, and nobody can work it out, or back, without the key."""

import base64
import hashlib
import hmac
from dataclasses import replace
from pathlib import Path

import pandas as pd

from allocator.errors import InputError
from allocator.intake.faults import fault
from allocator.plan import Plan
from allocator.report.redaction import impersonal
from allocator.tables import Tables
from allocator.text import Text

LEAST_KEY = 16
"""Bytes that a key has at least."""
_LENGTH = 16  # letters, five bits each

_SHORT = Text("Nøkkelen i {file} er for kort ({count} byte).", "The key in {file} is too short ({count} bytes).")
_LONGER = Text("Lag en tilfeldig fil med minst {least} byte, og oppbevar den for seg.", "Make a random file of at least {least} bytes, and keep it apart.")
_UNREAD = Text("Nøkkelfilen {file} kan ikke leses.", "The key file {file} cannot be read.")
_PATH = Text("Oppgi en fil som finnes.", "Name a file that exists.")


def read_key(path: Path) -> bytes:
    """The key that a file holds, without blanks at its ends. Raises InputError where it cannot be read or is shorter than LEAST_KEY."""
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise InputError([fault(path.name, _UNREAD.of(file=path.name), _PATH.of(), code="missing")]) from error
    if len(key) < LEAST_KEY:
        raise InputError([fault(path.name, _SHORT.of(file=path.name, count=len(key)), _LONGER.of(least=LEAST_KEY), code="key")])
    return key


def pseudonym(word: str, key: bytes) -> str:
    """The pseudonym of an id: `p-` and sixteen letters of its HMAC-SHA256; "" stays ""."""
    if not word:
        return ""
    digest = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return f"p-{base64.b32encode(digest).decode().casefold()[:_LENGTH]}"


def pseudonymised(plan: Plan, key: bytes) -> Plan:
    """The plan with pseudonyms for students, their needs and the groups they go in, everywhere; who found an offer too."""
    tables = plan.problem.tables
    columns = {"student": "student", "need": "need", "group": "group", "found_by": "student"}
    frames = {name: _renamed(frame, columns, key) for name, frame in tables.frames.items()}
    problem = plan.problem.replace(tables=Tables.of(frames), notes=())
    placements, unplaced = (_renamed(one, columns, key).sort_values("need", ignore_index=True) for one in (plan.placements, plan.unplaced))
    return replace(plan, problem=problem, placements=placements, unplaced=unplaced, run=impersonal(plan.run))


def _renamed(frame: pd.DataFrame, columns: dict[str, str], key: bytes) -> pd.DataFrame:
    """Each kind of id is hashed with its kind, so that a need named as its student is not known by that."""
    made = {name: pd.Series([pseudonym(f"{kind}:{word}" if word else "", key) for word in frame[name]], index=frame.index, dtype="str")
            for name, kind in columns.items() if name in frame}  # fmt: skip
    return frame.assign(**made)
