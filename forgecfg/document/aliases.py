"""Anchors and aliases, with the limits of Forge's parser.

Forge's parser refuses a document when, for one anchor, the number of its uses (the anchor itself
counts) times the number of uses inside it passes 100 (measured on npm `yaml` 2.9.1). This keeps
alias bombs out; the copies that forgecfg makes are limited as well.
"""

from __future__ import annotations

from forgecfg.document.events import LimitError, YamlError
from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence, copy_at, walk

ALIAS_LIMIT = 100
# All that aliases may add to one document: far over any manifest, far under any trouble.
MAX_COPIED_NODES = 100_000


class _Anchor:
    """One anchor; `weight` and `size` are known from its first use on."""

    __slots__ = ("closed", "node", "size", "uses", "weight")

    def __init__(self, node: Node, closed: bool) -> None:
        self.node = node
        self.closed = closed
        self.uses = 1
        self.weight = 0
        self.size = 0


class Aliases:
    """The anchors of one document, as far as it has been read."""

    __slots__ = ("_anchors", "_copied", "_origins")

    def __init__(self) -> None:
        self._anchors: dict[str, _Anchor] = {}
        self._origins: dict[int, _Anchor] = {}
        self._copied = 0

    def open(self, name: str, node: Node) -> None:
        """An anchored collection begins, or an anchored scalar is read."""
        self._anchors[name] = _Anchor(node, isinstance(node, Scalar))

    def close(self, name: str, node: Node) -> None:
        """An anchored collection is complete."""
        anchor = self._anchors[name]
        # The same name may have been given again inside the collection; that one counts.
        if anchor.node is node:
            anchor.closed = True

    def expand(self, name: str, start: int, end: int) -> Node | YamlError:
        """A copy of what an alias between two 0-based offsets stands for.

        What is wrong with an alias that stands for nothing is returned. Raises LimitError where
        Forge's parser would refuse the text as a resource exhaustion attack.
        """
        anchor = self._anchors.get(name)
        if anchor is None:
            return YamlError(f"alias *{name} has no anchor &{name} before it", start)
        if not anchor.closed:
            return YamlError(f"alias *{name} stands inside its own anchor", start)
        anchor.uses += 1
        if not anchor.weight:
            anchor.weight = self._weight(anchor.node)
            anchor.size = sum(1 for _ in walk(anchor.node))
        self._copied += anchor.size
        if anchor.uses * anchor.weight > ALIAS_LIMIT or self._copied > MAX_COPIED_NODES:
            raise LimitError(f"too many aliases of &{name}", start)
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
