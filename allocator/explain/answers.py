"""What stands in the way of a need, in words: each sentence is about something that was solved again, or that a rule says."""

from collections.abc import Iterator
from typing import Any

from allocator.explain.change import Kind
from allocator.explain.trial import Cost, Outcome
from allocator.explain.why_not import Tried, WhyNot, WishAnswer
from allocator.explain.words import goal, wished
from allocator.system import Value
from allocator.text import Lang, Text

_HEAD = Text("{student} ({course}, behov {need}):", "{student} ({course}, need {need}):")
_WHY = Text("Ønskene som ikke er oppfylt:", "The wishes that are not fulfilled:")
_GRANTED = Text("Å oppfylle det ville gitt: {effects}.", "To grant it would mean: {effects}.")
_WAYS = Text("Hva som skulle til:", "What it would take:")
_WAY = Text(
    "Med {change} får studenten plass på {site} i {period}. Ellers: {effects}.",
    "With {change} the student gets a place at {site} in {period}. Besides: {effects}.",
)
_SMALLEST = Text(
    "Ingen mindre endring av dette slaget gir plass; det er bevist.", "No smaller change of this kind gives a place; that is proved."
)
_CHEAPEST = Text("Det er den minste som er funnet.", "It is the smallest that was found.")
_IN_VAIN = {
    "room": Text(
        "Mer rom ved ett tilbud gir ikke plass ({tried} av {found} prøvd).",
        "More room at one offer gives no place ({tried} of {found} tried).",
    ),
    "supervisor": Text(
        "Én veileder til gir ikke plass ({tried} av {found} steder prøvd).",
        "One more supervisor gives no place ({tried} of {found} sites tried).",
    ),
    "clearance": Text(
        "Attester alene gir ikke plass ({tried} av {found} prøvd).", "Documents alone give no place ({tried} of {found} tried)."
    ),
    "agreement": Text(
        "Én avtale til gir ikke plass ({tried} av {found} prøvd).", "One more agreement gives no place ({tried} of {found} tried)."
    ),
    "period": Text(
        "En annen periode gir ikke plass ({tried} av {found} prøvd).", "Another window gives no place ({tried} of {found} tried)."
    ),
    "minutes": Text(
        "Lengre reise gir ikke plass ({tried} av {found} grenser prøvd).",
        "A longer journey gives no place ({tried} of {found} limits tried).",
    ),
}
_SPACE = Text(
    "Prøvd er bare endringer av ett slag om gangen: mer rom ved ett fullt tilbud, én veileder, attestene, én avtale, én periode eller lengre reise. "
    "Antall ganger løst på nytt: {solved}.",
    "Only changes of one kind at a time were tried: more room at one full offer, one supervisor, the documents, one agreement, one window or a "
    "longer journey. Times solved again: {solved}.",
)
_NONE = Text("Det finnes ingen mulighet som én slik endring kan åpne.", "There is no possibility that one such change could open.")
_LOST = (Text("én annen mister plassen", "one other loses the place"), Text("{count} andre mister plassen", "{count} others lose the place"))
_GAINED = (Text("én annen får plass", "one other gets a place"), Text("{count} andre får plass", "{count} others get a place"))
_MOVED = (Text("én annen flyttes", "one other moves"), Text("{count} andre flyttes", "{count} others move"))
_NOBODY = Text("ingen andre berøres", "nobody else is touched")
_COST = Text("«{goal}» går fra {before} til {after}", "“{goal}” goes from {before} to {after}")
_UNPROVED = Text("(ikke bevist best)", "(not proved best)")


def answer_text(one: WhyNot, lang: Lang) -> str:
    """The answer, a line each."""
    head = _HEAD.say(lang, student=one.account.student, course=one.account.course, need=one.account.need)
    return "\n".join([head, *_wishes(one, lang), *([] if one.account.given else _changes(one, lang))])


def answer_json(one: WhyNot, lang: Lang) -> dict[str, Any]:
    """The answer as plain values."""
    return {
        "need": one.account.need, "student": one.account.student, "solved": one.solved, "says": answer_text(one, lang),
        "wishes": [_wish_json(wish, lang) for wish in one.wishes],
        "tried": [
            {**tried.change.as_json(lang), "flips": tried.flips, "placed_at": tried.site_name or None, **_outcome_json(tried.outcome)} for tried in one.tried
        ],
        "kinds": {kind: {"found": count, "tried": _count(one, kind), "smallest": one.smallest(kind)} for kind, count in one.found.items()},
    }


def effects(outcome: Outcome, lang: Lang) -> str:
    """What came of a change for the others and for the goals, in the middle of a sentence."""
    counted = ((_LOST, outcome.lost), (_GAINED, outcome.gained), (_MOVED, outcome.moved))
    said = [one.say(lang) if count == 1 else many.say(lang, count=count) for (one, many), count in counted if count]
    told = [*(said or [_NOBODY.say(lang)]), *([costs(outcome, lang)] if outcome.costs else [])]
    return ", ".join(told) + ("" if outcome.proved else f" {_UNPROVED.say(lang)}")


def costs(outcome: Outcome, lang: Lang) -> str:
    """What a change costs each goal, in the middle of a sentence."""
    return ", ".join(_cost(one, lang) for one in outcome.costs)


def _cost(one: Cost, lang: Lang) -> str:
    return _COST.say(lang, goal=goal(one.layer, lang), before=_value(one.before), after=_value(one.after))


def _value(value: Value) -> Any:
    return ", ".join(f"{chosen}/{of}" for chosen, of in value) if isinstance(value, tuple) else value


def _wishes(one: WhyNot, lang: Lang) -> Iterator[str]:
    if one.wishes:
        yield _WHY.say(lang)
    for answer in one.wishes:
        more = [message.say(lang) for message in answer.own]
        more += [_GRANTED.say(lang, effects=effects(answer.outcome, lang))] if answer.outcome else []
        yield f"  {' '.join([wished(answer.wish, lang), *more])}"


def _changes(one: WhyNot, lang: Lang) -> Iterator[str]:
    yield _WAYS.say(lang)
    if not any(one.found.values()):
        yield f"  {_NONE.say(lang)}"
    for kind, found in one.found.items():
        way = next((tried for tried in one.ways if tried.change.kind == kind), None)
        if way:
            yield f"  - {_way(one, way, lang)}"
        elif found:
            yield f"  - {_IN_VAIN[kind].say(lang, tried=_count(one, kind), found=found)}"
    yield _SPACE.say(lang, solved=one.solved)


def _way(one: WhyNot, way: Tried, lang: Lang) -> str:
    _, period = way.outcome.placed[one.account.need]
    said = _WAY.say(lang, change=way.change.say(lang), site=way.site_name, period=period, effects=effects(way.outcome, lang))
    if way.change.kind not in ("room", "minutes"):
        return said
    return f"{said} {(_SMALLEST if one.smallest(way.change.kind) else _CHEAPEST).say(lang)}"


def _count(one: WhyNot, kind: Kind) -> int:
    return sum(tried.change.kind == kind for tried in one.tried)


def _wish_json(answer: WishAnswer, lang: Lang) -> dict[str, Any]:
    wish = answer.wish
    return {
        "rank": wish.rank, "what": wish.what, "outcome": wish.outcome, "rules": list(wish.rules), "own": [one.say(lang) for one in answer.own],
        "granted": _outcome_json(answer.outcome) if answer.outcome else None,
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    costs = [{"layer": one.layer, "before": one.before, "after": one.after} for one in outcome.costs]
    return {"costs": costs, "moved": outcome.moved, "lost": outcome.lost, "gained": outcome.gained, "proved": outcome.proved}
