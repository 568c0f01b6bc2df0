"""A node tree as plain data for a schema validator."""

from __future__ import annotations

from forgecfg.document.nodes import Node, Scalar, Sequence


class UnknownString(str):
    """A string that depends on a variable: a string for sure, but its text is not known."""

    __slots__ = ()


def plain(node: Node) -> object:
    """Plain Python data of a node; of duplicate keys the first counts."""
    if isinstance(node, Scalar):
        return UnknownString(node.text) if node.unknown else node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.name: plain(entry.value) for entry in reversed(node.entries)}
