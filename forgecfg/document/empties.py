"""Where a value stands that is written as nothing: the parsers have no common view of that."""

from __future__ import annotations

from forgecfg.document.nodes import Node, Scalar


def place_empty_value(text: str, key: Node, value: Scalar) -> None:
    """Put an empty value right behind its key's colon, or behind the key where it has none."""
    colon = text.find(":", key.end, value.start + 1)
    value.start = value.end = key.end if colon < 0 else colon + 1
