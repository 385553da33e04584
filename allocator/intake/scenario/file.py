"""scenarios.toml → Scenarios, or InputError with every fault."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allocator.errors import InputError
from allocator.intake.known import Known
from allocator.intake.scenario import Scenario
from allocator.intake.scenario.faults import ScenarioFault
from allocator.intake.scenario.step import VERBS, Step
from allocator.policy.faults import Lines
from allocator.text import Message, Text

_ALLOWED = {
    "change": ("where", "set", "in_all"), "remove": ("where",), "insert": ("rows",), "more": ("where", "set", "count"), "close": ("weeks",),
    "policy": (),
}
_KINDS: dict[str, tuple[Any, str]] = {
    "where": (Mapping, '{ municipality = "5530" }'), "set": (Mapping, '{ places = "+4" }'), "in_all": (bool, "true"), "rows": (list, "[{ … }]"),
    "count": (int, "10"), "weeks": (str, '"36-38"'), "policy": (Mapping, '{ "rules.distance.minutes" = 75 }'), "name": (str, '"…"'),
    "change": (str, '"offers"'), "remove": (str, '"offers"'), "insert": (str, '"students"'), "more": (str, '"students"'), "close": (Mapping, '{ site = "…" }'),
}
_MISSING = Text("Filen finnes ikke.", "There is no such file.")
_MISSING_HOW = Text("Oppgi en fil med scenarier (.toml).", "Name a file of scenarios (.toml).")
_UTF8 = Text("Filen er ikke lagret som UTF-8.", "The file is not saved as UTF-8.")
_UTF8_HOW = Text("Lagre den som UTF-8.", "Save it as UTF-8.")
_TOML = Text("Filen er ikke gyldig TOML: {why}", "The file is not valid TOML: {why}")
_TOML_HOW = Text("Rett linjen.", "Mend the line.")
_UNKNOWN = Text("«{word}» er ukjent her.", "“{word}” is not known here.")
_MEANT = Text("Mente du «{near}»?", "Did you mean “{near}”?")
_KNOWN = Text("Kjent: {known}.", "Known: {known}.")
_VALUE = Text("«{key}» kan ikke være {value}.", "“{key}” cannot be {value}.")
_WRITE = Text("Skriv f.eks. {key} = {example}.", "Write e.g. {key} = {example}.")
_NONE = Text("Filen har ingen scenarier.", "The file has no scenarios.")
_NONE_HOW = Text("Begynn hvert scenario med [[scenario]] og et navn.", "Begin each scenario with [[scenario]] and a name.")
_NO_NAME = Text("Scenariet har ikke noe navn.", "The scenario has no name.")
_TWICE = Text("To scenarier heter «{name}».", "Two scenarios are called “{name}”.")
_OTHER_NAME = Text("Gi det ene et annet navn.", "Give one of them another name.")
_NO_VERB = Text("Steget sier ikke hva som skal gjøres.", "The step does not say what to do.")
_ONE_VERB = Text("Steget sier flere ting på én gang: {verbs}.", "The step says several things at once: {verbs}.")
_VERB_HOW = Text("Skriv nøyaktig ett av disse: {verbs}.", "Write exactly one of these: {verbs}.")
_NO_STEPS = Text("Scenariet endrer ingenting.", "The scenario changes nothing.")
_STEPS_HOW = Text("Legg til minst ett [[scenario.steps]].", "Add at least one [[scenario.steps]].")


def read_scenarios(path: str | Path) -> tuple[Scenario, ...]:
    """The scenarios of a file, in order. Raises InputError with every fault; whether words fit a term is seen when they meet one."""
    file = Path(path)
    reader = _Reader(file)
    found = reader.scenarios()
    if reader.faults:
        raise InputError(reader.faults)
    return found


class _Reader:
    """Reads one file and gathers its faults."""

    def __init__(self, file: Path) -> None:
        self.file, self.faults, self.data, self.lines = file, list[ScenarioFault](), dict[str, Any](), Lines("")
        self._steps, self._name = -1, ""
        try:
            text = file.read_text(encoding="utf-8-sig")
            self.lines = Lines(text)
            self.data = tomllib.loads(text)
        except OSError:
            self._fault(0, "", None, _MISSING.of(), _MISSING_HOW.of())
        except UnicodeDecodeError:
            self._fault(0, "", None, _UTF8.of(), _UTF8_HOW.of())
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self._fault(int(found[1]) if found else 0, "", None, _TOML.of(why=str(error)), _TOML_HOW.of())

    def scenarios(self) -> tuple[Scenario, ...]:
        """Every scenario of the file."""
        if self.faults:
            return ()
        self._known(self.data, ("scenario",), "", 0)
        given = self.data.get("scenario", [])
        if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
            self._fault(0, "scenario", None, _NONE.of(), _NONE_HOW.of())
            return ()
        made = tuple(self._scenario(one, nth) for nth, one in enumerate(given))
        for at, one in enumerate(made):
            if one.name and one.name in [other.name for other in made[:at]]:
                self._name = one.name
                self._fault(self.lines.of("scenario", "name", at), "name", one.name, _TWICE.of(name=one.name), _OTHER_NAME.of())
        return made

    def _scenario(self, given: Mapping[str, Any], nth: int) -> Scenario:
        line = self.lines.of("scenario", "name", nth)
        self._name = given["name"] if isinstance(given.get("name"), str) else ""
        if not self._name.strip():
            self._fault(line, "name", given.get("name"), _NO_NAME.of(), _WRITE.of(key="name", example='"…"'))
        self._known(given, ("name", "steps"), "scenario", nth)
        steps = given.get("steps", [])
        if not isinstance(steps, list) or not steps or not all(isinstance(one, dict) for one in steps):
            self._fault(line, "steps", None, _NO_STEPS.of(), _STEPS_HOW.of())
            return Scenario(self._name, (), self.file.name)
        return Scenario(self._name, tuple(self._step(one) for one in steps), self.file.name)

    def _step(self, given: Mapping[str, Any]) -> Step:
        self._steps += 1
        line = self.lines.of("scenario.steps", "", self._steps)
        verbs = [verb for verb in VERBS if verb in given]
        if len(verbs) != 1:
            what = _ONE_VERB.of(verbs=tuple(verbs)) if verbs else _NO_VERB.of()
            self._fault(line, "", None, what, _VERB_HOW.of(verbs=VERBS))
            return Step("change")
        verb = verbs[0]
        self._known(given, (verb, *_ALLOWED[verb]), "scenario.steps", self._steps)
        sound = [self._fits(key, value) for key, value in given.items()]
        return self._made(verb, given) if all(sound) else Step("change")

    def _fits(self, key: str, value: Any) -> bool:
        kind, example = _KINDS.get(key, (object, ""))
        fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        if not fits:
            self._fault(self._line(key), key, value, _VALUE.of(key=key, value=str(value)[:80]), _WRITE.of(key=key, example=example))
        return fits

    def _made(self, verb: Any, given: Mapping[str, Any]) -> Step:
        values = given["policy"] if verb == "policy" else {"weeks": given["weeks"]} if "weeks" in given else given.get("set", {})
        more = {"in_all": given.get("in_all", False), "rows": tuple(given.get("rows", ())), "count": given.get("count", 0)}
        table = {"policy": "", "close": "sites"}.get(verb)
        where = given["close"] if verb == "close" else given.get("where", {})
        return Step(verb, given[verb] if table is None else table, where, values, **more, line=self._line(verb))

    def _line(self, key: str) -> int:
        return self.lines.of("scenario.steps", key, self._steps)

    def _known(self, given: Mapping[str, Any], known: tuple[str, ...], section: str, nth: int) -> None:
        for word in given:
            if word not in known:
                near = Known(known).nearest(word)
                todo = _MEANT.of(near=near) if near else _KNOWN.of(known=known)
                self._fault(self.lines.of(section, word, nth), word, None, _UNKNOWN.of(word=word), todo)

    def _fault(self, line: int, key: str, value: Any, what: Message, todo: Message) -> None:
        shown = None if value is None else str(value)[:80]
        self.faults.append(ScenarioFault(self.file.name, line, self._name, key, shown, what, todo))
