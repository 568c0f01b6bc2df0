"""The key or value at an offset of a document."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence


class Found(NamedTuple):
    """The innermost entry or item at an offset; `on_key` says whether its key is there."""

    cursor: Cursor
    on_key: bool


def find_node(root: Cursor | None, offset: int) -> Found | None:
    """The scalar value or the key at a 0-based offset, its end included; None between them."""
    cursor = root
    while cursor is not None:
        node = cursor.node
        if isinstance(node, Scalar):
            return Found(cursor, False) if node.start <= offset <= node.end else None
        inner: Cursor | None = None
        if isinstance(node, Mapping):
            for entry in node.entries:
                value = Cursor(entry.value, (*cursor.path, entry.name), entry.key)
                if _contains(entry.key, offset):
                    return Found(value, True)
                if _contains(entry.value, offset):
                    inner = value
                    break
        elif isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                if _contains(item, offset):
                    inner = Cursor(item, (*cursor.path, index))
                    break
        cursor = inner
    return None


def _contains(node: Node, offset: int) -> bool:
    return node.start <= offset <= node.end
