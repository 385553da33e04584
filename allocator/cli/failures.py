"""What goes wrong, as words and an exit code: the one place."""

import sys
import traceback
from collections import Counter
from typing import Any

import click

from allocator.cli.worded import Context, Talk
from allocator.errors import AllocatorError, BrokenPlan, InputError, PolicyError, SolverError
from allocator.text import Text

FAULTS, USAGE, OURS, INTERRUPTED = 1, 2, 3, 130
"""Exit codes: faults or breaches were found; wrong usage; our own error; interrupted, nothing written."""

MOST = 20
"""So many faults of a file, or breaches of a kind, are printed; --json has them all."""

_MORE = Text("… og {count} til i {file}. Alle vises med --json.", "… and {count} more in {file}. --json shows them all.")
_FAULTS = Text("Fant {count} feil.", "{count} faults found.")
_ONE_FAULT = Text("Fant én feil.", "One fault found.")
_STOPPED = Text("Avbrutt. Ingenting er skrevet.", "Interrupted. Nothing has been written.")
_OURS = Text(
    "Feil i programmet ({what}). Dette er ikke din feil. Kjør kommandoen på nytt med --debug, og send det som da vises, til dem som "
    "vedlikeholder programmet (se README).",
    "An error in the program ({what}). This is not your fault. Run the command again with --debug, and send what it shows to those who "
    "maintain the program (see README).",
)
_SOLVER = Text("Løseren har feilet: {what}", "The solver has failed: {what}")
_TRY = Text("Se «{command} --help».", "See “{command} --help”.")
_USAGE = {
    "NoSuchOption": Text("Ukjent valg: {name}.", "No such option: {name}."),
    "NoSuchCommand": Text("Ukjent kommando: {name}.", "No such command: {name}."),
    "MissingParameter": Text("{name} mangler.", "{name} is missing."),
}
_MEANT = Text("Mente du {word}?", "Did you mean {word}?")


def failed(error: BaseException, ctx: click.Context) -> int:
    """Says what went wrong, on stderr or as JSON on stdout, and gives the exit code."""
    talk = Context.talk_of(ctx)
    if isinstance(error, click.ClickException):
        return _usage(error, talk)
    if isinstance(error, KeyboardInterrupt):
        return _told(talk, "Interrupted", _STOPPED.say(talk.lang), INTERRUPTED)
    if isinstance(error, SolverError):
        return _told(talk, "SolverError", _SOLVER.say(talk.lang, what=error.say(talk.lang)), OURS)
    if isinstance(error, AllocatorError):
        return _told(talk, type(error).__name__, said(error, talk), FAULTS, **details(error, talk))
    if talk.debug:
        traceback.print_exception(error, file=sys.stderr)
    what = f"{type(error).__name__}: {error}"
    return _told(talk, "InternalError", _OURS.say(talk.lang, what=what), OURS)


def said(error: AllocatorError, talk: Talk) -> str:
    """The error in words: the first MOST faults of each file, how many more there are, and how many in all."""
    if not isinstance(error, InputError | PolicyError):
        return error.say(talk.lang)
    total: Counter[str] = Counter(getattr(fault, "file", "") for fault in error.faults)
    printed: Counter[str] = Counter()
    lines = []
    for fault in error.faults:
        file = getattr(fault, "file", "")
        printed[file] += 1
        if printed[file] <= MOST:
            lines.append(fault.say(talk.lang))
        elif printed[file] == total[file]:
            lines.append(_MORE.say(talk.lang, count=total[file] - MOST, file=file))
    count = len(error.faults)
    return "\n".join([*lines, "", _ONE_FAULT.say(talk.lang) if count == 1 else _FAULTS.say(talk.lang, count=count)])


def details(error: AllocatorError, talk: Talk) -> dict[str, Any]:
    """The error as plain values: every fault, every breach."""
    if isinstance(error, InputError | PolicyError):
        return {"faults": [dict(fault.as_json(talk.lang)) for fault in error.faults]}  # type: ignore[attr-defined]
    if isinstance(error, BrokenPlan):
        return {"verdict": error.verdict.as_json(talk.lang)}  # type: ignore[attr-defined]
    return {}


def _told(talk: Talk, kind: str, words: str, code: int, **more: Any) -> int:
    if talk.as_json:
        talk.result("allocator.error/1", {"kind": kind, "says": words, **more}, "")
    else:
        click.echo(words, err=True)
    return code


def _usage(error: click.ClickException, talk: Talk) -> int:
    """Wrong usage, in the language of the user where it is one of the usual slips."""
    text = _USAGE.get(type(error).__name__)
    name = getattr(error, "option_name", None) or getattr(error, "command_name", None) or _parameter(error)
    words = text.say(talk.lang, name=name) if text and name else error.format_message()
    meant = getattr(error, "possibilities", None)
    words += f" {_MEANT.say(talk.lang, word=meant[0])}" if meant and text else ""
    ctx = getattr(error, "ctx", None)
    hint = [_TRY.say(talk.lang, command=ctx.command_path)] if ctx else []
    return _told(talk, "UsageError", "\n".join([words, *hint]), error.exit_code)


def _parameter(error: click.ClickException) -> str:
    param = getattr(error, "param", None)
    return param.make_metavar(error.ctx) if isinstance(param, click.Argument) else "" if param is None else " / ".join(param.opts)  # type: ignore[attr-defined]
