"""One policy file: its text as values, checked key by key, faults gathered with their lines."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from allocator.goals import GOALS, Criterion
from allocator.policy.faults import Lines, PolicyFault
from allocator.rules import RULES, Rule
from allocator.system import Price
from allocator.text import Message, Text, nearest

TOLD_ONCE = {"seed", "as_of", "statuses", "required", "rates", "criteria"}
"""Fields that rules and goals get from the policy itself."""

UNKNOWN = Text("«{word}» er ukjent her. Kjent: {known}.", "“{word}” is not known here. Known: {known}.")
UNKNOWN_NEAR = Text("«{word}» er ukjent her. Mente du «{near}»?", "“{word}” is not known here. Did you mean “{near}”?")
VALUE = Text("«{key}» kan ikke være {value}. {todo}", "“{key}” cannot be {value}. {todo}")
WRITE = Text("Skriv {kind}.", "Write {kind}.")
TABLE = Text("«{key}» skal være en tabell, f.eks. [{key}].", "“{key}” must be a table, e.g. [{key}].")
_TOML = Text("Filen er ikke gyldig TOML: {why}", "The file is not valid TOML: {why}")
_ENCODING = Text("Filen er ikke lagret som UTF-8. Lagre den som UTF-8.", "The file is not saved as UTF-8. Save it as UTF-8.")
_NO_CLASS = Text("«{key}» mangler klasse. Skriv f.eks. {{ class = 2 }}.", "“{key}” has no class. Write e.g. {{ class = 2 }}.")
_WRONG = Text("Verdiene i [{section}] kan ikke brukes: {why}", "The values in [{section}] cannot be used: {why}")
_EVEN = Text(
    "Laget «{layer}» jevner ut andeler og kan ikke bære en pris. Velg et annet lag.",
    "The layer “{layer}” evens out shares and cannot hold a price. Choose another layer.",
)
_UNIT = Text("Prisen er i «{given}», men laget «{layer}» måles i «{unit}».", "The price is in “{given}”, but the layer “{layer}” counts “{unit}”.")


_adapter: Any = cache(TypeAdapter)  # making one costs more than using it


class Reader:
    """Reads one policy file and gathers its faults."""

    vocabularies: Mapping[str, Collection[str]] = {}
    """What the parameters of a rule that are named so may say; those that are not here may say anything."""

    def __init__(self, path: Path, institutions: Iterable[str], vocabularies: Mapping[str, Collection[str]] | None = None) -> None:
        self.path, self.institutions, self.vocabularies = path, tuple(institutions), vocabularies or {}
        self.faults: list[PolicyFault] = []
        self.data: dict[str, Any] = {}
        try:
            text = path.read_text(encoding="utf-8-sig")
            self.lines = Lines(text)
            self.data = tomllib.loads(text)
        except UnicodeDecodeError:
            self.faults.append(PolicyFault(path.name, 0, _ENCODING.of()))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self.faults.append(PolicyFault(path.name, int(found[1]) if found else 0, _TOML.of(why=str(error))))

    @classmethod
    def of(cls, data: Mapping[str, Any], name: str, institutions: Iterable[str]) -> "Reader":
        """A reader of values that stand in no file; `name` goes before its faults."""
        made = cls.__new__(cls)
        made.path, made.institutions, made.faults, made.data, made.lines = Path(name), tuple(institutions), [], dict(data), Lines("")
        return made

    def fault(self, what: Message, section: str, key: str = "", nth: int = 0) -> None:
        """Gathers a fault at the line of a key."""
        self.faults.append(PolicyFault(self.path.name, self.lines.of(section, key, nth), what))

    def known(self, word: object, known: Iterable[str], section: str, key: str = "", nth: int = 0) -> bool:
        """Whether a word is known; a fault with the nearest if not."""
        words = tuple(known)
        if word in words:
            return True
        near = nearest(str(word), words)
        self.fault(UNKNOWN_NEAR.of(word=str(word), near=near) if near else UNKNOWN.of(word=str(word), known=words), section, key, nth)
        return False

    def top(self, allowed: tuple[str, ...]) -> None:
        """Faults for keys that no policy file has, and for tables that are not tables."""
        for key in self.data:
            if self.known(key, allowed, "", key) or key not in allowed:
                continue
        for key in ("rules", "goals", "travel", "criteria"):
            if key in allowed and not isinstance(self.data.get(key, {}), dict):
                self.fault(TABLE.of(key=key), "", key)
                self.data[key] = {}

    def words(self, key: str, default: tuple[str, ...], known: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of words at the top of the file."""
        given = self.data.get(key)
        if given is None:
            return default
        if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
            self.fault(VALUE.of(key=key, value=str(given), todo=WRITE.of(kind='["…", "…"]')), "", key)
            return default
        if known is not None:
            given = [word for word in given if self.known(word, known, "", key)]
        return tuple(given)

    def made(self, kind: type[Any], given: Mapping[str, Any], place: tuple[str, int]) -> Any | None:
        """A rule or goal with the parameters given, None where one is at fault."""
        section, nth = place
        names = {one.name.rstrip("_"): one.name for one in fields(kind) if one.name not in TOLD_ONCE}
        sound = [self.known(key, names, section, key, nth) for key in given]
        for word in given.get("only", ()):
            sound.append(self.known(word, self.institutions, section, "only", nth))
        for key in self.vocabularies:
            listed = given.get(key, ())
            sound += [self.known(word, self.vocabularies[key], section, key, nth) for word in (listed if isinstance(listed, list) else ())]
        values = {names[key]: value for key, value in given.items() if key in names and key != "price"}
        try:
            made = _adapter(kind).validate_python(values) if all(sound) else None
        except ValidationError as error:
            made = None
            for one in error.errors():
                if not one["loc"]:
                    self.fault(_WRONG.of(section=section, why=str(one["ctx"]["error"])), section, "", nth)
                    continue
                key = str(one["loc"][0]).rstrip("_")
                self.fault(VALUE.of(key=key, value=str(one["input"]), todo=WRITE.of(kind=_kind(one))), section, key, nth)
        return made

    def price(self, given: Any, layers: tuple[str, ...], place: tuple[str, int]) -> Price | None:
        """What a breach costs; a fault where the layer is unknown, the unit another, the cost no positive whole number."""
        section, nth = place
        if not isinstance(given, dict):
            self.fault(VALUE.of(key="price", value=str(given), todo=WRITE.of(kind='{ layer = "…", cost = 1 }')), section, "price", nth)
            return None
        sound = [self.known(key, ("layer", "cost", "unit"), section, "price", nth) for key in given]
        layer, cost = given.get("layer"), given.get("cost", 1)
        sound.append(self.known(layer, layers, section, "price", nth))
        if not isinstance(cost, int) or isinstance(cost, bool) or not 1 <= cost <= 1_000_000:
            self.fault(VALUE.of(key="cost", value=str(cost), todo=WRITE.of(kind="1 … 1000000")), section, "price", nth)
            return None
        if layer in {goal.code for goal in GOALS if goal.even}:
            self.fault(_EVEN.of(layer=layer), section, "price", nth)
            return None
        units = {goal.code: goal.unit for goal in GOALS}
        unit = given.get("unit")
        if unit is not None and layer in units and unit not in (units[layer].nb, units[layer].en):
            self.fault(_UNIT.of(given=unit, layer=layer, unit=units[layer]), section, "price", nth)
            return None
        return Price(str(layer), cost) if all(sound) else None

    def entries(self, key: str, kind: type[Any]) -> tuple[Any, ...]:
        """The entries of a table, or of a list of tables, at the top of the file."""
        given = self.data.get(key, [])
        found = []
        for nth, entry in enumerate(given if isinstance(given, list) else [given]):
            if isinstance(entry, dict):
                found.append(self.made(kind, entry, (key, nth)))
            else:
                self.fault(TABLE.of(key=key), "", key)
        return tuple(one for one in found if one is not None)

    def criteria(self) -> tuple[Criterion, ...]:
        """The entries of [criteria], each one or a list of them."""
        found = []
        for name, given in self.data.get("criteria", {}).items():
            for entry in given if isinstance(given, list) else [given]:
                if not isinstance(entry, dict):
                    self.fault(VALUE.of(key=name, value=str(entry), todo=WRITE.of(kind="{ below = 12, class = 2 }")), "criteria", name)
                elif "class" not in entry:
                    self.fault(_NO_CLASS.of(key=name), "criteria", name)
                elif made := self.made(Criterion, {**entry, "criterion": name}, ("criteria", 0)):
                    found.append(made)
        return tuple(found)

    def rules(self, layers: tuple[str, ...]) -> dict[str, list[Rule]]:
        """The entries of [rules.*], by code."""
        by_code = {rule.code: rule for rule in RULES}
        found: dict[str, list[Rule]] = {}
        for code, given in self.data.get("rules", {}).items():
            section = f"rules.{code}"
            if not self.known(code, by_code, section):
                continue
            for nth, entry in enumerate(given if isinstance(given, list) else [given]):
                if not isinstance(entry, dict):
                    self.fault(TABLE.of(key=section), "rules", code)
                    continue
                made = self.made(by_code[code], entry, (section, nth))
                price = self.price(entry["price"], layers, (section, nth)) if "price" in entry else None
                found.setdefault(code, []).extend([replace(made, price=price)] if made else [])
        return found


def _kind(error: Any) -> str:
    """What to write instead, as an example; pydantic says which type it wanted."""
    wanted = {"int": "90", "float": "1.35", "bool": "true", "string": '"…"', "tuple": '["…"]', "literal": str(error.get("ctx", {}).get("expected", ""))}
    return next((example for word, example in wanted.items() if word in error["type"]), "…")
