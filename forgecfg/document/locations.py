"""Locations in a document, for messages."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath


class Location(NamedTuple):
    """A range of the text (0-based offsets, `end` exclusive) and its path in the document.

    `file` is the path of a source file relative to the manifest, "" for the manifest itself.
    """

    start: int
    end: int
    path: YamlPath = ()
    file: str = ""


def at_value(cursor: Cursor) -> Location:
    """The location of a value, or of its key if the value is empty text."""
    node = cursor.token
    return Location(node.start, node.end, cursor.path)


def at_part(text: str, cursor: Cursor, part: str, before: str = "") -> Location:
    """The location of a part of a value, after the text `before`.

    `text` is the text of the document. Returns the location of the whole value if the source has
    the part in another form (escaped or folded).
    """
    whole = at_value(cursor)
    start = text.find(before + part, whole.start, whole.end)
    if start < 0 or cursor.token is not cursor.node:
        return whole
    start += len(before)
    return Location(start, start + len(part), cursor.path)


def at_key(cursor: Cursor) -> Location:
    """The location of the key of a value, or of the value itself in lists."""
    node = cursor.key_or_node
    return Location(node.start, node.end, cursor.path)


def at_item(item: Cursor) -> Location:
    """The location to show for a whole list item: its `key` value, otherwise its first key."""
    key = item.get("key")
    if key is not None:
        return Location(key.token.start, key.token.end, item.path)
    for _, value in item.entries():
        return Location(value.key_or_node.start, value.key_or_node.end, item.path)
    return at_key(item)
