"""Scenarios that end the process they are tried in, for the tests of sweeps; and an executor that is no process at all."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import allocator as al


@dataclass(frozen=True)
class Deadly(al.Scenario):
    """Ends its process each time; or, with a file, only while that file is there, which it removes."""

    only: str = ""

    def __call__(self, problem: al.Problem) -> al.Problem:
        """The problem after the changes, for those who live to see it."""
        if not self.only or Path(self.only).exists():
            Path(self.only).unlink(missing_ok=True) if self.only else None
            os._exit(9)
        return super().__call__(problem)


class Here(Executor):
    """Does each task at once, where it stands; `done` counts them."""

    def __init__(self) -> None:
        self.done = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """A future that is done, well or ill."""
        self.done += 1
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future
