"""The change of data that an edit makes, used to verify its result.

Plain data is stricter than Python data: scalars include their type (`1`, `1.0` and `true` differ),
mappings keep duplicate keys, and strings are compared before `${NAME}` is replaced. The order of
keys is ignored, except for duplicates of one key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forgecfg.document.changes import Change, Data, Drop, Put, Rename
from forgecfg.document.nodes import Node, Scalar, ScalarValue, Sequence
from forgecfg.document.positions import YamlPath


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar with the name of its type."""

    kind: str
    value: ScalarValue


@dataclass(slots=True)
class Table:
    """A mapping as pairs; equality ignores the order of keys."""

    pairs: list[tuple[str, Plain]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table) or len(self.pairs) != len(other.pairs):
            return False
        mine = sorted(self.pairs, key=lambda pair: pair[0])
        return mine == sorted(other.pairs, key=lambda pair: pair[0])


Plain = Leaf | Table | list["Plain"]


def plain(node: Node | None, text: str) -> Plain:
    """The data of a node of `text`; of None (an empty document), null."""
    if node is None:
        return Leaf("NoneType", None)
    if isinstance(node, Scalar):
        return _leaf(_string(node, text) if isinstance(node.value, str) else node.value)
    if isinstance(node, Sequence):
        return [plain(item, text) for item in node.items]
    return Table([(entry.name, plain(entry.value, text)) for entry in node.entries])


def plain_data(data: Data) -> Plain:
    """The same for Python data."""
    if isinstance(data, dict):
        return Table([(key, plain_data(value)) for key, value in data.items()])
    if isinstance(data, list):
        return [plain_data(item) for item in data]
    return _leaf(data)


def apply_changes(data: Plain, changes: Iterable[Change]) -> Plain:
    """The data after all changes, made in order; `data` itself is not modified.

    Raises LookupError for a path that does not exist, and for a key that a rename would duplicate.
    """
    for change in changes:
        data = _change(data, change.path, change)
    return data


def _change(data: Plain, path: YamlPath, change: Change) -> Plain:
    if not path:
        if isinstance(change, Put):
            return plain_data(change.data)
        raise LookupError("the root can only be replaced")
    part, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(part, int):
        return _change_item(data, part, rest, change)
    if isinstance(data, Table) and isinstance(part, str):
        return _change_pair(data, part, rest, change)
    raise LookupError(f"no {part!r} in {type(data).__name__.lower()}")


def _change_item(data: list[Plain], at: int, rest: YamlPath, change: Change) -> Plain:
    if at == len(data) and not rest and isinstance(change, Put):
        return [*data, plain_data(change.data)]
    if not 0 <= at < len(data):
        raise LookupError(f"no item {at}")
    if not rest and isinstance(change, Drop):
        return data[:at] + data[at + 1 :]
    return [*data[:at], _change(data[at], rest, change), *data[at + 1 :]]


def _change_pair(data: Table, name: str, rest: YamlPath, change: Change) -> Plain:
    found = [at for at, pair in enumerate(data.pairs) if pair[0] == name]
    pairs = list(data.pairs)
    if not found and not rest and isinstance(change, Put):
        return Table([*pairs, (name, plain_data(change.data))])
    nth = change.nth if not rest and isinstance(change, Drop) else 0
    if nth >= len(found):
        raise LookupError(f"no key {name!r}")
    at = found[nth]
    if not rest and isinstance(change, Drop):
        del pairs[at]
    elif not rest and isinstance(change, Rename):
        if any(other == change.key for other, _ in pairs):
            raise LookupError(f"key {change.key!r} already exists")
        pairs[at] = (change.key, pairs[at][1])
    else:
        pairs[at] = (name, _change(pairs[at][1], rest, change))
    return Table(pairs)


def _leaf(value: ScalarValue) -> Leaf:
    return Leaf(type(value).__name__, value)


def _string(node: Scalar, text: str) -> str:
    """The value of a string before variables are replaced.

    For Forge, a block scalar at the end of a file without a final newline still ends in one, unless
    it is stripped (`|-`; verified with npm `yaml` 2.9.1). Text added after it does not change it.
    """
    unfinished = node.style in ("|", ">") and node.end == len(text) and node.text[-1:] != "\n"
    if unfinished and node.text and "-" not in text[node.start : node.start + 3]:
        return node.text + "\n"
    return node.text
