"""An account of a need in words, for planners. Nothing is said of another student but how many there are."""

from collections.abc import Iterator

from allocator.explain.account import Account, Given, Open, Wished, title
from allocator.goals import GOALS
from allocator.rules import HEADINGS
from allocator.text import Lang, Text

_PLACED = Text(
    "{student} ({course}, behov {need}) har plass på {site} i {town}, {first_day}–{last_day}.",
    "{student} ({course}, need {need}) has a place at {site} in {town}, {first_day} to {last_day}.",
)
_WITHOUT = Text("{student} ({course}, behov {need}) har ikke fått plass.", "{student} ({course}, need {need}) has no place.")
_JOURNEY = Text("Reisen tar {minutes} minutter én vei.", "The journey takes {minutes} minutes one way.")
_ESTIMATED = Text("Reisen tar anslagsvis {minutes} minutter én vei.", "The journey takes an estimated {minutes} minutes one way.")
_SUPERVISOR = Text("Veileder er {supervisor}.", "The supervisor is {supervisor}.")
_WISH = Text("Plassen oppfyller ønske {rank}.", "The place fulfils wish {rank}.")
_NO_WISH = Text("Plassen oppfyller ingen av ønskene.", "The place fulfils none of the wishes.")
_NOT_WISHED = Text("Ingen ønsker er meldt.", "No wishes were made.")
_NOTHING = Text("Ingen steder tilbyr plass i periodene emnet går i.", "No site offers a place in the windows of the course.")
_QUESTION = Text(
    "{offers} mulige plasseringer på {sites} steder var aktuelle. Reglene stengte {shut} av dem og tillot {left}.",
    "{offers} possible placements at {sites} sites were in question. The rules shut {shut} of them and allowed {left}.",
)
_LADDER = Text(
    "Regel for regel (en mulighet telles der den først ble stengt):", "Rule by rule (a possibility counts where it was first shut):"
)
_RUNG = Text("{rule}: {first}", "{rule}: {first}")
_ALONE = Text("{rule}: {first} ({alone} bare av denne regelen)", "{rule}: {first} ({alone} by this rule alone)")
_FULL = Text(
    "De {left} tillatte mulighetene er fulle: {places} plasser, {own} brukt av studenter fra {institution} og {others} fra andre.",
    "The {left} allowed possibilities are full: {places} places, {own} used by students of {institution} and {others} of others.",
)
_ONE_FULL = Text(
    "Den ene tillatte muligheten er full: {places} plasser, {own} brukt av studenter fra {institution} og {others} fra andre.",
    "The one allowed possibility is full: {places} places, {own} used by students of {institution} and {others} of others.",
)
_REST = Text("De andre tillatte mulighetene:", "The other allowed possibilities:")
_AT = Text(
    "{site} ({town}, {period}, {minutes} min): {used} av {places} plasser i bruk. {why}",
    "{site} ({town}, {period}, {minutes} min): {used} of {places} places used. {why}",
)
_FAR = Text(
    "{site} ({town}, {period}): {used} av {places} plasser i bruk. {why}",
    "{site} ({town}, {period}): {used} of {places} places used. {why}",
)
_NO_ROOM = Text("Ikke rom for flere: {rules}.", "No room for more: {rules}.")
_ROOM = Text(
    "Her var det rom, men den plassen som ble gitt, er bedre for «{layer}».",
    "There was room, but the place that was given is better for “{layer}”.",
)
_ROOM_TOO = Text("Her var det rom.", "There was room.")
_NEAR = Text(
    "Den nærmeste plassen som bare avstanden stenger for, er {site}, {minutes} minutter unna.",
    "The nearest place that distance alone shuts is {site}, {minutes} minutes away.",
)
_WISHES = Text("Ønskene:", "The wishes:")
_WISHED = {
    "placed": Text("{rank}. {what}: oppfylt.", "{rank}. {what}: fulfilled."),
    "nothing": Text(
        "{rank}. {what}: ingen tilbud i periodene emnet går i.", "{rank}. {what}: nothing offered in the windows of the course."
    ),
    "shut": Text("{rank}. {what}: stengt av {rules}.", "{rank}. {what}: shut by {rules}."),
    "full": Text("{rank}. {what}: fullt ({rules}).", "{rank}. {what}: full ({rules})."),
    "better": Text(
        "{rank}. {what}: det var rom, men målene i planen gir en annen plass.",
        "{rank}. {what}: there was room, but the goals of the plan give another place.",
    ),
}
_LAYER = Text("{rank}. {what}: det var rom, men «{layer}» går foran.", "{rank}. {what}: there was room, but “{layer}” goes first.")


def say(account: Account, lang: Lang) -> str:
    """The account, a line each."""
    head = _placed(account, account.given, lang) if account.given else [_WITHOUT.say(lang, student=account.student, course=account.course, need=account.need)]
    return "\n".join([*head, "", *_ladder(account, lang), *_allowed(account, lang), *_near(account, lang), *_wishes(account, lang)])


def wished(one: Wished, lang: Lang) -> str:
    """What became of one wish."""
    if one.layer:
        return _LAYER.say(lang, rank=one.rank, what=one.what, layer=goal(one.layer, lang))
    values = {"rank": one.rank, "what": one.what, "rules": titles(one.rules, lang)}
    return _WISHED[one.outcome].say(lang, **values)


def titles(codes: tuple[str, ...], lang: Lang) -> str:
    """The titles of rules, in the middle of a sentence."""
    return ", ".join(f"«{title(code, lang)}»" if lang == "nb" else f"“{title(code, lang)}”" for code in codes)


def goal(layer: str, lang: Lang) -> str:
    """What people call the goal of a layer."""
    code = layer.partition(":")[0]
    return next((one.title.say(lang) for one in GOALS if one.code == code), code)


def _placed(account: Account, given: Given, lang: Lang) -> list[str]:
    told = [_PLACED.say(
        lang, student=account.student, course=account.course, need=account.need, site=given.site_name, town=given.municipality_name,
        first_day=given.first_day, last_day=given.last_day,
    )]
    if given.minutes is not None:
        told.append((_ESTIMATED if given.estimated else _JOURNEY).say(lang, minutes=given.minutes))
    told += [_SUPERVISOR.say(lang, supervisor=given.supervisor)] if given.supervisor else []
    told.append(_WISH.say(lang, rank=given.wish) if given.wish else (_NO_WISH if account.wishes else _NOT_WISHED).say(lang))
    return told


def _ladder(account: Account, lang: Lang) -> Iterator[str]:
    if not account.offers:
        yield _NOTHING.say(lang)
        return
    yield _QUESTION.say(lang, offers=account.offers, sites=account.sites, shut=account.offers - account.left, left=account.left)
    if account.shut:
        yield _LADDER.say(lang)
    for one in account.shut:
        text = _ALONE if one.alone else _RUNG
        values = {"alone": one.alone} if one.alone else {}
        heading, name = HEADINGS[one.heading].say(lang).capitalize(), title(one.rule, lang)
        yield f"  - {text.say(lang, rule=name if name == heading else f'{heading} – {name}', first=one.first, **values)}"


def _allowed(account: Account, lang: Lang) -> Iterator[str]:
    if not account.open:
        return
    if not account.given and all(one.full for one in account.open):
        sums = {name: sum(getattr(one, name) for one in account.open) for name in ("places", "own", "others")}
        text, left = (_ONE_FULL, {}) if account.left == 1 else (_FULL, {"left": account.left})
        yield text.say(lang, institution=account.institution, **sums, **left)
    else:
        yield _REST.say(lang)
    for one in account.open:
        yield f"  - {_at(one, lang)}"


def _at(one: Open, lang: Lang) -> str:
    why = _NO_ROOM.say(lang, rules=titles(one.full, lang)) if one.full else _ROOM.say(lang, layer=goal(one.layer, lang)) if one.layer else _ROOM_TOO.say(lang)
    values = {"site": one.site_name, "town": one.municipality_name, "period": one.period, "used": one.own + one.others, "places": one.places, "why": why}
    return _FAR.say(lang, **values) if one.minutes is None else _AT.say(lang, minutes=one.minutes, **values)


def _near(account: Account, lang: Lang) -> Iterator[str]:
    if account.near and not account.given:
        yield _NEAR.say(lang, site=account.near.site_name, minutes=account.near.minutes)


def _wishes(account: Account, lang: Lang) -> Iterator[str]:
    if account.wishes:
        yield _WISHES.say(lang)
    for one in account.wishes:
        yield f"  {wished(one, lang)}"
