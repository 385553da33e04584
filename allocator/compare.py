"""Two plans side by side: who gains a place, who loses one, who moves, and what it does to every goal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from allocator.plan import Plan
from allocator.system import Value
from allocator.tables import Tables, plain
from allocator.teams import teams
from allocator.text import Lang, Text, number

WHO = ("need", "student", "institution", "course")
WHERE = ("site", "offer", "period", "supervisor", "minutes", "far")

_HEAD = Text("Plasser: {before} → {after}.", "Placed: {before} → {after}.")
_COUNTS = Text(
    "Får plass: {gained}. Mister plass: {lost}. Flytter: {moved}. Får en annen veileder: {led}. Som før: {kept}.",
    "Gain a place: {gained}. Lose a place: {lost}. Move: {moved}. Get another supervisor: {led}. As before: {kept}.",
)
_ADDED = Text("Nye behov: {needs}, av dem med plass: {placed}.", "New needs: {needs}, of these placed: {placed}.")
_WITHDRAWN = Text("Behov som er borte: {needs}, av dem med plass før: {placed}.", "Needs that are gone: {needs}, of these placed before: {placed}.")
_GAINS = Text("+ {student} ({course}) får plass: {place}, {minutes} min", "+ {student} ({course}) gains a place: {place}, {minutes} min")
_LOSES = Text("− {student} ({course}) mister plassen: {place}, {minutes} min", "− {student} ({course}) loses the place: {place}, {minutes} min")
_MOVES = Text(
    "→ {student} ({course}) flytter: {place}, {minutes} min → {to_place}, {to_minutes} min",
    "→ {student} ({course}) moves: {place}, {minutes} min → {to_place}, {to_minutes} min",
)
_PLACE = Text("{site} ({period})", "{site} ({period})")
_LAYER = Text("{layer}: {before} → {after} {unit}", "{layer}: {before} → {after} {unit}")


@dataclass(frozen=True)
class Weighed:
    """One layer in both plans; None where a plan's policy does not have it. title: the goal's, else the layer's name; unit: of the value."""

    layer: str
    title: Text
    unit: Text
    before: Value | None
    after: Value | None

    @property
    def told(self) -> bool:
        """Whether it tells people something: both plans have it, and it is not there only to leave one best plan."""
        return self.before is not None and self.after is not None and self.layer.partition(":")[0] != "hash"


@dataclass(frozen=True, eq=False)
class Comparison:
    """What another plan does to a first one. Each frame has one row a need, sorted by need.

    gained, lost: columns WHO and WHERE, of needs that both plans know; moved: WHO, then WHERE as from_… and to_…, and kind: "site",
    "period", "offer" or "supervisor", the first that differs (supervisors who are interchangeable are the same)
    added, withdrawn: needs that only the other plan, or only the first, knows: WHO and placed
    layers: every layer of the two; minutes: total, mean and longest one way, each before and after, None without placements
    institutions: institution, needs_before, placed_before, needs, placed
    municipalities: municipality, name, placed_before, placed (students), full_before, full (percent of the places offered, week by
    week, that are used; NA where none is offered)
    kept: needs with the same place in both
    """

    gained: pd.DataFrame
    lost: pd.DataFrame
    moved: pd.DataFrame
    added: pd.DataFrame
    withdrawn: pd.DataFrame
    layers: tuple[Weighed, ...]
    minutes: Mapping[str, tuple[float | None, float | None]]
    institutions: pd.DataFrame
    municipalities: pd.DataFrame
    kept: int
    placed: tuple[int, int]

    @property
    def changes(self) -> int:
        """How many needs that both plans know are not as before, supervisors left aside."""
        return len(self.gained) + len(self.lost) + int((self.moved["kind"] != "supervisor").sum())

    def counts(self) -> dict[str, int]:
        """Placed before and after, gained, lost, moved, led (only the supervisor is another), kept, added and withdrawn."""
        led = int((self.moved["kind"] == "supervisor").sum())
        return {
            "placed_before": self.placed[0], "placed": self.placed[1], "gained": len(self.gained), "lost": len(self.lost),
            "moved": len(self.moved) - led, "led": led, "kept": self.kept, "added": len(self.added), "withdrawn": len(self.withdrawn),
        }  # fmt: skip

    def say(self, lang: Lang = "nb") -> str:
        """The counts, who gains, loses and moves, and every layer that is another."""
        told = self.counts()
        lines = [_HEAD.say(lang, before=told["placed_before"], after=told["placed"])]
        lines.append(_COUNTS.say(lang, **{name: told[name] for name in ("gained", "lost", "moved", "led", "kept")}))
        for text, frame in ((_ADDED, self.added), (_WITHDRAWN, self.withdrawn)):
            lines += [text.say(lang, needs=len(frame), placed=int(frame["placed"].sum()))] if len(frame) else []
        lines += [f"  {_GAINS.say(lang, **_who(row))}" for row in plain(self.gained)]
        lines += [f"  {_LOSES.say(lang, **_who(row))}" for row in plain(self.lost)]
        lines += [f"  {_MOVES.say(lang, **_who(row))}" for row in plain(self.moved) if row["kind"] != "supervisor"]
        lines += [f"  {_layer(one, lang)}" for one in self.layers if one.told and one.before != one.after]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.say("en")

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The comparison as plain values."""
        frames = ("gained", "lost", "moved", "added", "withdrawn", "institutions", "municipalities")
        layers = [
            {"layer": one.layer, "title": one.title.say(lang), "unit": one.unit.say(lang), "before": one.before, "after": one.after} for one in self.layers
        ]
        minutes = {name: {"before": before, "after": after} for name, (before, after) in self.minutes.items()}
        return {**{name: plain(getattr(self, name)) for name in frames}, "counts": self.counts(), "layers": layers, "minutes": minutes}


def compare(plan: Plan, other: Plan) -> Comparison:
    """What the other plan does to the first: who gains, loses and moves, every layer, minutes, and how full everything is.

    The plans may be of different problems: needs that only one knows are told apart. Solve the other beside the first
    (`solve(problem, beside=plan)`), or it will differ in much that nobody asked for.
    """
    before, after = _needs(plan), _needs(other)
    both = before.merge(after, on="need", suffixes=("", "_to"))
    placed, to = both["offer"].notna(), both["offer_to"].notna()
    moved = _moved(both[placed & to], (plan.problem.tables, other.problem.tables))
    return Comparison(
        gained=_ended(both[~placed & to]), lost=both.loc[placed & ~to, [*WHO, *WHERE]].reset_index(drop=True), moved=moved,
        added=_only(after, before), withdrawn=_only(before, after), layers=_layers(plan, other),
        minutes=_minutes(plan, other), institutions=_institutions(before, after), municipalities=_municipalities(plan, other),
        kept=int((placed & to).sum()) - len(moved), placed=(len(plan.placements), len(other.placements)),
    )  # fmt: skip


def _needs(plan: Plan) -> pd.DataFrame:
    """Every need of a plan, WHO and WHERE, NA where it has no place, sorted by need."""
    placed = plan.placements[[*WHO, *WHERE]]
    return pd.concat([placed, plan.unplaced[list(WHO)]], ignore_index=True).sort_values("need", ignore_index=True)


def _ended(both: pd.DataFrame) -> pd.DataFrame:
    """WHO and WHERE of the second plan."""
    there = both[[*WHO, *(f"{name}_to" for name in WHERE)]]
    return there.rename(columns={f"{name}_to": name for name in WHERE}).reset_index(drop=True)


def _moved(both: pd.DataFrame, tables: tuple[Tables, Tables]) -> pd.DataFrame:
    """Needs with a place in both plans that is not the same place."""
    known = [teams(each) for each in tables]
    alike = both["supervisor"] == both["supervisor_to"]
    for team in known:
        alike |= both["supervisor"].map(team).notna() & (both["supervisor"].map(team) == both["supervisor_to"].map(team))
    kind = pd.Series("", index=both.index, dtype="str").mask(~alike, "supervisor")
    for name in ("offer", "period", "site"):
        kind = kind.mask(both[name] != both[f"{name}_to"], name)
    names = {**{name: f"from_{name}" for name in WHERE}, **{f"{name}_to": f"to_{name}" for name in WHERE}}
    told = both.assign(kind=kind)[[*WHO, *names, "kind"]].rename(columns=names)
    return told[told["kind"] != ""].reset_index(drop=True)


def _only(mine: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """The needs that the others do not have."""
    only = mine[~mine["need"].isin(others["need"])]
    return only.assign(placed=only["offer"].notna())[[*WHO, "placed"]].reset_index(drop=True)


def _layers(plan: Plan, other: Plan) -> tuple[Weighed, ...]:
    """Every layer, in the order of the other plan, then those that only the first has."""
    before, after = ({one.layer: one for one in each.reached} for each in (plan, other))
    names = [*after, *(name for name in before if name not in after)]
    goals = {goal.code: goal for each in (plan, other) for goal in each.problem.policy.goals}
    made = []
    for name in names:
        code, _, word = name.partition(":")
        goal, told = goals.get(code), after.get(name) or before[name]
        title = Text(*(f"{one} ({word})" if word else one for one in (goal.title.nb, goal.title.en))) if goal else Text(name, name)
        unit = goal.unit if goal else Text(told.unit, told.unit)
        made.append(Weighed(name, title, unit, before[name].value if name in before else None, after[name].value if name in after else None))
    return tuple(made)


def _minutes(plan: Plan, other: Plan) -> dict[str, tuple[float | None, float | None]]:
    minutes = [each.placements["minutes"] for each in (plan, other)]
    mean, longest = ([None if one.empty else value(one) for one in minutes] for value in (lambda one: round(float(one.mean()), 1), lambda one: int(one.max())))
    return {"total": (int(minutes[0].sum()), int(minutes[1].sum())), "mean": (mean[0], mean[1]), "longest": (longest[0], longest[1])}


def _institutions(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    def counted(needs: pd.DataFrame, end: str) -> pd.DataFrame:
        told = needs.assign(needs=1, placed=needs["offer"].notna().astype("int64"))
        return told.groupby("institution")[["needs", "placed"]].sum().add_suffix(end)

    both = counted(before, "_before").join(counted(after, ""), how="outer").fillna(0).astype("int64")
    return both.rename_axis("institution").reset_index()


def _municipalities(plan: Plan, other: Plan) -> pd.DataFrame:
    both = _used(plan).add_suffix("_before").join(_used(other), how="outer")
    names = {one: name for each in (plan, other) for one, name in each.problem.tables["municipalities"][["municipality", "name"]].itertuples(index=False)}
    both = both.fillna({"placed_before": 0, "placed": 0}).astype({"placed_before": "int64", "placed": "int64"}).rename_axis("municipality").reset_index()
    return both.assign(name=both["municipality"].map(names))[["municipality", "name", "placed_before", "placed", "full_before", "full"]]


def _used(plan: Plan) -> pd.DataFrame:
    """By municipality: placed (students), full (percent of the places offered, week by week, that are used)."""
    tables = plan.problem.tables
    place = tables["sites"].set_index("site")["municipality"]
    lasting = {period: len(weeks) for period, weeks in zip(tables["periods"]["period"], tables["periods"]["weeks"], strict=True)}
    offers = tables["offers"][tables["offers"]["status"].isin(plan.problem.policy.statuses)]
    weeks = [len(named) or lasting[period] for named, period in zip(offers["weeks"], offers["period"], strict=True)]
    offered = (offers["places"] * pd.Series(weeks, index=offers.index, dtype="int64")).groupby(offers["site"].map(place)).sum()
    where = plan.placements["site"].map(place)
    used = plan.placements["period"].map(lasting).astype("int64").groupby(where).sum()
    both = pd.DataFrame({"offered": offered, "used": used, "placed": where.value_counts()}).fillna(0).astype("int64")
    full = (100 * both["used"] / both["offered"].where(both["offered"] > 0)).round(1)
    return both.assign(full=full)[["placed", "full"]]


def _who(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a line about a need."""
    ends = {"": "from_", "to_": "to_"} if "from_site" in row else {"": ""}
    told: dict[str, Any] = {"student": row["student"], "course": row["course"]}
    for end, stem in ends.items():
        told |= {f"{end}place": _PLACE.of(site=row[f"{stem}site"], period=row[f"{stem}period"]), f"{end}minutes": int(row[f"{stem}minutes"])}
    return told


def _layer(one: Weighed, lang: Lang) -> str:
    return _LAYER.say(lang, layer=one.title, before=_said(one.before, lang), after=_said(one.after, lang), unit=one.unit)


def _said(value: Value | None, lang: Lang) -> str:
    return ", ".join(f"{chosen}/{of}" for chosen, of in value) if isinstance(value, tuple) else number(value or 0, lang)
