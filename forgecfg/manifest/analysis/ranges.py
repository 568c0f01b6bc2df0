"""Where a grant is written: offsets into the text and the path from the root."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath


class SourceRange(NamedTuple):
    """A piece of a manifest: 0-based offsets (`end` exclusive) and the path that leads to it."""

    start: int
    end: int
    path: YamlPath


def value_range(cursor: Cursor) -> SourceRange:
    """The range of a value; of its key where the value is empty or goes over several lines."""
    node = cursor.token
    if (cursor.is_mapping or cursor.is_list) and cursor.key is not None:
        node = cursor.key
    return SourceRange(node.start, node.end, cursor.path)


def key_range(cursor: Cursor) -> SourceRange:
    """The range of the key that holds a value; of the value itself in a list."""
    node = cursor.key_or_node
    return SourceRange(node.start, node.end, cursor.path)


def item_range(cursor: Cursor) -> SourceRange:
    """The range that stands for a list item: the value of its `key`, else its first line."""
    key = cursor.get("key") or cursor.get("name")
    if key is not None:
        return value_range(key)._replace(path=cursor.path)
    node = cursor.key_or_node
    return SourceRange(node.start, node.end, cursor.path)
