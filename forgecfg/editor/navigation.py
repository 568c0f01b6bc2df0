"""Go to definition, references and highlights, within a manifest and to and from source code."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.editor.nodes import find_node
from forgecfg.editor.occurrences import (
    Occurrence,
    calls_of,
    occurrences_of,
    source_occurrences,
    symbol_at,
)
from forgecfg.editor.snapshot import Snapshot
from forgecfg.files.app_files import Kind
from forgecfg.manifest.analysis.handlers import handlers, source_directory, source_path


class Target(NamedTuple):
    """A place to go to: a file relative to the manifest ("" for the manifest), 0-based offsets."""

    file: str
    start: int
    end: int


def definitions(snapshot: Snapshot, offset: int) -> list[Target]:
    """Where the key at an offset of the manifest is declared, or the file that a path leads to."""
    manifest = snapshot.outline
    found = symbol_at(manifest, offset)
    if found is not None:
        return [
            Target("", place.start, place.end)
            for place in occurrences_of(manifest, found[0])
            if place.is_declaration
        ]
    handler = _handler_at(snapshot, offset)
    return [handler] if handler is not None else []


def _handler_at(snapshot: Snapshot, offset: int) -> Target | None:
    """The export that a handler of the manifest names, or the start of its file."""
    found = find_node(snapshot.outline.root, offset)
    folder = source_directory(snapshot.outline)
    if found is None or found.on_key or folder is None or snapshot.files is None:
        return None
    for handler in handlers(snapshot.outline):
        if handler.location.path == found.cursor.path:
            path = source_path(snapshot.files, folder, handler)
            if path is not None and snapshot.files.kind(path) is Kind.FILE:
                return Target(path, *_export(snapshot.files.text(path) or "", handler.export))
    return None


# Further back, nothing on a line decides whether it exports a name.
_LONGEST = 500


def _export(text: str, name: str) -> tuple[int, int]:
    """The range of the name of an export, (0, 0) if it is not found."""
    import re

    pattern = re.compile(rf"\b{re.escape(name)}\b")
    for match in pattern.finditer(text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()][-_LONGEST:]
        if before.endswith("exports.") or re.search(r"\bexport\b[^;]*$", before):
            return match.span()
    return 0, 0


def references(
    snapshot: Snapshot, offset: int, with_declaration: bool, with_source: bool = True
) -> list[Target]:
    """The places with the key at an offset, in the manifest and in source code."""
    manifest = snapshot.outline
    found = symbol_at(manifest, offset)
    if found is None:
        return []
    places = list(occurrences_of(manifest, found[0]))
    if with_source:
        places += calls_of(snapshot.facts, manifest, found[0])
    return [
        Target(place.file, place.start, place.end)
        for place in places
        if with_declaration or not place.is_declaration
    ]


def highlights(snapshot: Snapshot, offset: int) -> list[Occurrence]:
    """The places in the manifest with the key at an offset."""
    found = symbol_at(snapshot.outline, offset)
    return occurrences_of(snapshot.outline, found[0]) if found is not None else []


def definitions_from_source(snapshot: Snapshot, file: str, offset: int) -> list[Target]:
    """The declaration of the key at an offset of a source file (relative to the manifest)."""
    manifest = snapshot.outline
    for symbol, place in source_occurrences(snapshot.facts, manifest):
        if place.file == file and place.start <= offset <= place.end:
            return [
                Target("", one.start, one.end)
                for one in occurrences_of(manifest, symbol)
                if one.is_declaration
            ]
    return []


def references_from_source(snapshot: Snapshot, file: str, offset: int) -> list[Target]:
    """All places with the key at an offset of a source file (relative to the manifest)."""
    for declared in definitions_from_source(snapshot, file, offset):
        return references(snapshot, declared.start, with_declaration=True)
    return []
