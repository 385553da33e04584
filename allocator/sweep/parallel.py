"""Tasks on many processes, of which any may die: what was lost is done again, what always kills its process is left out by name."""

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

_TRIES = 2  # so often a task that was alone with its process may kill it

Task = tuple[Callable[..., Any], tuple[Any, ...]]


@dataclass
class Mishaps:
    """What went wrong on the way. repeated: names of tasks that were done again; left_out: names of tasks that were given up, and why."""

    repeated: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


Stop = Callable[[], bool]

_GLANCE = 0.2
"""Seconds between two looks at whether to stop."""


def in_processes(tasks: Mapping[str, Task], processes: int, prepare: Task, mishaps: Mishaps, stop: Stop) -> Iterator[tuple[str, Any]]:
    """The tasks' results by name, as they come, from a pool of processes that each begin with `prepare`.

    Each process holds one task at a time. Where one dies, the tasks that were held are done again, each alone with a process; the one
    that kills it twice then is left out. An exception that a task raises itself is raised here. stop: no task is begun once it says so.
    """
    suspects: list[str] = []
    waiting = list(tasks)
    while waiting and not stop():
        lost = yield from _round(tasks, waiting, (processes, prepare), stop)
        suspects += lost
    for name in suspects:
        if stop():
            break
        mishaps.repeated.append(name)
        for _ in range(_TRIES):
            alone = [name]
            lost = yield from _round(tasks, alone, (1, prepare), stop)
            if not lost:
                break
        else:
            mishaps.repeated.remove(name)
            mishaps.left_out[name] = "died"


def in_executor(tasks: Mapping[str, Task], executor: Executor, mishaps: Mishaps, stop: Stop) -> Iterator[tuple[str, Any]]:
    """The tasks' results by name, as they come, from any executor; what fails for another reason than its own is done once more.

    stop: tasks that are not begun when it says so are called off.
    """
    futures = {executor.submit(function, *given): name for name, (function, given) in tasks.items()}
    again: set[str] = set()
    while futures:
        done, _ = wait(futures, _GLANCE, FIRST_COMPLETED)
        if stop():
            futures = {one: name for one, name in futures.items() if one.done() or not one.cancel()}
            again |= set(tasks)
        for future in [one for one in futures if one in done]:
            name = futures.pop(future)
            failure = _failure(future)
            if failure is None:
                yield name, future.result()
            elif name in again:
                if name in mishaps.repeated:
                    mishaps.repeated.remove(name)
                    mishaps.left_out[name] = failure
            else:
                again.add(name)
                mishaps.repeated.append(name)
                function, given = tasks[name]
                futures[executor.submit(function, *given)] = name


def _round(tasks: Mapping[str, Task], waiting: list[str], pool_of: tuple[int, Task], stop: Stop) -> Generator[tuple[str, Any], None, list[str]]:
    """Results from one pool, until nothing is waiting, the pool breaks or it is to stop; returns the names that were held when it broke."""
    processes, prepare = pool_of
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begun, prepare)
    held: dict[Future[Any], str] = {}
    try:
        while held or (waiting and not stop()):
            while waiting and len(held) < processes and not stop():
                name = waiting.pop(0)
                task, arguments = tasks[name]
                held[pool.submit(task, *arguments)] = name
            done, _ = wait(held, return_when=FIRST_COMPLETED)
            for future in [one for one in held if one in done]:
                result = future.result()
                yield held.pop(future), result
    except BrokenExecutor:
        finished = [(name, future.result()) for future, name in held.items() if _sound(future)]
        yield from finished
        return [name for name in held.values() if name not in dict(finished)]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return []


def _begun(function: Callable[..., Any], given: tuple[Any, ...]) -> None:
    """Begins a process: Ctrl-C is for the one that sent it, and what it is doing is finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    function(*given)


def _sound(future: "Future[Any]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _failure(future: "Future[Any]") -> str | None:
    """Why a future has no result, None where it has one. An error of the task itself is raised."""
    try:
        error = future.exception()
    except CancelledError:
        return "CancelledError"
    if error is None:
        return None
    if isinstance(error, BrokenExecutor) or type(error).__module__.split(".")[0] in ("distributed", "concurrent", "asyncio"):
        return type(error).__name__
    raise error
