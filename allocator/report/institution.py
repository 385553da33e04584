"""An institution's workbook: where its students go, who has no place and what to do, wishes, travel, support, quotas, and its share beside the others'."""

import pandas as pd

from allocator.check import describe
from allocator.goals.cost import Cost
from allocator.goals.wishes import wish_points
from allocator.plan import Plan
from allocator.report import words
from allocator.report.figures import FAR, STEPS, figures
from allocator.report.redaction import Reader, persons
from allocator.report.sentences import reasons
from allocator.report.steps import next_steps
from allocator.report.titles import titled
from allocator.report.workbook import site_names
from allocator.report.writers import Page, xlsx_bytes
from allocator.text import Lang, Text, weeks
from allocator.travel import roads

_PLACED = Text("Plasseringer", "Placements")
_WITHOUT = Text("Uten plass", "Unplaced")
_WISHES = Text("Ønsker", "Wishes")
_TRAVEL = Text("Reise", "Travel")
_LONG = Text("Fjernt og langt", "Far and long")
_COSTS = Text("Reisestøtte", "Travel support")
_QUOTAS = Text("Kvoter", "Quotas")
_SHARES = Text("Dekning", "Share met")
_HOUR = 60
_NONE = {
    _PLACED: Text("Ingen har fått plass.", "Nobody has been placed."),
    _WITHOUT: Text("Alle har fått plass.", "Everybody has been placed."),
    _LONG: Text("Ingen har fjernpraksis eller mer enn en time én vei.", "Nobody is placed far away or travels more than an hour one way."),
    _QUOTAS: Text("Ingen kvoter er avtalt.", "No quotas have been agreed."),
}
_UNLISTED = 1_000  # above any rank
_NONE_MET = Text("ingen av ønskene", "none of the wishes")
_NOT_WISHED = Text("har ikke ønsket noe", "wished for nothing")
_TO = Text("{first}–{last} minutter", "{first}–{last} minutes")
_ABOVE = Text("over {last} minutter", "above {last} minutes")
_AWAY = Text("fjernpraksis", "far placement")


def institution_workbook(plan: Plan, reader: Reader, lang: Lang) -> bytes:
    """The workbook for one institution; about the others it has totals alone."""
    seen = persons(plan, reader)
    placed = _placed(seen, lang)
    shown = ["student", "course", "programme", "site_name", "municipality", "period", "first_day", "last_day", "weeks", "supervisor", "contact",
             "minutes", "estimated", "far", "wish", *(["support"] if plan.problem.policy.rates else [])]  # fmt: skip
    far = placed[placed["far"] | (placed["minutes"] > _HOUR)]
    pages = [
        (_PLACED, placed[shown]), (_WITHOUT, _without(seen, lang)), (_WISHES, _wishes(seen, placed, lang)), (_TRAVEL, _travel(placed, lang)),
        (_LONG, _housed(seen, far)), *([(_COSTS, _costs(placed))] if plan.problem.policy.rates else []), (_QUOTAS, _quotas(seen)),
        (_SHARES, _shares(plan, reader)),
    ]  # fmt: skip
    said = {title.say(lang): text.say(lang) for title, text in _NONE.items()}
    made = [
        Page(title.say(lang), frame.reset_index(drop=True), words.headers(list(frame.columns), lang), note="" if len(frame) else said.get(title.say(lang), ""))
        for title, frame in pages
    ]
    return xlsx_bytes(made, lang, titled(plan, reader, lang))


def _placed(seen: Plan, lang: Lang) -> pd.DataFrame:
    """The placements with all that is said about them, by student and first day."""
    tables = seen.problem.tables
    told = seen.placements.merge(tables["courses"][["course", "programme", "profession"]], on="course", how="left")
    told = told.merge(site_names(seen.problem).drop(columns="ceiling"), on="site", how="left")
    told = told.merge(tables["sites"][["site", "contact"]], on="site", how="left")
    spans = dict(zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True))
    more = _wish_and_support(seen)
    told = told.assign(weeks=[weeks(spans[one], lang).partition(" ")[2] for one in told["period"]], wish=more["wish"].array, support=more["support"].array)
    return told.sort_values(["student", "first_day"], ignore_index=True)


def _wish_and_support(seen: Plan) -> pd.DataFrame:
    """For each placement the rank of the dearest wish that it fulfils (NA for none), and kroner of support for the road by the rates of the policy."""
    problem, rates = seen.problem, seen.problem.policy.rates
    placed = describe(problem, seen.placements)
    ranks = wish_points(placed, problem.tables, _UNLISTED).astype("Int64")
    metres = roads(placed[["student", "site"]], problem.tables, problem.policy.estimate) if rates else pd.Series(0, index=placed.index)
    paid = Cost(rates=rates).paid(placed.assign(metres=metres.to_numpy()), problem.tables)
    return pd.DataFrame({"wish": ranks.mask(ranks == _UNLISTED), "support": paid}).set_index(seen.placements.index)


def _without(seen: Plan, lang: Lang) -> pd.DataFrame:
    told = seen.unplaced.assign(reason=reasons(seen.unplaced, lang), next_step=next_steps(seen.unplaced, lang))
    programmes = seen.problem.tables["courses"][["course", "programme"]]
    return told.merge(programmes, on="course", how="left")[["student", "course", "programme", "reason", "next_step", "nearest"]]


def _wishes(seen: Plan, placed: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """How many got their first wish, their second …, none, or had wished for nothing."""
    asked = placed["student"].isin(seen.problem.tables["wishes"]["student"])
    met = placed["wish"].dropna().value_counts().sort_index()
    rows: list[tuple[object, int]] = [(int(rank), int(count)) for rank, count in met.items()]  # type: ignore[call-overload]
    rows += [(_NONE_MET.say(lang), int((asked & placed["wish"].isna()).sum())), (_NOT_WISHED.say(lang), int((~asked).sum()))]
    return pd.DataFrame({"wish": pd.Series([str(one) for one, _ in rows], dtype="str"), "students": [count for _, count in rows]})


def _travel(placed: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    bins = pd.cut(placed["minutes"], [-1, *STEPS, 10**6], labels=False).astype("int64").mask(placed["far"], FAR)
    said = [_TO.say(lang, first=STEPS[at - 1] + 1 if at else 0, last=STEPS[at]) for at in range(len(STEPS))]
    said += [_ABOVE.say(lang, last=STEPS[-1]), _AWAY.say(lang)]
    return pd.DataFrame({"journey": said, "students": [int((bins == at).sum()) for at in range(len(said))]})


def _housed(seen: Plan, far: pd.DataFrame) -> pd.DataFrame:
    """Far placements and journeys above an hour, with the rooms there are and the least rent."""
    towns = seen.problem.tables["housing"].groupby("municipality").agg(room=("rooms", "sum"), rent=("rent", "min"))
    town = far["site"].map(dict(zip(seen.problem.tables["sites"]["site"], seen.problem.tables["sites"]["municipality"], strict=True)))
    told = far.assign(room=town.map(towns["room"]).astype("Int64"), rent=town.map(towns["rent"]).astype("float64"))
    return told[["student", "course", "site_name", "municipality", "first_day", "last_day", "minutes", "estimated", "far", "room", "rent"]]


def _costs(placed: pd.DataFrame) -> pd.DataFrame:
    """Support by programme."""
    return placed.groupby("programme", as_index=False).agg(students=("student", "size"), support=("support", "sum"))


def _quotas(seen: Plan) -> pd.DataFrame:
    """Each quota that names the institution, and how many of its placements lie in it."""
    tables = seen.problem.tables
    quotas = tables["quotas"][tables["quotas"]["institution"] != ""]
    placed = seen.placements.merge(tables["courses"][["course", "programme", "profession"]], on="course", how="left")
    placed = placed.merge(tables["sites"][["site", "municipality", "settings"]], on="site", how="left")
    areas = tables["areas"].groupby("area")["municipality"].agg(set).to_dict()
    used = []
    for quota in quotas.to_dict("records"):
        mine = placed
        for name in ("municipality", "site", "programme", "profession", "course", "period"):
            mine = mine[mine[name] == quota[name]] if quota[name] else mine
        mine = mine[mine["municipality"].isin(areas.get(quota["area"], set()))] if quota["area"] else mine
        mine = mine[[quota["setting"] in one for one in mine["settings"]]] if quota["setting"] else mine
        used.append(len(mine))
    names = dict(zip(tables["municipalities"]["municipality"], tables["municipalities"]["name"], strict=True))
    where = ["municipality", "area", "site", "programme", "profession", "setting", "course", "period"]
    kept = [name for name in where if (quotas[name] != "").any()]
    told = quotas.assign(municipality=[names.get(one) or one for one in quotas["municipality"]], used=pd.Series(used, index=quotas.index, dtype="int64"))
    return told[[*kept, "most", "reserved", "share", "used"]]


def _shares(plan: Plan, reader: Reader) -> pd.DataFrame:
    """Every institution's totals."""
    found = figures(plan, reader).institutions
    percent = (100 * found["placed"].astype("float64") / found["needs"].astype("float64")).round(1)
    return found.assign(percent=percent)[["institution", "name", "needs", "placed", "without", "percent"]]
