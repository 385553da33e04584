"""What words mean: which table a name is, which column a header word is, in both languages and however they are typed."""

import re
import unicodedata
from functools import cache

from allocator.rows import ROWS
from allocator.text import Text

WIDE = re.compile(r"(?:wish|onske)(\d{1,2})|(\d{1,2})(?:wish|onske)")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})
_ALSO = {
    "praksissteder": "sites", "praksisplasser": "offers", "plasser": "offers", "praksistilbud": "offers", "praksisavtaler": "agreements",
    "praksisveiledere": "supervisors", "praksisperioder": "periods", "praksisemner": "courses", "studentliste": "students",
    "omrader": "areas", "praksiskoordinatorer": "coordinators", "bolig": "housing",
}


def fold(word: object) -> str:
    """The word without case, blanks, punctuation or accents; ø, oe and o are alike, and so are å, aa and a, æ, ae and a."""
    text = unicodedata.normalize("NFKD", str(word).casefold().translate(_LETTERS))
    letters = "".join(letter for letter in text if letter.isalnum())
    return letters.replace("oe", "o").replace("aa", "a").replace("ae", "a")


def table_of(name: str) -> str | None:
    """The table that a sheet or a file stem names ("offers", "Tilbud", "tilbud-senja", "Forrige plan 2"), or None."""
    words = re.split(r"[\W_]+", name)
    for last in range(len(words), 0, -1):
        word = fold("".join(words[:last]))
        found = table_words().get(word) or table_words().get(word.rstrip("0123456789"))
        if found:
            return found
    return None


def column_of(table: str, cell: object) -> str:
    """The column's name that a header word means, `wish3` for a third wish, "" for none."""
    word = fold(cell)
    found = WIDE.fullmatch(word) if table in ("wishes", "students") else None
    return f"wish{int(found[1] or found[2])}" if found else _words(table).get(word, "")


def is_wide(name: str) -> bool:
    """Whether a column holds wishes of one rank (`wish3`)."""
    return name.startswith("wish")


def said(table: str, name: str) -> Text:
    """The header of a column, in both languages."""
    found = [column.header for column in ROWS[table].columns() if column.name == name]
    return found[0] if found else Text(f"Ønske {name[4:]}", f"Wish {name[4:]}")


@cache
def _words(table: str) -> dict[str, str]:
    """Column names by folded header word; a name or header goes before another column's alias."""
    columns = ROWS[table].columns()
    aliases = {fold(word): column.name for column in columns for word in column.aliases}
    return aliases | {word: column.name for column in columns for word in official(table, column.name)}


@cache
def official(table: str, name: str) -> frozenset[str]:
    """The folded words of a column that are no aliases."""
    header = said(table, name)
    return frozenset({fold(name), fold(header.nb), fold(header.en)})


@cache
def known_words(table: str) -> tuple[str, ...]:
    """Every header word of a table as people write it."""
    return tuple(word for column in ROWS[table].columns() for word in (column.header.nb, column.header.en, *column.aliases))


@cache
def table_words() -> dict[str, str]:
    """Tables by every folded word that names them."""
    named = {fold(word): name for name, row in ROWS.items() for word in (name, row.title.nb, row.title.en)}
    return _ALSO | named
