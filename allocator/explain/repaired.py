"""A repair carried out: the term with all that is proposed, solved again, and told."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from allocator.explain.answers import costs
from allocator.explain.bounds import COLUMN, Bound
from allocator.explain.named import named
from allocator.explain.repair import Prices, Proposal, proposal
from allocator.explain.sight import Sight
from allocator.explain.trial import Outcome, Trials
from allocator.problem import Problem
from allocator.tables import Tables
from allocator.text import Lang, Message, Text

_NOTHING = Text("Ingen reparasjon under disse prisene gir flere plass.", "No repair under these prices places more.")
_ALL = Text("Alle har plass; det er ingenting å reparere.", "All have a place; there is nothing to repair.")
_HEAD = Text(
    "Billigste reparasjon, bevist under disse prisene ({prices}), til sammen {cost} poeng:",
    "The cheapest repair, proved under these prices ({prices}), {cost} points in all:",
)
_FOUND = Text(
    "Billigste reparasjon som er funnet under disse prisene ({prices}), til sammen {cost} poeng:",
    "The cheapest repair that was found under these prices ({prices}), {cost} points in all:",
)
_RAISED = Text("{name}: {count} til", "{name}: {count} more")
_OPENED = Text("for {need}: {change}", "for {need}: {change}")
_VERIFIED = Text(
    "Løst på nytt med alt dette: {now} av de {before} uten plass får plass; da står {still} uten, {moved} flyttes, og {costs}.",
    "Solved again with all this: {now} of the {before} without a place get one; then {still} have none, {moved} move, and {costs}.",
)
_PRICES = {
    "student": Text("student uten plass {cost}", "student without a place {cost}"), "place": Text("plass {cost}", "place {cost}"),
    "supervisor": Text("veileder {cost}", "supervisor {cost}"), "ceiling": Text("tak {cost}", "ceiling {cost}"), "quota": Text("kvote {cost}", "quota {cost}"),
    "minute": Text("minutt over grensen {cost}", "minute beyond the limit {cost}"), "clearance": Text("attester {cost}", "documents {cost}"),
    "agreement": Text("avtale {cost}", "agreement {cost}"), "period": Text("annen periode {cost}", "another window {cost}"),
    "most": Text("høyst {cost} til av hvert", "at most {cost} more of each"),
}  # fmt: skip


@dataclass(frozen=True)
class Repair:
    """What would place those who stand without, verified.

    raised: the name of each bound, and by how much; outcome: what came of it when it was solved again, None where nothing is proposed
    before: how many stand without now; problem: the term with all that is proposed
    """

    proposal: Proposal
    raised: tuple[tuple[Message, int], ...]
    prices: Prices
    before: int
    outcome: Outcome | None
    problem: Problem

    @property
    def placed(self) -> int:
        """How many more have a place after it was solved again."""
        return self.outcome.gained - self.outcome.lost if self.outcome else 0

    def say(self, lang: Lang = "nb") -> str:
        """The repair in words: what it is, what it costs, and what came of it."""
        if self.outcome is None:
            return (_NOTHING if self.before else _ALL).say(lang)
        prices = ", ".join(_PRICES[name].say(lang, cost=cost) for name, cost in asdict(self.prices).items())
        head = (_HEAD if self.proposal.proved else _FOUND).say(lang, prices=prices, cost=self.proposal.cost)
        end = {"now": self.outcome.gained, "before": self.before, "still": self.before - self.placed, "moved": self.outcome.moved}
        return "\n".join([head, *(f"  - {line}" for line in self._lines(lang)), _VERIFIED.say(lang, costs=costs(self.outcome, lang), **end)])

    def _lines(self, lang: Lang) -> Iterator[str]:
        for name, count in self.raised:
            yield _RAISED.say(lang, name=name, count=count)
        for change in self.proposal.opened:
            yield _OPENED.say(lang, need=change.need, change=change.say(lang))

    def as_json(self, lang: Lang = "nb") -> dict[str, Any]:
        """The same as plain values."""
        raised = [
            {"kind": bound.kind, "name": name.say(lang), "more": count} for (bound, count), (name, _) in zip(self.proposal.raised, self.raised, strict=True)
        ]
        return {
            "raised": raised, "opened": [{"need": one.need, **one.as_json(lang)} for one in self.proposal.opened], "prices": asdict(self.prices),
            "cost": self.proposal.cost, "proved": self.proposal.proved, "without": self.before, "placed": self.placed, "says": self.say(lang),
        }  # fmt: skip

    def __str__(self) -> str:
        return self.say("en")


def repaired(sight: Sight, prices: Prices) -> Repair:
    """The cheapest repair of a plan, solved again."""
    found, before = proposal(sight, prices), sight.formulated.system.needs - len(sight.chosen)
    problem = _carried_out(sight, found, sight.plan.problem)
    tables = sight.formulated.options.tables
    raised = tuple((named(sight, bound, int(tables[COLUMN[bound.kind][0]][COLUMN[bound.kind][1]][bound.row]))[1], count) for bound, count in found.raised)
    trials = Trials(sight.plan)
    outcome = trials.solve(_carried_out(sight, found, trials.problem)) if found.raised or found.opened else None
    return Repair(found, raised, prices, before, outcome, problem)


def _carried_out(sight: Sight, found: Proposal, problem: Problem) -> Problem:
    """The problem with all that is proposed."""
    for change in found.opened:
        problem = change(problem)
    tables = problem.tables
    for bound, count in found.raised:
        tables = _raised(sight, tables, bound, count)
    return problem.replace(tables=tables)


def _raised(sight: Sight, tables: Tables, bound: Bound, count: int) -> Tables:
    """One bound raised; a team gets so many members more, each like its first and with room for one."""
    if bound.kind == "team":
        return _hired(sight, tables, bound.row, count)
    table, column = COLUMN[bound.kind]
    frame = tables[table].copy()
    if bound.kind == "quota":
        frame.loc[frame.index[bound.row], column] += count
        return tables.replace(quotas=frame)
    key = {"offers": "offer", "sites": "site", "municipalities": "municipality"}[table]
    frame.loc[frame[key] == sight.formulated.options.words[table][bound.row], column] += count
    return tables.replace(**{table: frame})


def _hired(sight: Sight, tables: Tables, team: int, count: int) -> Tables:
    options, people = sight.formulated.options, tables["supervisors"]
    first = options.words["supervisors"][int((options.table("supervisors")["team"] == team).argmax())]
    known = set(people["supervisor"])
    names = [name for at in range(1, len(known) + count + 1) if (name := f"{first}+{at}") not in known][:count]
    like = people[people["supervisor"] == first]
    more = pd.concat([like.assign(supervisor=name, capacity=1) for name in names]).astype(people.dtypes)
    return tables.replace(supervisors=pd.concat([people, more], ignore_index=True))
