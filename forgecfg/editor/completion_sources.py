"""Candidates for completion, by what the manifest expects at a path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from forgecfg.audit.meanings import scope_meaning
from forgecfg.catalog.events import EVENT_SCOPES, KNOWN_EVENTS
from forgecfg.catalog.module_types import FORGE_MODULE_TYPES
from forgecfg.catalog.rest_scopes import product_of
from forgecfg.catalog.scopes import KNOWN_SCOPES, TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Scalar
from forgecfg.editor.completion_files import handlers_on_disk, is_path, paths_on_disk
from forgecfg.editor.cursor_context import CursorContext
from forgecfg.editor.occurrences import Symbol
from forgecfg.editor.property_schema import (
    describe,
    properties_at,
    required_at,
    types_at,
    types_of,
    values_of,
)
from forgecfg.editor.resolution import Resolver
from forgecfg.editor.snapshot import Snapshot
from forgecfg.manifest.declarations import names_for
from forgecfg.manifest.references import Reference, Target, targets_at
from forgecfg.manifest.sites import matches
from forgecfg.manifest.view import Manifest
from forgecfg.schema.load import published_schema, resolve

_SCOPES = ("permissions", "scopes")
_EVENT_SITES = ("modules.trigger[].events[]", "modules.trigger[].events[].eventType")
_SCALARS = frozenset({"string", "boolean", "number", "integer"})


class Candidate(NamedTuple):
    """Something to type; `is_scalar`: the value of this key is a scalar."""

    text: str
    kind: str
    detail: str = ""
    documentation: str = ""
    sort: str = "5"
    is_scalar: bool = False


def key_candidates(snapshot: Snapshot, context: CursorContext) -> Iterator[Candidate]:
    """The keys of the mapping at a position."""
    path = context.path
    if path == ("modules",):
        yield from _module_types(snapshot, context)
    elif path == _SCOPES:
        yield from _scopes(snapshot, context)
    else:
        required = required_at(path)
        root = published_schema()
        for name, schema in properties_at(path).items():
            types = types_of(resolve(schema, root))
            yield Candidate(
                name,
                "property",
                "required" if name in required else "",
                describe(schema),
                "1" if name in required else "9" if schema.get("deprecated") else "5",
                bool(types) and _SCALARS.issuperset(types),
            )


def candidates(snapshot: Snapshot, context: CursorContext) -> Iterator[Candidate]:
    """The values at a position."""
    path = context.path
    if path[:2] == _SCOPES and len(path) == 3 and isinstance(path[2], int):
        yield from _scopes(snapshot, context)
        return
    if any(matches(site, path) for site in _EVENT_SITES):
        yield from _events()
        return
    yield from _names(snapshot, context)
    if matches("modules.function[].handler", path) and snapshot.files is not None:
        manifest = snapshot.names(context.line)
        for handler, file in handlers_on_disk(manifest, snapshot.files):
            yield Candidate(handler, "name", file, sort="2")
    elif is_path(path) and snapshot.files is not None:
        for name, is_folder in paths_on_disk(snapshot.files, context.prefix):
            yield Candidate(name, "folder" if is_folder else "file", sort="2")
    if not types_at(path) or not {"object", "array"}.issuperset(types_at(path)):
        for value in values_of(path):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield Candidate(text, "value")


def _names(snapshot: Snapshot, context: CursorContext) -> Iterator[Candidate]:
    """The declared keys that a reference at the position can have."""
    path = context.path
    targets = [*targets_at(path)]
    if not targets:
        return
    manifest = snapshot.names(context.line)
    resolver = Resolver(manifest)
    module_type = str(path[1]) if path[0] == "modules" else ""
    value = Cursor(Scalar("", "", "", 0, 0), path)
    for target in targets:
        reference = Reference(target, value, "", "", module_type)
        before = "this:" if _is_content(target, module_type) else ""
        for name, key in names_for(manifest, reference).items():
            chain = resolver.lines(Symbol(target, name, key))
            detail = next((line.replace("`", "") for line in chain), "")
            documentation = "\n".join(f"- {line}" for line in chain)
            text = f"{before}{name}"
            yield Candidate(text, "name", f"{target} {detail}".strip(), documentation, "2")


def _is_content(target: Target, module_type: str) -> bool:
    return target is Target.MODULE and module_type == "confluence:customContent"


def _scopes(snapshot: Snapshot, context: CursorContext) -> Iterator[Candidate]:
    manifest = snapshot.names(context.line)
    declared = {scope.name for scope in manifest.scopes}
    products = _products(manifest)
    tokens = {TOKEN_SCOPES[token.name] for _, token in manifest.enabled_tokens()}
    for scope, product, meaning in _all_scopes():
        if scope in declared and scope != context.prefix:
            continue
        # Scopes such as `read:jira-work` cover more than those with the product at their end.
        wide = scope.count(":") == 1
        rank = (2 if product in products else 4) + (not wide)
        sort = "1" if scope in tokens else str(rank)
        yield Candidate(scope, "scope", product, meaning, sort)


@cache
def _all_scopes() -> tuple[tuple[str, str, str], ...]:
    """Every scope with its product and its meaning."""
    return tuple(
        (scope, product_of(scope) or "Forge", scope_meaning(scope))
        for scope in sorted(KNOWN_SCOPES)
    )


def _products(manifest: Manifest) -> set[str]:
    """The products that the modules of an app are for."""
    words = {module.type.partition(":")[0] for module in manifest.modules}
    found = {word for word in words if word in ("jira", "confluence", "bitbucket", "compass")}
    if "macro" in words:
        found.add("confluence")
    if any(word.startswith("jira") for word in words):
        found.add("jira")
    return found


def _events() -> Iterator[Candidate]:
    for event in sorted(KNOWN_EVENTS):
        scopes = EVENT_SCOPES.get(event)
        needed = ", ".join(scopes.classic or scopes.granular) if scopes is not None else ""
        note = f"Requires {needed}" if needed else ""
        yield Candidate(event, "event", event.split(":")[1], note)


def _module_types(snapshot: Snapshot, context: CursorContext) -> Iterator[Candidate]:
    manifest = snapshot.names(context.line)
    products = _products(manifest)
    for name, schema in properties_at(("modules",)).items():
        if name not in FORGE_MODULE_TYPES or name == "remote":
            continue
        product = name.partition(":")[0] if ":" in name else ""
        sort = "3" if not product or product in products else "5"
        yield Candidate(name, "module", product, describe(schema), sort)
