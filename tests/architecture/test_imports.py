"""The rooms of the package, and which of them may import which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import forgecfg

PACKAGE = Path(forgecfg.__file__).parent

# From the ground up: a room may import the rooms before it, never one after it.
ROOMS = [
    *(
        "__init__",
        "errors",
        "suggest",
        "document",
        "findings",
        "catalog",
        "files",
        "manifest",
        "source",
    ),
    *("edits", "schema", "rules", "linter", "scaffold", "config", "reporters", "remote"),
    *("impact", "graph", "audit", "scopes", "editor", "api", "runner", "lsp", "cli", "__main__"),
]

LONGEST_MODULE = 350


def modules() -> Iterator[tuple[str, Path]]:
    """The dotted name and the file of each module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), path


MODULES = dict(modules())


def imports(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in it, types included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                name = inner if inner in MODULES else node.module
                if name.partition(".")[0] == "forgecfg":
                    yield name
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.partition(".")[0] == "forgecfg")


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def test_every_room_is_in_the_table() -> None:
    assert {room(name) for name in MODULES} == set(ROOMS)


def test_few_names_at_the_top() -> None:
    names = [path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"]
    # `schemas` is data, copied into an installed package.
    assert len(set(names) - {"schemas"}) <= 28, sorted(names)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module: str) -> None:
    own = ROOMS.index(room(module))
    upwards = {name for name in imports(MODULES[module]) if ROOMS.index(room(name)) > own}
    assert upwards == set()


def test_no_circle_of_files() -> None:
    graph = {name: set(imports(path)) - {name} for name, path in MODULES.items()}
    # Take away what imports nothing that is left; what remains at the end is in a cycle.
    while leaves := [name for name, names in graph.items() if not names & graph.keys()]:
        for name in leaves:
            del graph[name]
    cycle = {name: sorted(names & graph.keys()) for name, names in graph.items()}
    assert cycle == {}


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_long(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_package_files_are_empty() -> None:
    files = [path for path in MODULES.values() if path.name == "__init__.py"]
    full = {path.parent.name for path in files if path.read_text(encoding="utf-8").strip()}
    assert full == {"forgecfg"}
