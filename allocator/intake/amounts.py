"""How numbers and days are read: Norwegian or English signs, never a guess between them."""

import datetime as dt
import re
from typing import Any

from allocator.text import Message, Text

Reading = tuple[Any, Text | None]
"""A value, and what was mended to come by it."""

THOUSANDS = Text(nb="Skilletegn mellom tusen er fjernet", en="Separators of thousands were removed")
CLOCK = Text(nb="Klokkeslett er ikke lest", en="The time of day was not read")

_NOT_WHOLE = Text(nb="«{value}» er ikke et heltall.", en="“{value}” is not a whole number.")
_WHOLE_HOW = Text(nb="Skriv f.eks. 45.", en="Write e.g. 45.")
_NOT_NUMBER = Text(nb="«{value}» er ikke et tall.", en="“{value}” is not a number.")
_NUMBER_HOW = Text(nb="Skriv f.eks. 12,5.", en="Write e.g. 12.5.")
_EITHER = Text(
    nb="«{value}» kan bety både {small} og {large}; kolonnen bruker «{mark}» som desimaltegn andre steder.",
    en="“{value}” may mean both {small} and {large}; elsewhere the column uses “{mark}” as its decimal sign.",
)
_EITHER_HOW = Text(nb="Skriv tallet uten skilletegn mellom tusen.", en="Write the number without a separator of thousands.")
_NOT_DATE = Text(nb="«{value}» er ikke en dato.", en="“{value}” is not a date.")
_DATE_HOW = Text(nb="Skriv f.eks. 31.08.2026 eller 2026-08-31.", en="Write e.g. 2026-08-31 or 31.08.2026.")
_SHORT_YEAR = Text(nb="«{value}» har et årstall med to sifre.", en="“{value}” has a year of two digits.")
_SERIAL = Text(nb="«{value}» er et tall, ikke en dato.", en="“{value}” is a number, not a date.")
_SERIAL_HOW = Text(
    nb="I Excel står dette tallet for {date}. Er det dagen du mener, så formater cellen som dato.",
    en="In Excel this number stands for {date}. If that is the day, format the cell as a date.",
)
_NO_SUCH_DAY = Text(nb="Dagen «{value}» finnes ikke.", en="There is no day “{value}”.")

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}([ .,'’])\d{3}(\1\d{3})*([.,]\d+)?")
_EITHER_WAY = re.compile(r"[+-]?\d{1,3}([.,])\d{3}")
_NORWEGIAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_TWO_DIGITS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2}")
_LONGEST_NUMBER = 40


class Bad(Exception):
    """A cell that cannot be read: what is wrong, and what to do."""

    def __init__(self, what: Message, todo: Message) -> None:
        super().__init__(what, todo)
        self.what, self.todo = what, todo


def integer(cell: Any, decimal: str = "") -> Reading:
    """A whole number; 3.0 and 3,0 are 3."""
    try:
        value, mended = number(cell, decimal)
    except Bad as bad:
        raise Bad(_NOT_WHOLE.of(value=shown(cell)), _WHOLE_HOW.of()) if bad.what.text is _NOT_NUMBER else bad from None
    if (isinstance(cell, str) and _EITHER_WAY.fullmatch(cell)) or not float(value).is_integer() or abs(value) > 1e15:
        raise Bad(_NOT_WHOLE.of(value=shown(cell)), _WHOLE_HOW.of())
    return int(value), mended


def number(cell: Any, decimal: str = "") -> Reading:
    """A number; `decimal` is the decimal sign seen elsewhere in the column, which makes 1.234 (or 1,234) ambiguous."""
    if isinstance(cell, bool | dt.date):
        raise Bad(_NOT_NUMBER.of(value=shown(cell)), _NUMBER_HOW.of())
    if isinstance(cell, int | float):
        if cell != cell or abs(cell) > 1e300:
            raise Bad(_NOT_NUMBER.of(value=shown(cell)), _NUMBER_HOW.of())
        return float(cell), None
    typed = str(cell).replace("−", "-")
    if len(typed) > _LONGEST_NUMBER or not typed.isascii():
        raise Bad(_NOT_NUMBER.of(value=shown(cell)), _NUMBER_HOW.of())
    found = _EITHER_WAY.fullmatch(typed)
    if found and decimal and found[1] != decimal:
        small, large = float(typed.replace(",", ".")), int(re.sub("[.,]", "", typed))
        raise Bad(_EITHER.of(value=typed, small=Text(*[f"{small:.3f}".replace(".", mark) for mark in ",."]), large=str(large), mark=decimal), _EITHER_HOW.of())
    if _NUMBER.fullmatch(typed):
        return float(typed.replace(",", ".")), None
    grouped = _GROUPED.fullmatch(typed)
    if grouped and not (grouped[3] or "").startswith(grouped[1]):
        whole = typed.replace(grouped[1], "")
        return float(whole.replace(",", ".")), THOUSANDS
    raise Bad(_NOT_NUMBER.of(value=shown(cell)), _NUMBER_HOW.of())


def date(cell: Any) -> Reading:
    """A day: dd.mm.yyyy, ISO, or a date of the spreadsheet."""
    if isinstance(cell, dt.datetime):
        return _likely(cell.date(), cell), CLOCK if cell.time() != dt.time() else None
    if isinstance(cell, dt.date):
        return _likely(cell, cell), None
    typed = shown(cell)
    serial = cell if isinstance(cell, int | float) and not isinstance(cell, bool) else int(typed) if re.fullmatch(r"[0-9]{5}", typed) else None
    if serial is not None:
        known = 20_000 <= serial < 80_000
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(serial)) if known else None
        raise Bad(_SERIAL.of(value=typed), _SERIAL_HOW.of(date=day) if day else _DATE_HOW.of())
    norwegian, iso = _NORWEGIAN.fullmatch(typed), _ISO.fullmatch(typed)
    if not (norwegian or iso):
        raise Bad((_SHORT_YEAR if _TWO_DIGITS.fullmatch(typed) else _NOT_DATE).of(value=typed), _DATE_HOW.of())
    year, month, day_ = (int(part) for part in (iso.groups() if iso else norwegian.groups()[::-1]))  # type: ignore[union-attr]
    try:
        return _likely(dt.date(year, month, day_), typed), CLOCK if ":" in typed and "00:00" not in typed else None
    except ValueError:
        raise Bad(_NO_SUCH_DAY.of(value=typed), _DATE_HOW.of()) from None


def decimal_sign(cells: list[Any]) -> str:
    """The decimal sign of a column: that of its numbers that can be read in one way only; "" where none, or both, occur."""
    typed = {cell for cell in cells if isinstance(cell, str) and ("," in cell or "." in cell)}
    signs = {re.sub(r"[\d+-]", "", cell) for cell in typed if _NUMBER.fullmatch(cell) and not _EITHER_WAY.fullmatch(cell)}
    return signs.pop() if len(signs) == 1 else ""


def _likely(day: dt.date, typed: Any) -> dt.date:
    """The day, if it lies within a lifetime. Raises Bad."""
    if not 1920 <= day.year <= 2120:
        raise Bad(_NO_SUCH_DAY.of(value=shown(typed)), _DATE_HOW.of())
    return day


def shown(cell: Any) -> str:
    """The cell as a message quotes it, shortened to 80 characters."""
    return f"{cell:g}" if isinstance(cell, float) and abs(cell) < 1e15 else str(cell)[:80]
