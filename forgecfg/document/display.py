"""Names from a document in messages."""

from __future__ import annotations

from forgecfg.document.positions import PathPart


def quote(text: PathPart) -> str:
    """A name from the manifest for a message: in double quotes, shortened if very long."""
    return f'"{shorten(str(text))}"'


def shorten(text: str) -> str:
    """A name from the manifest for a message, shortened if very long."""
    return text if len(text) <= 80 else f"{text[:76]}…"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 finding", "2 findings"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
