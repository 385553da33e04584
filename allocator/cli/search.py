"""A search that can be watched and stopped: the solver works in a thread, while this one listens and draws."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, TypeVar

import click

import allocator as al
from allocator.cli.failures import INTERRUPTED
from allocator.cli.progress import Progress
from allocator.cli.worded import Talk, terminal
from allocator.text import Text

_STOPPING = Text(
    "Stanser søket og beholder den beste planen så langt. Ctrl-C én gang til avbryter.",
    "Stopping the search and keeping the best plan so far. Ctrl-C once more aborts.",
)
_ENDING = Text(
    "Stanser og tar vare på det som er ferdig. Ctrl-C én gang til avbryter.", "Stopping and keeping what is finished. Ctrl-C once more aborts."
)
_MISSING = Text("Stanset. Det som er ferdig, er med. Dette mangler: {names}.", "Stopped. What is finished is told. This is missing: {names}.")
_MORE = Text("og {count} til", "and {count} more")
_ABORTED = Text("Avbrutt. Ingenting er skrevet.", "Interrupted. Nothing has been written.")
_STACK = 64 * 2**20
_GLANCE = 0.1
_NAMED = 20

Found = TypeVar("Found")


def search(problem: "al.Problem", effort: "al.Effort", talk: Talk) -> "al.Plan":
    """The plan of a problem. The first Ctrl-C (or a SIGTERM) stops the search and keeps the best plan; the second ends the process."""
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(talk.lang)) if terminal() else None
        asked = replace(effort, progress=progress.tell) if progress else effort
        return _heard(lambda told: al.solve(problem, told), talk, asked, _STOPPING, progress.draw if progress else None)[0]


def stoppable(work: "Callable[[al.Effort], Found]", talk: Talk) -> "tuple[Found, bool]":
    """What comes of work that looks at the effort it is given, and whether it was asked to stop.

    The first Ctrl-C (or a SIGTERM) asks it to stop and keep what is finished; the second ends the process.
    """
    return _heard(work, talk, al.Effort(), _ENDING)


def told_missing(missing: Sequence[str], talk: Talk, *, finished: bool) -> None:
    """Says what was not finished. Raises KeyboardInterrupt where nothing was: then nothing is written, and the exit code says so."""
    if missing and not finished:
        raise KeyboardInterrupt
    if missing:
        more = [_MORE.say(talk.lang, count=len(missing) - _NAMED)] if len(missing) > _NAMED else []
        talk.say(_MISSING, names=", ".join([*missing[:_NAMED], *more]))


def _heard(
    work: "Callable[[al.Effort], Found]", talk: Talk, effort: "al.Effort", said: Text, draw: Callable[[], None] | None = None
) -> "tuple[Found, bool]":
    """What comes of work in a thread of its own, while this one listens, and whether it was asked to stop."""
    stopped = threading.Event()
    answer: dict[str, Any] = {}
    asked = replace(effort, stop=stopped.is_set)

    def run() -> None:
        try:
            answer["found"] = work(asked)
        except BaseException as error:
            answer["error"] = error

    with _listening(stopped, talk, said):
        worker = _thread(run)
        while worker.is_alive():
            worker.join(_GLANCE)
            if draw:
                draw()
    if "error" in answer:
        raise answer["error"]
    found: Found = answer["found"]
    return found, stopped.is_set()


def _thread(work: Any) -> threading.Thread:
    """A running thread with as much room for the solver as the main one has."""
    before = threading.stack_size(_STACK)
    try:
        worker = threading.Thread(target=work, daemon=True)
        worker.start()
    finally:
        threading.stack_size(before)
    return worker


@contextmanager
def _listening(stopped: threading.Event, talk: Talk, said: Text) -> Iterator[None]:
    """While inside, the first signal sets `stopped`, and the second ends the process: a solver cannot be unwound."""

    def heard(number: int, frame: Any) -> None:
        if stopped.is_set():
            click.echo(_ABORTED.say(talk.lang), err=True)
            sys.stderr.flush()
            for child in multiprocessing.active_children():
                child.kill()
            os._exit(INTERRUPTED)
        stopped.set()
        talk.say(said)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
