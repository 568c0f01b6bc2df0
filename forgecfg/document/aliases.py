"""Anchors and aliases, with the limits of Forge's parser.

Forge's parser rejects a document if, for one anchor, the number of its uses (including the anchor
itself) times the number of uses inside it exceeds 100 (verified with npm `yaml` 2.9.1). This stops
alias bombs; the copies that forgecfg makes are limited too.
"""

from __future__ import annotations

from forgecfg.document.events import LimitError, YamlError
from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence, copy_at, walk

ALIAS_LIMIT = 100
# The maximum number of nodes that aliases can add to one document.
MAX_COPIED_NODES = 100_000


class _Anchor:
    """One anchor; `weight` and `size` are computed at its first use."""

    __slots__ = ("closed", "node", "size", "uses", "weight")

    def __init__(self, node: Node, closed: bool) -> None:
        self.node = node
        self.closed = closed
        self.uses = 1
        self.weight = 0
        self.size = 0


class Aliases:
    """The anchors of one document, up to the current event."""

    __slots__ = ("_anchors", "_copied", "_origins")

    def __init__(self) -> None:
        self._anchors: dict[str, _Anchor] = {}
        self._origins: dict[int, _Anchor] = {}
        self._copied = 0

    def open(self, name: str, node: Node) -> None:
        """Register the start of an anchored collection, or an anchored scalar."""
        self._anchors[name] = _Anchor(node, isinstance(node, Scalar))

    def close(self, name: str, node: Node) -> None:
        """Register the end of an anchored collection."""
        anchor = self._anchors[name]
        # The collection may contain an anchor of the same name; the inner one is kept.
        if anchor.node is node:
            anchor.closed = True

    def expand(self, name: str, start: int, end: int) -> Node | YamlError:
        """A copy of the node that an alias between two 0-based offsets refers to.

        Returns a YamlError for an invalid alias. Raises LimitError if Forge's parser would reject
        the text as a resource exhaustion attack.
        """
        anchor = self._anchors.get(name)
        if anchor is None:
            return YamlError(f"undefined alias `*{name}`", start)
        if not anchor.closed:
            return YamlError(f"alias `*{name}` is inside its own anchor", start)
        anchor.uses += 1
        if not anchor.weight:
            anchor.weight = self._weight(anchor.node)
            anchor.size = sum(1 for _ in walk(anchor.node))
        self._copied += anchor.size
        if anchor.uses * anchor.weight > ALIAS_LIMIT or self._copied > MAX_COPIED_NODES:
            raise LimitError(f"too many aliases of `&{name}`", start)
        copy = copy_at(anchor.node, start, end)
        self._origins[id(copy)] = anchor
        return copy

    def _weight(self, node: Node) -> int:
        anchor = self._origins.get(id(node))
        if anchor is not None:
            return anchor.uses * anchor.weight
        if isinstance(node, Mapping):
            pairs = node.entries
            return max((max(self._weight(e.key), self._weight(e.value)) for e in pairs), default=1)
        if isinstance(node, Sequence):
            return max((self._weight(item) for item in node.items), default=1)
        return 1
