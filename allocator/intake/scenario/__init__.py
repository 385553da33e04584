"""Changes as data: a Scenario makes of one problem another, as valid as one that was read from files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from allocator.errors import InputError
from allocator.intake.faults import Fault, Note
from allocator.intake.load import load
from allocator.intake.scenario.changing import Changing
from allocator.intake.scenario.faults import ScenarioFault, Wrong
from allocator.intake.scenario.ruled import ruled
from allocator.intake.scenario.step import Step
from allocator.intake.scenario.verbs import VERBS
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rows import ROWS
from allocator.text import Message, Text

_AFTER = Text("{table}, «{row}», etter endringene: {what}", "{table}, “{row}”, after the changes: {what}")
_AFTER_MANY = Text(
    "{table}, «{row}» og flere ({count} rader), etter endringene: {what}", "{table}, “{row}” and others ({count} rows), after the changes: {what}"
)
_AFTER_ALL = Text("{table}, etter endringene: {what}", "{table}, after the changes: {what}")


@dataclass(frozen=True)
class Scenario:
    """Named changes: `scenario(problem)` is the problem after them, one step after the other.

    Each verb gives a new scenario with one step more. In `where`, a word is a column of the table, or of a table that its rows point
    to ("municipality" of an offer is that of its site; "courses.programme" says of which table); a list means any of its values.
    A value may be a new one, or "+4", "-2" or "×1.1" of the one that is there; weeks and lists gain and lose items by "+" and "-".

    name: for people; steps: what is done, in order; file: where it was read, "" where it was made in a program
    """

    name: str
    steps: tuple[Step, ...] = ()
    file: str = ""

    def change(self, table: str, /, where: Mapping[str, Any] | None = None, *, in_all: bool = False, **values: Any) -> "Scenario":
        """New values in every row that matches; with `in_all` the number is meant for all of them together (largest remainder)."""
        return self._with(Step("change", table, where or {}, values, in_all))

    def remove(self, table: str, /, where: Mapping[str, Any] | None = None) -> "Scenario":
        """Without the rows that match, and without the rows of other tables that point to them."""
        return self._with(Step("remove", table, where or {}))

    def insert(self, table: str, /, *rows: Mapping[str, Any]) -> "Scenario":
        """With new rows, by column."""
        return self._with(Step("insert", table, rows=rows))

    def more(self, table: str, count: int, /, where: Mapping[str, Any] | None = None, **values: Any) -> "Scenario":
        """With so many more rows like those that match, in turn; a student comes with needs, documents, wishes and history."""
        return self._with(Step("more", table, where or {}, values, count=count))

    def close(self, where: Mapping[str, Any] | None = None, *, weeks: str = "") -> "Scenario":
        """With the sites that match closed in these weeks ("36-38"), or in all of the term."""
        return self._with(Step("close", "sites", where or {}, {"weeks": weeks} if weeks else {}))

    def policy(self, settings: Mapping[str, Any] | None = None, /, **more: Any) -> "Scenario":
        """With other values in the policy, by the words of policy.toml: {"rules.distance.minutes": 75}, as_of=…, off=[…]."""
        return self._with(Step("policy", values={**(settings or {}), **more}))

    def __call__(self, problem: Problem) -> Problem:
        """The problem after the changes, validated as a term is; its notes tell how many rows each step has met.

        Raises InputError with every fault: a word that is unknown, a selector that matches nothing, a value that cannot be, and
        whatever is wrong with the tables after all steps.
        """
        changing, policy, faults, notes = Changing(problem.tables), problem.policy, list[ScenarioFault](), list[Note]()
        for changing.step, step in enumerate(self.steps):
            try:
                if step.verb == "policy":
                    policy, said = ruled(step, policy, problem.tables["institutions"]["institution"].tolist())
                else:
                    said = VERBS[step.verb](step, changing)
                notes += [Note(self.name, one) for one in said]
            except Wrong as wrong:
                faults.append(self._fault(step, wrong))
        made = self._loaded(changing, policy, faults) if changing.touched or faults else problem.replace(policy=policy)
        return made.replace(notes=(*problem.notes, *notes), sources=problem.sources)

    def as_json(self) -> dict[str, Any]:
        """The scenario as plain values."""
        return {"name": self.name, "steps": [step.as_json() for step in self.steps]}

    def _with(self, step: Step) -> "Scenario":
        return replace(self, steps=(*self.steps, step))

    def _fault(self, step: Step, wrong: Wrong) -> ScenarioFault:
        key = wrong.key or step.verb
        return ScenarioFault(self.file, step.line, self.name, key, None if wrong.value is None else str(wrong.value)[:80], wrong.what, wrong.todo, wrong.code)

    def _loaded(self, changing: Changing, policy: Policy, faults: list[ScenarioFault]) -> Problem:
        """The problem after the changes. Raises InputError with the faults of the steps and of the tables."""
        try:
            made = load(changing.frames(), policy)
        except InputError as error:
            alike: dict[Any, list[Any]] = {}
            for fault in error.faults:
                alike.setdefault(_kind(fault), []).append(fault)
            raise InputError([*faults, *(self._after(same, changing) for same in alike.values())]) from error
        if faults:
            raise InputError(faults)
        return made

    def _after(self, same: list[Fault], changing: Changing) -> ScenarioFault:
        """Faults of the tables after the changes that are alike, as one, at the last step that touched their table."""
        fault = same[0]
        step = self.steps[changing.touched.get(fault.file, -1)] if self.steps else Step("change")
        said: dict[str, Any] = {"table": ROWS[fault.file].title if fault.file in ROWS else fault.file, "what": fault.what}
        text = (_AFTER_MANY if len(same) > 1 else _AFTER) if fault.row else _AFTER_ALL
        said |= {"row": changing.name(fault.file, fault.row - 1)} if fault.row else {}
        said |= {"count": len(same)} if text is _AFTER_MANY else {}
        return ScenarioFault(self.file, step.line, self.name, fault.column, fault.value, text.of(**said), fault.todo, fault.code)


def _kind(fault: Any) -> tuple[Any, ...]:
    return fault.file, fault.column, fault.value, fault.code, fault.what.text


def applied(scenarios: Iterable[Scenario], problem: Problem) -> tuple[Problem, ...]:
    """The problem after each of the scenarios. Raises InputError with the faults of all of them."""
    made: list[Problem] = []
    faults: list[Any] = []
    for scenario in scenarios:
        try:
            made.append(scenario(problem))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(made)


def told(problem: Problem, scenario: Scenario) -> tuple[Message, ...]:
    """What the steps of the scenario that led to this problem have met."""
    return tuple(note.what for note in problem.notes if note.file == scenario.name)
