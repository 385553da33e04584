"""policy.toml and policy-<institution>.toml → Policy, or PolicyError with every fault."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from allocator.errors import PolicyError
from allocator.goals import GOALS, Goal
from allocator.policy import LAYERS, Policy
from allocator.policy.faults import Lines, PolicyFault
from allocator.rows import ROWS
from allocator.rules import RULES, Rule
from allocator.system import Price
from allocator.text import Message, Text, nearest
from allocator.travel import MODES, Estimate

COMMON = ("seed", "as_of", "statuses", "supervisors", "layers", "off", "rules", "goals", "travel")
OWN = ("rules",)
TOLD_ONCE = {"seed", "statuses", "required"}
"""Fields that rules and goals get from the policy itself."""

_STATUSES = next(column.choices for column in ROWS["offers"].columns() if column.name == "status")

_UNKNOWN = Text("«{word}» er ukjent her. Kjent: {known}.", "“{word}” is not known here. Known: {known}.")
_UNKNOWN_NEAR = Text("«{word}» er ukjent her. Mente du «{near}»?", "“{word}” is not known here. Did you mean “{near}”?")
_TOML = Text("Filen er ikke gyldig TOML: {why}", "The file is not valid TOML: {why}")
_VALUE = Text("«{key}» kan ikke være {value}. {todo}", "“{key}” cannot be {value}. {todo}")
_TYPE = Text("Skriv {kind}.", "Write {kind}.")
_DATE = Text("Skriv en dato uten hermetegn, f.eks. 2026-06-01.", "Write a date without quotes, e.g. 2026-06-01.")
_ENCODING = Text("Filen er ikke lagret som UTF-8. Lagre den som UTF-8.", "The file is not saved as UTF-8. Save it as UTF-8.")
_UNIT = Text("Prisen er i «{given}», men laget «{layer}» måles i «{unit}».", "The price is in “{given}”, but the layer “{layer}” counts “{unit}”.")
_TABLE = Text("«{key}» skal være en tabell, f.eks. [{key}].", "“{key}” must be a table, e.g. [{key}].")
_LAYER_TWICE = Text("Laget «{word}» står to ganger.", "The layer “{word}” stands twice.")


class _Reader:
    """Reads one policy file and gathers its faults."""

    def __init__(self, path: Path, institutions: Iterable[str]) -> None:
        self.path, self.institutions = path, tuple(institutions)
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

    def fault(self, what: Message, section: str, key: str = "", nth: int = 0) -> None:
        self.faults.append(PolicyFault(self.path.name, self.lines.of(section, key, nth), what))

    def known(self, word: object, known: Iterable[str], section: str, key: str = "", nth: int = 0) -> bool:  # noqa: PLR0913 (a word and the three parts of its place)
        """Whether a word is known; a fault with the nearest if not."""
        words = tuple(known)
        if word in words:
            return True
        near = nearest(str(word), words)
        self.fault(_UNKNOWN_NEAR.of(word=str(word), near=near) if near else _UNKNOWN.of(word=str(word), known=words), section, key, nth)
        return False

    def top(self, allowed: tuple[str, ...]) -> None:
        """Faults for keys that no policy file has, and for tables that are not tables."""
        for key in self.data:
            if self.known(key, allowed, "", key) or key not in allowed:
                continue
        for key in ("rules", "goals", "travel"):
            if key in allowed and not isinstance(self.data.get(key, {}), dict):
                self.fault(_TABLE.of(key=key), "", key)
                self.data[key] = {}

    def words(self, key: str, default: tuple[str, ...], known: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of words at the top of the file."""
        given = self.data.get(key)
        if given is None:
            return default
        if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
            self.fault(_VALUE.of(key=key, value=str(given), todo=_TYPE.of(kind='["…", "…"]')), "", key)
            return default
        if known is not None:
            given = [word for word in given if self.known(word, known, "", key)]
        return tuple(given)

    def made(self, kind: type[Any], given: Mapping[str, Any], place: tuple[str, int]) -> Any | None:
        """A rule or goal with the parameters given, None where one is at fault."""
        section, nth = place
        allowed = [one.name for one in fields(kind) if one.name not in TOLD_ONCE]
        sound = [self.known(key, allowed, section, key, nth) for key in given]
        for word in given.get("only", ()):
            sound.append(self.known(word, self.institutions, section, "only", nth))
        values = {key: value for key, value in given.items() if key in allowed and key != "price"}
        try:
            made = TypeAdapter(kind).validate_python(values) if all(sound) else None
        except ValidationError as error:
            made = None
            for one in error.errors():
                key = str(one["loc"][0]) if one["loc"] else ""
                self.fault(_VALUE.of(key=key, value=str(one["input"]), todo=_TYPE.of(kind=_kind(one))), section, key, nth)
        return made

    def price(self, given: Any, layers: tuple[str, ...], place: tuple[str, int]) -> Price | None:
        """What a breach costs; a fault where the layer is unknown, the unit another, the cost no positive whole number."""
        section, nth = place
        if not isinstance(given, dict):
            self.fault(_VALUE.of(key="price", value=str(given), todo=_TYPE.of(kind='{ layer = "…", cost = 1 }')), section, "price", nth)
            return None
        sound = [self.known(key, ("layer", "cost", "unit"), section, "price", nth) for key in given]
        layer, cost = given.get("layer"), given.get("cost", 1)
        sound.append(self.known(layer, layers, section, "price", nth))
        if not isinstance(cost, int) or isinstance(cost, bool) or not 1 <= cost <= 1_000_000:
            self.fault(_VALUE.of(key="cost", value=str(cost), todo=_TYPE.of(kind="1 … 1000000")), section, "price", nth)
            return None
        units = {goal.code: goal.unit for goal in GOALS}
        unit = given.get("unit")
        if unit is not None and layer in units and unit not in (units[layer].nb, units[layer].en):
            self.fault(_UNIT.of(given=unit, layer=layer, unit=units[layer]), section, "price", nth)
            return None
        return Price(str(layer), cost) if all(sound) else None

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
                    self.fault(_TABLE.of(key=section), "rules", code)
                    continue
                made = self.made(by_code[code], entry, (section, nth))
                price = self.price(entry["price"], layers, (section, nth)) if "price" in entry else None
                found.setdefault(code, []).extend([replace(made, price=price)] if made else [])
        return found


def read_policy(folder: Path, institutions: Iterable[str]) -> tuple[Policy | None, tuple[Path, ...]]:
    """The policy of a term folder (or workbook) and the files it was read from; None where there is no policy file.

    A folder has policy.toml and policy-<institution>.toml; a workbook term.xlsx has term.policy.toml beside it.
    Raises PolicyError with every fault of all files.
    """
    common, own = policy_files(folder)
    institutions = tuple(institutions)
    if common is None and not own:
        return None, ()
    reader = _Reader(common, institutions) if common else None
    faults = reader.faults if reader else []
    policy, layers = _common(reader) if reader and not faults else (Policy.neutral(), LAYERS)
    rules = list(policy.rules)
    for path in own:
        mine = _Reader(path, institutions)
        who = path.stem.removeprefix("policy-")
        name = next((one for one in institutions if one.casefold() == who.casefold()), None)
        mine.top(OWN) if not mine.faults else None
        if name is None:
            near = nearest(who, institutions)
            mine.faults.append(PolicyFault(path.name, 0, _UNKNOWN_NEAR.of(word=who, near=near) if near else _UNKNOWN.of(word=who, known=institutions)))
        else:
            rules = _replaced(rules, mine.rules(layers), name, institutions)
        faults = [*faults, *mine.faults]
    if faults:
        raise PolicyError(faults)
    order = [rule.code for rule in RULES]
    settled = replace(policy, rules=tuple(sorted(rules, key=lambda rule: order.index(rule.code)))).settled()
    return settled, tuple(path for path in (common, *own) if path)


def policy_files(folder: Path) -> tuple[Path | None, list[Path]]:
    """The common policy file, None if there is none, and those of the institutions."""
    if folder.is_dir():
        common = folder / "policy.toml"
        return (common if common.is_file() else None), sorted(folder.glob("policy-*.toml"))
    beside = folder.with_name(f"{folder.stem}.policy.toml")
    return (beside if beside.is_file() else None), []


def _common(reader: _Reader) -> tuple[Policy, tuple[str, ...]]:
    """policy.toml as a policy; its faults are gathered in the reader."""
    reader.top(COMMON)
    data = reader.data
    layers = reader.words("layers", LAYERS)
    off = reader.words("off", (), [rule.code for rule in RULES])
    entries = reader.rules(layers)
    rules = [made for rule in RULES if rule.code not in off for made in entries.get(rule.code, [rule()])]
    _layers(reader, layers, {str(rule.price.layer) for rule in rules if rule.price})
    statuses = reader.words("statuses", Policy.statuses, _STATUSES)
    goals = _goals(reader, layers)
    more = {"seed": _seed(reader), "as_of": _as_of(reader), "supervisors": _supervisors(reader)}
    sound = tuple(name for name in layers if not reader.faults or name in {goal.code for goal in GOALS})
    policy = Policy.of(rules, sound, goals=goals, statuses=statuses, estimate=_estimate(reader, data.get("travel", {})), **more)
    return policy, layers


def _layers(reader: _Reader, layers: tuple[str, ...], priced: set[str]) -> None:
    """A layer is a goal, or holds the price of some rule; and stands once."""
    goals = {goal.code for goal in GOALS if goal.code != "hash"}
    for at, name in enumerate(layers):
        if name in layers[:at]:
            reader.fault(_LAYER_TWICE.of(word=name), "", "layers")
        elif name not in priced:
            reader.known(name, sorted(goals), "", "layers")


def _goals(reader: _Reader, layers: tuple[str, ...]) -> dict[str, Goal]:
    by_code = {goal.code: goal for goal in GOALS if goal.code != "hash"}
    goals = {}
    for code, given in reader.data.get("goals", {}).items():
        section = f"goals.{code}"
        if reader.known(code, by_code, section) and reader.known(code, layers, section):
            made = reader.made(by_code[code], given, (section, 0)) if isinstance(given, dict) else reader.fault(_TABLE.of(key=section), "goals", code)
            goals |= {code: made} if made else {}
    return goals


def _seed(reader: _Reader) -> str:
    seed = reader.data.get("seed", "")
    if not isinstance(seed, str):
        reader.fault(_VALUE.of(key="seed", value=str(seed), todo=_TYPE.of(kind='"…"')), "", "seed")
    return str(seed)


def _as_of(reader: _Reader) -> dt.date | None:
    day = reader.data.get("as_of")
    if day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)):
        reader.fault(_VALUE.of(key="as_of", value=str(day), todo=_DATE.of()), "", "as_of")
        return None
    return day


def _supervisors(reader: _Reader) -> str:
    word = reader.data.get("supervisors", "trusted")
    return str(word) if reader.known(word, ("trusted", "required"), "", "supervisors") else "trusted"


def _estimate(reader: _Reader, given: Mapping[str, Any]) -> Estimate:
    """[travel]: detour, and km_h and start by mode."""
    neutral = Estimate()
    made: dict[str, Any] = {}
    for key, value in given.items():
        if not reader.known(key, ("detour", "km_h", "start"), "travel", key):
            continue
        values = {"": value} if key == "detour" else value if isinstance(value, dict) else {"?": value}
        for mode, amount in values.items():
            if mode and not reader.known(mode, MODES, "travel", key):
                continue
            if not isinstance(amount, int | float) or isinstance(amount, bool) or amount < 0 or (key != "start" and amount < 0.1):
                reader.fault(_VALUE.of(key=key, value=str(amount), todo=_TYPE.of(kind="1.35")), "travel", key)
        made[key] = value if key == "detour" else {**getattr(neutral, key), **values}
    return neutral if reader.faults else replace(neutral, **made)


def _replaced(rules: list[Rule], own: dict[str, list[Rule]], who: str, institutions: tuple[str, ...]) -> list[Rule]:
    """The rules, with an institution's own entries in the place of the common ones for it."""
    kept = []
    for rule in rules:
        scope = rule.only or institutions
        others = tuple(one for one in scope if one != who)
        if rule.code not in own or who not in scope:
            kept.append(rule)
        elif others:
            kept.append(replace(rule, only=others))
    return kept + [replace(rule, only=(who,)) for rules_ in own.values() for rule in rules_]


def _kind(error: Any) -> str:
    """What to write instead, as an example; pydantic says which type it wanted."""
    wanted = {"int": "90", "float": "1.35", "bool": "true", "string": '"…"', "tuple": '["…"]', "literal": str(error.get("ctx", {}).get("expected", ""))}
    return next((example for word, example in wanted.items() if word in error["type"]), "…")
