"""Imports go down: a file imports only from lower floors, or from files listed before it on its own floor."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "allocator"

FLOORS = [
    ["errors", "text"],
    ["rows", "tables", "teams", "travel"],
    ["system"],
    ["rules", "goals"],
    ["policy", "problem", "plan", "beside"],
    ["intake", "load", "formulate"],
    ["audit"],
    ["solvers", "alone", "versions", "naming", "solve", "solver", "verdict", "check"],
    ["compare", "explain", "whatif", "sweep", "invest", "alternatives"],
    ["published"],
    ["report", "save", "purge"],
    ["cli"],
]
"""Rooms from the lowest floor up, in order within a floor; a room is a file or a folder of that name."""

ORDER = {room: at for at, room in enumerate(room for floor in FLOORS for room in floor)}


def room_of(path: Path) -> str:
    """The room a file lies in."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def files() -> list[Path]:
    """Every file of the package but its faces."""
    return [path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).parts[0] not in ("__init__.py", "__main__.py")]


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """What of ours a file imports: module, line, whether at the top level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            names = [node.module or ""] if node.module != "allocator" else [f"allocator.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found += [(name, node.lineno, id(node) in top) for name in names if name.split(".")[0] == "allocator"]
    return found


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in files()} <= set(ORDER)


def test_imports_go_down_and_stand_at_the_top() -> None:
    wrong = []
    for path in files():
        for module, line, at_top in imports(path):
            parts = module.split(".")
            if len(parts) == 1:
                continue
            upward = ORDER.get(parts[1], -1) > ORDER[room_of(path)]
            if upward or not (at_top or room_of(path) == "cli"):
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {module}")
    assert not wrong, "\n".join(wrong)


def test_the_checker_knows_no_solver() -> None:
    for name in ("check.py", "verdict.py"):
        assert not [module for module, _, _ in imports(ROOT / name) if module.split(".")[1] in ("formulate", "solvers", "solve", "naming")]


def test_rules_and_goals_know_neither_solver_nor_file() -> None:
    for path in [*ROOT.glob("rules/*.py"), *ROOT.glob("goals/*.py")]:
        assert not [module for module, _, _ in imports(path) if module.split(".")[1] in ("solvers", "intake", "formulate", "policy")]


def test_solvers_read_systems_only() -> None:
    for path in ROOT.glob("solvers/*.py"):
        assert {module.split(".")[1] for module, _, _ in imports(path)} <= {"system", "solvers", "errors", "text"}


def test_no_cycles_between_files() -> None:
    graph = {}
    for path in files():
        dotted = ".".join(("allocator", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        graph[dotted] = [module for module, _, at_top in imports(path) if at_top]
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name in graph and name not in done:
            for module in graph[name]:
                if not (trail and name == module):
                    visit(module, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())
