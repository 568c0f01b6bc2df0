"""A node tree as plain data for a schema validator."""

from __future__ import annotations

from forgecfg.document.nodes import Node, Scalar, Sequence


class UnknownString(str):
    """A string with a variable in it: its type is known, its text is not."""

    __slots__ = ()


def to_plain_data(node: Node) -> object:
    """Plain Python data of a node; of duplicate keys the first counts."""
    if isinstance(node, Scalar):
        return UnknownString(node.text) if node.unknown else node.value
    if isinstance(node, Sequence):
        return [to_plain_data(item) for item in node.items]
    return {entry.name: to_plain_data(entry.value) for entry in reversed(node.entries)}
