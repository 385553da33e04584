"""What a student is told: the place, or the reasons and the next step. No other student is spoken of."""

from collections.abc import Iterator

from allocator.explain.account import Account
from allocator.explain.words import titles
from allocator.text import Lang, Text

_DEAR = Text("Hei, {student}.", "Dear {student},")
_PLACE = Text(
    "Du har fått praksisplass i {course} på {site} i {town}. Praksisen varer fra {first_day} til {last_day}.",
    "You have a placement in {course} at {site} in {town}. It lasts from {first_day} to {last_day}.",
)
_JOURNEY = Text("Reisen dit tar {minutes} minutter én vei.", "The journey there takes {minutes} minutes one way.")
_ESTIMATED = Text("Reisen dit tar anslagsvis {minutes} minutter én vei.", "The journey there takes an estimated {minutes} minutes one way.")
_WISH = Text("Plassen er ønske nummer {rank} på listen din.", "The place is number {rank} on your list of wishes.")
_NO_WISH = Text("Ingen av ønskene dine lot seg oppfylle.", "None of your wishes could be fulfilled.")
_WHY = {
    "nothing": Text(
        "Ønske {rank}, {what}: Det er ingen tilbud der i periodene emnet går i.",
        "Wish {rank}, {what}: Nothing is offered there in the windows of the course.",
    ),
    "shut": Text("Ønske {rank}, {what}: Reglene tillater det ikke ({rules}).", "Wish {rank}, {what}: The rules do not allow it ({rules})."),
    "full": Text("Ønske {rank}, {what}: Plassene der er i bruk.", "Wish {rank}, {what}: The places there are in use."),
    "better": Text(
        "Ønske {rank}, {what}: Andre hensyn i fordelingen gikk foran.",
        "Wish {rank}, {what}: Other considerations of the allocation went first.",
    ),
}
_WITHOUT = Text(
    "Vi har dessverre ikke funnet praksisplass til deg i {course} ennå.",
    "Unfortunately we have not found a placement for you in {course} yet.",
)
_NOTHING = Text("Ingen steder har tilbudt plass i periodene emnet går i.", "No site has offered a place in the windows of the course.")
_LOOKED = Text(
    "Vi har sett på {offers} mulige plasseringer på {sites} steder. {left} av dem var tillatt for deg, men de er fulle.",
    "We have looked at {offers} possible placements at {sites} sites. {left} of them were allowed for you, but they are full.",
)
_LOOKED_ROOM = Text(
    "Vi har sett på {offers} mulige plasseringer på {sites} steder. {left} av dem var tillatt for deg, men fordelingen ga dem ikke til deg.",
    "We have looked at {offers} possible placements at {sites} sites. {left} of them were allowed for you, but the allocation did not give you one.",
)
_LOOKED_SHUT = Text(
    "Vi har sett på {offers} mulige plasseringer på {sites} steder. Ingen av dem var tillatt for deg. Disse reglene stengte for dem: {rules}.",
    "We have looked at {offers} possible placements at {sites} sites. None of them was allowed for you. These rules shut them: {rules}.",
)
_NEAR = Text(
    "Det nærmeste stedet som bare avstanden stenger for, er {site}, {minutes} minutter unna. Si fra hvis du godtar så lang reise.",
    "The nearest place that distance alone shuts is {site}, {minutes} minutes away. Tell us if you accept a journey as long as that.",
)
_NEXT = Text(
    "Vi leter videre og tar kontakt når det blir plass. Har noe endret seg for deg, for eksempel bil, bosted eller attester, så si fra til "
    "praksiskoordinatoren ved {institution}.",
    "We keep looking and get in touch when there is a place. If anything has changed for you, such as car, address or documents, tell the "
    "placement coordinator at {institution}.",
)
_WRONG = Text(
    "Mener du at noe er feil, så ta kontakt med praksiskoordinatoren ved {institution}.",
    "If you think that something is wrong, contact the placement coordinator at {institution}.",
)


def letter(student: str, accounts: tuple[Account, ...], lang: Lang) -> str:
    """The text of a letter, a paragraph for each need."""
    parts = ["\n".join(_need(one, lang)) for one in accounts]
    close = [_WRONG.say(lang, institution=one.institution) for one in accounts if one.given][:1]
    return "\n\n".join([_DEAR.say(lang, student=student), *parts, *close])


def _need(account: Account, lang: Lang) -> Iterator[str]:
    if account.given is None:
        yield from _without(account, lang)
        return
    given = account.given
    yield _PLACE.say(lang, course=account.course, site=given.site_name, town=given.municipality_name, first_day=given.first_day, last_day=given.last_day)
    if given.minutes is not None:
        yield (_ESTIMATED if given.estimated else _JOURNEY).say(lang, minutes=given.minutes)
    if given.wish:
        yield _WISH.say(lang, rank=given.wish)
    elif account.wishes:
        yield _NO_WISH.say(lang)
    yield from wishes_told(account, lang)


def _without(account: Account, lang: Lang) -> Iterator[str]:
    yield _WITHOUT.say(lang, course=account.course)
    counted = {"offers": account.offers, "sites": account.sites}
    if not account.offers:
        yield _NOTHING.say(lang)
    elif not account.left:
        yield _LOOKED_SHUT.say(lang, rules=titles(tuple(one.rule for one in account.shut), lang), **counted)
    else:
        yield (_LOOKED if all(one.full for one in account.open) else _LOOKED_ROOM).say(lang, left=account.left, **counted)
    yield from wishes_told(account, lang)
    if account.near:
        yield _NEAR.say(lang, site=account.near.site_name, minutes=account.near.minutes)
    yield _NEXT.say(lang, institution=account.institution)


def wishes_told(account: Account, lang: Lang) -> Iterator[str]:
    """Why the wishes before the one that was fulfilled were not."""
    reached = account.given.wish if account.given and account.given.wish else None
    for one in account.wishes:
        if one.outcome != "placed" and (reached is None or one.rank < reached):
            rules = {"rules": titles(one.rules, lang)} if one.outcome == "shut" else {}
            yield _WHY[one.outcome].say(lang, rank=one.rank, what=one.what, **rules)
