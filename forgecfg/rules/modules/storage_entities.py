"""What the rules about custom entities have in common."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.view import Manifest


def entities(manifest: Manifest) -> Iterator[tuple[str, Cursor]]:
    """The custom entities of an app: how messages call each, and its place."""
    for number, entity in enumerate(manifest.items("app", "storage", "entities"), start=1):
        name = entity.get("name")
        known = name.text if name is not None else None
        yield f'entity "{known}"' if known else f"entity {number}", entity


def indexes(entity: Cursor) -> Iterator[Cursor]:
    """The indexes of an entity: names of attributes, or mappings."""
    listed = entity.get("indexes")
    if listed is not None:
        yield from listed.items()
