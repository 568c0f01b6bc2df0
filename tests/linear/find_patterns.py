"""All regular expressions of the package, found in its syntax trees and its schemas."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import forgecfg

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(forgecfg.__file__).parent
# Templates of backends are not code of the package.
_SKIPPED = PACKAGE / "remote" / "templates"

_FUNCTIONS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall"}
_FUNCTIONS |= {"finditer"}
# Only these try a pattern at one offset; all others try it at each offset of the text.
_ANCHORED = {"match", "fullmatch"}


class Use(NamedTuple):
    """A use of a pattern: where it is, the pattern (None if it is built), and how it is applied."""

    place: str
    pattern: re.Pattern[str] | re.Pattern[bytes] | None
    anchored: bool
    source: str = ""


def modules() -> Iterator[Path]:
    """The Python files of the package."""
    return (path for path in sorted(PACKAGE.rglob("*.py")) if _SKIPPED not in path.parents)


def calls_of_re() -> Iterator[Use]:
    """Every call of a function of `re`, with its pattern if it is a constant."""
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if "re." not in text:
            continue
        tree = ast.parse(text)
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in map(_any, ast.walk(tree)):
            if _is_call(node) and node.args:
                yield _use(tree, node, path, name)


def _is_call(node: Any) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _FUNCTIONS
    )


def _use(tree: ast.Module, node: Any, path: Path, module: str) -> Use:
    place = f"{path.relative_to(PACKAGE.parent).as_posix()}:{node.lineno}"
    function, source = node.func.attr, ast.unparse(node.args[0])
    namespace = vars(importlib.import_module(module))
    try:
        pattern = eval(source, dict(namespace))
    except NameError:
        return Use(place, None, False, source)
    flags = next((k.value for k in node.keywords if k.arg == "flags"), None)
    if function == "compile" and len(node.args) > 1:
        flags = node.args[1]
    value = eval(ast.unparse(flags), dict(namespace)) if flags is not None else 0
    compiled = pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, value)
    anchored = function in _ANCHORED
    if function == "compile":
        anchored = _only_anchored(tree, node)
    return Use(place, compiled, anchored, source)


def _only_anchored(tree: ast.Module, call: ast.Call) -> bool:
    """Whether a module only calls `match` and `fullmatch` of the pattern that it compiles."""
    name = next(
        (
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and node.value is call
            for target in node.targets
            if isinstance(target, ast.Name)
        ),
        None,
    )
    if name is None:
        # `re.compile(…).match(…)`
        return any(
            isinstance(node, ast.Attribute) and node.value is call and node.attr in _ANCHORED
            for node in ast.walk(tree)
        )
    if not name.startswith("_"):
        return False
    uses = [node for node in ast.walk(tree) if _is_name(node, name)]
    calls = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _is_name(node.value, name) and node.attr in _ANCHORED
    ]
    first = [
        node.args[0]
        for node in map(_any, ast.walk(tree))
        if _is_call(node) and _is_name(node.args[0], name) and node.func.attr in _ANCHORED
    ]
    return len(calls) + len(first) == len(uses)


def _any(node: Any) -> Any:
    return node


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def patterns_in_modules() -> Iterator[Use]:
    """The compiled patterns in the global names of modules, also in containers."""
    for path in modules():
        if "re." in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
            for key, value in vars(importlib.import_module(name)).items():
                yield from (Use(f"{name}.{key}", found, False) for found in _inside(value))


def _inside(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (dict, tuple, list, set, frozenset)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _inside(child, depth - 1)


def schema_patterns() -> Iterator[Use]:
    """The patterns of the published schemas; JSON Schema searches for them."""
    for path in sorted((ROOT / "schemas").rglob("*.json")):
        found = dict.fromkeys(_patterns_of(json.loads(path.read_text(encoding="utf-8"))))
        place = path.relative_to(ROOT).as_posix()
        yield from (Use(place, re.compile(source), False, source) for source in found)


def _patterns_of(part: object) -> Iterator[str]:
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if isinstance(part.get("pattern"), str):
                yield part["pattern"]
            if isinstance(part.get("patternProperties"), dict):
                yield from part["patternProperties"]
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
