"""A search that can be watched and stopped: the solver works in a thread, while this one listens and draws."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

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
_ABORTED = Text("Avbrutt. Ingenting er skrevet.", "Interrupted. Nothing has been written.")
_STACK = 64 * 2**20
_GLANCE = 0.1


def search(problem: "al.Problem", effort: "al.Effort", talk: Talk) -> "al.Plan":
    """The plan of a problem. The first Ctrl-C (or a SIGTERM) stops the search and keeps the best plan; the second ends the process."""
    stopped = threading.Event()
    answer: dict[str, Any] = {}
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(talk.lang)) if terminal() else None
        asked = replace(effort, stop=stopped.is_set, progress=progress.tell if progress else None)

        def work() -> None:
            try:
                answer["plan"] = al.solve(problem, asked)
            except BaseException as error:
                answer["error"] = error

        stack.enter_context(_listening(stopped, talk))
        worker = _thread(work)
        while worker.is_alive():
            worker.join(_GLANCE)
            if progress:
                progress.draw()
    if "error" in answer:
        raise answer["error"]
    plan: al.Plan = answer["plan"]
    return plan


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
def _listening(stopped: threading.Event, talk: Talk) -> Iterator[None]:
    """While inside, the first signal sets `stopped`, and the second ends the process: a solver cannot be unwound."""

    def heard(number: int, frame: Any) -> None:
        if stopped.is_set():
            click.echo(_ABORTED.say(talk.lang), err=True)
            sys.stderr.flush()
            os._exit(INTERRUPTED)
        stopped.set()
        talk.say(_STOPPING)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
