"""What an app imports from Forge: where following values begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.source.app import App
from forgecfg.source.origin import HELD, Origin
from forgecfg.source.scope import Binding, imports
from forgecfg.source.targets import global_name
from forgecfg.source.unit import Unit

if TYPE_CHECKING:
    from tree_sitter import Node

_LOADED = re.compile(rb"""\b(?:require|import)\s*\(\s*(?:/\*[^*]*\*/\s*)?['"`]([^'"`\n$]+)['"`]""")
_PASSED_ON = re.compile(r"export\s*(?:\*[^*{'\";]*|\{[^{'\";]*)from\s*['\"]@forge/")
_CLIENTS = frozenset({"axios", "node-fetch", "cross-fetch", "undici"})


Seed = tuple["Binding | Node | str", Origin | None]
"""A name that is bound, an expression, or (a text) an export; and where its value comes from."""


def seeds(unit: Unit) -> Iterator[Seed]:
    """What a file gets from Forge packages and HTTP clients."""
    clients = [name for name in unit.imported_paths if name in _CLIENTS]
    if unit.mentions_forge or clients:
        for source, location in unit_imports(unit):
            if source.startswith("@forge/") or source in _CLIENTS:
                name = location.path[0] if isinstance(location, Binding) else "*"
                yield location, Origin(source, () if name == "*" else (name,))
        passed_on = unit.exports.items() if _PASSED_ON.search(unit.text) else ()
        for name, export in passed_on:
            if export.source.startswith("@forge/") and name[0] != "*":
                path = () if export.imported == "*" else (export.imported,)
                yield name, Origin(export.source, path)
    if "fetch" in unit.text:
        yield from _global_fetch(unit)


def _global_fetch(unit: Unit) -> Iterator[tuple[Node, Origin]]:
    for match in re.finditer(rb"fetch\s*\(", unit.data):
        node = unit.at(match.start(), match.start() + 5)
        if node is None or node.type not in ("identifier", "property_identifier"):
            continue
        if node.start_byte != match.start():
            continue
        found = global_name(node)
        if found is not None and unit.scopes.lookup(found, "fetch") is None:
            yield found, Origin("global", ("fetch",))


def unit_imports(unit: Unit) -> list[tuple[str, Binding | Node]]:
    """Each import of a file: its source, and the name bound or the call that loads it."""
    if unit.known_imports is None:
        unit.known_imports = [*_imports(unit)]
    return unit.known_imports


def _imports(unit: Unit) -> Iterator[tuple[str, Binding | Node]]:
    for statement in unit.root.named_children:
        if statement.type == "import_statement":
            yield from ((binding.source, binding) for binding in imports(statement))
    for match in _LOADED.finditer(unit.data):
        node = unit.at(match.start(), match.end())
        while node is not None and node.type != "call_expression":
            node = node.parent
        if node is not None and node.start_byte == match.start():
            yield match[1].decode("utf-8", "replace"), node


def imported(app: App, importer: Unit, unit: Unit, public: str, origin: Origin) -> Iterator[Seed]:
    """What a file gets from the export `public` of another, whose value has that origin."""
    whole = public == "module.exports"
    held = origin if whole else origin.then(HELD + public)
    for source, location in unit_imports(importer):
        if app.resolve(importer.path, source) != unit.path:
            continue
        name = location.path[0] if isinstance(location, Binding) else "*"
        if name == "*":
            yield location, held
        elif name == public or (whole and name == "default"):
            yield location, origin
        elif whole:
            yield location, origin.member(name)
    passed_on = importer.exports.items() if "export" in importer.text else ()
    for name, export in passed_on:
        if not export.source or app.resolve(importer.path, export.source) != unit.path:
            continue
        if name[0] == "*" and public != "default":
            yield public, origin
        elif export.imported == public:
            yield name, origin
        elif export.imported == "*" and name[0] != "*":
            yield name, held
