"""Plain data of a manifest that is equal where two texts mean the same to Forge."""

from __future__ import annotations

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence

_UNORDERED = frozenset({"events", "operations", "scopes", "filter"})
"""Lists whose order has no meaning to Forge (events of a trigger; operations of a remote)."""

Canonical = str | int | float | bool | None | tuple[object, ...]


def canonical(node: Node, name: str = "") -> Canonical:
    """Hashable data of a node: mappings without their order, known variables substituted.

    `name` is the key that holds the node. A variable without a default stays as `${NAME}`, so it
    is equal on both sides of a comparison. 1 and true differ, as they do for Forge.
    """
    if isinstance(node, Scalar):
        return ("bool", node.value) if isinstance(node.value, bool) else node.value
    if isinstance(node, Sequence):
        items = [canonical(item) for item in node.items]
        if name in _UNORDERED:
            items.sort(key=repr)
        return ("list", *items)
    entries = {entry.name: canonical(entry.value, entry.name) for entry in reversed(node.entries)}
    return ("map", *sorted(entries.items()))


def properties(cursor: Cursor) -> dict[str, Canonical]:
    """The canonical data of each property of a mapping; empty for anything else."""
    node = cursor.node
    if not isinstance(node, Mapping):
        return {}
    return {entry.name: canonical(entry.value, entry.name) for entry in reversed(node.entries)}


def text_of(cursor: Cursor | None) -> str | None:
    """The text of a scalar as Forge sees it, with unknown variables as `${NAME}`; else None."""
    if cursor is None or not isinstance(cursor.node, Scalar) or cursor.node.value is None:
        return None
    value = cursor.node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def is_true(cursor: Cursor | None) -> bool:
    """Whether a value is the boolean true."""
    return cursor is not None and cursor.value is True
