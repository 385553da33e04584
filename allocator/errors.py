"""What can go wrong, as a tree.

AllocatorError
 ├─ InputError    the term cannot be used: every fault at once, in `faults`
 ├─ PolicyError   the policy cannot be used: every fault at once, in `faults`
 ├─ BrokenPlan    a plan breaks a rule that must hold: the `verdict` lists every breach
 ├─ SaveError     a plan could not be written, or a folder is not a plan
 ├─ QuestionError a question about something that is not there
 ├─ SweepError    a sweep cannot be run: a rate that is no share, a scheduler that does not answer
 └─ SolverError   the solver failed, or claimed what the checker does not find
"""

from collections.abc import Iterable
from typing import Any, Protocol


class Sayable(Protocol):
    """Something that can be put into words in a language ("nb" or "en")."""

    def say(self, lang: Any) -> str:
        """Put into words."""
        ...


class AllocatorError(Exception):
    """Root of every error that this package raises on purpose."""

    def say(self, lang: str) -> str:
        """The message in one language; the base class has one wording only."""
        return str(self)


class _Faults(AllocatorError):
    """An error that carries a list of faults, each sayable in both languages."""

    def __init__(self, faults: Iterable[Sayable]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return self.say("en")

    def say(self, lang: str) -> str:
        """Every fault, a line each."""
        return "\n".join(fault.say(lang) for fault in self.faults)


class InputError(_Faults):
    """The term cannot be used; `faults` holds every fault of all files."""


class PolicyError(_Faults):
    """The policy cannot be used; `faults` holds every fault of all policy files."""


class BrokenPlan(AllocatorError):
    """A plan breaks a rule that must hold; `verdict` lists every breach."""

    def __init__(self, verdict: Sayable) -> None:
        self.verdict = verdict
        super().__init__(verdict.say("en"))

    def say(self, lang: str) -> str:
        """Every breach, in one language."""
        return self.verdict.say(lang)


class _Told(AllocatorError):
    """An error with one message in both languages."""

    def __init__(self, message: Sayable) -> None:
        self.message = message
        super().__init__(message.say("en"))

    def say(self, lang: str) -> str:
        """The message in one language."""
        return self.message.say(lang)


class SaveError(_Told):
    """A plan could not be written, or a folder is not a plan."""


class QuestionError(_Told):
    """A question about something that is not there, or not in this plan."""


class SolverError(_Told):
    """The solver failed, or claimed a value that the checker does not find."""


class SweepError(_Told):
    """A sweep cannot be run as asked."""
