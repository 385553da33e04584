"""How the input format is told to people: what a table and a column are called, and what to write in them."""

from allocator.rows import ROWS, Column, Row
from allocator.rows.choices import CHOICES
from allocator.text import Lang, Text

MUST = Text(nb="Må fylles ut.", en="Must be filled in.")
MAY = Text(nb="Kan stå tom.", en="May be blank.")
MEANS_YES = Text(nb="Tom celle betyr ja.", en="A blank cell means yes.")
_NEEDED = {
    "rows": Text(nb="Må ha minst én rad.", en="Must have at least one row."),
    "table": Text(nb="Må finnes, men kan være uten rader.", en="Must be there, but may have no rows."),
    "no": Text(nb="Valgfri.", en="Optional."),
}

HOW: tuple[Text, ...] = (
    Text(
        nb="Hvert ark er en tabell. Fyll ut fra raden under overskriftene; overskriftene må stå.",
        en="Each sheet is a table. Fill in from the row below the header; the header must stay.",
    ),
    Text(
        nb="Kolonner du ikke trenger, kan slettes. Egne kolonner leses ikke, så navn og diagnoser kommer aldri inn.",
        en="Columns you do not need may be deleted. Columns of your own are not read, so that names and diagnoses never enter.",
    ),
    Text("Datoer: 31.08.2026 eller 2026-08-31.", "Dates: 2026-08-31 or 31.08.2026."),
    Text(
        nb="Uker: 34-41, 43 eller 2026-W34. En uke uten år er den som ligger i semesteret.",
        en="Weeks: 34-41, 43 or 2026-W34. A week without a year is the one inside the term.",
    ),
    Text("Lister: skill med |, f.eks. sykehjem | hjemmetjeneste.", "Lists: separate by |, e.g. nursing home | home care."),
    Text(
        nb="Ja eller nei: ja, nei eller x. En tom celle betyr nei, om ikke annet står over kolonnen.",
        en="Yes or no: yes, no or x. A blank cell means no, unless the column says otherwise.",
    ),
    Text("Kommuner: kommunenummer med fire sifre, f.eks. 5530.", "Municipalities: the number of four digits, e.g. 5530."),
    Text("Den som viser til en annen tabell, må bruke samme navn som der.", "What points to another table must use the same name as there."),
)
"""How to fill in a term, a line each."""


def above(column: Column, lang: Lang) -> str:
    """The line that explains a column; never the same as a header word."""
    rest = MUST if column.required else MEANS_YES if column.default is True else MAY
    return f"{column.why.say(lang)} {rest.say(lang)}"


def file_name(row: type[Row], lang: Lang) -> str:
    """What the file of a table is called, without its ending."""
    return row.title.say(lang).casefold().replace(" ", "-")


def tables(lang: Lang) -> list[tuple[str, str, str]]:
    """Each table: its name, what a row is, and whether it must be there."""
    return [(row.title.say(lang), row.about.say(lang), _NEEDED[row.needed].say(lang)) for row in ROWS.values()]


def said_choices(column: Column, lang: Lang) -> list[str]:
    """The words of a choice as people write them."""
    return [CHOICES[choice].say(lang) for choice in column.choices]
