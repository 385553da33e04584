"""How it was decided, what is proved, and what somebody needs to do it again."""

from typing import Any

from allocator.plan import Plan
from allocator.report.figures import Figures
from allocator.report.page.parts import Cell, Section, table
from allocator.report.summary import goal_title, layers_shown
from allocator.report.writers import fingerprint
from allocator.system import Ended
from allocator.text import Lang, Text

_TITLE = Text("Slik er det avgjort", "How it was decided")
_ABOUT = Text(
    "Planen er valgt blant alle planer som holder reglene. Målene er tatt i rekkefølge, det viktigste først: et viktigere mål taper aldri på et "
    "mindre viktig. Planen er så kontrollert på nytt av en egen del av programmet, som bare leser tabellene. Samme grunnlag gir alltid samme plan.",
    "The plan was chosen among all plans that keep the rules. The goals were taken in order, the most important first: a goal never "
    "loses anything to a later one. Then the plan was checked again by a separate part of the program, which reads the tables alone. The same input "
    "always gives the same plan.",
)
_CAPTION = Text("Målene i rekkefølge", "The goals in order")
_HEADER = (Text("Mål", "Goal"), Text("Hva det betyr", "What it means"), Text("Verdi", "Value"), Text("Enhet", "Unit"), Text("Bevis", "Proof"))
_PROVED = Text("bevist best", "proved best")
_OPEN = Text("beste mulige er {bound}", "the best possible is {bound}")
_UNPROVED = Text("ikke bevist", "not proved")
_SAID = {
    Ended.PROVED: Text(
        "Det er bevist at ingen annen plan er bedre når målene tas i denne rekkefølgen.",
        "It is proved that no other plan is better when the goals are taken in this order.",
    ),
    Ended.BY_HAND: Text(
        "Planen er endret for hånd etter fordelingen; tabellen over målene viser hva en ny fordeling i beste fall kan nå.",
        "The plan was changed by hand after it was made; the table of the goals shows what could be reached at best.",
    ),
}
_SEARCHED = Text(
    "Søket stanset før alt var bevist; tabellen over målene viser hva som er det.",
    "The search ended before everything was proved; the table of the goals shows what is.",
)
_PRINT = Text("Til etterprøving", "For verification")
_KEYS = (Text("Hva", "What"), Text("Verdi", "Value"))
_SEED = Text("Frø for loddtrekningen", "Seed of the draw")
_DAY = Text("Planen er laget per", "The plan was made as of")
_PROBLEM = Text("Fingeravtrykk av grunnlaget (sha256)", "Fingerprint of the input (sha256)")
_PLAN = Text("Fingeravtrykk av plasseringene (sha256)", "Fingerprint of the placements (sha256)")
_SOLVER = Text("Løser", "Solver")
_VERSIONS = Text("Versjoner", "Versions")
_SOFTWARE = ("allocator", "highspy", "ortools", "numpy", "pandas", "python")


def method(plan: Plan, figures: Figures, lang: Lang) -> Section:
    """The goals with what they reached and what is proved, and all that it takes to do it again."""
    goals = {goal.code: goal for goal in plan.problem.policy.goals}
    rows: list[list[Any]] = []
    for one in layers_shown(plan):
        goal = goals.get(one.layer.partition(":")[0])
        unit = goal.unit.say(lang) if goal else one.unit
        rows.append([goal_title(plan.problem, one.layer, lang), goal.sentence.say(lang) if goal else "", _value(one.value), unit, _proof(one, figures, lang)])
    header, kept = list(_HEADER), [0, 1, 4] if figures.hidden else [0, 1, 2, 3, 4]
    goals_table = table(_CAPTION, [header[at] for at in kept], [[row[at] for at in kept] for row in rows], lang)
    says = (_ABOUT.say(lang), proof(plan, lang))
    return Section("method", _TITLE.say(lang), says, tables=(goals_table, table(_PRINT, _KEYS, _facts(plan, lang), lang)))


def proof(plan: Plan, lang: Lang) -> str:
    """What is proved about the plan, in one sentence."""
    return _SAID.get(plan.ended, _SEARCHED).say(lang)


def _facts(plan: Plan, lang: Lang) -> list[list[Any]]:
    policy, versions = plan.problem.policy, plan.run.get("versions", {})
    return [
        [_SEED.say(lang), policy.seed or "–"], *([[_DAY.say(lang), policy.as_of]] if policy.as_of else []), [_SOLVER.say(lang), plan.solver],
        [_PROBLEM.say(lang), Cell(str(plan.run.get("problem", "")) or plan.problem.digest(), code=True)],
        [_PLAN.say(lang), Cell(fingerprint(plan.placements), code=True)],
        [_VERSIONS.say(lang), ", ".join(f"{name} {versions[name]}" for name in _SOFTWARE if name in versions)],
    ]  # fmt: skip


def _proof(one: Any, figures: Figures, lang: Lang) -> str:
    if one.proved:
        return _PROVED.say(lang)
    return _UNPROVED.say(lang) if figures.hidden else _OPEN.say(lang, bound=_value(one.bound))


def _value(value: Any) -> Any:
    return ", ".join(f"{chosen}/{of}" for chosen, of in value) if isinstance(value, tuple) else value
