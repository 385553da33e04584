"""The independent check of a plan: from tables and placements alone, by words, never by the solver's numbers."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from allocator.errors import InputError
from allocator.intake.faults import Fault, fault
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.rules import Rule
from allocator.rules.distance import Distance
from allocator.system import NO_JOURNEY, Value
from allocator.tables import Tables, frame, side_by_side
from allocator.text import Text
from allocator.travel import journeys, roads
from allocator.verdict import Breach, State, Verdict

JOINS = (
    ("needs", "need", "need"), ("students", "needs.student", "student"), ("courses", "needs.course", "course"),
    ("institutions", "courses.institution", "institution"), ("offers", "offer", "offer"), ("sites", "offers.site", "site"),
    ("periods", "period", "period"), ("supervisors", "supervisor", "supervisor"),
)
"""Which table is joined to a placement by which of its words."""

Waivers = dict[tuple[str, str], tuple[str, str]]
"""Who waived a rule and why, by rule code and need."""

_UNKNOWN = Text("{column} «{value}» finnes ikke i semesterets tabeller.", "{column} “{value}” is not in the tables of the term.")
_TWICE = Text("«{value}» står to ganger.", "“{value}” stands twice.")
_USE_KNOWN = Text("Bruk en id fra tabellene.", "Use an id from the tables.")
_KEEP_ONE = Text("Behold én rad for hvert behov.", "Keep one row for each need.")


def check(problem: Problem, placements: pd.DataFrame) -> Verdict:
    """Every breach of every rule, and the goals measured again.

    placements: columns need, offer, period, supervisor ("" for none); others are not read. Minutes are worked out again.
    Raises InputError where an id is unknown or a need stands twice.
    """
    placed = describe(problem, placements)
    breaches: list[Breach] = []
    prices: dict[str, int] = {}
    waivers = _waivers(placed, problem.tables)
    for rule in problem.policy.rules:
        mine = placed[placed["institution"].isin(rule.only)] if rule.only else placed
        judged = _judged(rule, rule.breaches(mine.reset_index(drop=True), problem.tables), waivers)
        if rule.price is not None:
            bent = sum(one.units for one in judged if one.state == "bent")
            prices[str(rule.price.layer)] = prices.get(str(rule.price.layer), 0) + bent * rule.price.cost
        breaches += judged
    values = _values(problem.policy, placed, problem.tables, prices)
    return Verdict(tuple(breaches), values, len(placed), len(problem.tables["needs"]))


def describe(problem: Problem, placements: pd.DataFrame) -> pd.DataFrame:
    """Placements joined with all the words about them: what rules and goals are given (see `Rule.breaches`)."""
    placed = placements.reindex(columns=["need", "offer", "period", "supervisor"]).fillna("").astype("str").reset_index(drop=True)
    _known(placed, problem.tables)
    for table, here, key in JOINS:
        words = problem.tables[table]
        if table == "supervisors":
            words = pd.concat([words, _nobody(words)], ignore_index=True)
        placed = placed.merge(words.add_prefix(f"{table}."), left_on=here, right_on=f"{table}.{key}", how="left")
    told = {"student": "needs.student", "course": "needs.course", "institution": "courses.institution", "site": "offers.site"}
    placed = placed.assign(**{name: placed[column] for name, column in told.items()}, municipality=placed["sites.municipality"])
    return _timed(placed, problem)


def _nobody(supervisors: pd.DataFrame) -> pd.DataFrame:
    row = ROWS["supervisors"]
    blank = row.model_construct(supervisor="", sites=(), profession="", ects=0.0, years=0.0, capacity=0, away=())
    return frame(row, [blank]).astype(supervisors.dtypes)


def _known(placed: pd.DataFrame, tables: Tables) -> None:
    """Raises InputError with every unknown id and every need that stands twice."""
    faults: list[Fault] = []
    for column in ("need", "offer", "period", "supervisor"):
        known = placed[column].isin(tables[f"{column}s"][column])
        blank = (placed[column] == "") & (column == "supervisor")
        wrong = placed[~(known | blank)]
        faults += [
            fault("placements", _UNKNOWN.of(column=column, value=value), _USE_KNOWN.of(), row=at + 2, column=column, value=value, code="unknown")
            for at, value in zip(wrong.index.tolist(), wrong[column], strict=True)
        ]
    twice = placed[placed["need"].duplicated()]
    for at, value in zip(twice.index.tolist(), twice["need"], strict=True):
        faults.append(fault("placements", _TWICE.of(value=value), _KEEP_ONE.of(), row=at + 2, column="need", value=value, code="duplicate"))
    if faults:
        raise InputError(faults)


def _timed(placed: pd.DataFrame, problem: Problem) -> pd.DataFrame:
    """The placements with minutes, metres (0 unless a goal asks), estimated and far, worked out again from the tables."""
    ways = journeys(placed[["student", "site"]], problem.tables, problem.policy.estimate)
    modes = {one: problem.policy.modes(one) for one in placed["institution"].unique()}
    drives = placed["students.car"] & placed["students.licence"]
    ways = ways.assign(institution=placed["institution"].to_numpy()[ways["pair"]], drives=drives.to_numpy()[ways["pair"]])
    may = [mode in modes[one] and (mode != "car" or drive) for mode, one, drive in side_by_side(ways, "mode", "institution", "drives")]
    usable = ways[pd.Series(may, index=ways.index, dtype=bool) & ways["minutes"].notna()]
    best = usable.sort_values(["pair", "minutes", "estimated"]).drop_duplicates("pair").set_index("pair")
    minutes = best["minutes"].reindex(placed.index).fillna(NO_JOURNEY).astype("int64")
    estimated = best["estimated"].reindex(placed.index).fillna(value=False).astype(bool)
    asked = any(goal.asks_road() for goal in problem.policy.goals)
    metres = roads(placed[["student", "site"]], problem.tables, problem.policy.estimate) if asked else 0
    return _far(placed.assign(minutes=minutes.clip(upper=NO_JOURNEY), metres=metres, estimated=estimated, far=False), problem)


def _far(placed: pd.DataFrame, problem: Problem) -> pd.DataFrame:
    """The placements with `far`, by the rule about distance that concerns each institution; False where there is none."""
    for rule in problem.policy.rules:
        if isinstance(rule, Distance):
            concerned = placed["institution"].isin(rule.only) | (not rule.only)
            placed = placed.assign(far=placed["far"] | (rule.is_far(placed, problem.tables) & concerned))
    return placed


def _judged(rule: Rule, found: pd.DataFrame, waivers: Waivers) -> list[Breach]:
    """The breaches of one rule, sorted into broken, bent and waived. Counting rules are never waived."""
    counts = type(rule).limits is not Rule.limits
    fields = sorted((rule.breach.fields | rule.own.fields) & set(found.columns))
    told = found.assign(need=found["need"].fillna("") if "need" in found else "")
    judged = []
    for need, units, *values in side_by_side(told, "need", "units", *fields):
        lock = None if counts else waivers.get((rule.code, need))
        state: State = "waived" if lock else "broken" if rule.price is None else "bent"
        said = dict(zip(fields, values, strict=True))
        judged.append(Breach(rule.code, state, int(units), need, rule.breach, said, *(lock or ("", ""))))
    return judged


def _waivers(placed: pd.DataFrame, tables: Tables) -> Waivers:
    """Who waived which rule for which need, and why, where the placement lies where the lock says."""
    locks = tables["locks"][["need", "municipality", "site", "offer", "period", "supervisor", "despite", "who", "why"]]
    locks = locks.rename(columns={"site": "above"}).explode("despite").dropna(subset=["despite"])
    if locks.empty:
        return {}
    both = locks.merge(placed[["need", "municipality", "site", "offer", "period", "supervisor"]], on="need", suffixes=("_lock", ""))
    for name in ("municipality", "offer", "period", "supervisor"):
        both = both[(both[f"{name}_lock"] == "") | (both[f"{name}_lock"] == both[name])]
    there = pd.concat([both[both["above"] == ""], both.merge(tables.lineage(), on=["site", "above"])])
    return {(row["despite"], row["need"]): (row["who"], row["why"]) for row in there.to_dict("records")}


def _values(policy: Policy, placed: pd.DataFrame, tables: Tables, prices: Mapping[str, int]) -> Mapping[str, Value]:
    """Each layer's value: what its goal measures, and the price of what was bent (by name of the layer)."""
    values: dict[str, Any] = {}
    goals = {goal.code: goal for goal in policy.goals}
    for name in [*policy.layers, *(code for code in goals if code not in policy.layers)]:
        measured = goals[name].measure(placed, tables) if name in goals else pd.Series({name: 0})
        found: dict[str, Value] = {str(key): value if isinstance(value, tuple) else int(value) for key, value in measured.items()}
        if name in prices:
            first = str(next(iter(measured.index), name))
            found[first] = int(measured.get(first, 0)) + prices[name]
        values |= found
    return values
