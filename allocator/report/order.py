"""The order of decision that applies to each institution, in words that a student representative can read."""

from collections.abc import Iterator
from typing import Any

from allocator.policy import Policy
from allocator.problem import Problem
from allocator.report.catalogue import parameters
from allocator.rules import Rule
from allocator.text import Lang, Text

_MUST = Text("Dette må holdes for alle plasseringer:", "These must hold for every placement:")
_PRICED = Text("Dette kan fravikes, men teller imot planen:", "These may be departed from, but count against the plan:")
_PRICE = Text("hvert brudd koster {cost} i «{layer}»", "each breach costs {cost} in “{layer}”")
_OFF = Text("Dette gjelder ikke: {rules}.", "These do not apply: {rules}.")
_ORDER = Text(
    "Slik velges det mellom planene som holder, viktigst først. Et mål gir aldri fra seg noe for et senere:",
    "How it is chosen between the plans that hold, most important first. A goal never gives up anything for a later one:",
)
_ALONE = Text("Det som reglene over koster her.", "What the rules above cost here.")
_DRAW = Text("Trekningens frø er «{seed}». Det kunngjøres før trekningen.", "The seed of the draw is “{seed}”. It is published before the draw.")
_CLAIMED = Text(
    "Det loves: ingen plan som holder, er bedre i denne rekkefølgen når planen sier «bevist best»; samme grunnlag gir samme plan; den som "
    "ikke får plass, får vite hvorfor.",
    "What is claimed: no plan that holds is better in this order where the plan says “proved best”; the same input gives the same plan; who "
    "gets no place is told why.",
)
_NOT = Text(
    "Det loves ikke: at det aldri lønner seg å ønske taktisk, at anslåtte reisetider stemmer på minuttet, eller at det finnes plass til alle.",
    "What is not claimed: that tactical wishes never pay, that estimated journeys are right to the minute, or that there is a place for all.",
)


def orders(problem: Problem, lang: Lang) -> list[dict[str, Any]]:
    """For each order of decision: institutions, must, priced, off and layers, each rule and goal in words; those alike stand together."""
    found: list[dict[str, Any]] = []
    for institution in problem.tables["institutions"]["institution"]:
        told = _order(problem.policy, str(institution), lang)
        like = next((one for one in found if {**one, "institutions": None} == {**told, "institutions": None}), None)
        if like is None:
            found.append(told)
        else:
            like["institutions"].append(institution)
    return found


def orders_text(problem: Problem, lang: Lang) -> str:
    """The same as text."""
    names = dict(zip(problem.tables["institutions"]["institution"], problem.tables["institutions"]["name"], strict=True))
    parts = []
    for one in orders(problem, lang):
        lines = [", ".join(f"{names[code]} ({code})" for code in one["institutions"]), "", _MUST.say(lang), *_listed(one["must"])]
        lines += ["", _PRICED.say(lang), *_listed(one["priced"])] if one["priced"] else []
        lines += ["", _OFF.say(lang, rules=", ".join(one["off"]))] if one["off"] else []
        lines += ["", _ORDER.say(lang), *(f"{at}. {told}" for at, told in enumerate(one["layers"], 1))]
        parts.append("\n".join(lines))
    draw = _DRAW.say(lang, seed=problem.policy.seed)
    return "\n\n\n".join([*parts, f"{draw}\n\n{_CLAIMED.say(lang)}\n\n{_NOT.say(lang)}"])


def _listed(told: list[str]) -> Iterator[str]:
    return (f"  - {one}" for one in told)


def _order(policy: Policy, institution: str, lang: Lang) -> dict[str, Any]:
    mine = [rule for rule in policy.rules if not rule.only or institution in rule.only]
    goals = {goal.code: goal for goal in policy.goals}
    codes = {rule.code for rule in mine}
    off = {rule.code: rule.title.say(lang) for rule in policy.rules if rule.code not in codes}
    layers = [_worded(goals[name], lang) if name in goals else f"{name}. {_ALONE.say(lang)}" for name in policy.layers]
    return {
        "institutions": [institution],
        "must": [_worded(rule, lang) for rule in mine if rule.price is None],
        "priced": [f"{_worded(rule, lang)} – {_price(policy, rule, lang)}" for rule in mine if rule.price is not None],
        "off": list(off.values()), "layers": layers,
    }


def _worded(one: Any, lang: Lang) -> str:
    """Title, sentence, and the parameters that are set."""
    set_ = [f"{name} = {value}" for name, value in parameters(one).items() if value not in ([], None, "")]
    return f"{one.title.say(lang)}. {one.sentence.say(lang)}" + (f" ({', '.join(set_)})" if set_ else "")


def _price(policy: Policy, rule: Rule, lang: Lang) -> str:
    assert rule.price is not None
    titles = {goal.code: goal.title.say(lang) for goal in policy.goals}
    layer = str(rule.price.layer)
    return _PRICE.say(lang, cost=rule.price.cost, layer=titles.get(layer, layer))
