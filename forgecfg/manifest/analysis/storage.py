"""Remotes that store data."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.view import Manifest, Remote


def undeclared_storage(manifest: Manifest) -> Iterator[tuple[Remote, Cursor]]:
    """Remotes that list the operation `storage` without a declaration, with that operation."""
    for remote in manifest.remotes:
        operation = _storage_operation(remote)
        declared = remote.cursor.get("storage") is not None
        if (
            operation is not None
            and not declared
            and not has_misspelling_of(remote.cursor, "storage")
        ):
            yield remote, operation


def _storage_operation(remote: Remote) -> Cursor | None:
    listed = remote.cursor.get("operations")
    if listed is None:
        return None
    return next((item for item in listed.items() if item.text == "storage"), None)
