"""The path of a node in its document."""

from __future__ import annotations

from forgecfg.document.nodes import Mapping, Node, Sequence
from forgecfg.document.positions import PathPart, YamlPath


def path_of(root: Node | None, target: Node) -> YamlPath:
    """The keys and 0-based indexes from the root to a node of its tree (a key or a value)."""
    waiting: list[tuple[Node, YamlPath]] = [(root, ())] if root is not None else []
    while waiting:
        node, path = waiting.pop()
        if node is target:
            return path
        children: list[tuple[PathPart, Node]] = []
        if isinstance(node, Mapping):
            for entry in node.entries:
                children += ((entry.name, entry.key), (entry.name, entry.value))
        elif isinstance(node, Sequence):
            children += enumerate(node.items)
        waiting += ((child, (*path, part)) for part, child in children)
    return ()
