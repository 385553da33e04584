"""How a cell of each kind is read: what is safe is mended and said, everything else is refused."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from allocator.intake.amounts import Bad, Reading, date, integer, shown
from allocator.intake.known import Known
from allocator.rows import Column
from allocator.rows.choices import CHOICES, words
from allocator.text import Text

CLEANED = Text(nb="Overflødige mellomrom og usynlige tegn er fjernet", en="Superfluous blanks and invisible characters were removed")
PADDED = Text(nb="Ledende nuller er satt inn", en="Leading zeros were put in")
WHOLE = Text(nb="Desimaler er fjernet fra et nummer", en="Decimals were removed from a number")
JOINED = Text(nb="Mellomrom i organisasjonsnummer er fjernet", en="Blanks in organisation numbers were removed")

_NOT_YES_NO = Text(nb="«{value}» er verken ja eller nei.", en="“{value}” is neither yes nor no.")
_YES_NO_HOW = Text(nb="Skriv ja eller nei, eller la cellen stå tom.", en="Write yes or no, or leave the cell blank.")
_NOT_CHOICE = Text(nb="«{value}» er ikke et av valgene.", en="“{value}” is not one of the choices.")
_CHOICE_HOW = Text(nb="Skriv {choices}.", en="Write {choices}.")
_MEANT = Text(nb="Mente du «{word}»? Valgene er {choices}.", en="Did you mean “{word}”? The choices are {choices}.")
_OR = Text(nb="{most} eller {last}", en="{most} or {last}")
_NOT_TEXT = Text(nb="Her ventes tekst, men cellen inneholder en dato ({value}).", en="Text is expected here, but the cell holds a date ({value}).")
_TEXT_HOW = Text(nb="Formater cellen som tekst, og skriv verdien på nytt.", en="Format the cell as text, and write the value again.")
_NOT_ID = Text(nb="Her ventes tekst, men cellen inneholder {value}.", en="Text is expected here, but the cell holds {value}.")
_ROUNDED = Text(nb="«{value}» er et tall som regnearket har rundet av.", en="“{value}” is a number that the spreadsheet has rounded.")
_CONTROL = Text(nb="Cellen inneholder et tegn som ikke kan vises.", en="The cell holds a character that cannot be shown.")
_CONTROL_HOW = Text(nb="Skriv verdien på nytt.", en="Write the value again.")
_LIST = Text(nb="«{value}» er ett tall, ikke en liste.", en="“{value}” is one number, not a list.")
_LIST_HOW = Text(nb="Formater cellen som tekst, og skriv lista med «|» mellom.", en="Format the cell as text, and write the list with “|” between.")

_YES = frozenset(["ja", "yes", "x", "1", "true", "j", "y", "sann", "✓", "✔"])
_NO = frozenset(["nei", "no", "0", "false", "n", "usann"])
_SEPARATORS = re.compile(r"[|;]|,\s|,$")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def cleaned(cell: str) -> str:
    """The text composed (NFC), without blanks at its ends, invisible characters or double blanks. Raises Bad for control characters."""
    text = " ".join(cell.split())
    if not text.isascii():
        text = " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())
    if not text.isprintable():
        raise Bad(_CONTROL.of(), _CONTROL_HOW.of())
    return text


def text(cell: Any) -> Reading:
    """Text; a whole number that a spreadsheet made of an id becomes the id again."""
    if isinstance(cell, str):
        return cell, None
    if isinstance(cell, dt.date):
        raise Bad(_NOT_TEXT.of(value=cell), _TEXT_HOW.of())
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Bad(_NOT_ID.of(value=cell), _TEXT_HOW.of())
    if abs(cell) >= 1e15 or cell != cell:
        raise Bad(_ROUNDED.of(value=str(cell)), _TEXT_HOW.of())
    return (str(int(cell)), None) if float(cell).is_integer() else (repr(cell), None)


def number_of(digits: int) -> Callable[[Any], Reading]:
    """Reads a number that is a name (municipality, postcode): 301 and 301.0 become 0301. Other text is left as it is."""

    def read(cell: Any) -> Reading:
        value, _ = text(cell)
        whole = value[:-2] if value.endswith((".0", ",0")) and value[:-2].isdigit() else value
        if whole.isdecimal() and digits - 1 == len(whole):
            return whole.zfill(digits), PADDED
        return whole, WHOLE if whole != value else None

    return read


def identifier(cell: Any) -> Reading:
    """An id: text, where 123.0 is 123."""
    value, mended = text(cell)
    return (value[:-2], WHOLE) if value.endswith(".0") and value[:-2].isdecimal() else (value, mended)


def organisation(cell: Any) -> Reading:
    """An organisation number without the blanks between its groups."""
    value, mended = identifier(cell)
    joined = value.replace(" ", "")
    return (joined, JOINED) if joined != value and joined.isdecimal() else (value, mended)


def yes_no(cell: Any) -> Reading:
    """Yes or no."""
    if isinstance(cell, bool):
        return cell, None
    word = str(int(cell)) if isinstance(cell, float) and cell in (0, 1) else str(cell).casefold()
    if word not in _YES | _NO:
        raise Bad(_NOT_YES_NO.of(value=shown(cell)), _YES_NO_HOW.of())
    return word in _YES, None


def choice(choices: tuple[str, ...]) -> Callable[[Any], Reading]:
    """Reads one of a few words, in either language."""
    known = _choice_words(choices)
    like = Known(known)

    def read(cell: Any) -> Reading:
        word = " ".join(shown(cell).casefold().split())
        if word in known:
            return known[word], None
        said = tuple(CHOICES[one] for one in choices)
        listed = _OR.of(most=said[:-1], last=said[-1])
        near = like.nearest(word)
        todo = _MEANT.of(word=CHOICES[known[near]], choices=listed) if near else _CHOICE_HOW.of(choices=listed)
        raise Bad(_NOT_CHOICE.of(value=shown(cell)), todo)

    return read


def items(cell: Any) -> list[Any]:
    """The parts of a list in a cell: by |, by ; or by a comma and a blank."""
    if isinstance(cell, tuple):
        return list(cell)
    return [part for raw in _SEPARATORS.split(cell) if (part := raw.strip())] if isinstance(cell, str) else [cell]


def each(read: Callable[[Any], Reading]) -> Callable[[Any], Reading]:
    """Reads a list whose parts are read by `read`; each part once, in the order written."""

    def all_of(cell: Any) -> Reading:
        readings = [read(item) for item in items(cell)]
        mended = next((repair for _, repair in readings if repair), None)
        return tuple(dict.fromkeys(value for value, _ in readings)), mended

    return all_of


def integers(cell: Any) -> Reading:
    """A list of whole numbers; 2,3 is two of them."""
    if isinstance(cell, float) and not cell.is_integer():
        raise Bad(_LIST.of(value=shown(cell)), _LIST_HOW.of())
    split = tuple(part.strip() for part in re.split(r"[|;,]", cell) if part.strip()) if isinstance(cell, str) else cell
    return each(integer)(split)


def reader(column: Column) -> Callable[[Any], Reading]:
    """How a cell of the column is read; numbers and weeks are read otherwise (`number`, `Calendar.read`)."""
    if column.kind == "choice":
        return choice(column.choices)
    plain: dict[str, Callable[[Any], Reading]] = {"date": date, "yes_no": yes_no, "integers": integers}
    if column.kind in plain:
        return plain[column.kind]
    one = _text_reader(column)
    return each(one) if column.kind == "list" else one


def _text_reader(column: Column) -> Callable[[Any], Reading]:
    if column.refers == "municipalities" or column.name in ("municipality", "origin", "alternate_origin"):
        return number_of(4)
    if column.name == "orgnr":
        return organisation
    return identifier


@cache
def _choice_words(choices: tuple[str, ...]) -> dict[str, str]:
    return {word.casefold(): choice for choice in choices for word in words(choice)}
