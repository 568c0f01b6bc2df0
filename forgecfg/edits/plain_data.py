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
from forgecfg.document.positions import PathPart


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


Work = Leaf | dict[str, list["Work"]] | list["Work"]
"""Data that can be changed quickly: a mapping has a list of values for each key."""


def apply_changes(data: Plain, changes: Iterable[Change]) -> Plain:
    """The data after all changes, made in order; `data` itself is not modified.

    Raises LookupError for a path that does not exist, and for a key that a rename would duplicate.
    """
    root = _opened(data)
    for change in changes:
        if change.path:
            _change(root, change)
        elif isinstance(change, Put):
            root = _opened(plain_data(change.data))
        else:
            raise LookupError("the root can only be replaced")
    return _closed(root)


def _opened(data: Plain) -> Work:
    if isinstance(data, list):
        return [_opened(item) for item in data]
    if isinstance(data, Leaf):
        return data
    values: dict[str, list[Work]] = {}
    for name, value in data.pairs:
        values.setdefault(name, []).append(_opened(value))
    return values


def _closed(work: Work) -> Plain:
    if isinstance(work, list):
        return [_closed(item) for item in work]
    if isinstance(work, Leaf):
        return work
    return Table([(name, _closed(value)) for name, values in work.items() for value in values])


def _change(root: Work, change: Change) -> None:
    parent = root
    for part in change.path[:-1]:
        parent = _child(parent, part)
    part = change.path[-1]
    if isinstance(parent, list) and isinstance(part, int):
        _change_item(parent, part, change)
    elif isinstance(parent, dict) and isinstance(part, str):
        _change_entry(parent, part, change)
    else:
        raise _missing(parent, part)


def _child(work: Work, part: PathPart) -> Work:
    if isinstance(work, list) and isinstance(part, int):
        if not 0 <= part < len(work):
            raise LookupError(f"no item {part}")
        return work[part]
    if isinstance(work, dict) and isinstance(part, str):
        if part not in work:
            raise LookupError(f"no key {part!r}")
        return work[part][0]
    raise _missing(work, part)


def _missing(work: Work, part: PathPart) -> LookupError:
    kind = "table" if isinstance(work, dict) else type(work).__name__.lower()
    return LookupError(f"no {part!r} in {kind}")


def _change_item(items: list[Work], at: int, change: Change) -> None:
    if at == len(items) and isinstance(change, Put):
        items.append(_opened(plain_data(change.data)))
    elif not 0 <= at < len(items):
        raise LookupError(f"no item {at}")
    elif isinstance(change, Put):
        items[at] = _opened(plain_data(change.data))
    elif isinstance(change, Drop):
        del items[at]
    else:
        raise LookupError(f"item {at} has no key")


def _change_entry(entries: dict[str, list[Work]], name: str, change: Change) -> None:
    values = entries.get(name, [])
    nth = change.nth if isinstance(change, Drop) else 0
    if not values and isinstance(change, Put):
        entries[name] = [_opened(plain_data(change.data))]
        return
    if nth >= len(values):
        raise LookupError(f"no key {name!r}")
    if isinstance(change, Put):
        values[0] = _opened(plain_data(change.data))
        return
    value = values.pop(nth)
    if not values:
        del entries[name]
    if isinstance(change, Rename):
        if change.key in entries:
            raise LookupError(f"key {change.key!r} already exists")
        entries.setdefault(change.key, []).append(value)


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
