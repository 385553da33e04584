"""A Dask cluster as an executor of sweeps: the optional extra `[cluster]`."""

import importlib
from collections.abc import Callable
from concurrent.futures import Executor, Future
from types import TracebackType
from typing import Any

from allocator.errors import SweepError
from allocator.text import Text

_NOT_INSTALLED = Text(
    "Dask er ikke installert. Installer med «pip install \"allocator[cluster]\"».",
    "Dask is not installed. Install it with “pip install \"allocator[cluster]\"”.",
)
_SILENT = Text("Planleggeren «{address}» svarer ikke ({reason}).", "The scheduler “{address}” does not answer ({reason}).")


class Cluster(Executor):
    """Tasks on the workers of a Dask scheduler; one whose worker dies is done again by another, and `repeated` counts them.

    The workers must have the same version of this package. What is sent is not encrypted and whoever reaches the scheduler may run
    code on it: keep it on the machine itself or on a closed net.
    """

    def __init__(self, address: str, *, timeout: str = "10s") -> None:
        """Raises SweepError where Dask is not installed or the scheduler does not answer."""
        try:
            distributed = importlib.import_module("distributed")
        except ImportError as error:
            raise SweepError(_NOT_INSTALLED.of()) from error
        try:
            self._client = distributed.Client(address, timeout=timeout, set_as_default=False)
        except (OSError, ValueError) as error:
            raise SweepError(_SILENT.of(address=address, reason=type(error).__name__)) from error
        self._executor: Executor = self._client.get_executor(pure=False)
        self._keys: set[str] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """The future of a task."""
        key = f"allocator-{self._client.id}-{len(self._keys)}"
        self._keys.add(key)
        return self._executor.submit(fn, *args, key=key, **kwargs)

    def repeated(self) -> int:
        """How many tasks were done again, because the worker that held them or their result died."""
        events = [event for _, event in self._client.get_events("all") if isinstance(event, dict) and event.get("action") == "remove-worker"]
        return len(self._keys & {key for event in events for name in ("processing-tasks", "lost-computed-tasks") for key in event[name]})

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the cluster, which goes on."""
        self._executor.shutdown(wait=wait)
        self._client.close()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shutdown()
