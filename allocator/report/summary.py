"""A plan and a verdict in short: as a table for people, as plain values for programs."""

from collections.abc import Mapping
from typing import Any

from allocator.plan import Plan
from allocator.problem import Problem
from allocator.report.fill import beside_alone, fill
from allocator.report.grid import grid
from allocator.report.sentences import reasons
from allocator.report.words import headers
from allocator.rules import RULES
from allocator.system import Ended, Reached, Value
from allocator.tables import plain
from allocator.text import Lang, Text
from allocator.verdict import Breach, Verdict

ENDED = {
    Ended.PROVED: Text("Planen er bevist best i alle mål.", "The plan is proved best in every goal."),
    Ended.EFFORT: Text(
        "Søket nådde grensen for hvor mye det skulle lete. Kolonnen Grense viser hva som i beste fall er igjen å hente.",
        "The search reached its limit of work. The bounds show what is left to gain at best.",
    ),
    Ended.CLOCK: Text(
        "Tiden var ute før søket var ferdig. Kolonnen Grense viser hva som i beste fall er igjen å hente.",
        "Time was up before the search had ended. The bounds show what is left to gain at best.",
    ),
    Ended.STOPPED: Text(
        "Søket ble stanset underveis. Dette er den beste planen som var funnet da.",
        "The search was stopped. This is the best plan found by then.",
    ),
    Ended.BY_HAND: Text(
        "Planen er endret for hånd (bytte) etter fordelingen. Kolonnen Grense viser hva fordelingen i beste fall kan nå.",
        "The plan was changed by hand (a swap) after the solve. The bounds show what a solve could reach at best.",
    ),
}
"""How the search ended, in words."""
_PLACED = Text("{placed} av {needs} har fått plass, {unplaced} står uten.", "{placed} of {needs} are placed, {unplaced} are not.")
_PROVED = Text("bevist best", "proved best")
_LAYERS = (Text("Mål", "Goal"), Text("Verdi", "Value"), Text("Grense", "Bound"), Text("Enhet", "Unit"))
_UNPLACED = (Text("Behov", "Need"), Text("Student", "Student"), Text("Emne", "Course"), Text("Hvorfor uten plass", "Why without a place"))
_MORE = Text("… og {count} til.", "… and {count} more.")
_VALUES = (Text("Mål", "Goal"), Text("Verdi", "Value"), Text("Enhet", "Unit"))
_CHANGED = (Text("Mål", "Goal"), Text("Før", "Before"), Text("Etter", "After"), Text("Enhet", "Unit"))
_STATES = {
    "broken": Text("Brutt", "Broken"),
    "bent": Text("Bøyd, mot en pris", "Bent, at a price"),
    "waived": Text("Fraveket", "Waived"),
}


def plan_text(plan: Plan, lang: Lang, most: int) -> str:
    """How the search ended, the layers as a table, and the first `most` needs without a place with the reason."""
    placed, unplaced = len(plan.placements), len(plan.unplaced)
    told = [_PLACED.say(lang, placed=placed, needs=placed + unplaced, unplaced=unplaced), ENDED[plan.ended].say(lang)]
    layers = [[goal_title(plan.problem, one.layer, lang), _said(one.value), _bound(one, lang), _unit(plan.problem, one, lang)] for one in layers_shown(plan)]
    parts = ["\n".join(told), grid([word.say(lang) for word in _LAYERS], layers, lang)]
    parts += _fills(plan, lang)
    if unplaced:
        first = plan.unplaced.head(most)
        rows = list(zip(first["need"], first["student"], first["course"], reasons(first, lang), strict=True))
        more = f"\n{_MORE.say(lang, count=unplaced - most)}" if unplaced > most else ""
        parts.append(grid([word.say(lang) for word in _UNPLACED], rows, lang) + more)
    return "\n\n".join(parts)


def plan_json(plan: Plan, lang: Lang) -> dict[str, Any]:
    """The same as plain values, with every layer and every need without a place."""
    placed, unplaced = len(plan.placements), len(plan.unplaced)
    layers = [
        {"layer": one.layer, "title": goal_title(plan.problem, one.layer, lang), "unit": _unit(plan.problem, one, lang), "value": one.value,
         "bound": one.bound, "proved": one.proved, "ended": str(one.ended), "seconds": round(one.seconds, 3)}
        for one in plan.reached
    ]  # fmt: skip
    without = plain(plan.unplaced.assign(reason=reasons(plan.unplaced, lang)))
    return {
        "placed": placed, "needs": placed + unplaced, "ended": str(plan.ended), "ended_says": ENDED[plan.ended].say(lang),
        "solver": plan.solver, "layers": layers, "fill": plain(fill(plan)), "unplaced": without, "seconds": plan.run.get("seconds"),
    }  # fmt: skip


def verdict_text(verdict: Verdict, problem: Problem, lang: Lang, most: int) -> str:
    """Whether the plan holds, the goals as measured, and the first `most` breaches of each state."""
    head, *_ = verdict.say(lang).split("\n")
    shown = {name: value for name, value in verdict.values.items() if not _hidden(name)}
    rows = [[goal_title(problem, name, lang), _said(value), _unit_of(problem, name, lang)] for name, value in shown.items()]
    parts = [head, grid([word.say(lang) for word in _VALUES], rows, lang)]
    for state, title in _STATES.items():
        found = verdict.of(state)  # type: ignore[arg-type]
        if found:
            lines = [f"{title.say(lang)}:", *(f"  {told_breach(one, lang)}" for one in found[:most])]
            parts.append("\n".join([*lines, *([f"  {_MORE.say(lang, count=len(found) - most)}"] if len(found) > most else [])]))
    return "\n\n".join(parts)


def verdict_json(verdict: Verdict, problem: Problem, lang: Lang) -> Mapping[str, Any]:
    """The verdict as plain values, with the title and unit of each goal."""
    goals = [
        {"layer": name, "title": goal_title(problem, name, lang), "unit": _unit_of(problem, name, lang), "value": value}
        for name, value in verdict.values.items()
    ]
    return {**verdict.as_json(lang), "layers": goals}


def changed_values(problem: Problem, before: Mapping[str, Value], after: Mapping[str, Value], lang: Lang) -> str:
    """The goals whose value differs, as a table; "" where none does."""
    names = [name for name in after if not _hidden(name) and name in before and before[name] != after[name]]
    rows = [[goal_title(problem, name, lang), _said(before[name]), _said(after[name]), _unit_of(problem, name, lang)] for name in names]
    return grid([word.say(lang) for word in _CHANGED], rows, lang) if rows else ""


def _fills(plan: Plan, lang: Lang) -> list[str]:
    """For each goal that evens out shares, whose they are, and what each would have alone: a table, where there is more than one."""
    columns = {"shares": ("institution",), "program_shares": ("institution", "programme")}
    found = [fill(plan, columns[goal.code]) for goal in plan.problem.policy.goals if goal.code in columns] + [beside_alone(plan)]
    header = [headers(list(frame.columns), lang).values() for frame in found]
    return [grid(list(words), frame.to_numpy(dtype=object).tolist(), lang) for words, frame in zip(header, found, strict=True) if len(frame) > 1]


def told_breach(one: Breach, lang: Lang) -> str:
    """A breach under the title of its rule, and who waived it and why."""
    title = next((rule.title.say(lang) for rule in RULES if rule.code == one.rule), one.rule)
    waiver = f" ({one.who}: {one.why})" if one.who else ""
    return f"{title}: {one.text.say(lang, **one.values)}{waiver}"


def layers_shown(plan: Plan) -> list[Reached]:
    """The layers that tell people something."""
    return [one for one in plan.reached if not _hidden(one.layer)]


def _hidden(layer: str) -> bool:
    """Layers that only make the plan unique tell people nothing."""
    return layer.partition(":")[0] == "hash"


def _goal(problem: Problem, layer: str) -> Any:
    return next((goal for goal in problem.policy.goals if goal.code == layer.partition(":")[0]), None)


def goal_title(problem: Problem, layer: str, lang: Lang) -> str:
    """What people call a layer: its goal's title, and the sublayer."""
    goal, word = _goal(problem, layer), layer.partition(":")[2]
    return (goal.title.say(lang) if goal else layer.partition(":")[0]) + (f" ({word})" if word else "")


def _unit(problem: Problem, one: Reached, lang: Lang) -> str:
    return _unit_of(problem, one.layer, lang) or one.unit


def _unit_of(problem: Problem, layer: str, lang: Lang) -> str:
    goal = _goal(problem, layer)
    return goal.unit.say(lang) if goal else ""


def _bound(one: Reached, lang: Lang) -> Any:
    return _PROVED.say(lang) if one.proved else _said(one.bound)


def _said(value: Value) -> Any:
    return ", ".join(f"{chosen}/{of}" for chosen, of in value) if isinstance(value, tuple) else value
