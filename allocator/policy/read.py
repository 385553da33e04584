"""policy.toml and policy-<institution>.toml → Policy, or PolicyError with every fault."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from allocator.errors import PolicyError
from allocator.goals import GOALS, Criterion, Goal, Rates
from allocator.policy import LAYERS, Policy
from allocator.policy.faults import PolicyFault
from allocator.policy.reader import TABLE, UNKNOWN, UNKNOWN_NEAR, VALUE, WRITE, Reader
from allocator.rows import ROWS
from allocator.rules import RULES, Rule
from allocator.text import Text, nearest
from allocator.travel import MODES, Estimate

COMMON = ("seed", "as_of", "statuses", "supervisors", "layers", "off", "rules", "goals", "travel", "rates", "criteria")
OWN = ("rules", "rates", "criteria")
_STATUSES = next(column.choices for column in ROWS["offers"].columns() if column.name == "status")

_DATE = Text("Skriv en dato uten hermetegn, f.eks. 2026-06-01.", "Write a date without quotes, e.g. 2026-06-01.")
_LAYER_TWICE = Text("Laget «{word}» står to ganger.", "The layer “{word}” stands twice.")


def read_policy(
    folder: Path, institutions: Iterable[str], vocabularies: Mapping[str, Collection[str]] | None = None
) -> tuple[Policy | None, tuple[Path, ...]]:
    """The policy of a term folder (or workbook) and the files it was read from; None where there is no policy file.

    A folder has policy.toml and policy-<institution>.toml; a workbook term.xlsx has term.policy.toml beside it.
    vocabularies: the programmes and areas that the term knows, where that is known. Raises PolicyError with every fault of all files.
    """
    common, own = policy_files(folder)
    institutions = tuple(institutions)
    if common is None and not own:
        return None, ()
    reader = Reader(common, institutions, vocabularies) if common else None
    faults = reader.faults if reader else []
    policy, layers = _common(reader) if reader and not faults else (Policy.neutral(), LAYERS)
    rules, rates, criteria = list(policy.rules), policy.rates, policy.criteria
    for path in own:
        mine = Reader(path, institutions, vocabularies)
        who = path.stem.removeprefix("policy-")
        name = next((one for one in institutions if one.casefold() == who.casefold()), None)
        mine.top(OWN) if not mine.faults else None
        if name is None:
            near = nearest(who, institutions)
            mine.faults.append(PolicyFault(path.name, 0, UNKNOWN_NEAR.of(word=who, near=near) if near else UNKNOWN.of(word=who, known=institutions)))
        else:
            rules = _replaced(rules, mine.rules(layers), name, institutions)
            rates = (*(replace(one, only=(name,)) for one in mine.entries("rates", Rates)), *rates)
            criteria = _own_criteria(criteria, mine.criteria(), name)
        faults = [*faults, *mine.faults]
    if faults:
        raise PolicyError(faults)
    order = [rule.code for rule in RULES]
    settled = replace(policy, rules=tuple(sorted(rules, key=lambda rule: order.index(rule.code))), rates=rates, criteria=_by_name(criteria)).settled()
    return settled, tuple(path for path in (common, *own) if path)


def policy_of(data: Mapping[str, Any], name: str, institutions: Iterable[str]) -> Policy:
    """The policy that values say as policy.toml would; `name` goes before the faults. Raises PolicyError with every fault."""
    reader = Reader.of(data, name, institutions)
    policy, _ = _common(reader)
    if reader.faults:
        raise PolicyError(reader.faults)
    return policy


def policy_files(folder: Path) -> tuple[Path | None, list[Path]]:
    """The common policy file, None if there is none, and those of the institutions."""
    if folder.is_dir():
        common = folder / "policy.toml"
        return (common if common.is_file() else None), sorted(folder.glob("policy-*.toml"))
    beside = folder.with_name(f"{folder.stem}.policy.toml")
    return (beside if beside.is_file() else None), []


def _common(reader: Reader) -> tuple[Policy, tuple[str, ...]]:
    """policy.toml as a policy; its faults are gathered in the reader."""
    reader.top(COMMON)
    data = reader.data
    layers = reader.words("layers", LAYERS)
    off = reader.words("off", (), [rule.code for rule in RULES])
    entries = reader.rules(layers)
    rules = [made for rule in RULES if rule.code not in off for made in entries.get(rule.code, [rule()] if rule.usual else [])]
    _layers(reader, layers, {str(rule.price.layer) for rule in rules if rule.price})
    statuses = reader.words("statuses", Policy.statuses, _STATUSES)
    goals = _goals(reader, layers)
    more: dict[str, Any] = {"seed": _seed(reader), "as_of": _as_of(reader), "supervisors": _supervisors(reader)}
    more |= {"rates": reader.entries("rates", Rates), "criteria": reader.criteria()}
    sound = tuple(name for name in layers if not reader.faults or name in {goal.code for goal in GOALS})
    policy = Policy.of(rules, sound, goals=goals, statuses=statuses, estimate=_estimate(reader, data.get("travel", {})), **more)
    return policy, layers


def _layers(reader: Reader, layers: tuple[str, ...], priced: set[str]) -> None:
    """A layer is a goal, or holds the price of some rule; and stands once."""
    goals = {goal.code for goal in GOALS if goal.code != "hash"}
    for at, name in enumerate(layers):
        if name in layers[:at]:
            reader.fault(_LAYER_TWICE.of(word=name), "", "layers")
        elif name not in priced:
            reader.known(name, sorted(goals), "", "layers")


def _goals(reader: Reader, layers: tuple[str, ...]) -> dict[str, Goal]:
    by_code = {goal.code: goal for goal in GOALS if goal.code != "hash"}
    goals: dict[str, Goal] = {}
    for code, given in reader.data.get("goals", {}).items():
        section = f"goals.{code}"
        if not isinstance(given, dict):
            reader.fault(TABLE.of(key=section), "goals", code)
        elif reader.known(code, by_code, section) and reader.known(code, layers, section):
            made = reader.made(by_code[code], given, (section, 0))
            goals |= {code: made} if made else {}
    return goals


def _seed(reader: Reader) -> str:
    seed = reader.data.get("seed", "")
    if not isinstance(seed, str):
        reader.fault(VALUE.of(key="seed", value=str(seed), todo=WRITE.of(kind='"…"')), "", "seed")
    return str(seed)


def _as_of(reader: Reader) -> dt.date | None:
    day = reader.data.get("as_of")
    if day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)):
        reader.fault(VALUE.of(key="as_of", value=str(day), todo=_DATE.of()), "", "as_of")
        return None
    return day


def _supervisors(reader: Reader) -> str:
    word = reader.data.get("supervisors", "trusted")
    return str(word) if reader.known(word, ("trusted", "required"), "", "supervisors") else "trusted"


def _estimate(reader: Reader, given: Mapping[str, Any]) -> Estimate:
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
                reader.fault(VALUE.of(key=key, value=str(amount), todo=WRITE.of(kind="1.35")), "travel", key)
        made[key] = value if key == "detour" else {**getattr(neutral, key), **values}
    return neutral if reader.faults else replace(neutral, **made)


def _own_criteria(common: tuple[Criterion, ...], own: tuple[Criterion, ...], who: str) -> tuple[Criterion, ...]:
    """The criteria, with what an institution says itself in the place of what the common file says of it by name."""
    said = {one.criterion for one in own}
    others = [replace(one, only=tuple(name for name in one.only if name != who)) if one.criterion in said else one for one in common]
    kept = [one for one, before in zip(others, common, strict=True) if one.only or not before.only]
    return (*(replace(one, only=(who,)) for one in own), *kept)


def _by_name(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """In the order in which they are written again."""
    return tuple(sorted(criteria, key=lambda one: one.criterion))


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
