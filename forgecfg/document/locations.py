"""Locations in a document: what a message points at."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath


class Location(NamedTuple):
    """Where something is: 0-based offsets into the text, `end` exclusive, and the path to it."""

    start: int
    end: int
    path: YamlPath = ()


def at_value(cursor: Cursor) -> Location:
    """The place of a value; its key where the value is written as nothing."""
    node = cursor.token
    return Location(node.start, node.end, cursor.path)


def at_part(text: str, cursor: Cursor, part: str, before: str = "") -> Location:
    """The place of a part of a value, which stands after `before`; of the whole where it is hidden.

    `text` is the text of the document. An escape or a fold in the source can hide the part.
    """
    whole = at_value(cursor)
    start = text.find(before + part, whole.start, whole.end)
    if start < 0 or cursor.token is not cursor.node:
        return whole
    start += len(before)
    return Location(start, start + len(part), cursor.path)


def at_key(cursor: Cursor) -> Location:
    """The place of the key that holds a value; the value itself in lists."""
    node = cursor.holder
    return Location(node.start, node.end, cursor.path)


def at_item(item: Cursor) -> Location:
    """The place to point at for a whole list item: its `key` value, else its first key."""
    key = item.get("key")
    if key is not None:
        return Location(key.token.start, key.token.end, item.path)
    for _, value in item.entries():
        return Location(value.holder.start, value.holder.end, item.path)
    return at_key(item)
