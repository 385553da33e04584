"""A small term on disk, and a way to run the command line in this process."""

import json

import pytest
from click.testing import CliRunner

import allocator as al
from allocator.cli import cli
from tests.make import problem


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A plan of five students and three places, saved."""
    made = problem(
        students=[{"student": f"s{at}", "course": "c1"} for at in range(1, 6)],
        sites=[{"site": "A", "name": "Sykehjemmet"}, {"site": "B"}],
        offers=[{"offer": "oA", "site": "A", "places": 2}, {"offer": "oB", "site": "B", "places": 1}],
        municipalities=[{"municipality": "5501", "name": "Tromsø", "county": "Troms", "centrality": 3}],
    )
    return al.save(al.solve(made), tmp_path_factory.mktemp("small") / "plan")


@pytest.fixture(scope="session")
def term(small):
    """The term folder of that plan."""
    return small / "term"


@pytest.fixture
def run(monkeypatch):
    """Runs a command line, and gives exit code, stdout and stderr."""
    for name in ("ALLOCATOR_LANG", "ALLOCATOR_DEBUG", "ALLOCATOR_JSON"):
        monkeypatch.delenv(name, raising=False)

    def ran(*args, **more):
        return CliRunner().invoke(cli, [str(arg) for arg in args], **more)

    return ran


@pytest.fixture
def answer(run):
    """Runs a command line with --json, and gives the object."""

    def ran(*args):
        return json.loads(run(*args, "--json").stdout)

    return ran
