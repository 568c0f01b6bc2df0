"""Manifests with one piece of their wiring taken away, in two independent ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from ruamel.yaml import YAML, Node
from ruamel.yaml.error import YAMLError

from forgecfg.document.document import load
from forgecfg.document.nodes import to_data
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.remove import remove

MARK = "\ufeff"
TOKENS = ("read:app-user-token", "read:app-system-token")


class Removal(NamedTuple):
    """What was taken away, how, and the text without it."""

    kind: str
    path: YamlPath
    way: str
    text: str


def removals(text: str) -> Iterator[Removal]:
    """Each endpoint, remote and token scope, and each whole section, in turn."""
    for kind, path in pieces(text):
        for way, take in WAYS.items():
            rest = take(text, path)
            if rest is not None:
                yield Removal(kind, path, way, rest)


def pieces(text: str) -> Iterator[tuple[str, YamlPath]]:
    """What can be taken away from a manifest: its kind and its path."""
    document = load(text)
    data = to_data(document.root) if document.root is not None else None
    if not document.readable or not isinstance(data, dict):
        return
    modules, permissions = data.get("modules"), data.get("permissions")
    endpoints = modules.get("endpoint") if isinstance(modules, dict) else None
    scopes = permissions.get("scopes") if isinstance(permissions, dict) else None
    for at in range(len(endpoints) if isinstance(endpoints, list) else 0):
        yield "endpoint", ("modules", "endpoint", at)
    remotes = data.get("remotes")
    for at in range(len(remotes) if isinstance(remotes, list) else 0):
        yield "remote", ("remotes", at)
    if isinstance(scopes, (list, dict)):
        for at, scope in enumerate(scopes):
            if scope in TOKENS:
                yield "scope", ("permissions", "scopes", at if isinstance(scopes, list) else scope)
    for section in ("remotes", "permissions"):
        if section in data:
            yield section, (section,)


def with_engine(text: str, path: YamlPath, keep: bool = False) -> str | None:
    """Without the piece and its comments; sections that hold nothing else go with it.

    With `keep` they stay, as `[]` or `{}`.
    """
    mark = MARK if text.startswith(MARK) else ""
    document = load(text)
    try:
        return mark + apply_edits(document.text, remove(document, path, keep=keep).edits)
    except CannotEdit:
        return None


def line_by_line(text: str, path: YamlPath) -> str | None:
    """Without the lines of the piece: all comments stay, and a section may be left empty.

    None for what shares its lines with something else.
    """
    lines = text.split("\n")
    try:
        first = _first_line(text, path)
    except YAMLError:  # libyaml takes less than Forge does
        return None
    start = lines[first].removeprefix(MARK)
    column = len(start) - len(start.lstrip(" "))
    is_item = isinstance(path[-1], int)
    if start[column : column + 2].rstrip() != "-" if is_item else start[column] in "-{\"'":
        return None
    after = first + 1
    end = after
    while after < len(lines):
        line = lines[after].rstrip("\r")
        inside = line.lstrip(" ") and len(line) - len(line.lstrip(" ")) > column
        # The list of a section may be as far to the left as its key.
        if inside or (not is_item and line[column:].startswith("- ")):
            end = after + 1
        elif line.strip() and not line.lstrip().startswith("#"):
            break
        after += 1
    return "\n".join(lines[:first] + lines[end:]).removesuffix("\r")


WAYS: dict[str, Callable[[str, YamlPath], str | None]] = {
    "with the engine": with_engine,
    "emptied": partial(with_engine, keep=True),
    "line by line": line_by_line,
}


def _first_line(text: str, path: YamlPath) -> int:
    """The 0-based line on which a piece begins, as another parser sees it."""
    node: Node = YAML(typ="safe").compose(text)
    holder = node
    for part in path:
        if isinstance(part, int):
            holder = node = node.value[part]
        else:
            holder, node = next(pair for pair in node.value if str(pair[0].value) == part)
    line: int = holder.start_mark.line
    return line
