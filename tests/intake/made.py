"""Files made for the tests of the intake, sound and unsound, and the two ways to read one."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

from allocator.intake.cells import read
from allocator.intake.faults import Fault
from allocator.intake.sheets import Sheet

SHEET = "xl/worksheets/sheet1.xml"


def put(folder: Path, content: str | bytes, name: str = "offers.csv", encoding: str = "utf-8") -> Path:
    """A file of the term folder with that text or those bytes."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def book(path: Path, tables: dict[str, dict[str, object]]) -> Path:
    """A workbook by openpyxl, which writes formulas without a value: sheet → address → value."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, values in tables.items():
        sheet = made.create_sheet(name)
        for address, value in values.items():
            sheet[address] = value
    made.save(path)
    return path


def small_book(path: Path) -> Path:
    """A sound workbook of one cell, with a part for its strings, which openpyxl need not write."""
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("A").write_string(0, 0, "x")
    assert sole(path).rows == [["x"]]
    return path


def change(path: Path, edit: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    """The same workbook with one part edited."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert edit(parts[part]) != parts[part], "the edit must change something"
    parts[part] = edit(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The same workbook with one part more."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def forge(path: Path, part: str, size: int) -> Path:
    """The zip with another unpacked size told for a part, in the directory at the end and before the part itself."""
    raw = bytearray(path.read_bytes())
    for mark, of_size, of_name in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        at = -1
        while (at := raw.find(mark, at + 1)) >= 0:
            if raw[at + of_name :].startswith(part.encode()):
                struct.pack_into("<I", raw, at + of_size, size)
    path.write_bytes(raw)
    return path


def sole(path: Path) -> Sheet:
    """The one sheet of a file without fault."""
    found, faults, _ = read(path, path.name)
    assert faults == []
    assert len(found) == 1
    assert len(found[0].rows) == len(found[0].numbers)
    return found[0]


def refused(path: Path) -> Fault:
    """The one fault of a file from which nothing can be read, said in both languages."""
    found, faults, _ = read(path, path.name)
    assert found == []
    assert len(faults) == 1
    for lang in ("nb", "en"):
        assert faults[0].say(lang).startswith(path.name)
    assert faults[0].say("nb") != faults[0].say("en")
    return faults[0]
