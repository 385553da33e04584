"""Why a student has no place, told to the student: step by step what fell away, what is nearest, and what the student can do. Nobody else is spoken of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from allocator.errors import QuestionError
from allocator.explain.account import Account
from allocator.explain.letter import wishes_told
from allocator.explain.sight import Sight
from allocator.explain.tell import account
from allocator.plan import Plan
from allocator.text import Lang, Text

_NOTHING = Text("Ingen steder har tilbudt plass i periodene emnet går i.", "No site has offered a place in the windows of the course.")
_LOOKED = Text(
    "Det er sett på {offers} mulige plasseringer på {sites} steder. Dette falt bort:",
    "{offers} possible placements at {sites} sites have been looked at. These fell away:",
)
_FELL = {
    "agreement": Text("Institusjonen har ikke avtale med stedet", "Your institution has no agreement with the site"),
    "region": Text("Utenfor området du kan få plass i", "Outside the area where you can be placed"),
    "setting": Text("En annen praksistype enn emnet krever", "Another setting than the course asks for"),
    "supervisor": Text("Ingen veileder med det emnet krever", "No supervisor with what the course asks for"),
    "clearance": Text("Attest, førerkort, bil eller tilrettelegging mangler", "A document, licence, car or accessibility is missing"),
    "distance": Text("For lang reise", "Too long a journey"),
    "conflict": Text("Du er knyttet til stedet, eller til noen der", "You have ties to the site, or to somebody there"),
    "capacity": Text("Plassen er for andre emner, eller stedet er stengt", "The place is for other courses, or the site is closed"),
    "decision": Text("Avgjort for hånd", "Decided by hand"),
}
"""By the heading of the rules, in the words of the student concerned."""
_NONE_LEFT = Text("Ingen sto igjen.", "None was left.")
_FULL = Text(
    "{left} sto igjen som du kan ha, men de er fulle: Det er flere studenter enn plasser.",
    "{left} were left that you can have, but they are full: there are more students than places.",
)
_ROOM = Text(
    "{left} sto igjen som du kan ha, men hensynet til helheten gjorde at plassen ikke gikk til deg.",
    "{left} were left that you can have, but the allocation as a whole did not give one to you.",
)
_ALONE = {
    "clearance": Text(
        "{count} av dem som falt bort, er stengt bare fordi en attest mangler eller går ut for tidlig. Lever den så snart du kan.",
        "{count} of those that fell away are closed only since a document is missing or ends too early. Hand it in as soon as you can.",
    ),
    "licence": Text(
        "{count} av dem som falt bort, er stengt bare fordi stedet krever førerkort, og du ikke er oppført med det. Si fra hvis du har det.",
        "{count} of those that fell away are closed only since the site asks for a driving licence, and you are not listed with one. Tell us if you have one.",
    ),
    "car": Text(
        "{count} av dem som falt bort, er stengt bare fordi stedet krever bil, og du ikke er oppført med det. Si fra hvis du kan bruke bil.",
        "{count} of those that fell away are closed only since the site asks for a car, and you are not listed with one. Tell us if you can use a car.",
    ),
}
"""By rule: what the student can do something about."""
_NEAR = Text(
    "Det nærmeste stedet som bare reisen stenger for, er {site}, {minutes} minutter unna. Si fra hvis du godtar så lang reise.",
    "The nearest place that the journey alone closes is {site}, {minutes} minutes away. Tell us if you accept a journey as long as that.",
)


@dataclass(frozen=True)
class Ladder:
    """looked: how many were looked at; steps: what they fell for and how many; left: how many were left and why none was given; advice: sentences."""

    looked: str
    steps: tuple[tuple[str, int], ...]
    left: str
    advice: tuple[str, ...]


def ladders(plan: Plan, needs: list[str], lang: Lang) -> dict[str, Ladder]:
    """The ladder of each of the needs, which are without a place. Empty for a plan that its own problem no longer allows (one changed by hand)."""
    try:
        sight = _sight(plan)
    except QuestionError:
        return {}
    return {need: ladder(account(sight, sight.need(need)), lang) for need in needs}


def ladder(told: Account, lang: Lang) -> Ladder:
    """The ladder of one need that has no place."""
    if not told.offers:
        return Ladder(_NOTHING.say(lang), (), "", ())
    fell = {heading: sum(one.first for one in told.shut if one.heading == heading) for heading in _FELL}
    steps = tuple((_FELL[heading].say(lang), count) for heading, count in fell.items() if count)
    full = all(one.full for one in told.open)
    left = (_FULL if full else _ROOM).say(lang, left=len(told.open)) if told.open else _NONE_LEFT.say(lang)
    return Ladder(_LOOKED.say(lang, offers=told.offers, sites=told.sites), steps, left, tuple(_advice(told, lang)))


def _advice(told: Account, lang: Lang) -> Iterator[str]:
    yield from (_ALONE[one.rule].say(lang, count=one.alone) for one in told.shut if one.rule in _ALONE and one.alone)
    if told.near:
        yield _NEAR.say(lang, site=told.near.site_name, minutes=told.near.minutes)
    yield from wishes_told(told, lang)


@lru_cache(maxsize=1)
def _sight(plan: Plan) -> Sight:
    """A plan's System is made once for all its letters."""
    return Sight.of(plan)
