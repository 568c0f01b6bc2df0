"""A node of a document with its key and its path from the root."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.nodes import Mapping, Node, Scalar, ScalarValue, Sequence
from forgecfg.document.positions import YamlPath


class Cursor:
    """A node with its path. `key` is its mapping key, None in lists and at the root.

    All lookups accept a node of the wrong kind; they return nothing.
    """

    __slots__ = ("key", "node", "path")

    def __init__(self, node: Node, path: YamlPath = (), key: Node | None = None) -> None:
        self.node = node
        self.path = path
        self.key = key

    def get(self, name: str) -> Cursor | None:
        """The value of a key of this mapping."""
        if isinstance(self.node, Mapping):
            entry = self.node.get(name)
            if entry is not None:
                return Cursor(entry.value, (*self.path, name), entry.key)
        return None

    def at(self, *names: str) -> Cursor | None:
        """The value at the end of a chain of keys."""
        cursor: Cursor | None = self
        for name in names:
            if cursor is None:
                return None
            cursor = cursor.get(name)
        return cursor

    def item(self, index: int) -> Cursor | None:
        """The item of this list at a 0-based index."""
        if isinstance(self.node, Sequence) and 0 <= index < len(self.node.items):
            return Cursor(self.node.items[index], (*self.path, index))
        return None

    def items(self) -> Iterator[Cursor]:
        """The items of this list."""
        if isinstance(self.node, Sequence):
            for index, item in enumerate(self.node.items):
                yield Cursor(item, (*self.path, index))

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """The names and values of this mapping, in source order."""
        if isinstance(self.node, Mapping):
            for entry in self.node.entries:
                yield entry.name, Cursor(entry.value, (*self.path, entry.name), entry.key)

    @property
    def value(self) -> ScalarValue:
        """The scalar's value; None for null and for collections."""
        return self.node.value if isinstance(self.node, Scalar) else None

    @property
    def text(self) -> str | None:
        """The value if it is a string without unknown variables, otherwise None."""
        node = self.node
        if isinstance(node, Scalar) and isinstance(node.value, str) and not node.unknown:
            return node.value
        return None

    @property
    def unknown(self) -> bool:
        """Whether the value depends on a variable without a known default."""
        return isinstance(self.node, Scalar) and self.node.unknown

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, Mapping)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, Sequence)

    @property
    def is_null(self) -> bool:
        """Whether the value is null: empty, `~` or `null`."""
        return isinstance(self.node, Scalar) and self.node.value is None

    @property
    def token(self) -> Node:
        """The node to point at for the value: the key if the value is empty text."""
        if self.key is not None and self.node.start == self.node.end:
            return self.key
        return self.node

    @property
    def key_or_node(self) -> Node:
        """The node to point at for the entry: its key, or the value in lists."""
        return self.key if self.key is not None else self.node
