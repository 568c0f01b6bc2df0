"""Where violations of the schema are reported."""

from __future__ import annotations

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import Location, at_item, at_key, at_value
from forgecfg.document.nodes import Scalar
from forgecfg.document.positions import YamlPath


class Places:
    """The locations in one manifest by path."""

    def __init__(self, root: Cursor) -> None:
        self._root = root

    def at(self, path: YamlPath) -> Cursor:
        """The value at a path, or the nearest one above it."""
        location = self._root
        for part in path:
            found = location.get(part) if isinstance(part, str) else location.item(part)
            if found is None:
                break
            location = found
        return location

    def is_plain(self, path: YamlPath) -> bool:
        """Whether a key has no quotes."""
        key = self.at(path).key
        return isinstance(key, Scalar) and not key.style

    def key(self, path: YamlPath) -> Location:
        """The key at a path."""
        return at_key(self.at(path))

    def value_location(self, location: Cursor) -> Location:
        """The value itself; for a block collection, its key."""
        if isinstance(location.node, Scalar) or location.node.flow:
            return at_value(location)
        return at_item(location) if location.key is None else at_key(location)

    def parent(self, path: YamlPath) -> Location:
        """Where to report what is missing in a mapping: its key, or the `key` of a list item."""
        location = self.at(path)
        if not path:
            first = next((value for _, value in location.entries()), location)
            return at_key(first)._replace(path=())
        return at_item(location) if isinstance(path[-1], int) else at_key(location)
