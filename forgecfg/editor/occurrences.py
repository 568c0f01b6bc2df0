"""Where the keys of a manifest are declared and referenced, in the manifest and in source code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Scalar
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.declarations import DECLARED_IN, names_for, names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.source.facts import API, BRIDGE, SourceFacts

_CALLS = {
    (API, "invokeRemote"): Target.REMOTE,
    (BRIDGE, "requestRemote"): Target.REMOTE,
    (API, "invokeService"): Target.SERVICE,
    (API, "withProvider"): Target.PROVIDER,
    (API, "getUrl"): Target.MODULE,
    (API, "queryUrls"): Target.MODULE,
}
"""Package and function -> what the key in its call refers to."""


class Occurrence(NamedTuple):
    """One place with the name of a key; 0-based offsets, `end` exclusive.

    `file` is the path of a source file relative to the manifest, "" for the manifest. `owner` is
    the label of what references the key, "" for a declaration.
    """

    start: int
    end: int
    file: str = ""
    is_declaration: bool = False
    owner: str = ""


class Symbol(NamedTuple):
    """One key: what it declares, and its name.

    `declaration` is the cursor of the key, None if it is not declared.
    """

    target: Target
    name: str
    declaration: Cursor | None

    @property
    def identity(self) -> tuple[object, ...]:
        """Equal for all occurrences of one key."""
        if self.declaration is not None:
            return self.declaration.path
        return (self.target, self.name)


def kind_of_key(symbol: Symbol) -> str:
    """The word for what a key declares: the target, or the type of the module."""
    declaration = symbol.declaration
    if symbol.target is Target.MODULE and declaration is not None:
        return str(declaration.path[1])
    return str(symbol.target)


def occurrences(manifest: Manifest) -> Iterator[tuple[Symbol, Occurrence]]:
    """All occurrences of keys in a manifest whose text can be located."""
    for target, key in _declarations(manifest):
        found = _located(manifest, key, 0, key.text or "")
        if found is not None:
            yield Symbol(target, key.text or "", key), Occurrence(*found, is_declaration=True)
    for references in manifest.references.values():
        for reference in references:
            name = reference.name
            if not name:
                continue
            found = _located(manifest, reference.value, len(reference.before), name)
            if found is not None:
                declaration = names_for(manifest, reference).get(name)
                symbol = Symbol(reference.target, name, declaration)
                yield symbol, Occurrence(*found, owner=reference.owner)


def _declarations(manifest: Manifest) -> Iterator[tuple[Target, Cursor]]:
    seen: set[YamlPath] = set()
    for target in DECLARED_IN:
        if target is not Target.LOCALE:
            for key in names_of(manifest, target).values():
                seen.add(key.path)
                yield target, key
    for module in manifest.modules:
        states = module.cursor.get("states") if module.type == "workflow" else None
        for state in states.items() if states is not None else ():
            key_of_state = state.get("key")
            if key_of_state is not None and key_of_state.text:
                yield Target.STATE, key_of_state
    for module in manifest.modules:
        key_of_module = module.key
        if key_of_module is not None and key_of_module.text and key_of_module.path not in seen:
            yield Target.MODULE, key_of_module


def _located(manifest: Manifest, cursor: Cursor, at: int, name: str) -> tuple[int, int] | None:
    """The range of a name in a value, None if it is written in another way or comes from an alias.

    The name starts at index `at` of the value.
    """
    node = cursor.node
    if not isinstance(node, Scalar) or node.aliased:
        return None
    start = node.start + (1 if node.style in ("'", '"') else 0) + at
    end = start + len(name)
    return (start, end) if manifest.document.text[start:end] == name else None


def symbol_at(manifest: Manifest, offset: int) -> tuple[Symbol, Occurrence] | None:
    """The key at a 0-based offset, the end of its name included, and its place there."""
    for symbol, place in occurrences(manifest):
        if place.start <= offset <= place.end:
            return symbol, place
    return None


def occurrences_of(manifest: Manifest, symbol: Symbol) -> list[Occurrence]:
    """The places in the manifest with a key, the declaration first."""
    found = [place for other, place in occurrences(manifest) if other.identity == symbol.identity]
    return sorted(found, key=lambda place: (not place.is_declaration, place.start))


def calls_of(facts: SourceFacts, manifest: Manifest, symbol: Symbol) -> list[Occurrence]:
    """The places in source code with a key."""
    return [
        place
        for other, place in source_occurrences(facts, manifest)
        if other.identity == symbol.identity
    ]


def source_occurrences(
    facts: SourceFacts, manifest: Manifest
) -> Iterator[tuple[Symbol, Occurrence]]:
    """The keys of the manifest that calls in source code contain, and the handlers of functions."""
    web_triggers = {m.name: m.key for m in manifest.modules if m.type == "webtrigger"}
    for call in facts.calls:
        target = _CALLS.get((call.package, call.name))
        for key in call.keys if target is not None else ():
            name = key.name
            if name is None or target is None:
                continue
            if target is Target.MODULE:
                declaration = web_triggers.get(name)
            else:
                declaration = names_of(manifest, target).get(name)
            place = Occurrence(key.at.start, key.at.end, key.at.file, owner=f"{call.name}()")
            yield Symbol(target, name, declaration), place
