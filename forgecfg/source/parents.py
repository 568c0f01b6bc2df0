"""The parents of the nodes of a syntax tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, TreeCursor

# Deeper than any code that people write: of 1,175 files in public apps, the deepest has 104 levels.
_MAX_DEPTH = 200
# Nodes with more children than this get an index of them.
_WIDE = 100


class Parents:
    """The parents of the nodes of one tree.

    A node of tree-sitter finds its parent from the root, child by child. In a tree that is very
    deep or very wide, every step up would need time in proportion to the whole file. Here only each
    path does, and nodes below `_MAX_DEPTH` levels have no parent.
    """

    def __init__(self, root: Callable[[], Node]) -> None:
        self._root = root
        self._known: dict[int, Node] = {}
        self._wide: dict[int, tuple[list[Node], list[int]]] = {}
        # The 0-based offsets in bytes of what is too deep, in order.
        self._deep_starts: list[int] = []
        self._deep_ends: list[int] = []

    def of(self, node: Node) -> Node | None:
        """The parent of a node; None for the root, and for what is too deep."""
        known = self._known.get(node.id)
        if known is None and not self.is_deep(node):
            self._descend(node)
            known = self._known.get(node.id)
        return known

    def is_deep(self, node: Node) -> bool:
        """Whether a node is known to be too deep; call `of` first."""
        return self.deep_until(node.start_byte) > 0

    def deep_until(self, offset: int) -> int:
        """Where the code around an offset in bytes ends that is known to be too deep, or 0."""
        index = bisect_right(self._deep_starts, offset) - 1
        end = self._deep_ends[index] if index >= 0 else 0
        return end if offset < end else 0

    def smallest(self, start: int, end: int) -> Node | None:
        """The smallest node that covers a range of bytes; None if it is too deep."""
        parent = self._root()
        cursor = parent.walk()
        for _ in range(_MAX_DEPTH):
            child = self._child_of(parent, cursor, start)
            if child is None or child.start_byte > start or child.end_byte < end:
                return parent
            parent = child
        self._note_deep(parent)
        return None

    def _descend(self, target: Node) -> None:
        """Note the parents on the path from the root to a node."""
        parent, offset, goal = self._root(), target.start_byte, target.id
        if parent.id == goal:
            return
        cursor = parent.walk()
        for _ in range(_MAX_DEPTH):
            child = self._child_of(parent, cursor, offset)
            if child is None or child.start_byte > offset:
                # A node without text; there are few.
                found = target.parent
                if found is not None:
                    self._known[goal] = found
                return
            self._known[child.id] = parent
            if child.id == goal:
                return
            parent = child
        self._note_deep(parent)

    def _note_deep(self, node: Node) -> None:
        index = bisect_right(self._deep_starts, node.start_byte)
        self._deep_starts.insert(index, node.start_byte)
        self._deep_ends.insert(index, node.end_byte)

    def _child_of(self, parent: Node, cursor: TreeCursor, offset: int) -> Node | None:
        """The first child that ends after an offset; the cursor moves from the parent to it."""
        if parent.child_count <= _WIDE:
            return cursor.node if cursor.goto_first_child_for_byte(offset) is not None else None
        known = self._wide.get(parent.id)
        if known is None:
            children = parent.children
            known = self._wide[parent.id] = children, [child.end_byte for child in children]
        index = bisect_right(known[1], offset)
        if index == len(known[0]):
            return None
        cursor.reset(known[0][index])
        return known[0][index]
