"""The node tree of one YAML document. Every node has its position in the text.

`start` and `end` are 0-based character offsets, `end` exclusive: the exact token for scalars and
flow collections, from the first key or dash to the end of the last child for block collections.
The target of an alias is copied; the copies have the offsets of the alias, and `aliased` is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

ScalarValue = str | int | float | bool | None


class Scalar:
    """A scalar.

    `text` is its text after unescaping and folding; `value` is that text as Forge resolves it;
    `style` is "" (plain), "'", '"', "|" or ">". `unknown` is true if the value depends on a
    variable without a known default.
    """

    __slots__ = ("aliased", "anchor", "end", "start", "style", "text", "unknown", "value")

    def __init__(self, value: ScalarValue, text: str, style: str, start: int, end: int) -> None:
        self.value = value
        self.text = text
        self.style = style
        self.start = start
        self.end = end
        self.anchor: str | None = None
        self.aliased = False
        self.unknown = False


class Entry(NamedTuple):
    """One `key: value` of a mapping. `name` is the key as Forge reads it: always a string."""

    name: str
    key: Node
    value: Node


class Mapping:
    """A mapping; `entries` in source order, duplicates included; `flow` is true for `{…}`."""

    __slots__ = ("_index", "_indexes", "aliased", "anchor", "end", "entries", "flow", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.entries: list[Entry] = []
        self.flow = flow
        self.start = start
        self.end = start
        self.anchor: str | None = None
        self.aliased = False
        self._index: dict[str, Entry] | None = None
        self._indexes: dict[str, list[int]] | None = None

    def get(self, name: str) -> Entry | None:
        """The first entry of that name."""
        if not self.entries:
            return None
        if self._index is None:
            self._index = {entry.name: entry for entry in reversed(self.entries)}
        return self._index.get(name)

    def locations(self, name: str) -> list[int]:
        """The 0-based indexes of all entries of that name."""
        if self._indexes is None:
            self._indexes = {}
            for index, entry in enumerate(self.entries):
                self._indexes.setdefault(entry.name, []).append(index)
        return self._indexes.get(name, [])


class Sequence:
    """A list; `flow` is true for `[…]`."""

    __slots__ = ("aliased", "anchor", "end", "flow", "items", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.start = start
        self.end = start
        self.anchor: str | None = None
        self.aliased = False


Node = Scalar | Mapping | Sequence
Collection = Mapping | Sequence


def kind_of(node: Node) -> str:
    """The YAML kind of a node for a message: "a list", "a string", "empty", …"""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    value = node.value
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "a boolean"
    return "a string" if isinstance(value, str) else "a number"


def copy_at(node: Node, start: int, end: int) -> Node:
    """A deep copy of `node` in which every node has the offsets of an alias.

    Recursion is safe: the parser limits the nesting.
    """
    copy: Node
    if isinstance(node, Scalar):
        copy = Scalar(node.value, node.text, node.style, start, end)
    elif isinstance(node, Mapping):
        copy = Mapping(start, node.flow)
        copy.entries = [
            Entry(e.name, copy_at(e.key, start, end), copy_at(e.value, start, end))
            for e in node.entries
        ]
    else:
        copy = Sequence(start, node.flow)
        copy.items = [copy_at(item, start, end) for item in node.items]
    copy.end = end
    copy.aliased = True
    return copy


def walk(node: Node) -> Iterator[Node]:
    """The node and all its descendants, including keys, in no particular order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if isinstance(current, Mapping):
            for entry in current.entries:
                waiting += (entry.key, entry.value)
        elif isinstance(current, Sequence):
            waiting += current.items


def to_data(node: Node) -> object:
    """Plain Python data of a node, for a JSON Schema validator; the first of duplicates is used."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {entry.name: to_data(entry.value) for entry in reversed(node.entries)}
