"""What to buy as text: what each budget brings, and the list of what to ask for, municipality by municipality."""

from allocator.invest import Investment
from allocator.report.grid import grid
from allocator.text import Lang, Text

_CURVE = (
    Text("Budsjett", "Budget"), Text("Brukt", "Spent"), Text("Har plass", "Placed"), Text("Flere enn nå", "More than now"),
    Text("Minutter i snitt", "Minutes, mean"),
)
_LIST = (Text("Kommune", "Municipality"), Text("Sted", "Site"), Text("Hva", "What"), Text("Antall", "Number"), Text("Pris", "Price"))
_PLACE = Text("plasser: {offer}", "places: {offer}")
_TRAINING = Text("veilederutdanning: {supervisor}", "supervision education: {supervisor}")
_SOLVED = Text(
    "Hver linje er løst på nytt med det som er kjøpt lagt inn i tabellene.", "Each line was solved again with what was bought put into the tables."
)


def investment_text(found: Investment, lang: Lang) -> str:
    """The head, what each budget brings, and what to buy for the whole of it."""
    before = len(found.base.placements)
    curve = [
        [one.budget, one.spent, one.placed, one.placed - before, round(float(one.plan.placements["minutes"].mean()), 1) if one.placed else None]
        for one in found.curve
    ]
    parts = [found.say(lang).split("\n")[0], grid([word.say(lang) for word in _CURVE], curve, lang), _SOLVED.say(lang)]
    rows = _rows(found, lang)
    return "\n\n".join([*parts, *([grid([word.say(lang) for word in _LIST], rows, lang)] if rows else [found.say(lang).split("\n")[-1].strip()])])


def _rows(found: Investment, lang: Lang) -> list[list[object]]:
    """Each purchase with its municipality, in the order of municipalities and sites."""
    tables = found.base.problem.tables
    place = tables["sites"].set_index("site")["municipality"].to_dict()
    names = {number: name or number for number, name in zip(tables["municipalities"]["municipality"], tables["municipalities"]["name"], strict=True)}
    rows: list[list[object]] = []
    for buy in found.curve[-1].buys:
        number = place.get(buy.site.split(", ")[0], "")
        what = _PLACE.say(lang, offer=buy.name) if buy.kind == "places" else _TRAINING.say(lang, supervisor=buy.name)
        rows.append([names.get(number, number), buy.site, what, buy.count, buy.cost])
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[2])))
