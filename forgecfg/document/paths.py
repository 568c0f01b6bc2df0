"""The paths of nodes in their document."""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.document.nodes import Mapping, Node, Sequence
from forgecfg.document.positions import PathPart, YamlPath


def paths_of(root: Node | None, targets: Iterable[Node]) -> dict[int, YamlPath]:
    """The keys and 0-based indexes from the root to nodes of its tree, by the `id` of each node."""
    wanted = {id(target) for target in targets}
    found: dict[int, YamlPath] = {}
    waiting: list[tuple[Node, YamlPath]] = [(root, ())] if root is not None else []
    while waiting and len(found) < len(wanted):
        node, path = waiting.pop()
        if id(node) in wanted:
            found[id(node)] = path
        children: list[tuple[PathPart, Node]] = []
        if isinstance(node, Mapping):
            for entry in node.entries:
                children += ((entry.name, entry.key), (entry.name, entry.value))
        elif isinstance(node, Sequence):
            children += enumerate(node.items)
        waiting += ((child, (*path, part)) for part, child in children)
    return found
