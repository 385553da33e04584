"""The public names: sorted, loaded on first use, and never shadowed by the module in which they live."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import allocator as al

VERBS = tuple(name for name in al.__all__ if name.islower() and not name.startswith("_"))
HOME = Path(al.__file__).parent
SAME_NAME = tuple(name for name in VERBS if (HOME / name).is_dir() or (HOME / f"{name}.py").exists())
HEAVY = ("pandas", "numpy", "ortools", "highspy", "pydantic", "click", "rich")


def ran(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_the_names_are_sorted_and_all_of_them_exist():
    assert list(al.__all__) == sorted(al.__all__)
    assert 15 <= len(al.__all__) <= 70
    assert all(getattr(al, name) is not None for name in al.__all__)
    assert set(al.__all__) <= set(dir(al))


def test_the_stub_lists_the_same_names():
    stub = ast.parse(Path(al.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    listed = next(node.value for node in stub.body if isinstance(node, ast.Assign))
    assert ast.literal_eval(listed) == list(al.__all__)


def test_a_name_that_does_not_exist_is_an_attribute_error():
    with pytest.raises(AttributeError, match="explode"):
        _ = al.explode


def test_importing_the_package_loads_nothing_heavy():
    assert ran(f"import sys, allocator; print([name for name in {HEAVY} if name in sys.modules])") == "[]"


def test_it_is_typed():
    assert Path(al.__file__).with_name("py.typed").exists()


@pytest.mark.parametrize("name", SAME_NAME)
def test_a_verb_goes_before_its_module_when_the_module_was_imported_first(name):
    assert ran(f"import allocator.{name}, allocator; print(callable(allocator.{name}), allocator.{name}.__module__)") == f"True {_module(name)}"


@pytest.mark.parametrize("name", SAME_NAME)
def test_a_verb_goes_before_its_module_when_the_verb_was_used_first(name):
    code = f"import allocator; verb = allocator.{name}; import allocator.{name}; import allocator.save; print(allocator.{name} is verb)"
    assert ran(code) == "True"


def test_every_verb_is_a_function_after_everything_was_imported():
    everything = "import allocator.save, allocator.solve, allocator.check, allocator.formulate, allocator.versions, allocator as al"
    assert ran(f"{everything}; print([name for name in {VERBS} if not callable(getattr(al, name))])") == "[]"


def test_from_import_gives_the_verb():
    assert ran("import allocator.solve; from allocator import solve, check; print(callable(solve), callable(check))") == "True True"


def test_modules_can_still_be_imported_from():
    assert ran("from allocator.solve import placements; from allocator.check import describe; print(callable(placements), callable(describe))") == "True True"


def _module(name: str) -> str:
    return f"allocator.{name}"
