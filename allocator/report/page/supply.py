"""Where places lack and where they lie idle: the map, the municipalities and the professions."""

from typing import Any

import pandas as pd

from allocator.plan import Plan
from allocator.report.boundaries import Boundaries
from allocator.report.figures import Figures
from allocator.report.page.chart import drawn
from allocator.report.page.parts import Bar, Section, share, table
from allocator.report.picture import picture
from allocator.text import Lang, Text, sort_key

_TITLE = Text("Hvor det mangler plasser, og hvor de står ledige", "Where places are missing, and where they are free")
_ABOUT = Text(
    "En ledig plass hjelper bare den som kan reise dit og har et emne som passer. Derfor kan det mangle plasser i én kommune mens de står "
    "ledige i en annen.",
    "A free place helps only those who can travel there and whose course fits. So places can be missing in one municipality and free in another.",
)
_AGAIN = Text(
    "En plass som er tilbudt i bestemte uker, kan brukes av flere etter hverandre. Derfor kan brukt og ledig til sammen bli mer enn plassene.",
    "A place offered in certain weeks can be used by several, one after the other. So used and free can add up to more than the places.",
)
_TOWNS = Text(
    "Kommunene: plasser som brukes og står ledige, og studentene som bor der", "The municipalities: places used and free, and the students who live there"
)
_TOWN = (
    Text("Kommune", "Municipality"), Text("Plasser", "Places"), Text("Brukt", "Used"), Text("Ledig", "Free"), Text("Brukt og ledig", "Used and free"),
    Text("Behov hos dem som bor her", "Needs of those who live here"), Text("Av dem uten plass", "Of these without a place"),
)  # fmt: skip
_KEY = (("used", Text("brukt", "used")), ("free", Text("ledig", "free")))
_KINDS = Text("Behov som er vanskeligst å dekke, og plassene som passer for dem", "The needs that are hardest to meet, and the places that fit them")
_KIND = (
    Text("Profesjon", "Profession"), Text("Praksistype", "Setting"), Text("Periode", "Window"), Text("Behov", "Needs"),
    Text("Plasser som passer", "Places that fit"), Text("Forskjell", "Difference"),
)  # fmt: skip
_PROFESSIONS = Text("Profesjonene: behov som er dekket, og ikke", "The professions: needs met and not met")
_PROFESSION = (Text("Profesjon", "Profession"), Text("Behov", "Needs"), Text("Har plass", "Placed"), Text("Uten plass", "Unplaced"), Text("Dekket", "Met"))
_MET = (("used", Text("har plass", "placed")), ("lack", Text("uten plass", "unplaced")))
_ANY = Text("alle", "any")
_HARDEST = 12


def supply(plan: Plan, figures: Figures, lang: Lang, boundaries: Boundaries | None = None) -> Section:
    """The map with its table, the professions, and, for who may see small figures, the kinds of need that are hardest to meet."""
    tables = [_towns(figures.municipalities, lang), _professions(figures.professions, lang)]
    kinds = picture(plan.problem).supply
    short = kinds[kinds["slack"] < 0].sort_values("slack", kind="stable").head(_HARDEST)
    if not figures.hidden and len(short):
        rows = [[one["profession"], _words(one["settings"], lang), _words(one["periods"], lang), one["needs"], one["places"], one["slack"]]
                for one in short.to_dict("records")]  # fmt: skip
        tables.append(table(_KINDS, _KIND, rows, lang))
    return Section("supply", _TITLE.say(lang), (_ABOUT.say(lang), _AGAIN.say(lang)), map=drawn(figures.municipalities, lang, boundaries), tables=tuple(tables))


def met(placed: Any, without: Any, whole: Any) -> Bar:
    """A bar of those placed and those without, in percent of the whole."""
    return Bar(((share(placed, whole), "used"), (share(without, whole), "lack")))


def _towns(towns: pd.DataFrame, lang: Lang) -> Any:
    most = max([int(one) for one in (towns["used"].fillna(0) + towns["free"].fillna(0))], default=0)
    ordered = towns.assign(order=[sort_key(name) for name in towns["name"]]).sort_values("order")
    rows = [[one["name"] or one["municipality"], one["places"], one["used"], one["free"],
             Bar(((share(one["used"], most), "used"), (share(one["free"], most), "free"))), one["needs"], one["without"]]
            for one in ordered.to_dict("records")]  # fmt: skip
    return table(_TOWNS, _TOWN, rows, lang, _KEY)


def _professions(professions: pd.DataFrame, lang: Lang) -> Any:
    rows = [[one["profession"], one["needs"], one["placed"], one["without"], met(one["placed"], one["without"], one["needs"])]
            for one in professions.to_dict("records")]  # fmt: skip
    return table(_PROFESSIONS, _PROFESSION, rows, lang, _MET)


def _words(values: tuple[str, ...], lang: Lang) -> str:
    return ", ".join(values) or _ANY.say(lang)
