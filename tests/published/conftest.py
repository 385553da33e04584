"""The command line in this process, as for tests/cli."""

from tests.cli.conftest import answer, run

__all__ = ["answer", "run"]
