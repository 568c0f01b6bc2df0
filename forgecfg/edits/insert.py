"""New items and keys in collections that have some already."""

from __future__ import annotations

from forgecfg.document.changes import Change, Data, Plan, Put
from forgecfg.document.document import Document
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Sequence
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits import emit, flow, layout
from forgecfg.edits.locate import NodeRef, find, merge_key, refusal, refuse_shared
from forgecfg.edits.style import file_style, style_at
from forgecfg.edits.value import fill, is_empty_value

# A new root section goes before these where they are not the first: people declare remotes above
# the permissions that name them. All others go to the end.
_SECTION_BEFORE = {"remotes": "permissions"}


def append_items(document: Document, path: YamlPath, items: list[Data]) -> Plan:
    """Append items, in their order, to the list at `path`; an empty or null value becomes one.

    Raises CannotEdit where that is no list, or not safe.
    """
    if not items:
        return Plan()
    spots = find(document, path)
    spot = spots[-1]
    if is_empty_value(spot.node):
        return fill(document, spots, items)
    node = spot.node
    if not isinstance(node, Sequence):
        raise refusal(document, spot, "it is not a list")
    _check(document, spot)
    changes = tuple(Put((*path, len(node.items) + at), item) for at, item in enumerate(items))
    if node.flow:
        return Plan(flow.insert(document, node, items), changes)
    style = style_at(document, node)
    column = layout.column_of(document, node)
    lines = [emit.block_item(item, style, column) for item in items]
    return Plan((_at_end(document, spots, node, lines, column),), changes)


def set_keys(document: Document, path: YamlPath, data: dict[str, Data]) -> Plan:
    """Add keys, in their order, to the mapping at `path`; an empty or null value becomes one.

    None of the keys may be there yet (see `set_value`). New root sections may be placed before
    the end, all keys of one call at the same place.
    Raises CannotEdit where that is no mapping, a key is there, or it is not safe.
    """
    if not data:
        return Plan()
    spots = find(document, path)
    spot = spots[-1]
    if is_empty_value(spot.node):
        return fill(document, spots, data)
    node = spot.node
    if not isinstance(node, Mapping):
        raise refusal(document, spot, "it is not a mapping")
    _check(document, spot)
    if merge_key(node):
        raise refusal(document, spot, "it has a merge key `<<`, which Forge does not expand")
    for name in data:
        if node.get(name) is not None:
            raise refusal(document, spot, f"the key {name!r} is there already")
    changes: tuple[Change, ...] = tuple(Put((*path, name), value) for name, value in data.items())
    if node.flow:
        return Plan(flow.insert(document, node, data), changes)
    style = style_at(document, node)
    column = layout.column_of(document, node)
    lines = [emit.block_pair(name, value, style, column) for name, value in data.items()]
    before = _section_after(node, next(iter(data))) if not path else None
    if before is not None:
        return Plan((_in_the_middle(document, node, lines, before, column),), changes)
    return Plan((_at_end(document, spots, node, lines, column),), changes)


def _check(document: Document, spot: NodeRef) -> None:
    if spot.node.aliased:
        raise refusal(document, spot, "it comes from an alias")
    refuse_shared(document, spot, spot.node)


def _section_after(root: Mapping, name: str) -> int | None:
    """The position of the root section before which a new one goes; None is the end."""
    follower = _SECTION_BEFORE.get(name)
    names = [entry.name for entry in root.entries]
    return names.index(follower) if follower in names[1:] and names[0] != follower else None


def _at_end(
    document: Document, spots: list[NodeRef], node: Collection, new: list[list[str]], column: int
) -> Edit:
    """Insert after the last child and the comments that stand right below it at its indent."""
    children = layout.children_of(node)
    last = layout.last_row(document, children[-1])
    least = max(column, floor(document, spots) + 1)
    row = layout.with_comments(document, last, least)
    apart = layout.are_separated(document, node)
    if len(children) == 1 and isinstance(children[0], Mapping):
        apart = file_style(document).apart  # one item has no neighbour to tell
    return layout.insert_after(document, row, _spaced(document, new, children[-1], apart))


def _in_the_middle(
    document: Document, node: Mapping, new: list[list[str]], index: int, column: int
) -> Edit:
    """Insert after the entry before `index`; comments at the keys' column belong to that one."""
    before = node.entries[index - 1]
    row = layout.with_comments(document, layout.last_row(document, before), column + 1)
    apart = layout.has_gap(document, node, index)
    return layout.insert_after(document, row, _spaced(document, new, before, apart))


def _spaced(
    document: Document, new: list[list[str]], before: Entry | Node, apart: bool
) -> list[str]:
    """The lines of new children, each after a blank line where they stand apart."""
    blank = [""] if apart else []
    lines = [line for child in new for line in (*blank, *child)]
    return lines[1:] if apart and layout.ends_open(document, before) else lines


def floor(document: Document, spots: list[NodeRef]) -> int:
    """The column of the key or dash that holds the last spot, -1 at the root."""
    spot = spots[-1]
    if spot.parent is None:
        return -1
    return layout.column_of(document, spot.parent)
