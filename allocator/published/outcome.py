"""What became of each published placement: who stays, who moves and why."""

from dataclasses import dataclass

import pandas as pd

from allocator.check import check, describe
from allocator.goals.changes import Changes
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.published.remaining import Remaining
from allocator.tables import Tables
from allocator.verdict import Breach

PLACE = ("site", "offer", "period", "supervisor")

KINDS = ("moved", "supervisor", "unplaced", "placed")
"""Moved to another offer or window; another supervisor at the same place; no place any more; a place where there was none."""


@dataclass(frozen=True)
class Outcome:
    """What a replan has changed, and what it has not.

    changed: one row a need that is no longer as it was: need, student, kind (of KINDS), status (as published, "" for none), the columns
    PLACE as they are and as was_…, and hit (whether the events took its place, so that it had to change)
    why: for each need that was hit the breaches that its old place would be now; no entry for who gave way to others, or came new
    stays: one row a need that is as it was: need, student, and the columns PLACE
    waiting: needs without a place before and now; gone: needs that are no longer asked for
    changes: as the layer of that name counts them, without a budget
    """

    changed: pd.DataFrame
    why: dict[str, tuple[Breach, ...]]
    stays: pd.DataFrame
    waiting: tuple[str, ...]
    gone: tuple[str, ...]
    changes: int


def outcome(problem: Problem, base: Plan, plan: Plan, rest: Remaining) -> Outcome:
    """What became of the placements of `base` in `plan`, the plan of the problem after the events."""
    needs = problem.tables["needs"][["need", "student"]]
    before = base.placements[["need", *PLACE]].rename(columns={name: f"was_{name}" for name in PLACE})
    both = needs.merge(before, on="need", how="left").merge(plan.placements[["need", *PLACE]], on="need", how="left")
    both = both.astype({name: "object" for name in both.columns}).fillna("").astype("str")
    both = both.merge(problem.tables["previous"][["need", "status"]], on="need", how="left").assign(status=lambda rows: rows["status"].fillna(""))
    both = both.assign(kind=_kinds(both))
    why = _broken(problem, base)
    changed = both[both["kind"].isin(KINDS)].assign(hit=lambda rows: rows["need"].isin(list(why)))
    columns = ["need", "student", "kind", "status", *(f"was_{name}" for name in PLACE), *PLACE, "hit"]
    gone = set(base.problem.tables["needs"]["need"]) - set(needs["need"]) - set(rest.ended) - set(rest.late)
    told = set(changed["need"])
    return Outcome(
        changed[columns].reset_index(drop=True), {need: breaches for need, breaches in why.items() if need in told},
        both.loc[both["kind"] == "stays", ["need", "student", *PLACE]].reset_index(drop=True),
        tuple(both.loc[both["kind"] == "waiting", "need"]), tuple(sorted(gone)),
        int(Changes().measure(describe(problem, plan.placements), problem.tables).iloc[0]),
    )  # fmt: skip


def _kinds(both: pd.DataFrame) -> "pd.Series[str]":
    had, has = both["was_offer"] != "", both["offer"] != ""
    moved = had & has & ((both["was_offer"] != both["offer"]) | (both["was_period"] != both["period"]))
    kinds = pd.Series("stays", index=both.index, dtype="str").mask(both["was_supervisor"] != both["supervisor"], "supervisor")
    return kinds.mask(moved, "moved").mask(had & ~has, "unplaced").mask(~had & has, "placed").mask(~had & ~has, "waiting")


def _broken(problem: Problem, base: Plan) -> dict[str, tuple[Breach, ...]]:
    """For each published placement that can no longer be as it was, the breaches that it would be.

    A breach of a rule that counts is one of all at the place, in the window or under the supervisor that it names.
    """
    tables = problem.tables
    held = base.placements
    lost = ~held["offer"].isin(tables["offers"]["offer"]) | ~held["period"].isin(tables["periods"]["period"])
    held = held[held["need"].isin(tables["needs"]["need"]) & ~lost]
    there = held["supervisor"].isin(tables["supervisors"]["supervisor"])
    held = held.assign(supervisor=held["supervisor"].where(there, "").astype("str")).reset_index(drop=True)
    found: dict[str, list[Breach]] = {}
    for one in check(problem, held).of("broken"):
        for need in [one.need] if one.need else _concerned(one, held, tables):
            found.setdefault(need, []).append(one)
    return {need: tuple(breaches) for need, breaches in found.items()}


def _concerned(one: Breach, held: pd.DataFrame, tables: Tables) -> list[str]:
    """The needs at the offer, under the supervisor, at the site (or below it) or in the municipality that a breach names."""
    named = {str(value) for value in one.values.values()} - {""}
    towns = tables["sites"]["municipality"].isin(named)
    below = tables.lineage().query("above in @named")["site"]
    sites = {*below, *tables["sites"].loc[towns, "site"]}
    for column, words in (("supervisor", named), ("offer", named), ("site", sites)):
        if (mine := held[column].isin(words)).any():
            return held.loc[mine, "need"].tolist()
    return []
