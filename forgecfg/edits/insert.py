"""Insert items and keys into existing collections."""

from __future__ import annotations

from forgecfg.document.changes import Change, Data, Plan, Put
from forgecfg.document.document import Document
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Sequence
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits import emit, flow, layout
from forgecfg.edits.locate import NodeRef, cannot_edit, find, merge_key, reject_shared
from forgecfg.edits.style import file_style, style_at
from forgecfg.edits.value import fill, is_empty_value

# A new root section is inserted before the given one, unless that is the first: remotes are usually
# declared above the permissions that reference them. Other sections are added at the end.
_SECTION_BEFORE = {"remotes": "permissions"}


def append_items(document: Document, path: YamlPath, items: list[Data]) -> Plan:
    """Append items to the list at `path`; an empty or null value becomes a list.

    Raises CannotEdit if the value is not a list, or the edit is not safe.
    """
    if not items:
        return Plan()
    refs = find(document, path)
    ref = refs[-1]
    if is_empty_value(ref.node):
        return fill(document, refs, items)
    node = ref.node
    if not isinstance(node, Sequence):
        raise cannot_edit(document, ref, "it is not a list")
    _check(document, ref)
    changes = tuple(Put((*path, len(node.items) + at), item) for at, item in enumerate(items))
    if node.flow:
        return Plan(flow.insert(document, node, items), changes)
    style = style_at(document, node)
    column = layout.column_of(document, node)
    lines = [emit.block_item(item, style, column) for item in items]
    return Plan((_at_end(document, refs, node, lines, column),), changes)


def set_keys(document: Document, path: YamlPath, data: dict[str, Data]) -> Plan:
    """Add keys to the mapping at `path`; an empty or null value becomes a mapping.

    The keys must not exist yet (see `set_value`). New root sections may be inserted before the end,
    all keys of one call together. Raises CannotEdit if the value is not a mapping, a key exists, or
    the edit is not safe.
    """
    if not data:
        return Plan()
    refs = find(document, path)
    ref = refs[-1]
    if is_empty_value(ref.node):
        return fill(document, refs, data)
    node = ref.node
    if not isinstance(node, Mapping):
        raise cannot_edit(document, ref, "it is not a mapping")
    _check(document, ref)
    if merge_key(node):
        raise cannot_edit(document, ref, "it has a merge key `<<`, which Forge does not expand")
    for name in data:
        if node.get(name) is not None:
            raise cannot_edit(document, ref, f"key {name!r} already exists")
    changes: tuple[Change, ...] = tuple(Put((*path, name), value) for name, value in data.items())
    if node.flow:
        return Plan(flow.insert(document, node, data), changes)
    style = style_at(document, node)
    column = layout.column_of(document, node)
    lines = [emit.block_pair(name, value, style, column) for name, value in data.items()]
    before = _section_after(node, next(iter(data))) if not path else None
    if before is not None:
        return Plan((_in_the_middle(document, node, lines, before, column),), changes)
    return Plan((_at_end(document, refs, node, lines, column),), changes)


def _check(document: Document, ref: NodeRef) -> None:
    if ref.node.aliased:
        raise cannot_edit(document, ref, "it comes from an alias")
    reject_shared(document, ref, ref.node)


def _section_after(root: Mapping, name: str) -> int | None:
    """The index of the root section before which to insert a new one; None for the end."""
    follower = _SECTION_BEFORE.get(name)
    names = [entry.name for entry in root.entries]
    return names.index(follower) if follower in names[1:] and names[0] != follower else None


def _at_end(
    document: Document, refs: list[NodeRef], node: Collection, new: list[list[str]], column: int
) -> Edit:
    """Insert after the last child and the comments right below it with the same indent."""
    children = layout.children_of(node)
    last = layout.last_row(document, children[-1])
    least = max(column, floor(document, refs) + 1)
    row = layout.with_comments(document, last, least)
    apart = layout.are_separated(document, node)
    if len(children) == 1 and isinstance(children[0], Mapping):
        apart = file_style(document).apart  # a single item has no neighbor
    return layout.insert_after(document, row, _spaced(document, new, children[-1], apart))


def _in_the_middle(
    document: Document, node: Mapping, new: list[list[str]], index: int, column: int
) -> Edit:
    """Insert after the entry before `index`; comments at the keys' column belong to `index`."""
    before = node.entries[index - 1]
    row = layout.with_comments(document, layout.last_row(document, before), column + 1)
    apart = layout.has_gap(document, node, index)
    return layout.insert_after(document, row, _spaced(document, new, before, apart))


def _spaced(
    document: Document, new: list[list[str]], before: Entry | Node, apart: bool
) -> list[str]:
    """The lines of new children, each after a blank line if `apart`."""
    blank = [""] if apart else []
    lines = [line for child in new for line in (*blank, *child)]
    return lines[1:] if apart and layout.ends_open(document, before) else lines


def floor(document: Document, refs: list[NodeRef]) -> int:
    """The column of the key or dash of the last ref, -1 at the root."""
    ref = refs[-1]
    if ref.parent is None:
        return -1
    return layout.column_of(document, ref.parent)
