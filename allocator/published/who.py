"""Which needs are meant by the names that people type."""

from collections.abc import Iterable

from allocator.errors import InputError
from allocator.intake.faults import Fault, fault
from allocator.intake.known import Known
from allocator.problem import Problem
from allocator.text import Text

_UNKNOWN = Text("«{word}» er verken et behov eller en student.", "“{word}” is neither a need nor a student.")
_MEANT = Text("Mente du «{near}»?", "Did you mean “{near}”?")
_LOOK = Text("Se kolonnen «need» i placements.csv og unplaced.csv.", "See the column “need” of placements.csv and unplaced.csv.")
_SEVERAL = Text("«{word}» har flere behov: {needs}.", "“{word}” has several needs: {needs}.")
_ONE = Text("Skriv det ene.", "Write the one.")


def needs_of(problem: Problem, words: Iterable[str]) -> tuple[str, ...]:
    """The need that each word means: its own name, or that of a student with one need. Raises InputError with every word that means none."""
    needs = problem.tables["needs"]
    by_student: dict[str, list[str]] = needs.groupby("student")["need"].agg(list).to_dict()  # type: ignore[assignment]
    known, found, faults = set(needs["need"]), [], list[Fault]()
    for word in words:
        mine = [word] if word in known else by_student.get(word, [])
        if len(mine) == 1:
            found.append(str(mine[0]))
        elif mine:
            faults.append(fault(word, _SEVERAL.of(word=word, needs=tuple(mine)), _ONE.of(), value=word, code="several"))
        else:
            near = Known([*known, *by_student]).nearest(word)
            faults.append(fault(word, _UNKNOWN.of(word=word), _MEANT.of(near=near) if near else _LOOK.of(), value=word, code="unknown"))
    if faults:
        raise InputError(faults)
    return tuple(found)
