"""Files to raw cells: which files of a term folder are read, and each of them as sheets. Bad content is a fault, never an error."""

import stat
import unicodedata
from pathlib import Path

from allocator.intake import csvs, workbooks
from allocator.intake.archives import not_excel
from allocator.intake.faults import Fault, fault
from allocator.intake.sheets import MOST_BYTES, Cell, Reading, Refused, Sheet
from allocator.text import Text

__all__ = ["Cell", "Reading", "Sheet", "files", "read"]

_CSV = frozenset({".csv", ".tsv"})
# The last four are refused, not passed over: their owner thinks that they are read.
_READ = _CSV | {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".numbers"}

_KINDS = (
    (b"PK\x03\x04", Text(nb="en Excel-arbeidsbok eller en annen zip-fil", en="an Excel workbook or another zip file")),
    (b"PK\x05\x06", Text(nb="en tom zip-fil", en="an empty zip file")),
    (b"%PDF", Text(nb="en PDF-fil", en="a PDF file")),
    (b"\x1f\x8b", Text(nb="en pakket fil (gzip)", en="a packed file (gzip)")),
    (b"{\\rtf", Text(nb="et tekstdokument (RTF)", en="a text document (RTF)")),
)
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<?xml", b"<div", b"<style")
_WEB = Text(nb="en nettside eller en XML-fil", en="a web page or an XML file")
_OLE = b"\xd0\xcf\x11\xe0"

_MISSING = Text(nb="Filen finnes ikke.", en="The file does not exist.")
_MISSING_TODO = Text(nb="Kontroller navnet og mappen.", en="Check the name and the folder.")
_DIRECTORY = Text(nb="Dette er ikke en vanlig fil.", en="This is not an ordinary file.")
_DIRECTORY_TODO = Text(nb="Oppgi en .csv- eller .xlsx-fil.", en="Name a .csv or .xlsx file.")
_LOCKED = Text(
    nb="Filen kan ikke åpnes: Den er i bruk, eller du mangler tilgang.",
    en="The file cannot be opened: it is in use, or you may not read it.",
)
_LOCKED_TODO = Text(nb="Lukk den i Excel, og prøv igjen.", en="Close it in Excel, and try again.")
_NO_FOLDER = Text(nb="Mappen eller filen kan ikke åpnes.", en="The folder or file cannot be opened.")
_NO_FOLDER_TODO = Text(nb="Be om lesetilgang.", en="Ask for permission to read.")
_UNREADABLE = Text(nb="Filen kan ikke leses ({reason}).", en="The file cannot be read ({reason}).")
_UNREADABLE_TODO = Text(nb="Kopier den til din egen maskin, og prøv igjen.", en="Copy it to your own machine, and try again.")
_SIZE = Text(nb="Filen er på {found} MB; grensen er {most} MB.", en="The file has {found} MB; the limit is {most} MB.")
_MEMORY = Text(nb="Filen er for stor for minnet i denne maskinen.", en="The file is too large for the memory of this machine.")
_SIZE_TODO = Text(
    nb="Fjern bilder og ark som ikke trengs, eller del tabellen i flere filer.",
    en="Remove pictures and sheets not needed, or split the table into several files.",
)
_EMPTY = Text(nb="Filen er tom (0 byte).", en="The file is empty (0 bytes).")
_EMPTY_TODO = Text(nb="Lagre den på nytt, eller fjern den.", en="Save it again, or remove it.")
_PROTECTED = Text(
    nb="Filen er beskyttet med passord, eller er i det gamle formatet .xls.",
    en="The file is protected by a password, or is of the old kind .xls.",
)
_PROTECTED_TODO = Text(nb="Lagre den som .xlsx uten passord.", en="Save it as .xlsx without a password.")
_NOT_CSV = Text(nb="Filen heter .csv, men er {kind}.", en="The file is named .csv, but is {kind}.")
_NOT_CSV_TODO = Text(nb="Åpne den i Excel, og lagre tabellen som «CSV UTF-8».", en="Open it in Excel, and save the table as “CSV UTF-8”.")
_NOT_READ = Text(
    nb="Dette er verken en mappe, en .csv-fil eller en .xlsx-fil.",
    en="This is neither a folder, a .csv file nor a .xlsx file.",
)
_NOT_READ_TODO = Text(
    nb="Oppgi mappen med semesterets filer, eller lagre filen som .xlsx.",
    en="Name the folder with the term's files, or save the file as .xlsx.",
)
_NOTHING = Text(nb="Mappen har ingen .csv- eller .xlsx-filer.", en="The folder holds no .csv or .xlsx files.")
_NOTHING_TODO = Text(nb="Legg semesterets tabeller i den.", en="Put the term's tables into it.")


def read(path: Path, shown: str) -> Reading:
    """The sheets of one file, its faults and notes; `shown` is what the user calls the file. Bad content never raises."""
    try:
        raw = _bytes(path)
        if path.suffix.casefold() in _CSV:
            _require_text(raw)
            return csvs.parse(raw, shown, unicodedata.normalize("NFC", path.stem))  # macOS keeps "områder" in two pieces
        _require_zip(raw)
        return workbooks.parse(raw, shown)
    except Refused as refused:
        return [], [refused.fault(shown)], []
    except MemoryError:
        return [], [fault(shown, _MEMORY.of(), _SIZE_TODO.of(), code="size")], []


def files(folder_or_file: Path) -> tuple[list[Path], list[Fault]]:
    """The files of a term folder that hold tables, by name, or the one file that was named.

    Sub-folders, hidden and lock files, and files of other kinds are passed over.
    """
    shown = str(folder_or_file)
    try:
        return _listed(folder_or_file), []
    except Refused as refused:
        return [], [refused.fault(shown)]
    except OSError:
        return [], [fault(shown, _NO_FOLDER.of(), _NO_FOLDER_TODO.of(), code="permission")]


def _listed(where: Path) -> list[Path]:
    if where.is_dir():
        found = sorted((path for path in where.iterdir() if _holds_table(path)), key=lambda path: (path.name.casefold(), path.name))
        if not found:
            raise Refused(_NOTHING.of(), _NOTHING_TODO.of(), "empty")
        return found
    if not where.exists():
        raise Refused(_MISSING.of(), _MISSING_TODO.of(), "missing")
    if where.suffix.casefold() not in _READ:
        raise Refused(_NOT_READ.of(), _NOT_READ_TODO.of(), "not_workbook")
    return [where]


def _holds_table(path: Path) -> bool:
    """Whether a path of a folder is to be read; a link that leads nowhere is, so that its fault is seen."""
    return path.suffix.casefold() in _READ and not path.name.startswith(("~$", ".")) and not _hidden(path) and not path.is_dir()


def _hidden(path: Path) -> bool:
    """Whether Windows hides it; elsewhere the name tells."""
    return bool(getattr(path.lstat(), "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN)


def _bytes(path: Path) -> bytes:
    """All of the file, read at once so that it is not held open, once its size is known to be small."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Refused(_DIRECTORY.of(), _DIRECTORY_TODO.of(), "directory")
        if about.st_size > MOST_BYTES:
            raise Refused(_SIZE.of(found=about.st_size // 1_000_000, most=MOST_BYTES // 1_000_000), _SIZE_TODO.of(), "size")
        return path.read_bytes()
    except (FileNotFoundError, ValueError) as error:  # ValueError: a NUL in the name
        raise Refused(_MISSING.of(), _MISSING_TODO.of(), "missing") from error
    except PermissionError as error:
        raise Refused(_LOCKED.of(), _LOCKED_TODO.of(), "permission") from error
    except OSError as error:
        raise Refused(_UNREADABLE.of(reason=error.strerror or type(error).__name__), _UNREADABLE_TODO.of(), "permission") from error


def _require_text(raw: bytes) -> None:
    """Nothing, if the content does not give itself away as something other than text."""
    _require_open(raw)
    start = raw[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = next((kind for mark, kind in _KINDS if raw.startswith(mark)), _WEB if start.startswith(_MARKUP) else None)
    if kind:
        raise Refused(_NOT_CSV.of(kind=kind), _NOT_CSV_TODO.of(), "not_csv")


def _require_zip(raw: bytes) -> None:
    """Nothing, if the content is a zip file, as a workbook is."""
    _require_open(raw)
    if not raw.startswith(b"PK"):
        raise not_excel()


def _require_open(raw: bytes) -> None:
    if not raw:
        raise Refused(_EMPTY.of(), _EMPTY_TODO.of(), "empty")
    if raw.startswith(_OLE):
        raise Refused(_PROTECTED.of(), _PROTECTED_TODO.of(), "protected")
