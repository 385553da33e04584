"""The zip file that a workbook is: how large it would become, and what its parts are, before anything trusts it."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from allocator.intake.sheets import Refused
from allocator.intake.sheetxml import Marks, broken, scan
from allocator.text import Message, Text

MOST_UNPACKED = 1_000_000_000  # bytes, all entries together
MOST_RATIO = 200  # unpacked to packed, of an entry above RATIO_FROM bytes
RATIO_FROM = 20_000_000
MOST_ENTRIES = 10_000
_CHUNK = 1 << 20
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_CELLS = ("/worksheet", "/styles", "/sharedStrings")  # links to what cells are made of
_READ = ("xl/", "_rels/", "[content_types]")  # all that calamine opens

_BOMB = Text(
    nb="Filen er pakket slik at den kan fylle minnet ({found}).",
    en="The file is packed so that it could fill the memory ({found}).",
)
_BOMB_TODO = Text(
    nb="Kopier tabellene til en ny arbeidsbok, og bruk den i stedet.",
    en="Copy the tables to a new workbook, and use that one instead.",
)
_ENTRIES = Text(nb="{count} deler", en="{count} parts")
_UNPACKED = Text(nb="{megabytes} MB utpakket", en="{megabytes} MB unpacked")
_RATIO = Text(nb="en del blir {ratio} ganger så stor", en="a part becomes {ratio} times as large")
_LIE = Text(nb="en del er større enn den oppgir", en="a part is larger than it says")
_PROTECTED = Text(nb="Filen er beskyttet med passord.", en="The file is protected by a password.")
_PROTECTED_TODO = Text(nb="Lagre den som .xlsx uten passord.", en="Save it as .xlsx without a password.")
_DOCTYPE = Text(nb="Filen inneholder en DOCTYPE, som Excel aldri skriver.", en="The file holds a DOCTYPE, which Excel never writes.")
_NOT_EXCEL = Text(nb="Filen er ikke en arbeidsbok av typen .xlsx.", en="The file is not a workbook of the kind .xlsx.")
_SAVE = Text(nb="Åpne filen i Excel, og lagre den som .xlsx.", en="Open the file in Excel, and save it as .xlsx.")


def examine(raw: bytes) -> list[Marks | None]:
    """What each sheet of a workbook holds besides values, in the order of the workbook; None for a sheet without cells (a chart).

    Raises
    ------
    Refused
        "bomb": too large once unpacked; "protected": needs a password; "not_workbook": anything else is wrong with it.
    """
    if (count := raw.count(b"PK\x01\x02")) > MOST_ENTRIES:  # before zipfile makes an object of each
        raise _bomb(_ENTRIES.of(count=count))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _require_small(archive.infolist())
            return _sheets(archive)
    except Refused:
        raise
    except Exception as error:  # a damaged zip raises a dozen kinds, from zlib.error to struct.error
        raise broken() from error


def not_excel() -> Refused:
    """The refusal of a file that is no workbook at all."""
    return Refused(_NOT_EXCEL.of(), _SAVE.of(), "not_workbook")


def _bomb(found: Message) -> Refused:
    return Refused(_BOMB.of(found=found), _BOMB_TODO.of(), "bomb")


def _require_small(entries: list[zipfile.ZipInfo]) -> None:
    """Nothing, if the entries as they describe themselves can be unpacked."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(_PROTECTED.of(), _PROTECTED_TODO.of(), "protected")
    if (total := sum(entry.file_size for entry in entries)) > MOST_UNPACKED:
        raise _bomb(_UNPACKED.of(megabytes=total // 1_000_000))
    ratio = max((e.file_size // max(e.compress_size, 1) for e in entries if e.file_size > RATIO_FROM), default=0)
    if ratio > MOST_RATIO:
        raise _bomb(_RATIO.of(ratio=ratio))


def _sheets(archive: zipfile.ZipFile) -> list[Marks | None]:
    marks: dict[str, Marks | None] = {}
    kept: dict[str, bytes] = {}
    for entry in archive.infolist():
        name = _plain(entry.filename)
        if name in (_BOOK, _LINKS):
            if entry.file_size > RATIO_FROM:  # they are held whole, and list no more than the sheets
                raise broken()
            kept[name] = b"".join(_unpacked(archive, entry))
        elif name.startswith(_READ):
            marks[name] = scan(_unpacked(archive, entry))
    if not kept.keys() >= {_BOOK, _LINKS}:
        raise not_excel()
    linked = ElementTree.fromstring(kept[_LINKS])
    present = {_plain(entry.filename) for entry in archive.infolist()}
    if any(link.get("Type", "").endswith(_CELLS) and _place(link.get("Target", "")) not in present for link in linked):
        raise broken()  # a date without the styles that make it one would be read as a number
    return [marks.get(part) for part in _parts(kept[_BOOK], linked)]


def _plain(name: str) -> str:
    """The name of a part as calamine looks it up: letter case and the kind of slash do not matter."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry in chunks, each checked: what an entry says of its size may be a lie, and calamine would believe its content."""
    told, found, tail = entry.file_size, 0, b""
    entry.file_size = MOST_UNPACKED + 1  # else zipfile stops at what was told, and the lie is never seen
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            found += len(chunk)
            if found > told:
                raise _bomb(_LIE.of())
            if b"<!DOCTYPE" in tail + chunk:
                raise Refused(_DOCTYPE.of(), _SAVE.of(), "not_workbook")
            if found == len(chunk) and b"\0" in chunk and entry.filename.endswith((".xml", ".rels")):
                raise broken()  # UTF-16, of which calamine makes an empty sheet
            tail = chunk[-8:]
            yield chunk


def _place(target: str) -> str:
    """Where a link of the workbook leads."""
    return _plain(posixpath.normpath(posixpath.join("/xl", target)))


def _parts(book: bytes, links: ElementTree.Element) -> list[str]:
    """The part that holds each sheet, in the order of the workbook; both texts are known to be without a DOCTYPE."""
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = []
    for sheet in ElementTree.fromstring(book).iter():
        if sheet.tag.endswith("}sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            found.append(_place(targets.get(link, "")))
    return found
