"""How far the students travel: the distribution, the worst, and institution by institution."""

import pandas as pd

from allocator.report.figures import FAR, STEPS, Figures
from allocator.report.page.parts import Bar, Section, Table, share, table
from allocator.text import Lang, Text

_TITLE = Text("Reisetid", "Travel")
_HALF = Text(
    "Halvparten av dem som reiser daglig, bruker høyst {median} minutter én vei. Den lengste daglige reisen er {most} minutter.",
    "Half of those who travel daily take at most {median} minutes one way. The longest daily journey is {most} minutes.",
)
_ESTIMATED = Text(
    "{estimated} reisetider er anslått fra avstanden, fordi tabellen over reisetider ikke har dem.",
    "{estimated} journeys are estimated from the distance, since the table of journeys does not have them.",
)
_CAPTION = Text("Minutter én vei", "Minutes one way")
_HEADER = (Text("Minutter", "Minutes"), Text("Studenter", "Students"), Text("Fordeling", "Distribution"))
_TO = Text("{first}–{last}", "{first}–{last}")
_ABOVE = Text("over {last}", "above {last}")
_FAR = Text("fjernpraksis (bor der i ukene)", "far placement (lives there on weekdays)")
_BY = Text("Reisetiden ved hver institusjon", "Travel at each institution")
_SPREAD = (
    Text("Institusjon", "Institution"), Text("Reiser daglig", "Travel daily"), Text("Median, minutter", "Median, minutes"),
    Text("Lengst, minutter", "Longest, minutes"), Text("Over en time", "Above an hour"), Text("Anslått", "Estimated"),
    Text("Median og lengst", "Median and longest"),
)  # fmt: skip
_KEY = (("used", Text("til medianen", "up to the median")), ("free", Text("fra medianen til den lengste", "from the median to the longest")))
_NONE = Text("Ingen har fått plass.", "Nobody has been placed.")


def travel(figures: Figures, lang: Lang) -> Section:
    """Bins of a quarter of an hour; for who may see small figures also the spread by institution."""
    shown = figures.travel[figures.travel["bin"] >= 0]
    tables, says = [_bins(shown, lang)] if len(shown) else [], [] if len(shown) else [_NONE.say(lang)]
    spread = figures.spread
    if len(spread):
        says.append(_HALF.say(lang, median=figures.median, most=int(spread["most"].max())))
        says += [_ESTIMATED.say(lang, estimated=int(spread["estimated"].sum()))] if spread["estimated"].sum() else []
        tables.append(_by(spread, lang))
    return Section("travel", _TITLE.say(lang), tuple(says), tables=tuple(tables))


def _bins(shown: pd.DataFrame, lang: Lang) -> Table:
    counts = dict(zip(shown["bin"].astype(int), shown["placed"], strict=True))
    most = max((int(one) for one in counts.values() if not pd.isna(one)), default=0)
    last = max(counts)
    rows = [[_words(at, lang), counts.get(at, 0), Bar(((share(counts.get(at, 0), most), "used"),))] for at in range(last + 1) if at in counts or at < FAR]
    return table(_CAPTION, _HEADER, rows, lang)


def _words(at: int, lang: Lang) -> str:
    if at == FAR:
        return _FAR.say(lang)
    if at == len(STEPS):
        return _ABOVE.say(lang, last=STEPS[-1])
    return _TO.say(lang, first=STEPS[at - 1] + 1 if at else 0, last=STEPS[at])


def _by(spread: pd.DataFrame, lang: Lang) -> Table:
    longest = max(1.0, float(spread["most"].max()))
    rows = [[one["institution"], one["placed"], one["median"], one["most"], one["above"], one["estimated"],
             Bar(((share(one["median"], longest), "used"), (share(one["most"] - one["median"], longest), "free")))]
            for one in spread.astype({"most": "int64", "above": "int64", "estimated": "int64"}).to_dict("records")]  # fmt: skip
    return table(_BY, _SPREAD, rows, lang, _KEY)

