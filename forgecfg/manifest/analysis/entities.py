"""Custom entities of the app's storage: shared by rules."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.manifest.view import Manifest


def entities(manifest: Manifest) -> Iterator[tuple[str, Cursor]]:
    """The custom entities of an app: their labels in messages, and their locations."""
    for number, entity in enumerate(manifest.items("app", "storage", "entities"), start=1):
        name = entity.get("name")
        text = name.text if name is not None else None
        yield f"entity {quote(text)}" if text else f"entity {number}", entity


def indexes(entity: Cursor) -> Iterator[Cursor]:
    """The indexes of an entity: names of attributes, or mappings."""
    listed = entity.get("indexes")
    if listed is not None:
        yield from listed.items()
