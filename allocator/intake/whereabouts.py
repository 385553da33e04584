"""Where students travel from: said by coordinates, by an origin that is known, or by the home municipality."""

import re
from collections.abc import Iterator, Mapping

from allocator.intake.draft import Draft
from allocator.intake.faults import Fault, Note
from allocator.intake.known import Known
from allocator.text import Text

_POSTCODE = re.compile(r"\d{4}")

_NOWHERE = Text(nb="Det står ikke hvor studenten bor.", en="It is not said where the student lives.")
_NOWHERE_HOW = Text(
    nb="Fyll ut hjemkommunen (fire sifre), koordinater, eller et reisested som finnes i tabellen Reisesteder.",
    en="Fill in the home municipality (four digits), coordinates, or an origin that is in the table Origins.",
)
_UNKNOWN = Text(nb="«{value}» finnes ikke i tabellen Reisesteder.", en="“{value}” is not in the table Origins.")
_AT_CENTRE = Text(
    nb="Reisesteder som ikke er kjent, ligger i sentrum av hjemkommunen: {keys}",
    en="Origins that are not known lie at the centre of the home municipality: {keys}",
)
_LIKE = Text(nb="«{key}» (ligner «{near}»)", en="“{key}” (resembles “{near}”)")
_PLAIN = Text(nb="«{key}»", en="“{key}”")
_POSTCODES = Text(
    nb="Postnumre som ikke står i tabellen Reisesteder, ligger i sentrum av hjemkommunen.",
    en="Postcodes that are not in the table Origins lie at the centre of the home municipality.",
)


def whereabouts(drafts: Mapping[str, Draft]) -> Iterator[Fault]:
    """Students of whom nothing says where they travel from."""
    draft, known = drafts["students"], _origins(drafts)
    unsaid = draft.faulty["home"] | draft.faulty["origin"] | draft.faulty["lat"] | draft.faulty["lon"]
    listed = zip(draft.values["home"], draft.values["origin"], draft.values["lat"], draft.values["lon"], strict=True)
    for at, (home, origin, lat, lon) in enumerate(listed):
        if not home and (lat is None or lon is None) and origin not in known and at not in unsaid:
            what = _UNKNOWN.of(value=str(origin)[:80]) if origin else _NOWHERE.of()
            yield draft.fault(at, "origin" if origin else "home", what, _NOWHERE_HOW.of(), "where")


def at_centres(drafts: Mapping[str, Draft]) -> list[Note]:
    """Notes on origins that fall back to the centre of the home municipality."""
    draft, known = drafts["students"], _origins(drafts)
    words = Known(known)
    notes = []
    for file in dict.fromkeys(draft.files):
        rows: dict[str, list[int]] = {}
        for name in ("origin", "alternate_origin"):
            for at, key in enumerate(draft.values[name]):
                if key and key not in known and draft.files[at] == file:
                    rows.setdefault(key, []).append(draft.numbers[at])
        codes = [row for key, found in rows.items() if _POSTCODE.fullmatch(key) for row in found]
        others = {key: found for key, found in rows.items() if not _POSTCODE.fullmatch(key)}
        if codes:
            notes.append(Note(file, _POSTCODES.of(), len(codes), tuple(codes)))
        if others:
            count = sum(map(len, others.values()))
            keys = tuple(_key(key, words) for key in list(others)[:20])
            notes.append(Note(file, _AT_CENTRE.of(keys=keys), count, tuple(row for found in others.values() for row in found)))
    return notes


def _key(key: str, words: Known) -> object:
    near = words.nearest(key)
    return _LIKE.of(key=key[:80], near=near) if near else _PLAIN.of(key=key[:80])


def _origins(drafts: Mapping[str, Draft]) -> set[str]:
    return {key for name in ("origins", "travel") for key in drafts[name].values["origin"] if key}
