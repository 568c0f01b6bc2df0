"""How names from a document are shown in messages."""

from __future__ import annotations

from forgecfg.document.positions import PathPart


def quote(text: PathPart) -> str:
    """A name from the manifest for a message: in quotes, and cut where it is very long."""
    name = str(text)
    return f'"{name}"' if len(name) <= 80 else f'"{name[:76]}…"'
