"""The locations of what a schema violation is about."""

from __future__ import annotations

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import Location, at_item, at_key, at_value
from forgecfg.document.nodes import Scalar
from forgecfg.document.positions import YamlPath


def cursor_at(root: Cursor, path: YamlPath) -> Cursor:
    """The value at a path, as far as the path exists."""
    location = root
    for part in path:
        found = location.get(part) if isinstance(part, str) else location.item(part)
        if found is None:
            break
        location = found
    return location


def value_location(location: Cursor) -> Location:
    """The value itself; for a block collection, its key."""
    if isinstance(location.node, Scalar) or location.node.flow:
        return at_value(location)
    return at_item(location) if location.key is None else at_key(location)


def parent_location(location: Cursor, path: YamlPath) -> Location:
    """Where to report what is missing in a mapping: its key, or the `key` of a list item."""
    if not path:
        first = next((value for _, value in location.entries()), location)
        return at_key(first)._replace(path=())
    return at_item(location) if isinstance(path[-1], int) else at_key(location)
